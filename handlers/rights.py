"""Who may do what: staff in a private chat, by their role; anybody else is refused politely."""

from __future__ import annotations

from telegram import Update

from handlers.context import BotContext
from handlers.pressing import Pressed, pressed
from handlers.records import Action, StaffRole
from handlers.replying import acknowledge, say, say_fixed
from handlers.sentences import sentence


async def allowed(update: Update, context: BotContext, needed: StaffRole) -> int | None:
    """The id of a member of staff who may do this here; anybody else is refused politely."""
    number = staff_number(update)
    role = None if number is None else context.services.role_of(number)
    if role is None:
        await refuse(update, context)
        return None
    if not role.covers(needed):
        await say(update, context, sentence("role_needed", role=needed.value))
        return None
    return number


async def staff_pressed(update: Update, context: BotContext) -> tuple[Pressed, int] | None:
    """The button and who pressed it, if they still work here."""
    button, number = await pressed(update, context), staff_number(update)
    if button is None:
        return None
    if number is None or context.services.role_of(number) is None:
        await acknowledge(button.query, button.text("staff_only"), alert=True)
        return None
    return button, number


def act_of(context: BotContext, who: int, action: str, what: str, why: str) -> Action:
    """The act of a member of staff at this moment, for the audit trail."""
    return Action(who=who, action=action, what=what, why=why, at=context.services.now())


def staff_number(update: Update) -> int | None:
    """The id of who asks, in private only: in groups people may be anonymous, and others read along."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type != chat.PRIVATE:
        return None
    return user.id


async def refuse(update: Update, context: BotContext) -> None:
    """Says whom this is for, or where it is done."""
    chat = update.effective_chat
    key = "staff_only" if chat is not None and chat.type == chat.PRIVATE else "private_only"
    await say_fixed(update, context, key)
