"""Reasons: staff say why they decided something by replying to the message about it."""

from __future__ import annotations

from telegram import Message, Update

from handlers.buttons import ButtonVerb, key_of, markup, staff_keyboard, subjects
from handlers.context import BotContext
from handlers.incoming import question_of
from handlers.records import Action, StaffRole
from handlers.replying import acknowledge, say, tell_person
from handlers.rights import act_of, allowed, staff_pressed
from handlers.sentences import sentence

REASON = "reason"
RETURNED = "announce_return"
_MOST_ACTS = 500  # the newest of the audit trail; a decision further back takes no reason any more


async def tell_decided(update: Update, context: BotContext, act: Action, words: str) -> None:
    """Tells staff what they decided, in a message that takes a reason as its reply."""
    button = staff_keyboard(context.services.seal, act.who).button(sentence("why"), ButtonVerb.WHY, _key(act))
    await say(update, context, f"{words}\n{sentence('why_hint')}", markup([[button]]))


async def why_pressed(update: Update, context: BotContext) -> None:
    """Says how a reason is given."""
    pressing = await staff_pressed(update, context)
    if pressing is not None:
        await acknowledge(pressing[0].query, sentence("why_hint"), alert=True)


async def written(update: Update, context: BotContext) -> None:
    """Puts the reason on record, as an act of its own: what stands in the trail is never changed."""
    number, message = await allowed(update, context, StaffRole.EDITOR), update.effective_message
    if number is None or message is None:
        return
    decided = await _decided(context, message, number)
    if decided is None:
        await say(update, context, sentence("decision_gone"))
        return
    act = act_of(context, number, REASON, f"{decided.action}: {decided.what}", question_of(message))
    await context.services.desk.note(act)
    await say(update, context, sentence("why_noted"))
    if decided.action == RETURNED:
        await _tell_author(context, decided.what, act.why)


async def _decided(context: BotContext, message: Message, number: int) -> Action | None:
    """The decision of this member of staff to which a message replies."""
    seal = context.services.seal
    keys = subjects(message.reply_to_message, ButtonVerb.WHY, seal, seal.person(number))
    trail = await context.services.desk.trail(_MOST_ACTS)
    return next((act for act in trail if act.who == number and _key(act) in keys), None)


def _key(act: Action) -> str:
    """Stands for one act: the same may be done to the same thing again."""
    return key_of(f"{act.action}: {act.what} {act.at.timestamp()}")


async def _tell_author(context: BotContext, announcement: str, why: str) -> None:
    """Tells the author of a draft why it came back."""
    draft = await context.services.announcements.get(announcement)
    if draft is not None:
        await tell_person(context, draft.author, sentence("returned_why", id=announcement, why=why))
