"""Drafts: their content, what is wrong with them, and to how many chats they go."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from html import escape

from telegram import Message

from handlers.acts import WritingStep
from handlers.announcing.quiet import begins
from handlers.buttons import key_of
from handlers.context import BotContext, Services
from handlers.rights import act_of
from handlers.sentences import sentence
from knowledge.announcements.moments import MomentFault, read_moment
from knowledge.announcements.proof import (
    body_of,
    out_of_force,
    states_figures,
    told_otherwise,
    unproved,
    with_citations,
)
from knowledge.announcements.repeating import following
from knowledge.answering.engine import Engine
from knowledge.figures.clock import DAYS_END
from knowledge.files.markup import MOST_CAPTION, MOST_TEXT, length, plain
from knowledge.model.announcement import (
    TOLD_FOR,
    Announcement,
    Attachment,
    AttachmentKind,
    DeliveryState,
    OnDoubt,
    Repeat,
    State,
    Target,
)
from knowledge.privacy.masking import holds_mask, holds_mobile, mask_published

_ATTRIBUTES = ("url", "language")  # of an entity
_LOOKS_LIKE_A_TAG = re.compile(r"</?[a-z][a-z0-9-]*[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a message contributes to an announcement: its text as HTML, and its attachment."""

    html: str
    attachment: Attachment | None = None


def new_draft(author: int, now: datetime, **values: object) -> Announcement:
    """An announcement without words, under an id of its own."""
    number = secrets.token_hex(4)
    draft = Announcement(id=number, state=State.DRAFT, html="", author=author, created_at=now, series=number)
    return replace(draft, **values)  # type: ignore[arg-type]  # mypy cannot see through the keywords


def content_of(message: Message) -> Content | None:
    """The content of a message; None when it is neither text, a photo nor a document."""
    message = _escaped(message)
    if message.text:
        return Content(html=message.text_html)
    if message.photo:
        file = Attachment(kind=AttachmentKind.PHOTO, file_id=message.photo[-1].file_id)
    elif message.document:
        file = Attachment(kind=AttachmentKind.DOCUMENT, file_id=message.document.file_id)
    else:
        return None
    return Content(html=message.caption_html if message.caption else "", attachment=file)


def _escaped(message: Message) -> Message:
    """The message with the attributes of its entities escaped, since the library does not escape them."""
    data = message.to_dict()
    for entity in (*data.get("entities", ()), *data.get("caption_entities", ())):
        entity |= {part: escape(entity[part]) for part in _ATTRIBUTES if part in entity}
    return Message.de_json(data, message.get_bot())


def fingerprint(draft: Announcement) -> str:
    """Stands for exactly this draft, so that a button approves what was looked at and nothing else.

    The same moment is the same in every time zone: a draft is stored in another than it is typed in.
    """
    values = (getattr(draft, field.name) for field in fields(draft) if field.name != "confirmed_chats")
    return key_of(repr([_in_utc(value) for value in values]))


