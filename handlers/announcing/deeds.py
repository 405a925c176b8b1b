"""What may be done with an announcement, and the buttons that do it."""

from __future__ import annotations

from enum import StrEnum

from handlers.announcing.drafts import fingerprint
from handlers.buttons import Button, ButtonVerb, Keyboard
from handlers.sentences import sentence
from knowledge.model.announcement import Announcement


class Deed(StrEnum):
    """What a button under an announcement does."""

    OPEN = "see"
    WRITE = "wr"
    APPROVE = "ok"
    RETURN = "back"
    PAUSE = "pau"
    RESUME = "res"
    CANCEL = "can"
    CONFIRMED_CANCEL = "can1"
    WITHDRAW = "wd"
    CONFIRMED_WITHDRAW = "wd1"
    EDIT = "ed"
    RESEND = "rs"
    MISSING = "ms"
    DOUBTS = "db"
    SENT = "ds"
    AGAIN = "da"
    REPORT = "rep"


def deed_button(make: Keyboard, label: str, deed: Deed, announcement_id: str, about: str = "0") -> Button:
    """A button that does something with an announcement; `about` is a chat, a page, a draft or a reason."""
    return make.button(label, ButtonVerb.ANNOUNCE, announcement_id, deed.value, about)


def approval_buttons(make: Keyboard, draft: Announcement) -> list[Button]:
    """批准 and 退回, for a draft exactly as it is now."""
    seen = fingerprint(draft)
    return [
        deed_button(make, sentence(key), deed, draft.id, seen)
        for key, deed in (("approve", Deed.APPROVE), ("return", Deed.RETURN))
    ]
