"""/reports: answers that citizens reported as wrong, and how staff settle them."""

from __future__ import annotations

from collections import Counter

from telegram import InlineKeyboardMarkup, Update

from handlers.aside import aside
from handlers.buttons import ButtonVerb, Keyboard, markup
from handlers.context import BotContext
from handlers.leafing import leaf, neighbours, redraw, show_first
from handlers.notifications import SendOutcome, later_words, notification_about, tell
from handlers.records import CORRECTED, KeptAnswer
from handlers.replying import acknowledge
from handlers.rights import act_of, staff_pressed
from handlers.sentences import sentence
from knowledge.model.answer import Answer, Status

_LONGEST_SHOWN = 300
_CORRECTED = "1"


async def reports(update: Update, context: BotContext) -> None:
    """Shows the oldest report."""
    await show_first(update, context, _page)


async def page_pressed(update: Update, context: BotContext) -> None:
    """Shows another report."""
    await leaf(update, context, _page)


async def settle_pressed(update: Update, context: BotContext) -> None:
    """已改正 tells those who reported it what the answer is now; 没有错 only closes the report."""
    pressing = await staff_pressed(update, context)
    if pressing is None:
        return
    button, who = pressing
    asked = await context.services.answers.answer(button.answer_id)
    corrected = button.press.words[1] == _CORRECTED
    key = "report_corrected" if corrected else "report_dismissed"
    act = act_of(context, who, key, button.answer_id, sentence(key))
    counts = await _tell_reporters(context, asked) if asked is not None and corrected else Counter()
    await context.services.feedback.settle(button.answer_id, act)
    said = sentence("settled", decision=sentence(key), count=counts[SendOutcome.SENT])
    await acknowledge(button.query, said + later_words(counts))
    await redraw(context, button, _page)


async def _tell_reporters(context: BotContext, asked: KeptAnswer) -> Counter[SendOutcome]:
    """Tells reporters the answer as it is now; kept before the reports are settled, so none is lost."""
    answer = await _answer_now(context, asked)
    reporters = await context.services.feedback.reporters(asked.id)
    notifications = [
        notification_about(context, reporter, asked, answer, "answer_corrected", CORRECTED)
        for reporter in reporters
    ]
    return await tell(context, notifications)


async def _answer_now(context: BotContext, asked: KeptAnswer) -> Answer:
    """The answer to the question today; a follow-up question is answered by its entry."""
    services, engine = context.services, context.services.engine()
    answer = await aside(engine, lambda: engine.answer(asked.question, services.today()))
    entries = [entry for entry in asked.entries if engine.entry(entry) is not None]
    if answer.status is Status.ANSWERED or not entries:
        return answer
    return engine.answer_entry(entries[0], services.today(), asked.language)


async def _page(context: BotContext, make: Keyboard, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """One report: the question, what is answered today, which is what would be told, and the choices."""
    count, reported = await context.services.feedback.reported(page)
    if reported is None:
        return sentence("reports_empty"), None
    number, asked = min(page, count - 1), reported.asked
    text = sentence(
        "report",
        number=number + 1,
        count=count,
        people=reported.people,
        question=asked.question[:_LONGEST_SHOWN],
        entries="、".join(asked.entries),
        answer=(await _answer_now(context, asked)).text,
    )
    choices = [
        make.button(sentence("report_corrected"), ButtonVerb.SETTLE, asked.id, _CORRECTED),
        make.button(sentence("report_dismissed"), ButtonVerb.SETTLE, asked.id, "0"),
    ]
    return text, markup([choices, neighbours(make, number, count, ButtonVerb.REPORTS)])
