"""The towns that the trees grow from beside the configured one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import read_config
from bot.engines import read_whole
from bot.evaluation.growing import towns
from bot.evaluation.questionfiles import ASKED_ON, TOWNS, config_for, questions_of, town_files
from knowledge.evaluation.lessons import answers, lessons
from knowledge.loading.proof import prove
from knowledge.ranking.ranking import read_bands


def content_of(town: str) -> Path:
    return config_for(town_files()[town][0], read_config()).knowledge.dir


@pytest.mark.parametrize("town", TOWNS)
def test_every_figure_of_a_town_is_in_its_source(town: str) -> None:
    base = read_whole(content_of(town))
    [source] = base.sources
    original = (content_of(town) / "originals" / "notice.txt").read_text("utf-8")
    assert prove(base, source, original) == ()


@pytest.mark.parametrize("town", TOWNS)
def test_an_entry_of_the_town_answers_each_answerable_question(town: str) -> None:
    base = read_whole(content_of(town))
    asked = [question for path in town_files()[town] for question in questions_of(path)]
    lacking = [q.id for q in asked if q.answerable and not any(answers(e, q) for e in base.entries)]
    assert len(asked) == 260 and lacking == []


def test_what_is_asked_in_other_towns_counts_half() -> None:
    base, questions = next(towns(read_config()))
    few = questions[:3]
    alone = lessons(base, read_bands(), few, ASKED_ON)
    beside = lessons(base, read_bands(), few, ASKED_ON, others=[(base, few)])
    assert len(beside.whole) == len(alone.whole)
    assert len(beside.half) > len(alone.half)
