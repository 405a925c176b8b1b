"""Deliveries that may have arrived: staff settle them one by one, or all."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from handlers.announcing.deeds import Deed, deed_button
from handlers.announcing.handled import Handled
from handlers.announcing.naming import titles
from handlers.announcing.reporting import reason_words
from handlers.buttons import Button, ButtonVerb, markup, staff_keyboard
from handlers.leafing import neighbours
from handlers.reasons import tell_decided
from handlers.replying import acknowledge, change_text
from handlers.rights import act_of
from handlers.sentences import sentence
from knowledge.model.announcement import DeliveryState

_ALL = "all"


async def shown(handled: Handled) -> None:
    """Shows one chat that may have the announcement, for staff to settle."""
    await acknowledge(handled.button.query)
    await _show(handled)


async def _show(handled: Handled) -> bool:
    """Shows the next uncertain delivery; returns whether there is one."""
    services, announcement = handled.services, handled.announcement
    rows = [
        row for row in await services.deliveries.rows(announcement.id) if row.state is DeliveryState.UNCERTAIN
    ]
    if not rows:
        await handled.redraw()
        return False
    number = min(int(handled.about) if handled.about.isdecimal() else 0, len(rows) - 1)
    row, names = rows[number], await titles(services.chats)
    text = sentence(
        "doubt_page",
        number=number + 1,
        count=len(rows),
        title=names.get(row.chat_id) or row.chat_id,
        reason=reason_words(row.reason),
    )
    await change_text(handled.button.query, text, _buttons(handled, str(row.chat_id), number, len(rows)))
    return True


def _buttons(handled: Handled, chat: str, number: int, count: int) -> InlineKeyboardMarkup | None:
    make, name = staff_keyboard(handled.services.seal, handled.who), handled.announcement.id

    def button(key: str, deed: Deed, about: str = "0") -> Button:
        return deed_button(make, sentence(key), deed, name, about)

    return markup(
        [
            [button("settle_sent", Deed.SENT, chat), button("settle_again", Deed.AGAIN, chat)],
            [button("settle_all_sent", Deed.SENT, _ALL), button("settle_all_again", Deed.AGAIN, _ALL)],
            neighbours(make, number, count, ButtonVerb.ANNOUNCE, name, Deed.DOUBTS.value),
            [button("act_back", Deed.OPEN)],
        ]
    )


async def settled_as_sent(handled: Handled) -> None:
    """Settles an uncertain delivery as sent."""
    await _settle(handled, "settle_sent", as_sent=True)


async def settled_to_send_again(handled: Handled) -> None:
    """Settles an uncertain delivery to be sent again."""
    await _settle(handled, "settle_again", as_sent=False)


async def _settle(handled: Handled, deed: str, *, as_sent: bool) -> None:
    services, name = handled.services, handled.announcement.id
    chats = None if handled.about == _ALL else [int(handled.about)]
    act = act_of(handled.context, handled.who, f"announce_{deed}", f"{name} {handled.about}", "")
    count = await services.deliveries.settle(name, chats, as_sent=as_sent, now=services.now(), act=act)
    words = sentence("done_settle", count=count)
    await acknowledge(handled.button.query, words)
    if not await _show(handled) and count:  # one reason for all of them
        await tell_decided(handled.update, handled.context, act, words)
