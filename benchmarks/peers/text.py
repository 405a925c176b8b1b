"""How texts are cut and folded for peers that do not do it themselves."""

from __future__ import annotations

import logging

import jieba
import opencc

jieba.setLogLevel(logging.ERROR)
_to_simplified = opencc.OpenCC("t2s")


def words(text: str) -> list[str]:
    """The text's words as jieba's search mode cuts them, without white space."""
    return [word for word in jieba.lcut_for_search(text.lower()) if not word.isspace()]


def characters(text: str) -> list[str]:
    """The text's letters, digits and Chinese characters, one by one."""
    return [character for character in text.lower() if character.isalnum()]


def simplified(text: str) -> str:
    """The text in Simplified characters, by OpenCC."""
    converted: str = _to_simplified.convert(text)
    return converted
