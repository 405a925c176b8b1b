"""Whether the questions that staff wrote down find what they should."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.evaluation.checks import behaviour, changed, due, fingerprint, misplaced_figures
from knowledge.model.entry import Entry, Facet, Translation
from tests.knowledge.samples import DAY, EMPTY, an_entry


def codes(engine: Engine, entry: Entry, day: date = DAY) -> list[str]:
    return [fault.code for fault in behaviour(engine, [entry], day)]


def test_the_sample_town_behaves(small_engine: Engine) -> None:
    assert behaviour(small_engine, small_engine.base.entries, DAY) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"question": "图书馆在哪里？"}, "own_question_missed", id="answered by another entry"),
        pytest.param({"question": "飞机场的跑道什么颜色"}, "own_question_missed", id="answered by none"),
        pytest.param({"checks": ("图书馆在哪里？",)}, "check_missed", id="a check answered by another"),
        pytest.param({"checks": ("今天天气怎么样",)}, "check_missed", id="a check answered by none"),
        pytest.param({"checks": ("青石镇的泳池门票多少钱",)}, "check_missed", id="a check that is refused"),
        pytest.param({"not_for": ("去游泳一次多少钱",)}, "not_for_hit", id="a counter-example that hits"),
    ],
)
def test_what_leads_astray_is_a_fault(
    small_engine: Engine, change: dict[str, str | tuple[str, ...]], code: str
) -> None:
    entry = small_engine.derived.entry("pool-fee")
    changed_entry = replace(entry, **{"checks": (), "not_for": (), **change})  # type: ignore[arg-type]
    assert codes(small_engine, changed_entry) == [code]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        pytest.param(
            {"answer": "农村的高龄津贴每年80元。"}, "回答里写的是“农村的高龄津贴每年80元”", id="an answer"
        ),
        pytest.param(
            {"translations": {"en": Translation(question="Allowance?", answer="80 yuan a year.")}},
            "en 回答里写的是“80 yuan a year”",
            id="a translation",
        ),
    ],
)
def test_a_figure_told_of_something_else_than_in_the_evidence_is_a_fault(
    small_engine: Engine, change: dict[str, object], where: str
) -> None:
    entry = replace(small_engine.derived.entry("allowance-sum"), **change)  # type: ignore[arg-type]
    [found] = misplaced_figures(small_engine, entry)
    assert (found.code, found.place) == ("misplaced_figure", entry.place)
    assert where in found.sentence and "依据里是“农村每人每月80元”" in found.sentence


def test_a_fault_says_where_the_entry_stands(small_engine: Engine) -> None:
    entry = replace(small_engine.derived.entry("pool-fee"), checks=("图书馆在哪里？",))
    [found] = behaviour(small_engine, [entry], DAY)
    assert found.place == entry.place
    assert "library-place" in str(found)


def test_a_fault_names_the_options_that_were_offered(small_engine: Engine) -> None:
    [found] = behaviour(small_engine, [replace(an_entry("new"), question="津贴")], DAY)
    assert "allowance-sum" in str(found) and "allowance-age" in str(found)


def test_an_entry_out_of_force_is_passed_over(small_engine: Engine) -> None:
    entry = replace(small_engine.derived.entry("bus-trips"), checks=("今天天气怎么样",))
    assert codes(small_engine, entry) == ["check_missed"]
    assert codes(small_engine, entry, date(2031, 2, 10)) == []


def test_progress_sees_every_entry(small_engine: Engine) -> None:
    seen: list[str] = []

    def progress(entries: Sequence[Entry]) -> Iterable[Entry]:
        for entry in entries:
            seen.append(entry.id)
            yield entry

    entries = small_engine.base.entries[:3]
    behaviour(small_engine, entries, DAY, progress)
    assert seen == [entry.id for entry in entries]


@pytest.mark.parametrize(
    ("review_by", "is_due"),
    [
        pytest.param(None, False, id="never"),
        pytest.param(date(2031, 1, 9), True, id="yesterday"),
        pytest.param(DAY, True, id="today"),
        pytest.param(date(2031, 1, 11), False, id="tomorrow"),
    ],
)
def test_a_review_is_due_from_its_day_on(review_by: date | None, is_due: bool) -> None:
    assert bool(due([replace(EMPTY, review_by=review_by)], DAY)) is is_due


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(replace(EMPTY, question="别的问题？"), id="question"),
        pytest.param(replace(EMPTY, phrasings=("新的问法",)), id="phrasings"),
        pytest.param(replace(EMPTY, answer="别的回答。"), id="answer"),
        pytest.param(replace(EMPTY, subject=("样本",)), id="subject"),
        pytest.param(replace(EMPTY, facets=(Facet.COUNT,)), id="facets"),
        pytest.param(replace(EMPTY, qualifiers={"area": "蓝禾镇"}), id="qualifiers"),
        pytest.param(replace(EMPTY, not_for=("不答",)), id="not_for"),
        pytest.param(replace(EMPTY, checks=("检查",)), id="checks"),
        pytest.param(
            replace(EMPTY, translations={"en": Translation(question="What?", answer="That.")}),
            id="English question",
        ),
        pytest.param(
            replace(EMPTY, citations=(replace(EMPTY.citations[0], evidence="别的依据"),)), id="evidence"
        ),
        pytest.param(replace(EMPTY, valid_from=DAY), id="valid_from"),
        pytest.param(replace(EMPTY, expires_on=DAY), id="expires_on"),
        pytest.param(replace(EMPTY, related=("other",)), id="related"),
    ],
)
def test_whatever_may_change_the_checks_changes_the_fingerprint(entry: Entry) -> None:
    assert fingerprint(entry) != fingerprint(EMPTY)


def test_an_english_answer_changes_the_fingerprint() -> None:
    one, other = (Translation(question="What?", answer=answer) for answer in ("This.", "That."))
    assert fingerprint(replace(EMPTY, translations={"en": one})) != fingerprint(
        replace(EMPTY, translations={"en": other})
    )


def test_another_line_in_the_file_changes_nothing() -> None:
    moved = replace(EMPTY, place=replace(EMPTY.place, line=90))
    assert fingerprint(moved) == fingerprint(EMPTY)


def test_the_order_of_qualifiers_changes_nothing() -> None:
    one, other = {"area": "蓝禾镇", "residence": "农村"}, {"residence": "农村", "area": "蓝禾镇"}
    assert fingerprint(replace(EMPTY, qualifiers=one)) == fingerprint(replace(EMPTY, qualifiers=other))


def test_only_changed_entries_and_their_neighbours_are_checked_again() -> None:
    edited = replace(an_entry("edited"), topic="甲", subject=("公园",), related=("related",))
    others = [
        replace(an_entry("same-topic"), topic="甲"),
        replace(an_entry("same-subject"), topic="乙", subject=("树", "公园")),
        replace(an_entry("related"), topic="乙"),
        replace(an_entry("far"), topic="乙", subject=("路",)),
    ]
    checked = {entry.id: fingerprint(entry) for entry in others}
    found = {entry.id for entry in changed([edited, *others], checked)}
    assert found == {"edited", "same-topic", "same-subject", "related"}


def test_nothing_changed_means_nothing_to_check() -> None:
    assert changed([EMPTY], {EMPTY.id: fingerprint(EMPTY)}) == ()
