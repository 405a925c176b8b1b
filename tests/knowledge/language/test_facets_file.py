"""The turns of phrase in `facets.yaml`: their examples, names and pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
import yaml

from knowledge.language.general import FILES
from knowledge.language.normalise import normalise
from knowledge.language.phrases import Phrases
from knowledge.language.question_words import PIECES
from knowledge.language.shipped import Shipped


@pytest.fixture(scope="module")
def facets() -> Shipped:
    return Shipped(yaml.safe_load(FILES[1].read_text("utf-8")))


def doubled(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def turns_of_phrase(facets: Shipped) -> Iterator[tuple[str, Shipped]]:
    """All that is written as alternatives, and what it is called."""
    yield from facets["pieces"].mapping().items()
    yield from ((cue["name"].text(), cue["any_of"]) for cue in facets["cues"].items())
    yield from ((heading["name"].text(), heading["any_of"]) for heading in facets["headings"].items())
    yield from facets["turns"].mapping().items()
    yield from (("numeric", facets["numeric"]["any_of"]), ("yes_no", facets["yes_no"]))


def test_every_alternative_fits_its_example(facets: Shipped) -> None:
    phrases = Phrases(facets["pieces"], PIECES)
    held = [(name, one) for name, data in turns_of_phrase(facets) for one in phrases.alternatives(data)]
    assert len(held) > 500
    assert not [
        f"{name}: {one.like} is not like {one.pattern}"
        for name, one in held
        if not re.search(one.pattern, one.like)
    ]


def test_what_an_alternative_is_unlike_is_kept_out_by_what_stands_beside_it(facets: Shipped) -> None:
    phrases = Phrases(facets["pieces"], PIECES)
    kept_out = 0
    for _, data in turns_of_phrase(facets):
        for item in data.items():
            if isinstance(item.value, dict) and "unlike" in item.value:
                alone = {key: held for key, held in item.value.items() if key in {"like", "is"}}
                held, bare = phrases.alternatives(Shipped([item.value, alone]))
                assert all(re.search(bare.pattern, text) for text in held.unlike), held
                assert not [text for text in held.unlike if re.search(held.pattern, text)], held
                kept_out += len(held.unlike)
    assert kept_out > 50


def test_an_example_is_written_in_the_form_questions_come_in(facets: Shipped) -> None:
    phrases = Phrases(facets["pieces"], PIECES)
    held = [one for _, data in turns_of_phrase(facets) for one in phrases.alternatives(data)]
    examples = [text for one in held for text in (one.like, *one.unlike)]
    assert not [text for text in examples if normalise(text) != text]


def test_a_cue_is_known_by_its_name(facets: Shipped) -> None:
    assert not doubled(cue["name"].text() for cue in facets["cues"].items())


def test_every_piece_is_used() -> None:
    text = FILES[1].read_text("utf-8")
    pieces = (*Shipped(yaml.safe_load(text))["pieces"].mapping(), *PIECES)
    assert not [name for name in pieces if f"{{{name}}}" not in text.partition("\npieces:")[2]]
