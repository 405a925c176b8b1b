"""Names in pinyin within an English sentence."""

from __future__ import annotations

import pytest

from knowledge.language.pinyin import build_syllables
from knowledge.language.spelt_names import SpeltNames, spelt_names


@pytest.fixture(scope="module")
def names() -> SpeltNames:
    return spelt_names(["南渡", "浔寮", "寮桥", "难度", "长江", "江路"], ["南渡停车场"], build_syllables())


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        pytest.param("xunliao", "浔寮", id="two syllables"),
        pytest.param("xunliaoqiao", "浔寮桥", id="three, from pairs that join"),
        pytest.param("changjiang", "长江", id="a character of two readings"),
        pytest.param("nandu", "南渡", id="the name before another word of these letters"),
        pytest.param("nanduqiao", None, id="pairs that do not join"),
        pytest.param("bridge", None, id="an English word"),
        pytest.param("du", None, id="too short"),
    ],
)
def test_letters_spell_what_the_texts_have(names: SpeltNames, letters: str, name: str | None) -> None:
    assert names.find(letters) == name
