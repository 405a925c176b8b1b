"""Questions for a choice, answered by the entry that tells which of the two it is."""

from __future__ import annotations

import pytest

from knowledge.answering.alternatives import alternatives_in
from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY


def test_a_choice_is_a_question_for_each_of_both(small_engine: Engine) -> None:
    choice = alternatives_in(small_engine.reader.read(normalise("这395人是住院的还是看门诊的啊？")))
    assert choice
    assert choice.questions == ("这395人是住院的吗", "这395人是看门诊的吗")
    assert "住院" in "".join(word.text for word in choice.words)


def test_two_things_behind_a_verb_are_a_choice(small_engine: Engine) -> None:
    choice = alternatives_in(small_engine.reader.read(normalise("公园里种的杨树还是柳树啊")))
    assert choice
    assert choice.questions == ("公园里种的是杨树吗", "公园里种的是柳树吗")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("我交的表还是没人看", id="still, after what was done"),
        pytest.param("封顶线是不是还是两万", id="still"),
        pytest.param("现在还是两万吗", id="nothing before it"),
        pytest.param("电影是村里放得多还是城里放得多", id="a comparison"),
        pytest.param("封顶线是多少", id="no choice"),
    ],
)
def test_what_compares_or_goes_on_is_no_choice(small_engine: Engine, question: str) -> None:
    assert alternatives_in(small_engine.reader.read(normalise(question))) is None


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("扩建的中学是二中还是五中", "schools-extended", id="both of them"),
        pytest.param("扩建的中学是五中还是六中", "schools-extended", id="one of them"),
        pytest.param("高龄津贴每月80元是农村的还是城市的", "allowance-sum", id="a limit"),
    ],
)
def test_which_of_two_it_is_is_told_by_what_tells_one(
    small_engine: Engine, question: str, entry: str
) -> None:
    answer = small_engine.answer(question, DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, (entry,))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("公园的树是杨树还是柳树", id="neither side is told"),
        pytest.param("图书馆是收费还是免费", id="what nothing tells"),
        pytest.param("馆长是男的还是女的", id="of what nothing tells"),
    ],
)
def test_a_choice_that_nothing_tells_is_not_answered(small_engine: Engine, question: str) -> None:
    assert small_engine.answer(question, DAY).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("湿地公园种了2400棵树还是240棵", Status.ANSWERED, id="a figure of one side"),
        pytest.param("游泳馆的门票12元是一次12元还是一年12元", Status.ANSWERED, id="a word of one side"),
        pytest.param("图书馆5000册书是一年买的还是几年买的", Status.CLARIFY, id="what is told tells no side"),
        pytest.param("榆树巷、井台巷是粉刷还是换砖", Status.CLARIFY, id="another word for what is done"),
    ],
)
def test_what_tells_no_side_of_a_choice_is_no_answer(
    small_engine: Engine, question: str, status: Status
) -> None:
    assert small_engine.answer(question, DAY).status is status
