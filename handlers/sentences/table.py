"""The sentence of every key."""

from __future__ import annotations

from handlers.sentences.answering import ANSWERING
from handlers.sentences.deciding import DECIDING
from handlers.sentences.outcomes import OUTCOMES
from handlers.sentences.writing import WRITING

SENTENCES = {**ANSWERING, **WRITING, **DECIDING, **OUTCOMES}


def sentence(key: str, **words: object) -> str:
    """The sentence of that key, filled in."""
    return SENTENCES[key].format(**words)
