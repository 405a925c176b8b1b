"""1,000 questions from 200 people in 50 chats to the real process, killed three times meanwhile."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.chaos import Scale, chaos

FULL = Scale(questions=1000, people=200, private_chats=20, groups=30, kills=3, seconds=120)


def main() -> int:
    """Prints what became of them; 1 when one was lost, out of order or doubled without need."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(chaos(Path(folder), FULL))
    print(outcome)  # noqa: T201
    faults = outcome.lost + outcome.disordered + outcome.refused + outcome.exit_code
    return int(faults > 0 or outcome.doubled > sum(outcome.in_flight))


if __name__ == "__main__":
    sys.exit(main())
