"""A sentence encoder of a few characters, made here: each has a vector, a sentence the mean of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

UNKNOWN = "[UNK]"
_OPSET, _IR = 17, 8  # what every onnxruntime of the last years reads


def write_sentence_model(
    folder: Path,
    characters: Mapping[str, Sequence[float]],
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
) -> Path:
    """A folder with a model of these characters; any other one has the vector of `UNKNOWN`."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {character: number for number, character in enumerate(characters)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    table = numpy_helper.from_array(np.array(list(characters.values()), dtype=np.float32), "table")
    size = ["texts", "tokens"]
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "characters",
        [helper.make_tensor_value_info(name, TensorProto.INT64, size) for name in inputs],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*size, table.dims[1]])],
        [table],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    onnx.save(model, str(folder / "model.onnx"))
    return folder
