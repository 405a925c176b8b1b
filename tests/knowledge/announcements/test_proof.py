"""Figures of an announcement are proved by the entries it names, and cited as under an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from knowledge.announcements.proof import (
    body_of,
    states_figures,
    told_otherwise,
    unknown,
    unproved,
    with_citations,
)
from knowledge.answering.engine import Engine
from knowledge.model.announcement import Announcement, State


def test_every_figure_must_be_carried_by_the_evidence(small_engine: Engine) -> None:
    entry = small_engine.base.entries[0]
    assert unproved(small_engine, entry.answer, [entry.id]) == ()
    assert unproved(small_engine, f"<b>{entry.answer}</b>另收 987 元", [entry.id]) == ("987 元",)
    assert unproved(small_engine, "另收 987 元", []) == ("987 元",)


def test_a_figure_must_be_told_of_what_the_evidence_tells_it_of(small_engine: Engine) -> None:
    body, entries = "<b>高龄津贴</b>：农村每年80元。", ["allowance-sum"]
    assert unproved(small_engine, body, entries) == ()
    assert told_otherwise(small_engine, body, entries) == (("农村每年80元", "农村每人每月80元"),)
    assert told_otherwise(small_engine, body.replace("每年", "每月"), entries) == ()
    assert told_otherwise(small_engine, body, []) == ()


def test_figures_are_found_or_not(small_engine: Engine) -> None:
    assert states_figures(small_engine, "<b>987</b> 元")
    assert not states_figures(small_engine, "明日停水")


def test_an_entry_that_is_not_there_is_named(small_engine: Engine) -> None:
    entry = small_engine.base.entries[0]
    assert unknown(small_engine, [entry.id, "nowhere"]) == ("nowhere",)


def test_citations_stand_below_and_can_be_taken_off(small_engine: Engine) -> None:
    entry = small_engine.base.entries[0]
    html = with_citations(small_engine, "<b>通知</b>", [entry.id])
    assert html.startswith("<b>通知</b>\n出处")
    assert f"<blockquote>{entry.citations[0].evidence}</blockquote>" in html
    held = Announcement(
        id="a", state=State.DRAFT, html=html, author=1, created_at=datetime.now(UTC), entries=(entry.id,)
    )
    assert body_of(small_engine, held) == "<b>通知</b>"
    assert body_of(small_engine, replace(held, html="<b>通知</b>\n出处：别处")) is None
    assert body_of(small_engine, replace(held, html="通知", entries=())) == "通知"