def _in_utc(value: object) -> object:
    """A value of a draft with its moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return replace(value, until=value.until.astimezone(UTC)) if isinstance(value, Repeat) else value


async def addressed(services: Services, draft: Announcement) -> int:
    """How many chats a draft goes to now; new words go where the old ones are."""
    if draft.amends:
        return (await services.deliveries.counts(draft.amends)).get(DeliveryState.SENT, 0)
    if services.rules.trial:
        return 1 if services.rules.staff_group else 0
    return len(await services.chats.addressees(draft.target))


def no_chats(services: Services, count: int) -> str:
    """The sentence for a target of nobody; empty when there is somebody."""
    if count:
        return ""
    return sentence("no_chats_trial" if services.rules.trial else "no_chats")


def wrong_with(services: Services, draft: Announcement) -> str:
    """The sentence why a draft cannot be sent as it is; empty when it can."""
    now = services.now()
    return wrong_words(services.engine(), draft, now) or _wrong_time(draft, now) or _wrong_end(draft, now)


def wrong_words(engine: Engine, draft: Announcement, now: datetime) -> str:
    """The sentence why the words of a draft cannot be sent; empty when they can."""
    limit = MOST_CAPTION if draft.attachment else MOST_TEXT
    if not plain(draft.html).strip() and draft.attachment is None:
        return sentence("announce_no_words")
    if (long := length(draft.html)) > limit:
        return sentence("announce_too_long", length=long, limit=limit, over=long - limit)
    body = body_of(engine, draft)
    if body is None:
        return sentence("announce_cited_otherwise")
    if holds_mask(plain(body)) or mask_published(plain(body)) != plain(body):
        return sentence("announce_masked")
    if draft.entries and (wrong := _wrong_figures(engine, body, draft.entries)):
        return wrong
    day = begins(draft, now).date()
    if lapsed := out_of_force(engine, draft.entries, day):
        return sentence("announce_lapsed", entries="、".join(entry.question for entry in lapsed))
    return ""


def _wrong_figures(engine: Engine, body: str, entries: Sequence[str]) -> str:
    """Which figures the entries do not prove, or tell of something else; empty when there are none."""
    if missing := unproved(engine, body, entries):
        return sentence("announce_unproved", figures="、".join(missing))
    found = next(iter(told_otherwise(engine, body, entries)), None)
    return sentence("announce_told_otherwise", said=found.said, told=found.told) if found else ""


def _wrong_time(draft: Announcement, now: datetime) -> str:
    if draft.repeat is not None:
        return "" if following(draft.repeat, now) else sentence("repeat_never")
    return sentence("moment_past") if is_past(draft, now) else ""


def is_past(draft: Announcement, now: datetime) -> bool:
    """Whether the moment at which a draft was to go out is over."""
    return draft.send_at is not None and draft.send_at <= now


def _wrong_end(draft: Announcement, now: datetime) -> str:
    """Why a draft cannot be valid until then; empty when it can."""
    if draft.valid_until is None:
        return ""
    if draft.valid_until <= now:
        return sentence("valid_past")
    first = begins(draft, now)
    return sentence("valid_before", time=moment_words(first, now)) if draft.valid_until <= first else ""


def read_valid(words: str, draft: Announcement, now: datetime) -> datetime | str:
    """Until when a draft is to be valid, a day to its end; or the sentence why that cannot be."""
    end = read_moment(words, now, DAYS_END)
    if isinstance(end, MomentFault):
        return sentence("valid_past" if end is MomentFault.PAST else f"moment_{end.value}")
    return _wrong_end(replace(draft, valid_until=end), now) or end


def states_mobile(engine: Engine, draft: Announcement) -> bool:
    """Whether a mobile number stands in the words of a draft."""
    return holds_mobile(plain(body_of(engine, draft) or ""))


def warnings(services: Services, draft: Announcement) -> list[str]:
    """Sentences about what the author of a draft should look at twice."""
    body, lines = body_of(services.engine(), draft) or "", []
    if not draft.entries and states_figures(services.engine(), body):
        lines.append(sentence("announce_figures_unproved"))
    if _LOOKS_LIKE_A_TAG.search(plain(body)):
        lines.append(sentence("announce_tags_shown"))
    if length(body) == MOST_TEXT:
        lines.append(sentence("announce_cut_perhaps", limit=MOST_TEXT))
    return lines


def with_body(services: Services, draft: Announcement, body: str, entries: tuple[str, ...]) -> Announcement:
    """The draft with these words, and the citations of these entries below them."""
    return replace(draft, html=with_citations(services.engine(), body, entries), entries=entries)


async def keep(
    context: BotContext, who: int, draft: Announcement, what: str, step: WritingStep = WritingStep.READY
) -> bool:
    """Keeps a changed draft, and what its author is asked for next; False when it is no draft any more."""
    services = context.services
    act = act_of(context, who, "announce_change", draft.id, what)
    if not (await services.announcements.save(draft, act)).done:
        return False
    await services.writings.go(who, draft.id, step, services.now())
    return True


def target_words(target: Target, titles: dict[int, str]) -> str:
    """A target as staff read it."""
    if target.everyone:
        return sentence("target_all")
    return "、".join(
        [*(f"#{tag}" for tag in target.tags), *(titles.get(number, str(number)) for number in target.chats)]
    )


def time_words(draft: Announcement, now: datetime) -> str:
    """When an announcement goes out, as staff read it."""
    if draft.repeat is not None:
        until = draft.repeat.until.astimezone(now.tzinfo)
        first = following(draft.repeat, now)
        return sentence(
            "time_repeat",
            cron=draft.repeat.cron,
            until=f"{until:%Y-%m-%d %H:%M}",
            first=f"{first:%m-%d %H:%M}" if first else "—",
        )
    if draft.send_at is None:
        return sentence("time_now")
    return moment_words(draft.send_at, now)


def valid_words(draft: Announcement, now: datetime) -> str:
    """Until when an announcement is valid, as staff read it."""
    if draft.valid_until is None:
        return sentence("valid_open", days=TOLD_FOR.days)
    return moment_words(draft.valid_until, now)


def moment_words(moment: datetime, now: datetime) -> str:
    """A moment by the town's clock."""
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"


DOUBT_WORDS = {OnDoubt.HOLD: "doubt_hold", OnDoubt.RESEND: "doubt_resend"}
