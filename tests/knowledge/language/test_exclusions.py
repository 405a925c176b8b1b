"""What a text excludes, and whether the rest remains or is asked for in addition."""

from __future__ import annotations

import pytest

from knowledge.language.exclusions import exclusions

EXCLUDING = [
    pytest.param("低保户以外的人报销多少", "低保户", True, False, id="the others"),
    pytest.param("放电影之外办了几场展览", "放电影", False, False, id="besides it"),
    pytest.param("除放电影外办了几场展览", "放电影", False, False, id="with 除"),
    pytest.param("除了放电影外办了几场展览", "放电影", False, False, id="with 除了"),
    pytest.param("低保户除外报销多少", "低保户", False, False, id="with 除外"),
    pytest.param("除了低保还给多少", "低保", False, True, id="in addition"),
]

EXCLUDING_NOTHING = [
    pytest.param("游泳馆外面停车多少钱", id="what is outside of a place"),
    pytest.param("除了外地人报销多少", id="people from elsewhere"),
    pytest.param("拆除围墙外几间房", id="a word that ends in 除"),
    pytest.param("除尘设备在外多少台", id="a word that begins with 除"),
    pytest.param("清除了多少垃圾", id="a word that ends in 除, with 了"),
]


@pytest.mark.parametrize(("text", "what", "narrows", "added"), EXCLUDING)
def test_something_is_excluded(text: str, what: str, narrows: bool, added: bool) -> None:
    (excluded,) = exclusions(text)
    assert text[excluded.start : excluded.end] == what
    assert (excluded.narrows, excluded.added) == (narrows, added)


@pytest.mark.parametrize("text", EXCLUDING_NOTHING)
def test_nothing_is_excluded(text: str) -> None:
    assert exclusions(text) == ()
