"""The phrases in `replies.yaml`: their examples, pieces and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from knowledge.language.normalise import normalise, squeezed
from knowledge.language.phrases import Alternative, Phrases
from knowledge.language.question_words import PIECES
from knowledge.language.replies import FILE
from knowledge.language.shipped import Shipped

NATIONAL = re.compile(r"(?<!\d)(?:1[12]\d|12110|12356|95598|96110)(?!\d)")
KEYS = ("always", "reports", "forms")


@pytest.fixture(scope="module")
def held() -> Shipped:
    return Shipped(yaml.safe_load(FILE.read_text("utf-8")))


def lists(held: Shipped) -> Iterator[tuple[str, Shipped]]:
    """All that is written as alternatives, and what it is called."""
    yield from held["pieces"].mapping().items()
    yield from (("asks", held["asks"]), ("fillers", held["fillers"]))
    for kind in (*held["emergencies"].items(), *held["courtesies"].items()):
        yield from ((kind["kind"].text(), kind[key]) for key in KEYS if key in kind.mapping())


def alternatives(held: Shipped) -> list[tuple[str, Alternative]]:
    phrases = Phrases(held["pieces"], PIECES)
    return [(name, one) for name, data in lists(held) for one in phrases.alternatives(data)]


def test_every_alternative_fits_its_example_and_not_what_it_is_unlike(held: Shipped) -> None:
    every = alternatives(held)
    assert len(every) > 300
    assert not [f"{name}: {one.like}" for name, one in every if not re.search(one.pattern, one.like)]
    assert not [
        f"{name}: {text}" for name, one in every for text in one.unlike if re.search(one.pattern, text)
    ]


def test_an_example_is_written_in_the_form_messages_come_in(held: Shipped) -> None:
    examples = [text for _, one in alternatives(held) for text in (one.like, *one.unlike)]
    assert not [text for text in examples if normalise(text) != text]


def test_every_piece_is_used(held: Shipped) -> None:
    text = FILE.read_text("utf-8").partition("\npieces:")[2]
    assert not [name for name in held["pieces"].mapping() if f"{{{name}}}" not in text]


def test_a_word_stands_once(held: Shipped) -> None:
    words = [
        squeezed(word)
        for group, key in (("emergencies", "alone"), ("courtesies", "words"))
        for kind in held[group].items()
        for word in kind[key].texts()
    ]
    assert all(words)
    assert not [word for word in set(words) if words.count(word) > 1]


def test_every_emergency_names_a_number_to_call_in_both_languages(held: Shipped) -> None:
    for kind in held["emergencies"].items():
        for key in ("answer", "perhaps"):
            sentences = {language: text.text() for language, text in kind[key].mapping().items()}
            assert set(sentences) == {"zh", "en"}
            numbers = [set(NATIONAL.findall(sentence)) for sentence in sentences.values()]
            assert numbers[0] and numbers[0] == numbers[1], kind["kind"].text()


def test_no_sentence_names_the_hotline_of_one_town(held: Shipped) -> None:
    for kind in held["courtesies"].items():
        assert not [text for text in kind["answer"].mapping().values() if re.search(r"\d{3}", text.text())]
