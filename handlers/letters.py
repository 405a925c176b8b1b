"""Staff write to the people behind a question, by replying to the group in the queue."""

from __future__ import annotations

from collections import Counter

from telegram import Message, Update

from handlers.buttons import ButtonVerb, subjects
from handlers.context import BotContext
from handlers.incoming import question_of
from handlers.notifications import SendOutcome, later_words, notification_of, tell
from handlers.queue import QuestionGroup, groups
from handlers.records import Notification, StaffRole
from handlers.render import Block
from handlers.replying import say
from handlers.rights import act_of, allowed
from handlers.sentences import sentence


async def written(update: Update, context: BotContext) -> None:
    """Passes what staff wrote on to those who follow a question of the group."""
    number, message = await allowed(update, context, StaffRole.EDITOR), update.effective_message
    if number is None or message is None:
        return
    group = await _group(context, message, number)
    if group is None:
        await say(update, context, sentence("group_changed"))
        return
    text = question_of(message)
    counts, alone = await _pass_on(context, group, text, update.update_id)
    reached, later = counts[SendOutcome.SENT], counts[SendOutcome.LATER]
    left = counts.total() - reached - later
    act = act_of(context, number, "reply", f"{group.names} ({reached})", text)
    await context.services.desk.note(act)
    key = "reply_sent" if reached or later else "reply_not_sent"
    said = sentence(key, count=reached, left=left, alone=alone)
    await say(update, context, said + later_words(counts))


async def _pass_on(
    context: BotContext, group: QuestionGroup, text: str, letter: int
) -> tuple[Counter[SendOutcome], int]:
    """Sends a letter to all followers; returns what became of each, and how many questions have none."""
    services, alone = context.services, 0
    letters: list[Notification] = []
    for answer_id in dict.fromkeys(question.answer for question in group.questions):
        asked = await services.answers.answer(answer_id)
        followers = await services.feedback.waiting(answer_id) if asked else ()
        alone += not followers
        for follower in followers:
            assert asked is not None  # noqa: S101 - else there are no followers
            head = services.engine().wording.text("staff_reply", asked.language, question=asked.question)
            blocks = (Block(text=head, tag="b"), Block(text=text))
            letters.append(notification_of(follower, asked, f"letter {letter}", blocks))
    return await tell(context, letters), alone


async def _group(context: BotContext, message: Message, number: int) -> QuestionGroup | None:
    """The group that was replied to, if it is still the same."""
    seal = context.services.seal
    keys = subjects(message.reply_to_message, ButtonVerb.DECIDE, seal, seal.person(number))
    waiting = await groups(context, context.services.engine())
    return next((group for group in waiting if group.key in keys), None)
