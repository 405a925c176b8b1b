"""/queue: questions without an answer, those that mean the same together, and what staff do with them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Update

from handlers.buttons import ButtonVerb, Keyboard, entry_named, key_of, markup
from handlers.context import BotContext
from handlers.leafing import leaf, neighbours, redraw, show_first
from handlers.notifications import SendOutcome, later_words, tell_followers
from handlers.pressing import Pressed
from handlers.reasons import tell_decided
from handlers.records import Decision, Edited, OpenQuestion, StaffRole
from handlers.replying import acknowledge, say, send_lines
from handlers.rights import act_of, allowed, staff_pressed
from handlers.sentences import sentence
from knowledge.answering.clusters import clusters, nearest
from knowledge.answering.engine import Engine

_MOST_QUESTIONS = 150  # the newest of what is open
_MOST_SHOWN = 10
_MOST_NEAR = 3
_LONGEST_SHOWN = 120
_CHOICES = (Decision.NEW_ENTRY, Decision.OUT_OF_SCOPE, Decision.OTHER_OFFICE)


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Open questions that mean the same."""

    questions: tuple[OpenQuestion, ...]

    @property
    def key(self) -> str:
        """Stands for exactly these questions: a group that has grown since has another key."""
        return key_of(self.names)

    @property
    def names(self) -> str:
        """The questions by their ids, for the audit trail."""
        return " ".join(
            f"{question.answer}/{question.part}" if question.part else question.answer
            for question in self.questions
        )


async def groups(context: BotContext, engine: Engine) -> tuple[QuestionGroup, ...]:
    """The open questions in groups, the biggest first."""
    questions = await context.services.desk.open_questions(_MOST_QUESTIONS)
    texts = tuple(question.text for question in questions)
    alike = await asyncio.to_thread(clusters, engine, texts, context.services.today())
    return tuple(QuestionGroup(tuple(questions[number] for number in cluster.numbers)) for cluster in alike)


async def queue(update: Update, context: BotContext) -> None:
    """/queue: shows the biggest group."""
    await show_first(update, context, _page)


async def page_pressed(update: Update, context: BotContext) -> None:
    """Shows another group."""
    await leaf(update, context, _page)


async def add_pressed(update: Update, context: BotContext) -> None:
    """Adds the group's questions to an entry as phrasings, and tells who waits for an answer."""
    pressing = await staff_pressed(update, context)
    group = await _chosen(context, pressing[0]) if pressing else None
    if pressing is None or group is None:
        return
    button, who = pressing
    entry = entry_named(button.press.words[1], button.engine)
    if entry is None:
        await acknowledge(button.query, button.text("entry_gone"), alert=True)
        return
    await acknowledge(button.query, sentence("checking"))
    edited = await context.services.editor.add(entry, group.questions)
    if edited.faults:
        await send_lines(update, context, [sentence("not_written"), *edited.faults])
        return
    what = f"{entry} ← {QuestionGroup(edited.questions).names}"
    act = act_of(context, who, Decision.PHRASING.value, what, "；".join(edited.written))
    # Before it is decided: a crash repeats it.
    counts = await tell_followers(context, edited.questions, entry)
    await context.services.desk.decide(edited.questions, Decision.PHRASING, act, entry)
    await _report(update, context, button, edited, counts)
    await redraw(context, button, _page)


async def decide_pressed(update: Update, context: BotContext) -> None:
    """Decides that the group needs a new entry, is out of scope, or is another office's."""
    pressing = await staff_pressed(update, context)
    group = await _chosen(context, pressing[0]) if pressing else None
    if pressing is None or group is None:
        return
    button, who = pressing
    decision = _CHOICES[button.press.number % len(_CHOICES)]
    act = act_of(context, who, decision.value, group.names, sentence(decision.value))
    count = await context.services.desk.decide(group.questions, decision, act)
    words = sentence("decided", count=count, decision=sentence(decision.value))
    await acknowledge(button.query, words)
    if count:
        await tell_decided(update, context, act, words)
    await redraw(context, button, _page)


