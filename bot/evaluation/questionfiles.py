"""Question files: which there are, what they hold, and which knowledge base they are put to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.config import PROJECT, Config
from bot.engines import today
from bot.errors import AndaError
from bot.sentences import command_text, hindrance
from knowledge.evaluation.scorecard import Question, read_questions

QUESTIONS = PROJECT / "tests" / "evaluation"
FITTED = ("house", "open")  # the closed questions are never fitted to
# With knowledge bases of their own; fitted to as well.
TOWNS = ("beiyuan", "heyan", "longtan", "qingshui")
ASKED_ON = date(2026, 11, 29)  # when our questions are asked: entries state years, and some lapse
_KNOWLEDGE = "knowledge.txt"  # beside the files: the folder of the knowledge base they are put to


class QuestionFileError(AndaError):
    """A question file that cannot be used; the message names it and says why."""

    exit_code = 1


def question_files() -> tuple[Path, ...]:
    """Every question file of the repository."""
    return tuple(sorted(QUESTIONS.glob("*/*.jsonl")))


def own_files(config: Config) -> tuple[Path, ...]:
    """The question files that are put to the configured knowledge base."""
    return tuple(path for path in question_files() if config_for(path, config) is config)


def fitted_files() -> tuple[Path, ...]:
    """The question files that the trees are grown from."""
    return tuple(path for path in question_files() if path.parent.name in FITTED)


def town_files() -> dict[str, tuple[Path, ...]]:
    """The question files of the towns that the trees are grown from too."""
    return {town: tuple(sorted((QUESTIONS / town).glob("*.jsonl"))) for town in TOWNS}


def questions_of(path: Path) -> tuple[Question, ...]:
    """The questions of a file; QuestionFileError when it cannot be read."""
    try:
        return read_questions(path)
    except OSError as error:
        raise QuestionFileError(
            command_text("file_unreadable", file=path, reason=hindrance(error))
        ) from error
    except (ValueError, KeyError) as error:
        raise QuestionFileError(command_text("questions_unreadable", file=path, reason=error)) from error


def day_for(path: Path, config: Config) -> date:
    """The day on which the questions of a file are asked: always the same for ours, today for others."""
    return ASKED_ON if path.resolve().is_relative_to(QUESTIONS) else today(config)


def card_name(path: Path) -> str:
    """What a file's scorecard is filed under: its folder and name."""
    return f"{path.parent.name}/{path.stem}"


def config_for(path: Path, config: Config) -> Config:
    """The configuration for a question file: with the knowledge base that its folder names, if any."""
    named = path.parent / _KNOWLEDGE
    if not named.is_file():
        return config
    return config.over(PROJECT / named.read_text("utf-8").strip())
