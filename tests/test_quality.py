"""The quality gate: a change may not lose answers that were right, nor gain wrong ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import read_config
from bot.evaluation.questionfiles import ASKED_ON, card_name, question_files, questions_of
from bot.evaluation.recording import RECORDED, card_record
from bot.evaluation.scoring import Engines, grade_all
from knowledge.evaluation.scorecard import scorecard

MOST_RIGHT_LOST = 3
MOST_WRONG_GAINED = 1
# what other_event, follow_up and number_check were called too
OTHER_STYLES = {"another_event", "conversation", "numeral_check"}

pytestmark = pytest.mark.evaluation


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    config = read_config().model_copy(update={"data_dir": tmp_path_factory.mktemp("data")})
    return Engines(config)


def recorded(name: str) -> dict[str, int]:
    cards: dict[str, dict[str, dict[str, int]]] = json.loads(RECORDED.read_text("utf-8"))
    return cards[name]["total"]


@pytest.mark.parametrize("path", question_files(), ids=card_name)
def test_answers_stay_as_good_as_recorded(path: Path, engines: Engines) -> None:
    graded = grade_all(engines.of(path), ASKED_ON, questions_of(path), Console(quiet=True))
    now = card_record(scorecard((question, verdict) for question, verdict, _ in graded))["total"]
    before = recorded(card_name(path))
    assert now.get("right", 0) >= before.get("right", 0) - MOST_RIGHT_LOST
    for bad in ("wrong", "false", "uncited"):
        assert now.get(bad, 0) <= before.get(bad, 0) + MOST_WRONG_GAINED


def test_a_style_of_questions_is_spelt_in_one_way() -> None:
    """Else the scorecard tells of each spelling apart."""
    styles = {question.style for path in question_files() for question in questions_of(path)}
    assert len({style.replace("_", "") for style in styles}) == len(styles)
    assert not styles & OTHER_STYLES


def test_every_question_file_is_recorded() -> None:
    assert set(json.loads(RECORDED.read_text("utf-8"))) == set(map(card_name, question_files()))
