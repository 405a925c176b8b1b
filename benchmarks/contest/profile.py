"""Where Anda's time goes over made questions: `python -m benchmarks.contest.profile [QUESTIONS]`."""

from __future__ import annotations

import cProfile
import pstats
import sys

from benchmarks.contest.anda import Anda
from benchmarks.contest.made import make
from bot.config import read_config
from bot.engines import read_whole

_QUESTIONS = 10_000
_SHOWN = 25


def main() -> None:
    """Prints the functions that take most of building, and those that take most of answering."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else _QUESTIONS
    made = make(read_whole(read_config().knowledge.dir).entries, size)
    anda = Anda()
    with cProfile.Profile() as building:
        anda.build([text for _, text in made.texts], [number for number, _ in made.texts])
    for _, question in made.questions:
        anda.ask(question)
    with cProfile.Profile() as asking:
        for _, question in made.questions:
            anda.ask(question)
    for title, profile in (("building", building), (f"{len(made.questions)} answers", asking)):
        print(f"{title}, {size} made questions")  # noqa: T201
        pstats.Stats(profile).sort_stats("tottime").print_stats(_SHOWN)


if __name__ == "__main__":
    main()
