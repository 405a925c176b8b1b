"""The page of a draft: how it looks, what was chosen, and the buttons to choose otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from handlers.acts import WritingStep
from handlers.announcing.drafts import (
    DOUBT_WORDS,
    addressed,
    fingerprint,
    states_mobile,
    target_words,
    time_words,
    valid_words,
    warnings,
)
from handlers.announcing.naming import titles
from handlers.announcing.posting import post
from handlers.announcing.quiet import disturbs
from handlers.buttons import Button, ButtonVerb, Keyboard, key_of, markup, staff_keyboard
from handlers.context import BotContext, Services
from handlers.records import ChatState, KnownChat
from handlers.replying import say
from handlers.sentences import sentence
from knowledge.model.announcement import Announcement, Target

MORNING = 9  # o'clock
_MOST_TAGS_SHOWN = 12
FOR_SOME_DAYS = "-"  # staff do not say how many
# Labels, and to the end of which day after it is sent.
_VALID_FOR = (
    ("choose_same_day", "0"),
    ("choose_three_days", "3"),
    ("choose_month", "30"),
    ("choose_open_end", FOR_SOME_DAYS),
)


class DraftButton(StrEnum):
    """What a button under a draft does."""

    SEND = "go"
    TARGET = "to"
    EVERYONE = "all"
    TAG = "tag"
    TIME = "at"
    VALID = "end"
    FOR_DAYS = "for"
    NOW = "now"
    MORNING = "am"
    PIN = "pin"
    SILENT = "sil"
    DOUBT = "dbt"
    ENTRIES = "ent"
    CONTENT = "txt"
    TEST = "tst"
    BACK = "bk"
    AFTER_QUIET = "wait"
    URGENT = "urg"
    DROP = "no"


async def show_draft(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    """Shows a draft exactly as chats will see it, then its page."""
    if not await preview(update, context, who, draft):
        return
    text, buttons = await draft_page(context.services, who, draft)
    await say(update, context, text, buttons)


async def preview(update: Update, context: BotContext, who: int, draft: Announcement) -> bool:
    """Shows what chats will see, if Telegram can; a file that is gone is asked for again."""
    try:
        await post(context.bot, draft, who)
    except BadRequest as error:
        services = context.services
        if draft.author == who:
            await services.writings.go(who, draft.id, WritingStep.CONTENT, services.now())
        key = "announce_file_gone" if draft.attachment else "announce_refused"
        await say(update, context, sentence(key, reason=error.message))
        return False
    return True


async def draft_page(
    services: Services, who: int, draft: Announcement
) -> tuple[str, InlineKeyboardMarkup | None]:
    """The page of a draft: what was chosen, what to look at twice, and its buttons."""
    count = await addressed(services, draft)
    lines = [sentence("draft_amending" if draft.amends else "draft_head"), *await facts(services, draft)]
    lines += [f"⚠ {warning}" for warning in warnings(services, draft)]
    if (end := disturbs(draft, services.now(), services.rules.quiet)) is not None:
        lines.append(sentence("quiet_hours", until=f"{end:%H:%M}"))
    if services.rules.trial and not draft.amends:
        lines.append(sentence("trial"))
    return "\n".join(lines), _buttons(services, who, draft, count)


async def facts(services: Services, draft: Announcement) -> list[str]:
    """Lines that say to whom, when and how a draft goes."""
    count = await addressed(services, draft)
    mobile = [sentence("draft_mobile")] if states_mobile(services.engine(), draft) else []
    if draft.amends:
        return [sentence("draft_amended", count=count), _entries_line(services, draft), *mobile]
    names = await titles(services.chats)
    return [
        sentence("draft_target", target=target_words(draft.target, names), count=count),
        sentence("draft_time", time=time_words(draft, services.now())),
        sentence("draft_pin" if draft.pin else "draft_no_pin")
        + sentence("draft_silent" if draft.silent else "draft_sound"),
        sentence("draft_valid", time=valid_words(draft, services.now())),
        sentence(DOUBT_WORDS[draft.on_doubt]),
        _entries_line(services, draft),
        *mobile,
    ]


def _entries_line(services: Services, draft: Announcement) -> str:
    questions = [entry.question for name in draft.entries if (entry := services.engine().entry(name))]
    return (
        sentence("draft_entries", entries="；".join(questions)) if questions else sentence("draft_no_entries")
    )


def _buttons(services: Services, who: int, draft: Announcement, count: int) -> InlineKeyboardMarkup | None:
    make = DraftButtons(staff_keyboard(services.seal, who), draft)
    rows: list[Sequence[Button]] = []
    if disturbs(draft, services.now(), services.rules.quiet) is not None:
        rows.append(
            [make("choose_after_quiet", DraftButton.AFTER_QUIET), make("choose_urgent", DraftButton.URGENT)]
        )
    rows.append([make("choose_amend" if draft.amends else "choose_send", DraftButton.SEND, count=count)])
    if not draft.amends:
        pin, silent = ("on" if is_on else "off" for is_on in (draft.pin, draft.silent))
        rows += [
            [make("choose_target", DraftButton.TARGET), make("choose_time", DraftButton.TIME)],
            [make(f"choose_pin_{pin}", DraftButton.PIN), make(f"choose_silent_{silent}", DraftButton.SILENT)],
            [make("choose_valid", DraftButton.VALID), make("choose_doubt", DraftButton.DOUBT)],
        ]
    rows += [
        [make("choose_entries", DraftButton.ENTRIES), make("choose_content", DraftButton.CONTENT)],
        [make("choose_test", DraftButton.TEST), make("choose_drop", DraftButton.DROP)],
    ]
    return markup(rows)


class DraftButtons:
    """Makes the buttons of one draft; each stands for the draft as it is now."""

    def __init__(self, keyboard: Keyboard, draft: Announcement) -> None:
        self._keyboard = keyboard
        self._draft = draft

    def __call__(self, key: str, choice: DraftButton, about: str = "", **words: object) -> Button:
        """A button labelled by the sentence of that key."""
        return self.labelled(sentence(key, **words), choice, about)

    def labelled(self, label: str, choice: DraftButton, about: str = "") -> Button:
        """A button with a label of its own."""
        return self._keyboard.button(
            label, ButtonVerb.DRAFT, self._draft.id, choice.value, about or fingerprint(self._draft)
        )


async def target_page(
    services: Services, who: int, draft: Announcement
) -> tuple[str, InlineKeyboardMarkup | None]:
    """The page of targets: all, tags with how many chats each has, or chats by their names."""
    chats = [chat for chat in await services.chats.listed() if chat.state is ChatState.ACTIVE]
    make = DraftButtons(staff_keyboard(services.seal, who), draft)
    tags = [
        make.labelled(_tag_label(tag, count, draft.target), DraftButton.TAG, key_of(tag))
        for tag, count in _tags(chats)
    ]
    rows = [[make("choose_everyone", DraftButton.EVERYONE, count=len(chats))]]
    rows += [tags[at : at + 3] for at in range(0, len(tags), 3)]
    names = {chat.chat_id: chat.title for chat in chats}
    count = await addressed(services, draft)
    text = sentence("target_wanted", target=target_words(draft.target, names), count=count)
    return text, markup([*rows, [make("choose_back", DraftButton.BACK)]])


def _tags(chats: Sequence[KnownChat]) -> list[tuple[str, int]]:
    """The tags that most chats subscribe to, with how many do."""
    counts: dict[str, int] = {}
    for tag in (tag for chat in chats for tag in chat.tags):
        counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts.items(), key=lambda tagged: (-tagged[1], tagged[0]))[:_MOST_TAGS_SHOWN]


def _tag_label(tag: str, count: int, target: Target) -> str:
    return f"{'✓ ' if tag in target.tags else ''}{tag}（{count}）"


def time_page(services: Services, who: int, draft: Announcement) -> tuple[str, InlineKeyboardMarkup | None]:
    """The page of times."""
    make = DraftButtons(staff_keyboard(services.seal, who), draft)
    morning = make("choose_morning", DraftButton.MORNING, hour=MORNING)
    rows = [[make("choose_now", DraftButton.NOW), morning]]
    return sentence("time_wanted"), markup([*rows, [make("choose_back", DraftButton.BACK)]])


def valid_page(services: Services, who: int, draft: Announcement) -> tuple[str, InlineKeyboardMarkup | None]:
    """The page of validity: until when citizens who ask are told of it."""
    make = DraftButtons(staff_keyboard(services.seal, who), draft)
    days = [make(key, DraftButton.FOR_DAYS, number) for key, number in _VALID_FOR]
    return sentence("valid_wanted"), markup([days, [make("choose_back", DraftButton.BACK)]])
