"""/reports: answers that citizens found wrong, the oldest first, and what staff say to them."""

from __future__ import annotations

from collections import Counter

from telegram import InlineKeyboardMarkup, Update

from handlers.buttons import Keyboard, Verb, markup
from handlers.context import Context
from handlers.leafing import leaf, neighbours, redraw, show_first
from handlers.records import CORRECTED, Asked
from handlers.replying import acknowledge
from handlers.rights import act_of, staff_pressed
from handlers.sentences import sentence
from handlers.telling import Told, later_words, tell, told_of
from knowledge.model.answer import Answer, Status

_LONGEST_SHOWN = 300
_CORRECTED = "1"


async def reports(update: Update, context: Context) -> None:
    """The oldest report."""
    await show_first(update, context, _page)


async def page_pressed(update: Update, context: Context) -> None:
    """Another report."""
    await leaf(update, context, _page)


async def settle_pressed(update: Update, context: Context) -> None:
    """已改正 tells those who reported it what the answer is now; 没有错 only closes the report."""
    pressing = await staff_pressed(update, context)
    if pressing is None:
        return
    held, who = pressing
    asked = await context.services.answers.answer(held.answer_id)
    corrected = held.press.words[1] == _CORRECTED
    key = "report_corrected" if corrected else "report_dismissed"
    act = act_of(context, who, key, held.answer_id, sentence(key))
    told = await _tell_reporters(context, asked) if asked is not None and corrected else Counter()
    await context.services.feedback.settle(held.answer_id, act)
    said = sentence("settled", decision=sentence(key), count=told[Told.SENT])
    await acknowledge(held.query, said + later_words(told))
    await redraw(context, held, _page)


async def _tell_reporters(context: Context, asked: Asked) -> Counter[Told]:
    """Tells what the answer is now; it is written down before the reports are settled, so none is lost."""
    answer = _answer_now(context, asked)
    reporters = await context.services.feedback.reporters(asked.id)
    return await tell(
        context, [told_of(context, held, asked, answer, "answer_corrected", CORRECTED) for held in reporters]
    )


def _answer_now(context: Context, asked: Asked) -> Answer:
    """What the question is answered today; one that leant on what came before is answered by its entry."""
    services, engine = context.services, context.services.engine()
    answer = engine.answer(asked.question, services.today())
    held = [entry for entry in asked.entries if engine.entry(entry) is not None]
    if answer.status is Status.ANSWERED or not held:
        return answer
    return engine.answer_entry(held[0], services.today(), asked.language)


async def _page(context: Context, make: Keyboard, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
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
        answer=_answer_now(context, asked).text,
    )
    choices = [
        make.button(sentence("report_corrected"), Verb.SETTLE, asked.id, _CORRECTED),
        make.button(sentence("report_dismissed"), Verb.SETTLE, asked.id, "0"),
    ]
    return text, markup([choices, neighbours(make, number, count, Verb.REPORTS)])
