"""Tables of services as offices keep them: what becomes of questions to an imported one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import read_config
from bot.terminal.conversation import Conversation
from bot.terminal.import_wish import Wish
from bot.terminal.importing import run_import
from knowledge.model.answer import Answer, Status
from tests.conftest import engine_over

TABLES = Path(__file__).parent / "tables"
DAY = date(2031, 1, 10)
NOT_THE_ANSWER = "不过它们不是您这个问题的答案"
REACHED = [
    pytest.param("yunling.csv", "", 26, 1, id="official headings"),
    pytest.param("hechuan.csv", "服务项目", 25, 0, id="numbered rows"),
    pytest.param("songpu.jsonl", "", 28, 0, id="headings as people talk"),
]


class Town:
    """An imported table with the questions about it."""

    def __init__(self, table: str, question: str, place: Path) -> None:
        columns = {"question": question} if question else {}
        wish = Wish(table=TABLES / table, folder=place / "content", columns=columns)
        config = read_config().model_copy(update={"data_dir": place / "data"})
        assert run_import(config, wish, Console(quiet=True)).sentences == ()
        self.engine = engine_over(place / "content", place / "cache")
        self._rows = {entry.id: entry.citations[0].row for entry in self.engine.base.entries}
        self._questions = TABLES / f"{Path(table).stem}.questions.jsonl"

    def questions(self) -> Iterator[dict[str, str]]:
        for line in self._questions.read_text("utf-8").splitlines():
            held = json.loads(line)
            yield {**held, "question": held["turns"][-1]}

    def outcome(self, asked: dict[str, str]) -> str:
        """Right where the cell asked for is told and cited, of that row alone; or how else it ended."""
        answer = self.engine.answer(asked["question"], DAY)
        if answer.status is not Status.ANSWERED:
            return "not answered"
        if "kind" in asked:
            return "false"
        cited = {(citation.row, citation.column) for citation in answer.citations}
        alone = {row for row, _ in cited} == {asked["row"]}
        return "right" if alone and (asked["row"], asked["column"]) in cited else "wrong"

    def offered(self, answer: Answer) -> set[str | None]:
        return {self._rows[option.entry] for option in answer.options}


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Town]:
    return {
        table: Town(table, question, tmp_path_factory.mktemp("town"))
        for table, question in (
            ("yunling.csv", ""),
            ("hechuan.csv", "服务项目"),
            ("songpu.jsonl", ""),
        )
    }


@pytest.mark.parametrize(("table", "question", "right", "false"), REACHED)
def test_a_row_answers_what_its_columns_tell(
    towns: dict[str, Town], table: str, question: str, right: int, false: int
) -> None:
    town = towns[table]
    outcomes = Counter(map(town.outcome, town.questions()))
    assert outcomes["right"] >= right
    assert outcomes["false"] <= false
    assert not outcomes["wrong"]


@pytest.mark.parametrize(("table", "question", "right", "false"), REACHED)
def test_no_row_that_holds_the_answer_is_said_not_to(
    towns: dict[str, Town], table: str, question: str, right: int, false: int
) -> None:
    town = towns[table]
    for asked in town.questions():
        answer = town.engine.answer(asked["question"], DAY)
        if "column" in asked and asked["row"] in town.offered(answer):
            assert NOT_THE_ANSWER not in answer.text, asked


@pytest.mark.parametrize(
    ("question", "text", "columns"),
    [
        pytest.param("补办身份证要带什么", "所需材料：户口簿；本人到场照相", ["所需材料"], id="one column"),
        pytest.param(
            "老年证办理要钱吗", "资料里写的是：收费标准：不收费", ["收费标准"], id="a yes-no question"
        ),
        pytest.param("结婚登记几天能办好", "办理时限：当场办结", ["办理时限"], id="a cell without a number"),
        pytest.param(
            "异地看病备案到哪办",
            "办理部门：县医疗保障局；办理地点：县政务服务中心一楼15号窗口",
            ["办理部门", "办理地点"],
            id="two columns, in the order of the table",
        ),
    ],
)
def test_the_cells_that_are_asked_for_are_told_and_cited(
    towns: dict[str, Town], question: str, text: str, columns: list[str]
) -> None:
    answer = towns["yunling.csv"].engine.answer(question, DAY)
    assert answer.text == text
    assert [citation.column for citation in answer.citations] == columns


def test_a_service_that_is_only_named_is_told_whole(towns: dict[str, Town]) -> None:
    answer = towns["yunling.csv"].engine.answer("居民身份证补领", DAY)
    assert len(answer.citations) == 6


@pytest.mark.parametrize(
    ("question", "row"),
    [
        pytest.param("失业金在哪里领", "失业保险金申领", id="an empty cell"),
        pytest.param("高龄补贴发到什么时候", "高龄津贴申领", id="until when, not how long it takes"),
        pytest.param("失业金能领几个月", "失业保险金申领", id="months, where days are told"),
        pytest.param("80岁高龄补贴每月给多少", "高龄津贴申领", id="what one gets, not what one pays"),
    ],
)
def test_what_a_row_does_not_tell_is_unknown_with_the_row_nearby(
    towns: dict[str, Town], question: str, row: str
) -> None:
    town = towns["yunling.csv"]
    answer = town.engine.answer(question, DAY)
    assert answer.status is Status.UNKNOWN
    assert town.offered(answer) == {row}
    assert NOT_THE_ANSWER in answer.text


@pytest.mark.parametrize(
    ("turns", "texts"),
    [
        pytest.param(
            ["居民身份证补领多少钱", "要几天呢", "那要带什么", "户口本丢了在哪办"],
            ["每张40元", "20个工作日", "户口簿；本人到场照相", "户口所在地派出所"],
            id="one column after the other, then another service",
        ),
        pytest.param(
            ["老年证在哪办", "残疾证多少钱", "几天能好"], ["便民服务站", "不收费", "30个"], id="two rows"
        ),
        pytest.param(
            ["结婚登记多少钱，几天能办好"], ["办理时限：当场办结；收费标准：不收费"], id="two in one"
        ),
        pytest.param(
            ["结婚登记要带什么", "护照多少钱"], ["身份证", "没有找到"], id="a service that is not there"
        ),
        pytest.param(["结婚登记要带什么", "最多能领多少"], ["身份证", "没有找到"], id="nothing of the row"),
    ],
)
def test_a_row_is_asked_about_further(towns: dict[str, Town], turns: list[str], texts: list[str]) -> None:
    citizen = Conversation(towns["yunling.csv"].engine, DAY)
    told = [citizen.ask(turn).answer.text for turn in turns]
    assert [text in answer for text, answer in zip(texts, told, strict=True)] == [True] * len(turns), told
