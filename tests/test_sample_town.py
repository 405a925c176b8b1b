"""The sample town under examples/: what a clerk of a small town gets without a line of code.

Each test is a citizen's or a clerk's moment: given the sample, when this is asked or checked, then that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from rich.console import Console

from bot.config import read_config
from bot.terminal.checking import run_check
from bot.terminal.conversation import Conversation
from knowledge.answering.engine import Engine
from knowledge.answering.wording import Wording
from knowledge.model.answer import Answer, Status
from tests.conftest import engine_over

PROJECT = Path(__file__).parent.parent
TOWN = PROJECT / "examples" / "moting"
ORIGINALS = sorted((TOWN / "originals").iterdir())
DAY = date(2026, 11, 28)
HOTLINE = "000-1234"
STATEWIDE = "12345"

FOUND = [
    pytest.param("图书馆几点开门？", "library-hours", id="plainly"),
    pytest.param("一回能借几本书回家", "library-count", id="colloquially"),
    pytest.param("社宝卡丢了去哪补", "card-replace", id="misspelt by a pinyin keyboard"),
    pytest.param("厨余拉圾几点收", "rubbish-kitchen-hours", id="misspelt by a character"),
    pytest.param("圖書館在哪裡？", "library-place", id="in Traditional characters"),
    pytest.param("dajian laji yi jian shou duoshao qian", "rubbish-bulky-fee", id="in pinyin"),
    pytest.param("What time does the library open?", "library-hours", id="in English"),
    pytest.param("1路末班", "bus-1-last", id="tersely"),
    pytest.param("楼下那个绿桶老锁着，请问厨余垃圾到底几点收", "rubbish-kitchen-hours", id="with a story"),
    pytest.param("七十岁坐公交就免费了对吗？", "bus-elder-card", id="to be confirmed"),
]
NOT_TOLD = [
    pytest.param("图书馆的电话是多少", id="another facet"),
    pytest.param("图书馆有多少册藏书", id="another thing counted"),
    pytest.param("村村通票价是多少", id="a facet that the table holds and no entry tells"),
    pytest.param("2路公交车末班几点", id="another line"),
    pytest.param("职工养老保险一年交多少", id="another insurance"),
    pytest.param("饭店用水多少钱一吨", id="another use"),
    pytest.param("苓渚镇图书馆几点开门", id="another town"),
    pytest.param("去年镇区水价是多少", id="another year"),
    pytest.param("水价明年会涨吗", id="what is to come"),
    pytest.param("游泳馆门票多少钱", id="another service"),
    pytest.param("怎么办结婚证", id="another office"),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("moting")


@pytest.fixture(scope="module")
def town(cache: Path) -> Engine:
    return engine_over(TOWN, cache)


@pytest.fixture
def citizen(town: Engine) -> Conversation:
    return Conversation(town, DAY)


def test_every_entry_passes_the_check_and_every_evidence_is_proved(cache: Path) -> None:
    config = read_config().model_copy(update={"data_dir": cache})
    report = run_check(config, TOWN, [str(file) for file in ORIGINALS], True, Console(quiet=True))
    assert list(map(str, report.faults)) == []
    assert len(report.proved) == len(ORIGINALS)


def test_it_is_complete_enough_to_learn_from(town: Engine) -> None:
    entries = town.base.entries
    assert len(entries) == 20
    assert all(len(entry.phrasings) >= 5 and entry.not_for and entry.checks for entry in entries)
    assert all(source.sha256 for source in town.base.sources.values())


def test_nobody_can_take_it_for_real(town: Engine) -> None:
    """Given any entry, when it is answered in either language, then the answer says that it is invented."""
    for entry in town.base.entries:
        for language, word in (("zh", "虚构"), ("en", "invented")):
            answer = town.answer_entry(entry.id, date(2026, 1, 10), language)
            assert all(word in note for note in answer.notes)
            assert answer.notes
    assert all("虚构" in source.title for source in town.base.sources.values())
    assert all("虚构" in file.read_text("utf-8") for file in TOWN.glob("*.yaml"))


@pytest.mark.parametrize(("question", "entry"), FOUND)
def test_a_question_is_answered_however_it_is_typed(town: Engine, question: str, entry: str) -> None:
    answer = town.answer(question, DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, (entry,))
    assert answer.citations


@pytest.mark.parametrize("question", NOT_TOLD)
def test_what_the_town_has_not_written_down_is_not_answered(town: Engine, question: str) -> None:
    answer = town.answer(question, DAY)
    assert answer.status is not Status.ANSWERED
    assert not answer.citations


def test_two_questions_in_one_get_both_answers(town: Engine) -> None:
    answer = town.answer("图书馆在哪，几点开门？", DAY)
    assert set(answer.entries) == {"library-place", "library-hours"}
    assert "麦铃街12号" in answer.text
    assert "9:00" in answer.text


def test_where_others_pay_something_else_nobody_is_told_the_likelier_price(town: Engine) -> None:
    """Given a price of villages and one of the town, when a question says neither, then both are offered."""
    answer = town.answer("水费多少", DAY)
    assert answer.status is Status.CLARIFY
    assert {"water-price-village", "water-price-town"} <= {option.entry for option in answer.options}


def test_a_follow_up_leans_on_the_turn_before(citizen: Conversation) -> None:
    """Given an answer about opening hours, when only 那它在哪儿呢 is asked, then the library is meant."""
    citizen.ask("图书馆几点开门？")
    assert last(citizen, "那它在哪儿呢？").entries == ("library-place",)


def test_a_follow_up_about_another_line_is_not_answered_with_the_first(citizen: Conversation) -> None:
    citizen.ask("坐1路公交车多少钱？")
    assert last(citizen, "那2路呢？").status is Status.UNKNOWN


def test_a_figure_of_the_table_is_cited_by_row_and_column(town: Engine) -> None:
    answer = town.answer("1路车票价多少", DAY)
    assert [(c.row, c.column, c.evidence) for c in answer.citations] == [("1路", "票价", "一次1元")]


def test_what_has_lapsed_is_said_to_have_and_no_hour_is_told(town: Engine) -> None:
    question = "雀梅巷夜里几点到几点停水？"
    before, after = town.answer(question, date(2026, 3, 20)), town.answer(question, date(2026, 3, 21))
    assert "22时" in before.text
    assert after.status is Status.UNKNOWN
    assert "2026-03-20" in after.text
    assert "22时" not in after.text


def test_the_town_has_a_hotline_of_its_own_in_every_sentence(town: Engine) -> None:
    wording = Wording(town.base)
    assert HOTLINE in town.answer("怎么办结婚证", DAY).text
    for key, sentences in town.base.texts.items():
        for language, sentence in sentences.items():
            blanks = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            values = dict.fromkeys(blanks - {"hotline_name", "hotline_number"}, "x")
            assert STATEWIDE not in wording.text(key, language, **values)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        pytest.param("晚上好呀", "茉汀", id="a greeting in the town's words"),
        pytest.param("转人工", HOTLINE, id="a person, at the town's hotline"),
        pytest.param("你是机器人还是真人", HOTLINE, id="who answers"),
        pytest.param("再见", "平安", id="a farewell"),
        pytest.param("老人喘不上气", "120", id="a need that the program knows"),
        pytest.param("渡船翻了，快来", "虚构", id="a need that the town added"),
    ],
)
def test_the_programs_replies_come_along_and_the_town_words_some(
    town: Engine, message: str, said: str
) -> None:
    answer = town.answer(message, DAY)
    assert answer.status is Status.CANNED
    assert said in answer.text
    assert STATEWIDE not in answer.text


def test_a_chat_in_the_terminal_knows_the_town(cache: Path) -> None:
    """Given the folder, when somebody types line by line, then they get the sample's answers and words."""
    typed = "图书馆几点开门\n那它在哪儿呢\n村村通票价多少\n"
    command = [sys.executable, "-m", "bot", "chat", "--knowledge", str(TOWN)]
    environment = {**os.environ, "ANDA_DATA_DIR": str(cache), "ANDA_TERMINAL__COLOUR": "never"}
    done = subprocess.run(  # noqa: S603
        command, input=typed, capture_output=True, text=True, cwd=PROJECT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    for part in ("虚构", "周二至周日", "麦铃街12号", "示例", HOTLINE):
        assert part in done.stdout


def last(citizen: Conversation, question: str) -> Answer:
    """The answer to the next turn."""
    return citizen.ask(question).answer
