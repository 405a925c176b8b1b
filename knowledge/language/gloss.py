"""English questions in Chinese, word for word, for a knowledge base that has no English of its own.

A gloss is no translation: it has the words of a question in Chinese, what asks where Chinese puts it, and
what limits a thing before this. What is not known stays as it is, marked, so that it counts as not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.english_clauses import ClauseReader, Words
from knowledge.language.english_figures import figures_in_chinese
from knowledge.language.english_order import in_chinese_order

_ONE_DOES = "(?:(?:do|can|could|should|must|shall|would|does) (?:i|we|you|one|people)|to)"
_CALL = "(?:call|ring|dial|phone|telephone)"
_NUMBER = "(?:what|which)(?: phone| telephone)? number"
# Contractions in full, and phrases that ask for the same in many words in one.
_EXPANDED = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"n't\b", " not"),
        (r"\b(do|does|did|is|are|was|were|have|has|had|could|should|would)nt\b", r"\1 not"),
        (r"\b(what|where|when|who|how|that|there|it|here|he|she)'?s\b", r"\1 is"),
        (r"'(?:m|re)\b", " are"),
        (r"'(?:ve|ll|d)\b", ""),
        (r"\b(first|last) ((?:[a-z]+ ){1,2}?)(bus|ferry|boat|train)\b", r"\2\1 \3"),  # the last airport bus
        (rf"\b{_NUMBER} {_ONE_DOES} {_CALL}\b", "which number to call"),
        (rf"\bwhom? {_ONE_DOES} {_CALL}\b", "who to call"),
        (rf"\bwhom? {_ONE_DOES} (?:contact|ask|see|turn to|speak to|talk to)\b", "who to contact"),
        (rf"\bhow {_ONE_DOES} (?:contact|reach)\b", "how to contact"),
        (r"(?<=[a-z])-(?=[a-z])", " "),
    )
)
_OPENING = re.compile(
    r"^(?:(?:hello|hi|hey|please|excuse me|sorry|dear sir|good (?:morning|afternoon|evening)|so|well|ok|okay"
    r"|(?:can|could|would) you (?:please )?(?:tell me|explain|say)|(?:please )?tell me|do you know"
    r"|does anyone know|(?:i|we) (?:want|need|like|would like|wish) to (?:know|ask)|i am wondering|i wonder"
    r"|may i ask|can i ask|i have a question|any idea)\b[ ,:.!]*)+"
)
_FOLLOWS = re.compile(r"^(?:and|what about|how about|then)\b")
_BREAK = re.compile(
    r"(?<!\d)[.,]|[.,](?!\d)|[;?!]"
    r"|\b(?:and|or|but) (?=(?:how|what|where|when|which|who|why|is|are|do|does|can|must|should|until)\b)"
)
_TOKEN = re.compile(r"[\d.:~]*[㐀-鿿%][㐀-鿿\d.:%~-]*|\d+(?:[.:]\d+)*|[a-z]+\d+[a-z\d]*|[a-z]+(?:'s?)?")
_CONTINUED = "那"


@dataclass(frozen=True, slots=True)
class Gloss:
    """A question in Chinese.

    Attributes:
        text: all of it.
        clauses: the English of each clause, by its Chinese.
    """

    text: str
    clauses: dict[str, str]


def gloss(text: str, words: Words) -> Gloss | None:
    """A normalised question in Chinese; None where more of its words are unknown than known."""
    clauses = [(clause, ClauseReader(words, said)) for clause, said in _clauses(text, words)]
    known = sum(reader.known for _, reader in clauses)
    if known < max(sum(reader.unknown for _, reader in clauses), 1):
        return None
    chinese = ((in_chinese_order(reader.said, words.english), clause) for clause, reader in clauses)
    said = {text: clause for text, clause in chinese if text}
    return Gloss((_CONTINUED if _FOLLOWS.match(text) else "") + ",".join(said), said) if said else None


def _clauses(text: str, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each clause with its words; figures are Chinese already."""
    for pattern, expanded in _EXPANDED:
        text = pattern.sub(expanded, text)
    for clause in _BREAK.split(figures_in_chinese(text, words.english.units)):
        opened = _FOLLOWS.sub("", _OPENING.sub("", clause.strip(" '\"-()")))
        if said := tuple(_TOKEN.findall(opened)):
            yield " ".join(opened.split()), said
