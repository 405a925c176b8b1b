"""An announcement as a row of its table, and back."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from knowledge.model.announcement import (
    Announcement,
    Attachment,
    AttachmentKind,
    OnDoubt,
    Repeat,
    State,
    Target,
)

# What stands in the row as it is.
_PLAIN = frozenset(field.name for field in fields(Announcement)) - {
    "state",
    "target",
    "attachment",
    "entries",
    "on_doubt",
    "repeat",
    "resume_to",
}


def row_of(announcement: Announcement) -> dict[str, Any]:
    """The row of an announcement."""
    return {name: getattr(announcement, name) for name in _PLAIN} | {
        "state": announcement.state.value,
        "target": {"tags": list(announcement.target.tags), "chats": list(announcement.target.chats)},
        "attachment": _attachment_row(announcement.attachment),
        "entries": list(announcement.entries),
        "on_doubt": announcement.on_doubt.value,
        "repeat": _repeat_row(announcement.repeat),
        "resume_to": announcement.resume_to.value if announcement.resume_to else None,
        "amends": announcement.amends or None,
    }


def announcement_of(row: Row[Any]) -> Announcement:
    """The announcement of a row."""
    values = row._mapping
    plain = {name: values[name] for name in _PLAIN}
    return Announcement(
        **plain | {"amends": values["amends"] or ""},
        state=State(values["state"]),
        target=Target(tags=tuple(values["target"]["tags"]), chats=tuple(values["target"]["chats"])),
        attachment=_attachment(values["attachment"]),
        entries=tuple(values["entries"]),
        on_doubt=OnDoubt(values["on_doubt"]),
        repeat=_repeat(values["repeat"]),
        resume_to=State(values["resume_to"]) if values["resume_to"] else None,
    )


def _attachment_row(attachment: Attachment | None) -> dict[str, str] | None:
    return {"kind": attachment.kind.value, "file_id": attachment.file_id} if attachment else None


def _attachment(row: dict[str, str] | None) -> Attachment | None:
    return Attachment(kind=AttachmentKind(row["kind"]), file_id=row["file_id"]) if row else None


def _repeat_row(repeat: Repeat | None) -> dict[str, str] | None:
    return {"cron": repeat.cron, "until": repeat.until.isoformat()} if repeat else None


def _repeat(row: dict[str, str] | None) -> Repeat | None:
    return Repeat(cron=row["cron"], until=datetime.fromisoformat(row["until"])) if row else None
