"""Fingerprints of drafts: what makes two drafts differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.announcing.drafts import fingerprint
from knowledge.model.announcement import Announcement, Repeat, State

AT_NINE = datetime(2031, 1, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DRAFT = Announcement(
    id="a", state=State.DRAFT, html="停水", author=1, created_at=AT_NINE, send_at=AT_NINE, valid_until=AT_NINE
)
REPEATED = replace(DRAFT, send_at=None, repeat=Repeat(cron="0 9 * * 1", until=AT_NINE))


@pytest.mark.parametrize("draft", [DRAFT, REPEATED])
def test_a_moment_is_the_same_in_every_time_zone(draft: Announcement) -> None:
    """Given a draft that is typed in one zone and stored in another, what was looked at is still the same."""
    stored = replace(
        draft,
        created_at=draft.created_at.astimezone(UTC),
        send_at=draft.send_at and draft.send_at.astimezone(UTC),
        valid_until=AT_NINE.astimezone(UTC),
        repeat=draft.repeat and replace(draft.repeat, until=AT_NINE.astimezone(UTC)),
    )
    assert fingerprint(stored) == fingerprint(draft)


def test_another_moment_is_another_draft() -> None:
    assert fingerprint(replace(DRAFT, send_at=AT_NINE.replace(hour=10))) != fingerprint(DRAFT)
    assert fingerprint(replace(REPEATED, repeat=None)) != fingerprint(REPEATED)


def test_the_number_that_was_typed_is_not_part_of_it() -> None:
    assert fingerprint(replace(DRAFT, confirmed_chats=3)) == fingerprint(DRAFT)
