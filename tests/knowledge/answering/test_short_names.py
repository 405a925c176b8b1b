"""Short names: what follow-ups leave out of a name that was told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.short_names import with_noun_completed, with_sibling_named
from knowledge.derived.derived import derive
from knowledge.language.dialogue import Context
from knowledge.model.entry import Citation, Entry, Facet
from tests.knowledge.answering.conversations import talked
from tests.knowledge.samples import EMPTY


def _line(number: str, value: str, time: str) -> Entry:
    """An entry that tells when a school bus leaves."""
    return replace(
        EMPTY,
        id=f"bus-{number}",
        question=f"{value}早上几点开？",
        phrasings=(f"{value}几点出发", f"{value}的发车时间", f"坐{value}要几点到站"),
        answer=f"{value}早上{time}发车。",
        citations=(Citation(source="lanhe-notice", evidence=f"{value}{time}发车", paragraph=1),),
        subject=(value, "发车"),
        facets=(Facet.TIME,),
        qualifiers={"school_bus": value},
    )


CARD = replace(
    EMPTY,
    id="card",
    question="居住证首次办理收费吗？",
    phrasings=("第一次办居住证要钱吗", "居住证多少钱", "居住证几天能办好"),
    answer="居住证首次办理不收费，10个工作日取证。",
    citations=(Citation(source="lanhe-notice", evidence="居住证首次办理不收费", paragraph=1),),
    subject=("居住证",),
    facets=(Facet.FEE, Facet.DURATION),
)


@pytest.fixture(scope="module")
def town(small_engine: Engine) -> Engine:
    base = small_engine.base
    lines: dict[str, tuple[str, ...]] = {"校车一线": (), "校车二线": (), "校车三线": ("三线校车",)}
    lexicon = replace(base.lexicon, qualifiers=base.lexicon.qualifiers | {"school_bus": lines})
    entries = (*base.entries, _line("1", "校车一线", "6:40"), _line("3", "校车三线", "7:05"), CARD)
    changed = replace(base, entries=entries, lexicon=lexicon)
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("那三线呢", "那校车三线呢", id="what tells it apart"),
        pytest.param("三线那个呢", "校车三线呢", id="that one"),
        pytest.param("那一线呢", "那一线呢", id="the one that was told"),
        pytest.param("那校车呢", "那校车呢", id="what all have"),
        pytest.param("三线几点", "三线几点", id="a question of its own"),
    ],
)
def test_a_sibling_is_named_by_what_tells_it_apart(town: Engine, typed: str, named: str) -> None:
    context = Context(question="校车一线早上几点开", entries=("bus-1",))
    assert with_sibling_named(town.reader.read(typed), context, town.derived) == named


def test_the_sibling_is_told_of(town: Engine) -> None:
    assert talked(town, ["校车一线早上几点开", "那三线呢"]).entries == ("bus-3",)


@pytest.mark.parametrize(
    ("typed", "told", "completed"),
    [
        pytest.param("几天能拿到证", True, "几天能拿到居住证", id="the end of its name"),
        pytest.param("几天能拿到证", False, "几天能拿到证", id="only offered"),
        pytest.param("几天能拿到卡", True, "几天能拿到卡", id="another paper"),
    ],
)
def test_a_paper_is_named_by_the_end_of_its_name(
    town: Engine, typed: str, told: bool, completed: str
) -> None:
    context = Context(question="居住证首次办理收费吗", entries=("card",), told=told)
    assert with_noun_completed(town.reader.read(typed), context, town.derived) == completed
