"""ROUTES: which update goes where; the first that fits takes it, so order is behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import (
    chats,
    feedback,
    gate,
    groups,
    inline,
    letters,
    mine,
    pressing,
    questions,
    queue,
    reasons,
    reports,
    staff,
    subscriptions,
    topics,
)
from handlers.announcing import announcements, choosing, managing, writing
from handlers.buttons import ButtonVerb, ReplyTo
from handlers.context import BotContext
from handlers.gate import Callback

Route = BaseHandler[Any, BotContext, None]

_NEW, _EDITED = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
_THEIRS = filters.FORWARDED | filters.IS_AUTOMATIC_FORWARD  # no words of who sends them
_PRIVATE, _GROUP = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
_WORDS = filters.TEXT & ~filters.COMMAND
_ASKED = _WORDS | filters.CAPTION
_SAID = filters.TEXT | ~filters.StatusUpdate.ALL  # no service message of the chat; a text never is
_TO_QUEUE, _TO_DECISION = ReplyTo(ButtonVerb.DECIDE), ReplyTo(ButtonVerb.WHY)
_LETTER = _TO_QUEUE | _TO_DECISION

# Name, handler, and what stands in Telegram's menu; /ask is for groups.
COMMANDS: tuple[tuple[str, Callback], ...] = (
    ("start", topics.start),
    ("help", topics.guide),
    ("topics", topics.topics),
    ("hot", topics.hot),
    ("history", mine.history),
    ("forget", mine.forget),
    ("sources", topics.sources),
    ("privacy", topics.privacy),
    ("simple", mine.simple),
    ("ask", questions.command),
)
# For administrators of groups, in whose menu they stand too.
GROUP_COMMANDS: tuple[tuple[str, Callback], ...] = (
    ("subscribe", subscriptions.subscribe),
    ("unsubscribe", subscriptions.unsubscribe),
)
# For staff only, and in no menu.
STAFF_COMMANDS: tuple[tuple[str, Callback], ...] = (
    ("staff", staff.guide),
    ("whoami", staff.whoami),
    ("stats", staff.stats),
    ("queue", queue.queue),
    ("undo", queue.undo),
    ("reports", reports.reports),
    ("stop_answers", staff.stop_answers),
    ("start_answers", staff.start_answers),
    ("reload", staff.reload),
    ("announce", announcements.announce),
    ("announcements", announcements.announcements),
    ("cancel", announcements.cancel),
)
BUTTONS: tuple[tuple[ButtonVerb, Callback], ...] = (
    (ButtonVerb.ENTRY, questions.entry_pressed),
    (ButtonVerb.NONE, questions.none_pressed),
    (ButtonVerb.RATE, feedback.rate_pressed),
    (ButtonVerb.LEVEL, feedback.level_pressed),
    (ButtonVerb.REASON, feedback.reason_pressed),
    (ButtonVerb.WRONG, feedback.wrong_pressed),
    (ButtonVerb.HUMAN, feedback.human_pressed),
    (ButtonVerb.FOLLOW, feedback.follow_pressed),
    (ButtonVerb.TOPICS, topics.topics_pressed),
    (ButtonVerb.TOPIC, topics.topic_pressed),
    (ButtonVerb.QUEUE, queue.page_pressed),
    (ButtonVerb.ADD, queue.add_pressed),
    (ButtonVerb.DECIDE, queue.decide_pressed),
    (ButtonVerb.UNDO, queue.undo_pressed),
    (ButtonVerb.WHY, reasons.why_pressed),
    (ButtonVerb.REPORTS, reports.page_pressed),
    (ButtonVerb.SETTLE, reports.settle_pressed),
    (ButtonVerb.DRAFT, choosing.pressed),
    (ButtonVerb.ANNOUNCE, managing.pressed),
)

ROUTES: dict[int, Sequence[Route]] = {
    -2: [TypeHandler(Update, gate.check)],
    # What staff were asked for goes no further; a reply to the queue is a letter all the same, and one to a
    # decision its reason.
    -1: [
        MessageHandler(_PRIVATE & _NEW & ~filters.COMMAND & _SAID & ~_LETTER, writing.received),
        MessageHandler(_PRIVATE & _EDITED & _WORDS, writing.edited),
    ],
    0: [
        *(
            CommandHandler(name, gate.counted(callback), filters=_NEW & ~_THEIRS)
            for name, callback in (*COMMANDS, *GROUP_COMMANDS, *STAFF_COMMANDS)
        ),
        CommandHandler("ask", gate.counted(questions.command_edited), filters=_EDITED),
        ChatMemberHandler(chats.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(_GROUP & filters.StatusUpdate.MIGRATE, chats.migrated),
        MessageHandler(_GROUP & filters.StatusUpdate.NEW_CHAT_TITLE, chats.renamed),
        *(CallbackQueryHandler(callback, pattern=verb.begins) for verb, callback in BUTTONS),
        CallbackQueryHandler(pressing.refuse),
        InlineQueryHandler(inline.suggest),
        ChosenInlineResultHandler(inline.chosen),
        MessageHandler(_PRIVATE & _NEW & _WORDS & _TO_QUEUE, letters.written),
        MessageHandler(_PRIVATE & _NEW & _WORDS & _TO_DECISION, reasons.written),
        MessageHandler(_PRIVATE & _NEW & (_ASKED | (filters.COMMAND & _THEIRS)), questions.private),
        MessageHandler(_PRIVATE & _EDITED & _ASKED, questions.edited),
        MessageHandler(_PRIVATE & _NEW & filters.COMMAND, questions.unknown_command),
        MessageHandler(_GROUP & _NEW & _ASKED, groups.typed),
        MessageHandler(_GROUP & _EDITED & _ASKED, groups.edited),
        MessageHandler(_PRIVATE & _NEW & _SAID, questions.not_text),
    ],
}

# Telegram keeps the last list it was given, so it is always named.
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.MY_CHAT_MEMBER,
)
