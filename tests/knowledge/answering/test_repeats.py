"""What was just told is told again when nothing else is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.repeats import AnswerReference, answer_reference, asks_to_repeat
from knowledge.language.dialogue import Context
from knowledge.language.normalise import normalise
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY

FEE = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))
BOTH = Context(question="泳池门票多少钱？图书馆在哪里？", entries=("pool-fee", "library-place"))


@pytest.mark.parametrize(
    "text",
    [
        "再说一遍",
        "麻烦您再讲一次",
        "没听清，再说一遍吧",
        "重复一下好吗",
        "刚才说的是多少来着",
        "没看清",
        "是多少来着？",
        "say that again, please",
    ],
)
def test_asks_again(text: str) -> None:
    assert asks_to_repeat(normalise(text))


@pytest.mark.parametrize(
    "text", ["再说说医疗救助", "再来一个", "多少", "没听懂", "门票是多少来着", "重复申请怎么办"]
)
def test_asks_for_something_else(text: str) -> None:
    assert not asks_to_repeat(normalise(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二个", AnswerReference(2, "")),
        ("那第二个呢？", AnswerReference(2, "")),
        ("第二个再说一下", AnswerReference(2, "")),
        ("后一个是多少", AnswerReference(-1, "")),
        ("后面那个都是什么人", AnswerReference(-1, "都是什么人")),
        ("前面那个在哪里", AnswerReference(1, "在哪里")),
        ("我问的是上面那个", AnswerReference(1, "")),
        ("下面那条是谁负责", AnswerReference(-1, "是谁负责")),
        ("the second one?", AnswerReference(2, "")),
        ("what about the last one", AnswerReference(-1, "")),
    ],
)
def test_the_one_that_is_spoken_of_by_its_place(text: str, place: AnswerReference) -> None:
    assert answer_reference(normalise(text)) == place


@pytest.mark.parametrize(
    "text", ["第二个环节是什么", "下个月呢", "上一个呢", "前年呢", "第二医院在哪", "后天几点"]
)
def test_what_only_begins_like_a_place(text: str) -> None:
    assert answer_reference(normalise(text)) is None


@pytest.mark.parametrize(
    ("text", "context", "entries"),
    [
        pytest.param("再说一遍", FEE, ("pool-fee",), id="again"),
        pytest.param("没听清", BOTH, ("pool-fee", "library-place"), id="both again"),
        pytest.param("第二个呢", BOTH, ("library-place",), id="the second"),
        pytest.param("前一个再说一下", BOTH, ("pool-fee",), id="the first again"),
        pytest.param("后面那个有多少册", BOTH, ("library-books",), id="something else of the second"),
        pytest.param("不是50块吗", FEE, ("pool-fee",), id="another figure of its kind"),
        pytest.param("不是50块吗", BOTH, ("pool-fee",), id="of the one that tells such a figure"),
        pytest.param("你确定？这么贵", FEE, ("pool-fee",), id="it seems odd"),
        pytest.param("不对吧我听说是五十", FEE, ("pool-fee",), id="somebody says otherwise"),
    ],
)
def test_it_is_told_again(
    small_engine: Engine, text: str, context: Context, entries: tuple[str, ...]
) -> None:
    assert small_engine.answer(text, DAY, context).entries == entries


@pytest.mark.parametrize(
    ("text", "context"),
    [
        pytest.param("第三个呢", BOTH, id="there is no third"),
        pytest.param("第二个呢", FEE, id="nor a second of one"),
        pytest.param("再说一遍", replace(FEE, told=False), id="what was only offered"),
        pytest.param("不是50公里吗", FEE, id="a figure of another kind"),
        pytest.param("不是去年的50块吗", FEE, id="of another year"),
        pytest.param("再说一遍", replace(FEE, entries=("no-longer-here",)), id="what is gone"),
    ],
)
def test_nothing_is_told_again(small_engine: Engine, text: str, context: Context) -> None:
    assert small_engine.answer(text, DAY, context).status is not Status.ANSWERED


@pytest.mark.parametrize("text", ["不是50块吗", "不对,人家说五十块"])
def test_a_figure_in_doubt_is_met_with_what_the_source_says(small_engine: Engine, text: str) -> None:
    told = small_engine.answer(text, DAY, FEE)
    assert told.text.startswith(small_engine.wording.text("yes_no_lead"))
    assert told.citations
