"""What people send besides words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
_POLL = {
    "question": "去哪儿玩？",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
# What each kind must state beside the file it is.
_FILES: dict[str, Json] = {
    "sticker": {**_STICKER, "emoji": "👍"},
    "voice": {"duration": 3},
    "audio": {"duration": 180},
    "video": {"width": 640, "height": 480, "duration": 5},
    "video_note": {"length": 240, "duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "document": {"file_name": "证明.pdf"},
}
_OTHERS: dict[str, Json] = {
    "location": {"latitude": 39.52, "longitude": 116.68},
    "contact": {"phone_number": "+8613000000000", "first_name": "李四"},
    "dice": {"emoji": "🎲", "value": 3},
}


def attachment(kind: str, number: int, facts: Json) -> Json:
    """The content of a message of a kind; a caption stands beside it, other facts within it."""
    caption = {key: facts.pop(key) for key in ("caption",) if key in facts}
    file = {"file_id": f"sent-{number}", "file_unique_id": f"usent-{number}"}
    if kind == "photo":
        return {"photo": [{**file, "width": 640, "height": 480, **facts}], **caption}
    if kind == "poll":
        return {"poll": {"id": str(number), **_POLL, **facts}}
    if kind in _OTHERS:
        return {kind: {**_OTHERS[kind], **facts}}
    return {kind: {**file, **_FILES[kind], **facts}, **caption}
