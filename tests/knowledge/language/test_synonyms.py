"""A question is read in the words of the town's own entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.language.normalise import normalise
from knowledge.language.synonyms import build_town_words
from knowledge.model.answer import Status
from knowledge.model.entry import Citation, Entry, Facet
from tests.knowledge.samples import DAY, EMPTY

LINES = (("身份证", "居民身份证"), ("户口簿", "户口本", "户籍簿"), ("狗", "犬"))
CARD = replace(
    EMPTY,
    id="card-lost",
    question="身份证丢失补办要多少钱？",
    phrasings=("身份证丢失了怎么补办", "补办身份证收费"),
    answer="身份证丢失补办收40元。",
    citations=(Citation(source="lanhe-notice", evidence="身份证丢失补办收40元", paragraph=1),),
    subject=("身份证", "补办"),
    facets=(Facet.FEE,),
)


def _read(engine: Engine, theirs: str, text: str) -> str:
    """A text in the words of entries that say only `theirs`."""
    words = build_town_words(LINES, lambda pair: pair in theirs, engine.derived.dictionary)
    return words.read(text)


@pytest.mark.parametrize(
    ("theirs", "text", "read"),
    [
        pytest.param("身份证", "居民身份证丢了怎么办", "身份证丢了怎么办", id="an official name"),
        pytest.param("居民身份证", "居民身份证丢了怎么办", "居民身份证丢了怎么办", id="their own word"),
        pytest.param("户籍簿", "户口本丢了", "户籍簿丢了", id="the only one they have"),
        pytest.param("户口本和户口簿", "户籍簿丢了", "户口簿丢了", id="of two, the one that stands first"),
        pytest.param("社保卡", "居民身份证丢了", "居民身份证丢了", id="nothing of theirs"),
        pytest.param("狗", "警犬训练几点开始", "警犬训练几点开始", id="within another word"),
    ],
)
def test_words_become_those_of_entries(small_engine: Engine, theirs: str, text: str, read: str) -> None:
    assert _read(small_engine, theirs, text) == read


@pytest.fixture(scope="module")
def town(small_engine: Engine) -> Engine:
    return _with(small_engine, CARD)


def _with(engine: Engine, *entries: Entry) -> Engine:
    base = replace(engine.base, entries=(*engine.base.entries, *entries))
    return Engine(base, derive(base))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("二代身份证弄丢，重新办收多少钱", id="everyday words"),
        pytest.param("居民身份证遗失后补领须缴费用若干", id="official words"),
    ],
)
def test_an_entry_is_found_by_words_that_it_does_not_use(town: Engine, question: str) -> None:
    answer = town.answer(question, DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, ("card-lost",))


def test_an_edit_changes_the_words(town: Engine) -> None:
    renamed = replace(
        CARD,
        question=CARD.question.replace("丢失", "遗失"),
        phrasings=tuple(text.replace("丢失", "遗失") for text in CARD.phrasings),
        answer=CARD.answer.replace("丢失", "遗失"),
        citations=(replace(CARD.citations[0], evidence="身份证遗失补办收40元"),),
    )
    base = replace(town.base, entries=(*town.base.entries[:-1], renamed))
    edited = derive(base, before=town.derived)
    assert town.derived.town_words.words["遗失"] == "丢失"
    assert edited.town_words.words["丢失"] == "遗失"
    assert edited.town_words.words == derive(base).town_words.words


def test_a_word_stands_in_one_line(small_engine: Engine) -> None:
    lines = small_engine.derived.interpreter.language.synonyms
    words = [word for line in lines for word in line]
    assert [word for word, lines in Counter(words).items() if lines > 1] == []
    assert all(normalise(word) == word for word in words)
    assert all(len(line) > 1 for line in lines)
