"""Every peer finds what is there; one whose package is not installed is skipped, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contest.finder import Found, PeerFinder
from benchmarks.contest.owned import Made, read_questions, read_texts
from benchmarks.peers.peer import Hit, Peer
from benchmarks.peers.roster import ROSTER, Listed

TEXTS = (
    "游泳馆的门票多少钱",
    "图书馆周末几点开门",
    "怎样申请高龄津贴",
    "公园里种了多少棵树",
    "垃圾桶放在哪里",
)
TRADITIONAL = ("tantivy, words + OpenCC", "tantivy, characters + OpenCC")


@pytest.fixture(scope="module", params=ROSTER)
def named(request: pytest.FixtureRequest) -> tuple[str, Peer]:
    """A peer that holds the texts, with its name."""
    name: str = request.param
    pytest.importorskip(ROSTER[name].package, reason=f"{ROSTER[name].package} comes with make bench only")
    peer = ROSTER[name].make()
    peer.build(TEXTS)
    return name, peer


def test_a_text_is_found_first_by_its_own_words(named: tuple[str, Peer]) -> None:
    _, peer = named
    assert [peer.best(text, 3)[0].text for text in TEXTS] == list(range(len(TEXTS)))


def test_hits_are_no_more_than_wanted_and_best_first(named: tuple[str, Peer]) -> None:
    _, peer = named
    hits = peer.best("游泳馆和图书馆周末几点开门", 2)
    assert len(hits) == 2
    assert hits[0].text == 1 and hits[0].score >= hits[1].score > 0


def test_more_may_be_wanted_than_there_is(named: tuple[str, Peer]) -> None:
    _, peer = named
    assert len({hit.text for hit in peer.best("游泳馆的门票多少钱", 50)}) <= len(TEXTS)


@pytest.mark.parametrize("question", ["", "？", '"', "a OR b", "垃圾", "x" * 300, "𠮷"])
def test_whatever_is_typed_is_asked_without_a_fault(named: tuple[str, Peer], question: str) -> None:
    _, peer = named
    assert len(peer.best(question, 3)) <= 3


def test_traditional_characters_are_found_where_they_are_folded(named: tuple[str, Peer]) -> None:
    name, peer = named
    if name in TRADITIONAL:
        assert peer.best("圖書館週末幾點開門", 1)[0].text == 1


def test_a_peer_without_its_package_is_not_installed() -> None:
    assert not Listed("no_such_package_at_all", "fuzzy", "Ratio").installed
    assert ROSTER["SQLite FTS5, trigrams"].installed


class Echo:
    """A peer that finds every text, in the order given."""

    def build(self, texts: list[str] | tuple[str, ...]) -> None:
        self.texts = texts

    def best(self, question: str, most: int) -> list[Hit]:
        return [Hit(place, 9.0 - place) for place in range(len(self.texts))][:most]


def test_the_best_text_of_an_entry_speaks_for_it() -> None:
    finder = PeerFinder(Echo())  # type: ignore[arg-type]
    finder.build(["一", "二", "三", "四", "五"], [0, 0, 0, 0, 7])
    assert finder.entries("问", 2) == [Found(0, 9.0), Found(7, 5.0)]
    assert finder.entries("问", 9) == [Found(0, 9.0), Found(7, 5.0)]


def test_made_texts_come_out_of_a_folder_as_they_went_in(tmp_path: Path) -> None:
    Made(texts=[(0, "一"), (1, "二 二")], questions=[(1, "三")]).write(tmp_path)
    assert read_texts(tmp_path) == ([0, 1], ["一", "二 二"])
    assert read_questions(tmp_path) == ([1], ["三"])
