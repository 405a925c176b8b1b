"""Outcomes of acts on announcements, and the steps of writing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.model.announcement import Announcement


class Refused(StrEnum):
    """Why an act on an announcement was not done; each has its sentence for staff."""

    GONE = "gone"  # there is none of that id
    MOVED_ON = "moved_on"  # its state does not allow it: somebody else was first, perhaps
    CHANGED = "changed"  # its words or its target are not what was looked at
    UNCONFIRMED = "unconfirmed"  # its author did not type the number of chats
    SECOND_PERSON = "second_person"  # more chats than its author may approve alone
    NO_CHATS = "no_chats"
    NOTHING_LEFT = "nothing_left"  # nothing failed, nothing was sent
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of an act on an announcement, and how the announcement is now; done when not refused."""

    announcement: Announcement | None
    refused: Refused | None = None
    deliveries: int = 0  # how many the act concerns

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.refused is None


class WritingStep(StrEnum):
    """What a member of staff who writes an announcement is asked for next."""

    CONTENT = "content"
    READY = "ready"  # nothing is awaited in words
    TARGET = "target"
    TIME = "time"
    VALID = "valid"
    ENTRIES = "entries"
    CONFIRM = "confirm"


@dataclass(frozen=True, kw_only=True, slots=True)
class Writing:
    """Who writes which announcement, and what they are asked for."""

    person: int
    announcement: str
    step: WritingStep
    at: datetime
