"""What nobody is told at an age is not answered by what is told of the same thing at every age."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import entry_of
from tests.knowledge.samples import DAY


@pytest.fixture(scope="module")
def canteen_engine(small_engine: Engine) -> Engine:
    """The small town with a canteen: a price for each of two ranges of ages, and hours for all."""
    plain = replace(entry_of(small_engine, "road-length"), citations=(), qualifiers={})
    younger, older = (
        replace(
            plain,
            id=f"meal-{ages}",
            question=f"{ages}的老人在敬老饭堂吃饭多少钱？",
            phrasings=(
                f"{age}岁在敬老饭堂吃午餐多少钱",
                f"{age}岁去敬老饭堂一餐几块",
                f"{age}岁能去敬老饭堂吃饭吗",
            ),
            answer=f"{ages}的老人在敬老饭堂每餐{price}元。",
            subject=("敬老饭堂", "午餐"),
            facets=(Facet.FEE, Facet.AMOUNT),
            qualifiers={"age": ages},
        )
        for ages, age, price in (("60至79周岁", 66, 8), ("80至99周岁", 86, 5))
    )
    hours = replace(
        plain,
        id="canteen-hours",
        question="敬老饭堂几点开饭，送餐加多少钱？",
        phrasings=("敬老饭堂中午几点吃饭", "敬老饭堂午饭几点有", "敬老饭堂送餐上门要加钱吗"),
        answer="敬老饭堂午餐11:00至12:30供应，送餐上门每次加收2元。",
        subject=("敬老饭堂", "供应时间"),
        facets=(Facet.TIME, Facet.FEE),
    )
    base = small_engine.base
    ages: dict[str, tuple[str, ...]] = {"60至79周岁": (), "80至99周岁": ()}
    lexicon = replace(base.lexicon, qualifiers={**base.lexicon.qualifiers, "age": ages})
    changed = replace(base, entries=(*base.entries, younger, older, hours), lexicon=lexicon)
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("50岁去敬老饭堂吃午饭多少钱", "", id="a price at no age of theirs"),
        pytest.param("66岁去敬老饭堂吃午饭多少钱", "meal-60至79周岁", id="at one of theirs"),
        pytest.param("50岁的人去敬老饭堂几点吃饭", "canteen-hours", id="what age is nothing to"),
        pytest.param("我妈50岁,敬老饭堂送餐上门要加多少钱", "canteen-hours", id="the fee for all"),
        pytest.param("敬老饭堂午饭几点有", "canteen-hours", id="no age"),
    ],
)
def test_what_is_told_by_ages_is_unknown_at_another(
    canteen_engine: Engine, question: str, entry: str
) -> None:
    answer = canteen_engine.answer(question, DAY)
    assert answer.entries == ((entry,) if entry else ())
    assert entry or answer.status is Status.UNKNOWN


@pytest.mark.parametrize(
    "question", ["不满60岁去敬老饭堂几点吃饭", "不到60岁敬老饭堂送餐加多少钱", "59岁半的人敬老饭堂几点开饭"]
)
def test_an_age_just_outside_all_ranges_is_decided_too(canteen_engine: Engine, question: str) -> None:
    assert canteen_engine.answer(question, DAY).status in Status
