"""Many people ask while the bot is killed again and again; what became of each question."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from tests.end_to_end.process import BotProcess
from tests.telegram_api.people import Person
from tests.telegram_api.rooms import Room
from tests.telegram_api.server import TelegramServer

# Questions and words that only their answer has; neighbours in a chat differ.
_ASKED = {
    "游泳馆的门票多少钱？": "门票一次12元。",
    "图书馆在哪里？": "图书馆在柳溪路的东头。",
    "游泳馆早上几点开门？": "游泳馆早上8点开门。",
    "着火了": "请马上拨打119。",
}
_CONCURRENCY = 24
_AT_ONCE = 10  # questions that arrive together
_PAUSE = 0.02  # until the next ones do


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """How many people ask how much, and how often the bot is killed meanwhile."""

    questions: int
    people: int
    private_chats: int
    groups: int
    kills: int
    seconds: float


@dataclass(kw_only=True)
class Outcome:
    """What became of the questions."""

    questions: int
    seconds: float
    answered: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0  # chats where an answer came out of turn
    in_flight: list[int] = field(default_factory=list)  # at each kill
    refused: int = 0
    exit_code: int = 0

    def __str__(self) -> str:
        kills = ", ".join(map(str, self.in_flight))
        return (
            f"{self.questions} questions, {len(self.in_flight)} kills with {kills} updates in flight: "
            f"{self.answered} answered, {self.lost} lost, {self.doubled} doubled, "
            f"{self.disordered} chats out of order, {self.refused} calls refused, {self.seconds:.1f} s"
        )


@dataclass(kw_only=True)
class _Crowd:
    """Who asks where, and what must be answered there."""

    askers: dict[Room, list[Person]]
    expected: dict[Room, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, telegram: TelegramServer, scale: Scale) -> _Crowd:
        """Some ask in private, the others in groups."""
        people = [telegram.person(f"Person {n}") for n in range(scale.people)]
        askers = {person.room: [person] for person in people[: scale.private_chats]}
        members = people[scale.private_chats :]
        for number in range(scale.groups):
            askers[telegram.group(f"Group {number}")] = members[number :: scale.groups]
        return cls(askers=askers)

    def ask(self, room: Room, dice: random.Random) -> None:
        """Somebody of a chat asks what was not asked there last."""
        answers = self.expected.setdefault(room, [])
        question = list(_ASKED)[len(answers) % len(_ASKED)]
        answers.append(_ASKED[question])
        room.writes(dice.choice(self.askers[room]), question, mentions_bot=room.id < 0)

    def judge(self, outcome: Outcome) -> None:
        """Compares what the chats show with what they should."""
        for room, expected in self.expected.items():
            shown = answers_in(room)
            kept = [words for words, _ in groupby(shown)]
            outcome.lost += sum(max(0, expected.count(words) - kept.count(words)) for words in set(expected))
            outcome.doubled += max(0, len(shown) - len(expected))
            outcome.disordered += kept != expected
        outcome.answered = outcome.questions - outcome.lost


def answers_in(room: Room) -> list[str]:
    """The answers of a chat in their order, each as the words that only it has."""
    texts = [room.chat.messages[number]["text"] for number in room.chat.sent_by_bot]
    return [next((words for words in _ASKED.values() if words in text), text) for text in texts]


async def chaos(folder: Path, scale: Scale, seed: int = 1) -> Outcome:
    """Asks, kills, starts again, waits for the last answer and counts."""
    async with TelegramServer() as telegram:
        crowd = _Crowd.of(telegram, scale)
        bot = BotProcess.beside(telegram, folder, TELEGRAM__CONCURRENCY=str(_CONCURRENCY))
        await bot.start()
        try:
            await bot.says("started")
            return await _run(telegram, crowd, bot, scale, random.Random(seed))  # noqa: S311
        finally:
            await bot.stop_or_kill()


async def _run(
    telegram: TelegramServer, crowd: _Crowd, bot: BotProcess, scale: Scale, dice: random.Random
) -> Outcome:
    started = time.monotonic()
    outcome = Outcome(questions=scale.questions, seconds=0)
    asking = asyncio.create_task(_ask_all(crowd, scale, dice))
    for number in range(1, scale.kills + 1):
        await _until(telegram, crowd, scale.questions * number // (scale.kills + 1), scale.seconds)
        await bot.kill()
        outcome.in_flight.append(min(_CONCURRENCY, bot.in_work()))
        await bot.start()
    await asking
    await _until(telegram, crowd, scale.questions, scale.seconds)
    outcome.seconds = time.monotonic() - started
    await asyncio.sleep(1)  # what would come too much would come now
    outcome.exit_code = await bot.stop()
    outcome.refused = len(telegram.refused())
    crowd.judge(outcome)
    return outcome


async def _ask_all(crowd: _Crowd, scale: Scale, dice: random.Random) -> None:
    rooms: Sequence[Room] = list(crowd.askers)
    for number in range(scale.questions):
        crowd.ask(dice.choice(rooms), dice)
        if number % _AT_ONCE == 0:
            await asyncio.sleep(_PAUSE)


async def _until(telegram: TelegramServer, crowd: _Crowd, answers: int, seconds: float) -> None:
    """Waits until so many different questions are answered; the judgement tells when time runs out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if sum(len(list(groupby(answers_in(room)))) for room in crowd.expected) >= answers:
            return
        await telegram.world.changed.wait(1.0)
