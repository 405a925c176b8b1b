"""The semantic channel in the program: at a start, on an edit, in a check and in a scorecard."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import Config, read_config
from bot.embedders import OnnxFolder
from bot.engines import build_engine
from bot.library import Library
from bot.sentences import SENTENCES
from bot.versions import Versions
from knowledge.answering.semantic import SEMANTIC_FEATURES, SEMANTIC_TREES, Vectors
from knowledge.files.contentfiles import read_files
from knowledge.ranking.ranking import CALIBRATION
from tests.bot.conftest import edit
from tests.sentence_model import UNKNOWN, write_sentence_model

DAY = date(2031, 1, 10)
CHARACTERS = {UNKNOWN: (0, 0, 0.1), "游": (1, 0, 0), "泳": (1, 0, 0), "书": (0, 1, 0), "钱": (0.2, 0.2, 1)}
QUESTIONS = (
    "游泳馆的门票多少钱？",
    "书在哪里",
    "那个泳的地方收钱不",
    "青石镇游泳馆要钱吗",
    "树呢",
    "泳",
)


@pytest.fixture
def with_model(warm_config: Config, config_file: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The configuration of the sample town with the channel on, over a model beside it."""
    write_sentence_model(config_file.parent / "model", CHARACTERS)
    monkeypatch.setenv("ANDA_SEMANTIC__ENABLED", "true")
    monkeypatch.setenv("ANDA_SEMANTIC__MODEL", "model")
    return read_config()


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The phrasings that a model was really asked to embed."""
    texts: list[str] = []
    real = OnnxFolder.phrasings

    def noted(model: OnnxFolder, some: Sequence[str]) -> Vectors:
        texts.extend(some)
        return real(model, some)

    monkeypatch.setattr(OnnxFolder, "phrasings", noted)
    return texts


def test_the_channel_is_off_unless_it_is_switched_on(warm_config: Config) -> None:
    assert build_engine(warm_config).meanings is None


def test_a_restart_embeds_nothing_and_answers_the_same(with_model: Config, embedded: list[str]) -> None:
    waits: list[int] = []
    first = build_engine(with_model, lambda: waits.append(1))
    assert len(embedded) == len(set(embedded)) > 14 and waits == [1]
    again = build_engine(with_model, lambda: waits.append(2))
    assert waits == [1]
    assert len(embedded) == len(set(embedded))
    assert [first.answer(text, DAY) for text in QUESTIONS] == [again.answer(text, DAY) for text in QUESTIONS]


async def test_an_edit_embeds_only_what_it_changed(with_model: Config, embedded: list[str]) -> None:
    library = Library(with_model, build_engine(with_model))
    embedded.clear()
    edit(with_model.knowledge.dir / "services.yaml", "question: 图书馆在哪里？", "question: 图书馆建在哪里？")
    assert await library.reload() == ()
    assert embedded == ["图书馆建在哪里?"]
    meanings = library.engine().meanings
    assert meanings is not None and len(meanings.numbers) == 14


def test_a_version_from_before_an_edit_answers_with_the_trees_of_its_time(with_model: Config) -> None:
    before, versions = build_engine(with_model), Versions(with_model.data_dir)
    versions.keep(read_files(with_model.knowledge.dir), before.base.version)
    again = versions.engine(before.base.version, with_model)
    assert again.meanings is not None
    assert [again.answer(text, DAY) for text in QUESTIONS] == [before.answer(text, DAY) for text in QUESTIONS]
    (with_model.data_dir / "versions" / before.base.version / SEMANTIC_TREES).unlink()
    assert versions.engine(before.base.version, with_model).meanings is None


@pytest.mark.parametrize("command", [["ask", "门票多少钱"], ["check"], ["eval"]], ids=lambda words: words[0])
def test_a_missing_model_ends_in_a_sentence(with_model: Config, command: list[str]) -> None:
    shutil.rmtree(with_model.semantic.model)
    given = CliRunner().invoke(app, command)
    assert given.exit_code == 2
    assert given.stderr.count("\n") == 1 and "语义通道" in given.stderr and "model.onnx" in given.stderr


def test_a_check_asks_the_engine_that_answers(with_model: Config) -> None:
    given = CliRunner().invoke(app, ["check", "--all"])
    assert (given.exit_code, "没有发现问题" in given.stdout) == (0, True), given.stdout


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A file of labelled questions."""
    file = tmp_path / "lanhe.jsonl"
    records = [
        {"id": f"q{n}", "style": "plain", "turns": [text], "expect": [["12元"]], "paragraph": [1]}
        for n, text in enumerate(QUESTIONS)
    ]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return file


def test_a_scorecard_with_the_channel_on(
    with_model: Config, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANDA_SEMANTIC__ENABLED")
    given = CliRunner().invoke(app, ["eval", str(labelled), "--json", "--semantic"])
    assert given.exit_code == 0, given.stderr
    assert list((with_model.data_dir / "cache").glob("*.vectors"))
    assert sum(next(iter(json.loads(given.stdout).values()))["total"].values()) == len(QUESTIONS)


@pytest.mark.parametrize("option", ["--ablate", "--plots", "--plots-dir=drawn", "--record"])
def test_what_looks_at_the_trees_of_words_is_not_run_with_the_channel_on(
    with_model: Config, option: str
) -> None:
    given = CliRunner().invoke(app, ["eval", option])
    assert given.exit_code == 2
    assert given.stderr.strip() == SENTENCES["words_alone"]


def test_trees_that_read_meanings_are_grown_into_a_file_of_their_own(
    with_model: Config, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.evaluation.growing.CALIBRATION", tmp_path / CALIBRATION.name)
    given = CliRunner().invoke(app, ["eval", str(labelled), "--calibrate", "--semantic"])
    assert given.exit_code == 0, given.stderr
    assert [path.name for path in tmp_path.glob("trees*.json")] == [SEMANTIC_TREES]
    assert tuple(json.loads((tmp_path / SEMANTIC_TREES).read_text("utf-8"))["features"]) == SEMANTIC_FEATURES
