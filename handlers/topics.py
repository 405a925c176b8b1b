"""What can be asked: /start, /topics with its pages, /hot, /sources, /help, /privacy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from telegram import Update

from handlers.buttons import Keyboard, named
from handlers.context import BotContext
from handlers.incoming import language_of, sender
from handlers.keyboards import Keyboards, paged
from handlers.pressing import pressed
from handlers.render import Block, sheets
from handlers.replying import acknowledge, change_text, say, say_fixed, send
from knowledge.answering.engine import Engine

_HOT = timedelta(days=30)
_MOST_HOT = 8


def _keyboards(update: Update, context: BotContext, engine: Engine) -> Keyboards:
    seal = context.services.seal
    who = sender(update, seal)
    return Keyboards(engine, Keyboard(seal, who.person if who else "", language_of(update)))


async def start(update: Update, context: BotContext) -> None:
    """/start: says who Anda is, and shows the topics."""
    engine, language = context.services.engine(), language_of(update)
    wording = engine.wording
    text = wording.text("welcome", language) + "\n\n" + wording.text("start_topics", language)
    await say(update, context, text, _keyboards(update, context, engine).topics(0))


async def guide(update: Update, context: BotContext) -> None:
    """/help: says how to ask and how to read answers."""
    wording, language = context.services.engine().wording, language_of(update)
    text = wording.text("help", language)
    group = wording.text("in_group", language, name=context.bot.username)
    await say(update, context, f"{text}\n{group}")


async def privacy(update: Update, context: BotContext) -> None:
    """/privacy: says what is kept and what is not."""
    await say_fixed(update, context, "privacy")


async def topics(update: Update, context: BotContext) -> None:
    """/topics: shows the menu of topics."""
    engine = context.services.engine()
    text = engine.wording.text("topics_heading", language_of(update))
    await say(update, context, text, _keyboards(update, context, engine).topics(0))


async def topics_pressed(update: Update, context: BotContext) -> None:
    """Shows another page of the menu."""
    button = await pressed(update, context)
    if button is None:
        return
    await acknowledge(button.query)
    text = button.text("topics_heading") + _page(
        button.engine, button.engine.base.topics, button.press.number, button.press.language
    )
    await change_text(button.query, text, button.keyboards.topics(button.press.number))


async def topic_pressed(update: Update, context: BotContext) -> None:
    """Shows the entries of a topic."""
    button = await pressed(update, context)
    if button is None:
        return
    base = button.engine.base
    topic = named(button.press.words[0], base.topics)
    if topic is None:
        await acknowledge(button.query, button.text("unknown_topic"), alert=True)
        return
    await acknowledge(button.query)
    ids = [entry.id for entry in base.entries if entry.topic == topic]
    page = _page(button.engine, ids, button.press.number, button.press.language)
    text = f"{topic}\n{button.text('topic_entries_heading')}{page}"
    await change_text(button.query, text, button.keyboards.topic(topic, button.press.number))


def _page(engine: Engine, ids: list[str] | tuple[str, ...], page: int, language: str) -> str:
    """Which page this is, when there are several."""
    _, number, pages = paged(ids, page)
    if pages == 1:
        return ""
    return "\n" + engine.wording.text("page", language, page=str(number + 1), pages=str(pages))


async def hot(update: Update, context: BotContext) -> None:
    """/hot: shows what most people asked in the last thirty days."""
    services, language = context.services, language_of(update)
    engine = services.engine()
    hottest = await services.answers.hottest(services.now() - _HOT, _MOST_HOT)
    ids = [entry_id for entry_id in hottest if engine.entry(entry_id) is not None]
    key = "hot_heading" if ids else "hot_empty"
    keyboard = _keyboards(update, context, engine).entries(ids)
    await say(update, context, engine.wording.text(key, language), keyboard)


async def sources(update: Update, context: BotContext) -> None:
    """/sources: shows every source with its date note."""
    engine = context.services.engine()
    await send(update, context, sheets(_sources(engine, language_of(update))))


def _sources(engine: Engine, language: str) -> Iterator[Block]:
    yield Block(text=engine.wording.text("sources_heading", language))
    for source in engine.base.sources.values():
        parts = (f"《{source.title}》", source.subtitle, source.publisher, source.author, source.published)
        yield Block(text="，".join(part for part in parts if part), tag="b")
        yield Block(text=source.as_of, tag="i")
