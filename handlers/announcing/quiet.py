"""When an announcement begins: at its time, and not in the quiet hours unless it is urgent."""

from __future__ import annotations

from datetime import datetime, timedelta

from knowledge.announcements.repeating import following
from knowledge.model.announcement import Announcement

Hours = tuple[int, int]


def begins(announcement: Announcement, now: datetime) -> datetime:
    """When an announcement would first be sent if only its own time counted, in the zone of `now`."""
    if announcement.send_at is not None:
        return max(announcement.send_at.astimezone(now.tzinfo), now)
    return now if announcement.repeat is None else following(announcement.repeat, now) or now


def disturbs(announcement: Announcement, now: datetime, quiet: Hours) -> datetime | None:
    """The end of the quiet hours that it would fall into; None when it does not, or may."""
    if announcement.urgent or announcement.amends:
        return None
    return end_of_quiet(begins(announcement, now), quiet)


def not_before(announcement: Announcement, now: datetime, quiet: Hours) -> datetime | None:
    """The earliest moment for an announcement, if not at once: its own time, or the end of quiet hours."""
    if announcement.amends:
        return None
    at = disturbs(announcement, now, quiet) or begins(announcement, now)
    return at if at > now else None


def end_of_quiet(moment: datetime, quiet: Hours) -> datetime | None:
    """When the quiet hours end that a moment falls into, in its own zone; None outside of them."""
    start, stop = quiet
    inside = start <= moment.hour < stop if start <= stop else moment.hour >= start or moment.hour < stop
    if not inside:
        return None
    end = moment.replace(hour=stop, minute=0, second=0, microsecond=0)
    return end if end > moment else end + timedelta(days=1)
