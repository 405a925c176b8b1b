"""Names of places that no dictionary knows, by what stands behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.derived.read_entries import unknown_places
from tests.knowledge.conflicts.checking import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("洺霁街道在哪", ["洺霁"], id="a street"),
        pytest.param("槐涧镇和笠坪村", ["槐涧", "笠坪"], id="a town and a village"),
        pytest.param("修了一条路", [], id="words that count"),
        pytest.param("公园街道在哪", [], id="a word of the dictionary"),
        pytest.param("有32个村", [], id="a number"),
    ],
)
def test_two_unknown_characters_before_a_kind_of_place_are_a_name(
    small_engine: Engine, text: str, found: list[str]
) -> None:
    assert list(unknown_places(read(small_engine, text), small_engine.derived.dictionary)) == found


def test_the_pinyin_of_such_a_name_is_read(small_engine: Engine) -> None:
    base, derived = small_engine.base, small_engine.derived
    entry = replace(base.entries[0], question="洺霁街道的泳池门票多少钱？")
    with_place = derive(replace(base, entries=(entry, *base.entries[1:])), derived.ranker.calibration)
    assert with_place.decoder.decode("ming ji") == "洺霁"
