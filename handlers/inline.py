"""Inline mode: suggestions while typing in any chat; the chosen one is an answer with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import BadRequest

from handlers.aside import aside
from handlers.buttons import entry_named, key_of
from handlers.context import BotContext, Services
from handlers.incoming import Sender, language_of, sender
from handlers.records import Channel, KeptAnswer
from handlers.render import Sheet, answer_blocks, sheet_of, sheets
from handlers.replying import came_too_late
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status
from knowledge.ranking.decision import may_be_meant

_CACHED_SECONDS = 30
_MOST_RESULTS = 20
_MOST_DESCRIPTION = 120
_EMERGENCY = "emergency"


async def suggest(update: Update, context: BotContext) -> None:
    """Suggests what may be meant so far; entries of every topic when nothing is typed."""
    query, services = update.inline_query, context.services
    if query is None:
        return
    paused = await services.switch.paused() is not None
    text = query.query
    results = [] if paused else await aside(services.engine(), lambda: list(_results(update, services, text)))
    try:
        await query.answer(results, cache_time=_CACHED_SECONDS, is_personal=True)
    except BadRequest as error:
        if not came_too_late(error):
            raise


def _results(update: Update, services: Services, text: str) -> Iterator[InlineQueryResultArticle]:
    engine, today = services.engine(), services.today()
    if engine.is_emergency(text):
        reply = engine.answer(text, today).text
        yield _article(_EMERGENCY, reply, reply, sheet_of(reply))
        return
    language = _language(update, services, text)
    for entry_id in _likely(engine, services, text):
        answer = engine.answer_entry(entry_id, today, language)
        question = engine.derived.entry(entry_id).question_in(language)
        pages = sheets(answer_blocks(engine, answer, heading=question, simple=True))
        if answer.status is Status.ANSWERED and len(pages) == 1:  # a message cannot be sent in two
            yield _article(key_of(entry_id), question, answer.text, pages[0])


def _language(update: Update, services: Services, text: str) -> str:
    """The language of what is typed; before anything is, that of the person's Telegram."""
    if not text.strip():
        return language_of(update)
    return services.engine().answer(text, services.today()).language


def _likely(engine: Engine, services: Services, text: str) -> list[str]:
    """Entries, the likeliest first: what would be answered, then what is most alike and not ruled out."""
    if not text.strip():
        return list(islice(engine.derived.numbers, _MOST_RESULTS))
    today = services.today()
    answered = engine.answer(text, today)
    near = () if answered.status is Status.UNKNOWN else answered.options
    offered = [*answered.entries, *(option.entry for option in near)]
    alike = [match.profile.entry.id for match in engine.matches(text, today) if may_be_meant(match)]
    return list(dict.fromkeys([*offered, *alike]))[: min(_MOST_RESULTS, InlineQueryLimit.RESULTS)]


def _article(key: str, title: str, description: str, sheet: Sheet) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=key,
        title=title,
        description=description[:_MOST_DESCRIPTION],
        input_message_content=InputTextMessageContent(sheet.html, parse_mode=ParseMode.HTML),
    )


async def chosen(update: Update, context: BotContext) -> None:
    """Records a chosen suggestion as an answered question."""
    result, services = update.chosen_inline_result, context.services
    engine = services.engine()
    who = sender(update, services.seal)
    entry = entry_named(result.result_id, engine) if result else None
    if who is not None and entry is not None:
        asked = await aside(engine, lambda: _asked(update, services, who, entry))
        await services.answers.record(asked)


def _asked(update: Update, services: Services, who: Sender, entry: str) -> KeptAnswer:
    engine, result = services.engine(), update.chosen_inline_result
    language = _language(update, services, result.query if result else "")
    return KeptAnswer(
        id=services.seal.answer(update.update_id),
        at=services.now(),
        person=who.person,
        chat=who.chat,
        place=Channel.INLINE,
        question=engine.derived.entry(entry).question_in(language),
        status=Status.ANSWERED,
        language=language,
        confidence=1.0,
        content_version=engine.base.version,
        thresholds=engine.derived.ranker.calibration.bands,
        entries=(entry,),
    )
