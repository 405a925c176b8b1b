"""A bot that is killed at any moment loses nothing, and repeats at most what it was just doing."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.chaos import Scale, chaos


async def test_killed_twice_it_answers_every_question_in_order(tmp_path: Path) -> None:
    scale = Scale(questions=150, people=40, private_chats=10, groups=10, kills=2, seconds=20)
    outcome = await chaos(tmp_path, scale)
    assert outcome.lost == outcome.disordered == outcome.refused == outcome.exit_code == 0, outcome
    assert outcome.answered == outcome.questions
    assert outcome.doubled <= sum(outcome.in_flight), outcome
