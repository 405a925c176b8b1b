"""Answers as Telegram's HTML: everything escaped, nothing longer than a message may be."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.answering.engine import Engine
from knowledge.files.markup import MOST_TEXT, units
from knowledge.model.answer import Answer, Status

_SEAMS = ("\n", "。", "！", "？", "；", "，", ". ", " ")
_JOINTS = "\u200d\ufe0f"  # zero-width joiner, variation selector: what stands around them is one sign


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of text in one style; `tag` is an HTML tag of Telegram's, or empty."""

    text: str
    tag: str = ""

    @property
    def html(self) -> str:
        """The block in HTML."""
        escaped = html.escape(self.text, quote=False)
        return f"<{self.tag}>{escaped}</{self.tag}>" if self.tag else escaped


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What goes into one message, in HTML and without."""

    html: str
    plain: str


def sheets(blocks: Iterable[Block], limit: int = MOST_TEXT) -> tuple[Sheet, ...]:
    """The blocks, a line each, in as few messages as hold them; no tag or sign is cut."""
    made: list[list[Block]] = [[]]
    length = 0
    for block in _fitting(blocks, limit):
        needed = units(block.html) + 1
        if made[-1] and length + needed > limit:
            made.append([])
            length = 0
        made[-1].append(block)
        length += needed
    return tuple(
        Sheet(html="\n".join(b.html for b in blocks), plain="\n".join(b.text for b in blocks))
        for blocks in made
        if blocks
    )


def sheet_of(text: str) -> Sheet:
    """A text in one message; what is longer than a message may be is left out."""
    return sheets([Block(text=text)])[0]


def _fitting(blocks: Iterable[Block], limit: int) -> Iterator[Block]:
    """The blocks, those that are too long in pieces."""
    for block in blocks:
        if not block.text.strip():
            continue
        text = block.text
        while units((piece := Block(text=text, tag=block.tag)).html) > limit - 1:
            cut = _cut(text, limit - 1 - units(Block(text="", tag=block.tag).html))
            yield Block(text=text[:cut].rstrip(), tag=block.tag)
            text = text[cut:].lstrip() or " "
        if piece.text.strip():
            yield piece


def _cut(text: str, limit: int) -> int:
    """Where to cut a text so that its first part, escaped, fits into the limit: at a seam if possible."""
    length = end = 0
    while end < len(text) and (length := length + units(html.escape(text[end], quote=False))) <= limit:
        end += 1
    for seam in _SEAMS:
        place = text.rfind(seam, end // 2, end)
        if place > 0:
            return place + len(seam)
    while end > 1 and (text[end] in _JOINTS or text[end - 1] in _JOINTS):
        end -= 1
    return max(end, 1)


def answer_blocks(
    engine: Engine, answer: Answer, *, heading: str = "", failed: bool = False, simple: bool = False
) -> Iterator[Block]:
    """An answer with its citations, date notes and options.

    Args:
        engine: whose knowledge base the answer is from.
        heading: what it answers, when the citizen pressed a button instead of typing.
        failed: whether this is the second turn in a row that did not help.
        simple: short, for those who asked for it.
    """
    wording = engine.wording
    yield Block(text=heading, tag="b")
    yield Block(text=answer.text)
    yield from option_blocks(answer)
    yield from _citations(engine, answer)
    for note in answer.notes:
        yield Block(text=note, tag="i")
    if answer.status is Status.ANSWERED and answer.related and not simple:
        yield Block(text=wording.text("related_heading", answer.language))
    if failed:
        yield Block(text=wording.text("two_failed_turns", answer.language))


def option_blocks(answer: Answer) -> Iterator[Block]:
    """What an answer offers, numbered."""
    for number, option in enumerate(answer.options, start=1):
        yield Block(text=f"{number}. {option.question}")


def _citations(engine: Engine, answer: Answer) -> Iterator[Block]:
    """Each place in a source, and below it what is cited from there."""
    heading = engine.wording.text("source_heading", answer.language)
    mark = "：" if answer.language == "zh" else ": "
    for place, evidences in engine.wording.places(answer.citations, answer.language).items():
        yield Block(text=f"{heading}{mark}{place}")
        yield Block(text="\n".join(evidences), tag="blockquote")