async def undo_pressed(update: Update, context: BotContext) -> None:
    """Handles 撤销 under a change."""
    pressing = await staff_pressed(update, context)
    if pressing is not None:
        await acknowledge(pressing[0].query)
        await _undo(update, context, pressing[1], pressing[0].press.words[0])


async def undo(update: Update, context: BotContext) -> None:
    """/undo: takes back the last change."""
    number = await allowed(update, context, StaffRole.EDITOR)
    if number is not None:
        await _undo(update, context, number, "")


async def _undo(update: Update, context: BotContext, who: int, key: str) -> None:
    edited = await context.services.editor.undo(key)
    if edited.faults:
        await send_lines(update, context, [sentence("not_undone"), *edited.faults])
        return
    desk = context.services.desk
    act = act_of(context, who, "undo", edited.entry, "；".join(edited.written))
    if not await desk.decide(edited.questions, Decision.OPEN, act):
        await desk.note(act)
    await context.services.editor.forget(edited.key)
    await say(update, context, sentence("undone", entry=edited.entry))


async def _chosen(context: BotContext, button: Pressed) -> QuestionGroup | None:
    """The group whose button was pressed; None, with the page shown again, if it has changed."""
    for group in await groups(context, button.engine):
        if group.key == button.press.words[0]:
            return group
    await acknowledge(button.query, sentence("group_changed"), alert=True)
    await redraw(context, button, _page)
    return None


async def _report(
    update: Update, context: BotContext, button: Pressed, edited: Edited, counts: Counter[SendOutcome]
) -> None:
    entry = context.services.engine().entry(edited.entry)
    question = entry.question if entry else edited.entry
    head = sentence("written" if edited.written else "known_already", question=question)
    undone = [button.keyboard.button(sentence("undo"), ButtonVerb.UNDO, edited.key)] if edited.key else []
    lines = [head, *(f"· {phrasing}" for phrasing in edited.written)]
    if edited.left_out:
        lines += [sentence("left_out"), *(f"· {text}" for text in edited.left_out)]
    if edited.missed:
        lines += [sentence("missed"), *edited.missed]
    lines.append(sentence("told", count=counts[SendOutcome.SENT]))
    if later := later_words(counts):
        lines.append(later)
    await send_lines(update, context, lines, markup([undone]))


async def _page(context: BotContext, make: Keyboard, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """A page of the queue: one group and its choices."""
    engine, today = context.services.engine(), context.services.today()
    waiting = await groups(context, engine)
    if not waiting:
        return sentence("queue_empty"), None
    number = min(max(page, 0), len(waiting) - 1)
    group = waiting[number]
    head = sentence("queue", number=number + 1, count=len(waiting), size=len(group.questions))
    text = "\n".join([head, *_shown(group.questions), sentence("queue_reply")])
    choices = [
        make.button(sentence(decision.value), ButtonVerb.DECIDE, group.key, str(place))
        for place, decision in enumerate(_CHOICES)
    ]
    texts = [question.text for question in group.questions]
    adding = [
        [
            make.button(
                sentence("add_to", question=entry.question), ButtonVerb.ADD, group.key, key_of(entry.id)
            )
        ]
        for name in await asyncio.to_thread(nearest, engine, texts, today, _MOST_NEAR)
        if (entry := engine.entry(name)) is not None
    ]
    return text, markup([*adding, choices, neighbours(make, number, len(waiting), ButtonVerb.QUEUE)])


def _shown(questions: Sequence[OpenQuestion]) -> Iterator[str]:
    for question in questions[:_MOST_SHOWN]:
        line = " ".join(question.text.split())
        yield "· " + (line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…")
    if len(questions) > _MOST_SHOWN:
        yield sentence("queue_more", count=len(questions) - _MOST_SHOWN)
