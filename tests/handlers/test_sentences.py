"""What staff read stands in one table for each thing they do; a key names one sentence."""

from __future__ import annotations

from handlers.sentences import SENTENCES
from handlers.sentences.answering import ANSWERING
from handlers.sentences.deciding import DECIDING
from handlers.sentences.outcomes import OUTCOMES
from handlers.sentences.writing import WRITING


def test_no_key_stands_in_two_tables() -> None:
    assert sum(map(len, (ANSWERING, WRITING, DECIDING, OUTCOMES))) == len(SENTENCES)
