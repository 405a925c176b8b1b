"""Pages that staff leaf through: a command shows the first, buttons replace it by others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Update

from handlers.buttons import Button, ButtonVerb, Keyboard, staff_keyboard
from handlers.context import BotContext
from handlers.pressing import Pressed
from handlers.records import StaffRole
from handlers.replying import acknowledge, change_text, say
from handlers.rights import allowed, staff_pressed
from handlers.sentences import sentence

# The text and the buttons of the page of a number, from 0; the last page when there are not so many.
Page = Callable[[BotContext, Keyboard, int], Awaitable[tuple[str, InlineKeyboardMarkup | None]]]


async def show_first(update: Update, context: BotContext, page: Page) -> None:
    """Shows the first page to editors."""
    number = await allowed(update, context, StaffRole.EDITOR)
    if number is not None:
        text, buttons = await page(context, staff_keyboard(context.services.seal, number), 0)
        await say(update, context, text, buttons)


async def leaf(update: Update, context: BotContext, page: Page) -> None:
    """Shows the page whose button was pressed."""
    pressing = await staff_pressed(update, context)
    if pressing is not None:
        button, _ = pressing
        await acknowledge(button.query)
        await redraw(context, button, page, button.press.number)


async def redraw(context: BotContext, button: Pressed, page: Page, number: int = 0) -> None:
    """Shows a page in place of what stands above the button."""
    text, buttons = await page(context, button.keyboard, number)
    await change_text(button.query, text, buttons)


def neighbours(make: Keyboard, number: int, count: int, verb: ButtonVerb, *words: str) -> list[Button]:
    """上一个 and 下一个 of the page of that number, from 0; the words stand before the number in a button."""
    return [
        make.button(sentence(key), verb, *words, str(to))
        for key, to in (("previous", number - 1), ("next", number + 1))
        if 0 <= to < count
    ]
