"""Commands for staff: statistics, stopping and starting answers, reloading the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from telegram import Update

from handlers.context import BotContext
from handlers.records import Action, StaffRole
from handlers.replying import say, send_lines
from handlers.rights import act_of, allowed, refuse, staff_number
from handlers.sentences import sentence
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status

_DAYS = 7  # today is the last of them
_MOST_ENTRIES = 10
_MOST_FAULTS = 20


async def whoami(update: Update, context: BotContext) -> None:
    """/whoami: the id to put into the configuration, for whoever asks in private."""
    number = staff_number(update)
    if number is None:
        await refuse(update, context)
        return
    role = context.services.role_of(number)
    key = "whoami" if role else "nobody"
    await say(update, context, sentence(key, number=number, role=role))


async def guide(update: Update, context: BotContext) -> None:
    """Says what staff can do."""
    if await allowed(update, context, StaffRole.EDITOR) is not None:
        await say(update, context, sentence("guide", days=_DAYS))


async def stats(update: Update, context: BotContext) -> None:
    """/stats: how the last days went."""
    if await allowed(update, context, StaffRole.EDITOR) is None:
        return
    services = context.services
    midnight = services.now().replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - timedelta(days=_DAYS - 1)
    days = {
        day: await services.desk.counts(day, day + timedelta(days=1))
        for day in (midnight - timedelta(days=ago) for ago in range(_DAYS))
    }
    whole = {status.value: sum(counts.get(status.value, 0) for counts in days.values()) for status in Status}
    ratings = _levels(await services.desk.ratings(since)) or sentence("no_ratings")
    often = _often(services.engine(), await services.desk.by_entry(since, _MOST_ENTRIES))
    lines = [
        sentence("stats", days=_DAYS, ratings=ratings, **whole),
        *(_day(day, counts) for day, counts in days.items() if counts),
        sentence("stats_often"),
        *often,
    ]
    await send_lines(update, context, lines)


def _levels(ratings: Mapping[int, int]) -> str:
    return "，".join(f"{level} 分 {ratings[level]} 个" for level in sorted(ratings, reverse=True))


def _often(engine: Engine, given: Sequence[tuple[str, int]]) -> Iterator[str]:
    for name, times in given:
        entry = engine.entry(name)
        yield f"{times} 次　{entry.question if entry else name}"


def _day(day: datetime, counts: Mapping[str, int]) -> str:
    by_status = {status.value: counts.get(status.value, 0) for status in Status}
    return sentence("stats_day", day=day.strftime("%m-%d"), **by_status)


async def stop_answers(update: Update, context: BotContext) -> None:
    """Stops answering questions."""
    act = await _reasoned(update, context, "stop_answers")
    if act is not None:
        await context.services.desk.pause(act)
        await say(update, context, sentence("stopped", reason=act.why))


async def start_answers(update: Update, context: BotContext) -> None:
    """Starts answering questions again."""
    act = await _reasoned(update, context, "start_answers")
    if act is not None:
        await context.services.desk.resume(act)
        await say(update, context, sentence("started"))


async def reload(update: Update, context: BotContext) -> None:
    """Reloads the knowledge base; with faults the last good version stays."""
    number = await allowed(update, context, StaffRole.EDITOR)
    if number is None:
        return
    services = context.services
    faults = await services.reload()
    what = f"{len(faults)} faults" if faults else services.engine().base.version
    await services.desk.note(act_of(context, number, "reload", what, ""))
    if faults:
        head = sentence("faulty", count=len(faults))
        await send_lines(update, context, [head, *faults[:_MOST_FAULTS]])
    else:
        await say(update, context, sentence("reloaded", count=len(services.engine().base.entries)))


async def _reasoned(update: Update, context: BotContext, command: str) -> Action | None:
    """The act of somebody who may do this and says why."""
    number = await allowed(update, context, StaffRole.APPROVER)
    if number is None:
        return None
    why = " ".join(context.args or ())
    if not why:
        await say(update, context, sentence("reason_needed", command=command))
        return None
    return act_of(context, number, command, "", why)
