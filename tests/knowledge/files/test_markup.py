"""Telegram's HTML as a reader sees it, and what Telegram would refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.markup import broken, length, plain, units


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<b>停水</b> 9点", "停水 9点"),
        ("a &lt; b &amp;&amp; c", "a < b && c"),
        ("&#20013;&nbsp;", "中&nbsp;"),
        ('<a href="https://x.cn?a=1&amp;b=2">通知</a>', "通知"),
        ("<blockquote expandable>甲</blockquote>", "甲"),
    ],
)
def test_a_reader_sees_the_words(html: str, seen: str) -> None:
    assert plain(html) == seen
    assert broken(html) == ""


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<b>停水", "<b>"),
        ("停水</b>", "</b>"),
        ("<b><i>停水</b></i>", "</b>"),
        ("<script>x</script>", "<script>"),
        ('<a href="javascript:x">y</a>', "<a>"),
        ("<a>y</a>", "<a>"),
        ('<a href="https://x.cn?q="停水"">y</a>', "<a>"),
        ("a < b", "<"),
        ("停水<b", "<"),
    ],
)
def test_what_telegram_would_refuse_is_named(html: str, tag: str) -> None:
    assert broken(html) == tag


def test_length_counts_what_is_seen_in_utf_16() -> None:
    assert length("<b>" + "𠮷" * 3 + "</b>&lt;") == 7


def test_a_lone_surrogate_is_counted_too() -> None:
    assert length("<b>字\ud800</b>") == 2


@given(st.text())
def test_units_are_those_of_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
