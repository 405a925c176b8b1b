"""Each phrasing is embedded once; what citizens type is kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.vectors import KeptVectors
from knowledge.answering.semantic import Vectors

TEXTS = ("游泳馆在哪里", "图书馆在哪里", "门票多少钱")


class Counting:
    """An embedder that counts how often it embedded each text."""

    dimensions = 8

    def __init__(self, identity: str = "counting 1") -> None:
        self.identity = identity
        self.embedded: list[str] = []

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self.phrasings(texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        rows = [np.random.default_rng(list(text.encode())).normal(size=self.dimensions) for text in texts]
        return np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)


def kept_file(folder: Path) -> Path:
    (file,) = folder.glob("*.vectors")
    return file


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder in which the vectors of `TEXTS` are kept."""
    KeptVectors(Counting(), tmp_path).phrasings(TEXTS)
    return tmp_path


def test_after_a_restart_nothing_is_embedded_again(filled: Path) -> None:
    embedder, calls = Counting(), []
    vectors = KeptVectors(embedder, filled, lambda: calls.append(1)).phrasings([*TEXTS[::-1], TEXTS[0]])
    assert embedder.embedded == [] and calls == []
    assert np.array_equal(vectors, Counting().phrasings([*TEXTS[::-1], TEXTS[0]]))


def test_an_edit_embeds_only_what_is_new_and_each_text_once(filled: Path) -> None:
    embedder, calls = Counting(), []
    KeptVectors(embedder, filled, lambda: calls.append(1)).phrasings([*TEXTS, "几点开门", "几点开门"])
    assert embedder.embedded == ["几点开门"] and calls == [1]


def test_many_are_embedded_in_batches_in_their_order(tmp_path: Path) -> None:
    texts = [f"问法{number}" for number in range(50)]
    assert np.array_equal(KeptVectors(Counting(), tmp_path).phrasings(texts), Counting().phrasings(texts))


def test_what_a_crash_cut_off_is_embedded_again(filled: Path) -> None:
    data = kept_file(filled).read_bytes()
    kept_file(filled).write_bytes(data[:-5])
    embedder = Counting()
    kept = KeptVectors(embedder, filled)
    assert np.array_equal(kept.phrasings(TEXTS), Counting().phrasings(TEXTS))
    assert embedder.embedded == [TEXTS[2]]
    assert kept_file(filled).read_bytes() == data


def test_what_is_damaged_is_embedded_again(filled: Path) -> None:
    data = bytearray(kept_file(filled).read_bytes())
    data[16:48] = bytes(32)  # the first vector, behind its key
    kept_file(filled).write_bytes(data)
    embedder = Counting()
    assert np.array_equal(KeptVectors(embedder, filled).phrasings(TEXTS), Counting().phrasings(TEXTS))
    assert embedder.embedded == [TEXTS[0]]


def test_another_model_has_a_file_of_its_own(filled: Path) -> None:
    other = Counting("counting 2")
    KeptVectors(other, filled).phrasings(TEXTS)
    assert other.embedded == list(TEXTS)
    assert len(list(filled.glob("*.vectors"))) == 2


def test_what_citizens_type_is_not_kept(filled: Path) -> None:
    before = kept_file(filled).read_bytes()
    kept = KeptVectors(Counting(), filled)
    assert np.array_equal(kept.questions(["我叫某某"]), Counting().questions(["我叫某某"]))
    assert kept_file(filled).read_bytes() == before


def test_vectors_that_are_not_needed_any_more_are_dropped(filled: Path) -> None:
    data = kept_file(filled).read_bytes()
    KeptVectors(Counting(), filled, spare=0).phrasings(TEXTS[:1])
    assert kept_file(filled).read_bytes() == data[: len(data) // 3]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    kept = KeptVectors(Counting(), tmp_path / "file" / "cache")
    assert np.array_equal(kept.phrasings(TEXTS), Counting().phrasings(TEXTS))
    assert kept.phrasings([]).shape == (0, Counting.dimensions)
