"""Siblings: entries that tell the same for different people, of whom a question may name none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.model.answer import Status
from knowledge.model.entry import Citation, Entry, Facet
from tests.knowledge.samples import DAY, EMPTY

FIRST = replace(
    EMPTY,
    id="care-1",
    question="一级残疾人的护理补贴每月多少钱？",
    phrasings=("一级残疾护理补贴多少", "一级残疾人每个月领多少护理补贴", "残疾证一级的护理补贴标准"),
    answer="一级残疾人的护理补贴每人每月140元。",
    citations=(Citation(source="lanhe-notice", evidence="一级残疾人护理补贴每人每月140元", paragraph=1),),
    subject=("护理补贴", "一级"),
    facets=(Facet.AMOUNT,),
    qualifiers={"grade_of_care": "一级"},
)
SECOND = replace(
    FIRST,
    id="care-2",
    question="二级残疾人的护理补贴每月多少钱？",
    phrasings=("二级残疾护理补贴多少", "二级残疾人每月给多少护理补贴", "残疾证二级的补贴"),
    answer="二级残疾人的护理补贴每人每月85元。",
    citations=(Citation(source="lanhe-notice", evidence="二级残疾人护理补贴每人每月85元", paragraph=1),),
    subject=("护理补贴", "二级"),
    qualifiers={"grade_of_care": "二级"},
)
REPAIRS = replace(
    EMPTY,
    id="repairs",
    question="自来水报修打哪个电话？",
    phrasings=("家里没水了打哪个电话", "水管爆了打什么电话", "自来水出了问题该打哪个号码"),
    answer="自来水报修打6612345，全天有人接。",
    citations=(Citation(source="lanhe-notice", evidence="自来水报修电话6612345", paragraph=1),),
    subject=("自来水", "报修"),
    facets=(Facet.CONTACT,),
)


def _engine(base: Engine, *entries: Entry) -> Engine:
    """The small town with these entries too, and with two grades of care in its lexicon."""
    grades: dict[str, tuple[str, ...]] = {"一级": ("一级残疾",), "二级": ("二级残疾", "芦哨街")}
    lexicon = replace(base.base.lexicon, qualifiers=base.base.lexicon.qualifiers | {"grade_of_care": grades})
    changed = replace(base.base, entries=(*base.base.entries, *entries), lexicon=lexicon)
    return Engine(changed, derive(changed))


@pytest.fixture(scope="module")
def town(small_engine: Engine) -> Engine:
    return _engine(small_engine, FIRST, SECOND, REPAIRS)


@pytest.mark.parametrize("question", ["残疾人的护理补贴每月多少钱", "护理补贴每人每月多少", "护理补贴给多少"])
def test_siblings_that_tell_every_word_are_offered_together(town: Engine, question: str) -> None:
    answer = town.answer(question, DAY)
    assert answer.status is Status.CLARIFY
    assert {option.entry for option in answer.options} == {"care-1", "care-2"}


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("一级残疾人的护理补贴每月多少", "care-1", id="in characters"),
        pytest.param("1级残疾人的护理补贴每月多少", "care-1", id="in digits"),
        pytest.param("2级残疾护理补贴多少", "care-2", id="the other in digits"),
    ],
)
def test_the_sibling_that_a_question_names_answers(town: Engine, question: str, entry: str) -> None:
    assert town.answer(question, DAY).entries == (entry,)


def test_whom_a_question_names_before_it_asks_is_offered_beside_the_likelier(small_engine: Engine) -> None:
    asked_otherwise = replace(SECOND, phrasings=("二级残疾护理补贴多少",))
    answer = _engine(small_engine, FIRST, asked_otherwise).answer("我是芦哨街的，护理补贴每月多少", DAY)
    assert "care-2" in {*answer.entries, *(option.entry for option in answer.options)}
    assert "care-1" not in answer.entries


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("我该打哪个电话", Status.CLARIFY, id="nothing else"),
        pytest.param("猫上树了，该打哪个电话", Status.CLARIFY, id="something that is not told"),
        pytest.param("家里没水了，该打哪个电话", Status.ANSWERED, id="what is told"),
    ],
)
def test_whom_to_call_is_told_only_about_what_is_told(town: Engine, question: str, status: Status) -> None:
    assert town.answer(question, DAY).status is status
