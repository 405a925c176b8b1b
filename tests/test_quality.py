"""The quality gate: a change may not lose answers that were right, nor gain wrong ones.

A file may lose three right answers and gain one wrong and one false, since a question may turn by chance.
Over all files that the trees grow from, and over all others apart, five right answers may be lost and no
wrong, false or uncited one gained: else a change could be a little worse everywhere. What is compared with
is the recorded scorecard, so a change that records it anew must say why.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import read_config
from bot.evaluation.questionfiles import ASKED_ON, card_name, question_files, questions_of
from bot.evaluation.recording import RECORDED, card_record
from bot.evaluation.scoring import Engines, grade_all
from knowledge.evaluation.scorecard import scorecard
from tests.quality_gate import IN_A_FILE, IN_ALL, ScoreCounts, counted, is_grown_from

# what other_event, follow_up and number_check were called too
OTHER_STYLES = {"another_event", "conversation", "numeral_check"}

pytestmark = pytest.mark.evaluation


class Cards:
    """The scorecards of this very code, each made once."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._made: dict[Path, ScoreCounts] = {}

    def of(self, path: Path) -> ScoreCounts:
        """The counts of a file."""
        if path not in self._made:
            engine, questions = self._engines.of(path), questions_of(path)
            graded = grade_all(engine, ASKED_ON, questions, Console(quiet=True))
            card = scorecard((question, verdict) for question, verdict, _ in graded)
            self._made[path] = card_record(card)["total"]
        return self._made[path]


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    config = read_config().model_copy(update={"data_dir": tmp_path_factory.mktemp("data")})
    return Cards(Engines(config))


@cache
def recorded() -> dict[str, dict[str, dict[str, int]]]:
    held: dict[str, dict[str, dict[str, int]]] = json.loads(RECORDED.read_text("utf-8"))
    return held


def before(path: Path) -> ScoreCounts:
    return recorded()[card_name(path)]["total"]


@pytest.mark.parametrize("path", question_files(), ids=card_name)
def test_answers_stay_as_good_as_recorded(path: Path, cards: Cards) -> None:
    assert list(IN_A_FILE.exceeded(before(path), cards.of(path))) == []


@pytest.mark.parametrize("grown", [pytest.param(True, id="grown from"), pytest.param(False, id="only run")])
def test_answers_stay_as_good_over_all_files(grown: bool, cards: Cards) -> None:
    paths = [path for path in question_files() if is_grown_from(path) is grown]
    assert list(IN_ALL.exceeded(counted(map(before, paths)), counted(map(cards.of, paths)))) == []


def test_a_style_of_questions_is_spelt_in_one_way() -> None:
    """Else the scorecard tells of each spelling apart."""
    styles = {question.style for path in question_files() for question in questions_of(path)}
    assert len({style.replace("_", "") for style in styles}) == len(styles)
    assert not styles & OTHER_STYLES


def test_every_question_file_is_recorded() -> None:
    assert set(recorded()) == set(map(card_name, question_files()))
