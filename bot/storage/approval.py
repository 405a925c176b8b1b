"""Refusals: why a draft cannot be confirmed or approved as it is now."""

from __future__ import annotations

from dataclasses import replace

from handlers.acts import Outcome, Refused
from handlers.records import Action
from knowledge.model.announcement import STEPS, Announcement, State


def unfit(announcement: Announcement, seen: Announcement, to: State) -> Outcome | None:
    """The refusal of a step that was decided on before the announcement was what it is now."""
    if to not in STEPS[announcement.state]:
        return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
    if replace(announcement, confirmed_chats=None) != replace(seen, confirmed_chats=None):
        return Outcome(announcement=announcement, refused=Refused.CHANGED)
    return None


def unapprovable(announcement: Announcement, act: Action, chats: int, alone_up_to: int) -> Outcome | None:
    """The refusal of an approval that lacks a number, chats or a second person."""
    if announcement.confirmed_chats is None:
        return Outcome(announcement=announcement, refused=Refused.UNCONFIRMED)
    if chats == 0:
        return Outcome(announcement=announcement, refused=Refused.NO_CHATS)
    if act.who == announcement.author and max(chats, announcement.confirmed_chats) > alone_up_to:
        return Outcome(announcement=announcement, refused=Refused.SECOND_PERSON)
    return None
