"""The statement that confirms a sent message; needed for each, so it is built once."""

from __future__ import annotations

from sqlalchemy import BindParameter, Update, and_, bindparam, case, exists, or_, update

from bot.storage.delivery_rows import FREE
from bot.storage.tables import announcements, deliveries
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


CONFIRM = _confirm()
