"""From shapes to records."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading.records import keys_of
from knowledge.model.entry import Citation, Entry, FilePosition

LETTERS = "ab一，？?,。 \n\r_①ｅ\u0301\u0338=＝"
TEXTS = st.lists(st.text(LETTERS, max_size=6) | st.text(max_size=6), min_size=1)


def entry(question: str, *phrasings: str) -> Entry:
    """An entry that is asked for so."""
    return Entry(
        id="one",
        topic="t",
        question=question,
        phrasings=phrasings,
        answer="",
        citations=(Citation(source="s", evidence=""),),
        place=FilePosition(file="f", line=1, column=1),
    )


@given(TEXTS)
def test_each_text_has_the_key_that_it_would_have_alone(texts: list[str]) -> None:
    folded = (unicodedata.normalize("NFKC", text).casefold() for text in texts)
    assert keys_of(entry(*texts)) == tuple(re.sub(r"[\W_]+", "", text) for text in folded)


def test_a_key_knows_no_case_width_punctuation_and_space() -> None:
    assert keys_of(entry("ＡＢ 多少？", "ab，\n多少")) == ("ab多少", "ab多少")
