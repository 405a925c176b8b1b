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


def row_of(held: Announcement) -> dict[str, Any]:
    """What is written down of an announcement."""
    return {name: getattr(held, name) for name in _PLAIN} | {
        "state": held.state.value,
        "target": {"tags": list(held.target.tags), "chats": list(held.target.chats)},
        "attachment": _attachment_row(held.attachment),
        "entries": list(held.entries),
        "on_doubt": held.on_doubt.value,
        "repeat": _repeat_row(held.repeat),
        "resume_to": held.resume_to.value if held.resume_to else None,
        "amends": held.amends or None,
    }


def announcement_of(row: Row[Any]) -> Announcement:
    """What was written down."""
    held = row._mapping
    plain = {name: held[name] for name in _PLAIN}
    return Announcement(
        **plain | {"amends": held["amends"] or ""},
        state=State(held["state"]),
        target=Target(tags=tuple(held["target"]["tags"]), chats=tuple(held["target"]["chats"])),
        attachment=_attachment(held["attachment"]),
        entries=tuple(held["entries"]),
        on_doubt=OnDoubt(held["on_doubt"]),
        repeat=_repeat(held["repeat"]),
        resume_to=State(held["resume_to"]) if held["resume_to"] else None,
    )


def _attachment_row(held: Attachment | None) -> dict[str, str] | None:
    return {"kind": held.kind.value, "file_id": held.file_id} if held else None


def _attachment(held: dict[str, str] | None) -> Attachment | None:
    return Attachment(kind=AttachmentKind(held["kind"]), file_id=held["file_id"]) if held else None


def _repeat_row(held: Repeat | None) -> dict[str, str] | None:
    return {"cron": held.cron, "until": held.until.isoformat()} if held else None


def _repeat(held: dict[str, str] | None) -> Repeat | None:
    return Repeat(cron=held["cron"], until=datetime.fromisoformat(held["until"])) if held else None
