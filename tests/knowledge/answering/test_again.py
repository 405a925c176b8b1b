"""What was just told is told again when nothing else is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY

FEE = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))
BOTH = Context(question="泳池门票多少钱？图书馆在哪里？", entries=("pool-fee", "library-place"))


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


def test_a_figure_in_doubt_is_met_with_what_the_source_says(small_engine: Engine) -> None:
    told = small_engine.answer("不是50块吗", DAY, FEE)
    assert told.text.startswith(small_engine.wording.text("yes_no_lead"))
    assert told.citations
