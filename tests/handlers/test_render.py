"""Messages are escaped, short enough, and cut nowhere that matters."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.render import Block, answer_blocks, sheets
from knowledge.answering.engine import Engine
from knowledge.files.markup import units

TAGS = st.sampled_from(["", "b", "i", "blockquote"])
BLOCKS = st.lists(st.builds(Block, text=st.text(max_size=300), tag=TAGS), max_size=6)


def unbalanced(text: str) -> bool:
    """Whether a tag is opened without being closed, or something looks like a tag and is none of ours."""
    opened = re.sub(r"<(b|i|blockquote)>[^<>]*</\1>", "", text)
    return "<" in opened or ">" in opened


@given(BLOCKS, st.integers(64, 200))
def test_no_message_is_too_long_and_no_tag_is_cut(blocks: list[Block], limit: int) -> None:
    for sheet in sheets(blocks, limit):
        assert units(sheet.html) <= limit
        assert not unbalanced(sheet.html)
        assert sheet.plain.strip()


@given(st.text(alphabet="甲乙。， <&>\n😀", max_size=2000))
def test_nothing_but_blanks_is_lost_in_cutting(text: str) -> None:
    made = "".join(sheet.plain for sheet in sheets([Block(text=text)], 80))
    assert "".join(made.split()) == "".join(text.split())


def test_a_long_text_is_cut_at_a_sentence() -> None:
    first, second = sheets([Block(text="第一句话在这里。" * 12 + "第二部分")], 80)
    assert first.plain.endswith("。")
    assert second.plain


def test_signs_that_belong_together_stay_together() -> None:
    family = "👨‍👩‍👧"
    for sheet in sheets([Block(text=family * 60)], 100):
        assert not sheet.plain.startswith("\u200d") and not sheet.plain.endswith("\u200d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a<b>c", "a&lt;b&gt;c"), ("<script>", "&lt;script&gt;"), ("A&B", "A&amp;B"), ("“x”", "“x”")],
)
def test_everything_is_escaped(text: str, expected: str) -> None:
    assert Block(text=text).html == expected
    assert Block(text=text, tag="b").html == f"<b>{expected}</b>"


def test_staffs_words_are_escaped_wherever_they_stand(small_engine: Engine) -> None:
    answer = small_engine.answer("游泳馆的门票多少钱？", date(2031, 1, 10))
    hostile = replace(
        answer,
        text="<b>12</b>",
        notes=("</i>",),
        citations=tuple(replace(c, evidence="</blockquote><a href='x'>") for c in answer.citations),
    )
    [sheet] = sheets(answer_blocks(small_engine, hostile, heading="<u>"))
    assert not unbalanced(sheet.html)
    assert html.unescape(re.sub(r"</?(b|i|blockquote)>", "", sheet.html)) == sheet.plain
