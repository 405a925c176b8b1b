"""The statements that confirm a sent message; needed for each, so they are built once."""

from __future__ import annotations

from sqlalchemy import BindParameter, Update, and_, bindparam, case, exists, or_, update

from bot.storage.delivery_rows import FREE
from bot.storage.tables import announcements, chats, deliveries
from handlers.records import UNSUBSCRIBED, ChatState
from knowledge.model.announcement import Amending, DeliveryState


def _confirm() -> Update:
    """Sent, and due to be amended when the announcement has changed or is to be pinned."""
    columns = announcements.c
    of: BindParameter[str] = bindparam("of")
    changed = or_(columns.revision > bindparam("shown"), columns.withdrawn_at.is_not(None), columns.pin)
    due = exists().where(columns.id == of, changed)
    open_states = (DeliveryState.SENDING.value, DeliveryState.UNCERTAIN.value)
    mine = and_(deliveries.c.owner == bindparam("by"), deliveries.c.attempts == bindparam("attempt"))
    here = and_(deliveries.c.announcement == of, deliveries.c.chat_id == bindparam("chat"), mine)
    return (
        update(deliveries)
        .where(here, deliveries.c.state.in_(open_states))
        .values(
            **FREE,
            state=DeliveryState.SENT.value,
            amending=case((due, Amending.DUE.value), else_=Amending.NOTHING.value),
            due_at=bindparam("at"),
            message_ids=bindparam("messages"),
            shown_revision=bindparam("shown"),
            reason="",
            sent_at=bindparam("at"),
        )
    )


def _revive() -> Update:
    """The chat can be reached again, if it was not; one that wants no announcements still wants none."""
    lost = chats.c.state.in_((ChatState.LEFT.value, ChatState.MUTE.value)) & (chats.c.reason != UNSUBSCRIBED)
    here = (chats.c.chat_id == bindparam("chat")) & lost
    return (
        update(chats).where(here).values(state=ChatState.ACTIVE.value, reason="", changed_at=bindparam("at"))
    )


CONFIRM = _confirm()
REVIVE = _revive()
