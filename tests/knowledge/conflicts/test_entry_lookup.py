"""Which words of one question the texts of an entry account for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.language.vocabulary import Mention, Role, Sense
from tests.knowledge.conflicts.checking import profile_of, read
from tests.knowledge.samples import EMPTY, a_profile

POOL = Sense(Role.CONCEPT, "游泳馆")


@pytest.fixture
def lookup() -> EntryLookup:
    return EntryLookup(replace(a_profile(EMPTY, texts="泳池收门票,没有教练"), senses=frozenset({POOL})))


@pytest.mark.parametrize("word", ["门票", "教练", "停车"])
def test_it_tells_what_its_profile_tells_however_often_it_is_asked(lookup: EntryLookup, word: str) -> None:
    assert [lookup.tells(word) for _ in range(2)] == [lookup.profile.tells(word)] * 2


def test_a_word_is_looked_up_once(lookup: EntryLookup, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    tells = Profile.tells

    def noted(profile: Profile, word: str) -> bool:
        looked_up.append(word)
        return tells(profile, word)

    monkeypatch.setattr(Profile, "tells", noted)
    assert lookup.tells("门票") and lookup.tells("门票") and not lookup.tells("停车")
    assert looked_up == ["门票", "停车"]


def test_how_much_of_its_subject_a_question_names_is_told_for_each_question(small_engine: Engine) -> None:
    lookup = EntryLookup(profile_of(small_engine, "pool-fee"))
    queries = [read(small_engine, question) for question in ("泳池门票", "图书馆", "泳池门票")]
    assert [lookup.subject_share(query) for query in queries] == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("text", "sense", "covered"),
    [
        pytest.param("门票", Sense(Role.CONCEPT, "车票"), True, id="said by its texts"),
        pytest.param("游泳池", POOL, True, id="another name of what it names"),
        pytest.param("图书馆", Sense(Role.CONCEPT, "图书馆"), False, id="another thing"),
    ],
)
def test_it_covers_what_it_says_or_names(lookup: EntryLookup, text: str, sense: Sense, covered: bool) -> None:
    mention = Mention(text=text, start=0, end=len(text), senses=(sense,))
    assert lookup.covers(mention) is covered
