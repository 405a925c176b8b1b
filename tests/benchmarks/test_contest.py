"""The contest over a small town: what is measured, what is not, and what is written of it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.contest import sizes as size_contest
from benchmarks.contest.anda import Anda
from benchmarks.contest.contest import Wish, WishError, check, groups, missing, run_contest
from benchmarks.contest.made import AN_ENTRY, make
from benchmarks.contest.parts import joined, read, write
from benchmarks.contest.rows import ResultRow, Results, SizeRow
from benchmarks.contest.show import show
from benchmarks.contest.start import run_start, write_questions
from benchmarks.peers.roster import ROSTER, Listed
from bot.config import Config
from bot.engines import SHIPPED_TEXTS
from knowledge.answering.engine import Engine
from knowledge.loading.loader import read_knowledge

PEERS = ("rapidfuzz ratio", "SQLite FTS5, trigrams")  # what comes with Anda itself
QUESTIONS = (
    {"id": "q1", "turns": ["游泳馆的门票多少钱？"], "expect": [["12元"]], "paragraph": [1]},
    {"id": "q2", "turns": ["游泳馆的负责人叫什么"], "answerable": False},
)
SERVICES = [{"id": f"s-{place}", "question": f"{name}登记", "answer": f"窗口{place}办理"}
            for place, name in enumerate(("渔船", "婚姻", "收养", "户口", "车辆"))]  # fmt: skip
NAMES = ({"query": "婚姻登记", "relevant_ids": ["s-1"], "literal": True},)


def lines(file: Path, records: object) -> None:
    assert isinstance(records, list | tuple)
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), "utf-8")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, town_config: Config) -> Results:
    """What came of two peers, two questions and five services, each row told of as it was measured."""
    folder = tmp_path_factory.mktemp("subjects")
    lines(folder / "asked" / "few.jsonl", QUESTIONS)
    lines(folder / "services" / "kb.jsonl", SERVICES)
    lines(folder / "services" / "queries.jsonl", NAMES)
    wish = Wish(
        subjects=("article", "services"),
        peers=PEERS,
        questions=folder / "asked",
        services=folder / "services",
    )
    rows: list[ResultRow] = []
    measured = run_contest(town_config, wish, lambda _, row: rows.append(row))
    assert rows == [*measured.article, *measured.services]
    return measured


def test_everybody_is_asked_about_the_article(results: Results) -> None:
    assert [row.name for row in results.article] == ["Anda", *PEERS]
    assert {row.questions for row in results.article} == {"asked"}
    assert all((row.answerable, row.unanswerable) == (1, 1) for row in results.article)
    anda, ratio, _ = results.article
    assert (anda.recall_1, anda.right, anda.false, anda.threshold) == (1.0, 1.0, 0.0, "")
    assert ratio.recall_1 == 1.0 and ratio.threshold


def test_everybody_is_asked_for_the_services(results: Results) -> None:
    rows = [(row.name, row.queries, row.recall_1) for row in results.services]
    assert rows == [(name, "queries", 1.0) for name in ("Anda", *PEERS)]


def test_results_are_written_as_json(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path / "made" / "results.json")
    assert read(tmp_path / "made" / "results.json") == results
    assert results.machine["python"]


def test_what_is_measured_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    earlier = read(tmp_path / "none.json")
    earlier.sizes.extend(
        [SizeRow(questions=10, name=PEERS[0], build_s=9), SizeRow(questions=2, name=PEERS[0])]
    )
    later = Results(measured="now", machine={})
    later.sizes.extend([SizeRow(questions=10, name=PEERS[0], build_s=1), SizeRow(questions=10, name="Anda")])
    rows = [(row.questions, row.name, row.build_s) for row in joined(earlier, later).sizes]
    assert rows == [(2, PEERS[0], None), (10, "Anda", None), (10, PEERS[0], 1)]


def test_a_size_is_measured_in_a_process_of_its_own(engine: Engine) -> None:
    anda, ratio = size_contest.run_sizes(engine.base.entries, ("Anda", PEERS[0]), [50], minutes=5)
    for row in (anda, ratio):
        assert row.note == "" and row.questions == 50 and row.asked == 5
        assert row.held_mb is not None and row.peak_mb is not None and row.peak_mb >= row.held_mb > 0
        assert row.recall_1 is not None and row.recall_1 >= 0.8


def test_what_takes_too_long_is_stopped_and_its_larger_sizes_are_not_begun(engine: Engine) -> None:
    rows = list(size_contest.run_sizes(engine.base.entries, ["Anda"], [100, 200], minutes=0))
    assert [row.note for row in rows] == [
        "stopped after 0 min",
        "not begun: stopped after 0 min with 100",
    ]
    assert all(row.build_s is None for row in rows)


def test_a_peer_that_fails_says_how(engine: Engine) -> None:
    (row,) = size_contest.run_sizes(engine.base.entries, ("nobody",), [50], minutes=1)
    assert row.note.startswith("ended with 1: KeyError")


def test_made_questions_are_always_the_same_and_mean_what_they_say(engine: Engine) -> None:
    made = make(engine.base.entries, 400)
    assert make(engine.base.entries, 400) == made
    assert len(made.texts) == 400 == len({text for _, text in made.texts})
    assert len(made.questions) == 400 // AN_ENTRY
    assert not {text for _, text in made.questions} & {text for _, text in made.texts}
    with pytest.raises(ValueError, match="at most"):
        make(engine.base.entries, 10**8)


def test_anda_finds_the_entries_that_made_questions_belong_to(engine: Engine) -> None:
    made = make(engine.base.entries, 200)
    anda = Anda()
    anda.build([text for _, text in made.texts], [number for number, _ in made.texts])
    hits = [anda.entries(text, 1)[0].entry == number for number, text in made.questions]
    assert sum(hits) >= 0.8 * len(hits)


def test_the_content_that_a_start_is_timed_with_has_no_faults(tmp_path: Path) -> None:
    write_questions(tmp_path / "content", ["松溪路有多长", "松溪路有多宽"])
    loaded = read_knowledge(tmp_path / "content", SHIPPED_TEXTS)
    assert loaded.faults == () and loaded.base is not None and len(loaded.base.entries) == 2


def test_starts_and_reading_are_timed() -> None:
    rows = list(run_start([(0, "松溪路有多长"), (1, "松溪路有多宽")], rich=50, starts=1))
    assert [row.what for row in rows] == [
        "2 entries: first start to first answer",
        "2 entries: restart to first answer",
        "50 entries of YAML read",
    ]
    assert all(row.seconds > 0 for row in rows)


def test_the_tables_name_everybody_and_say_who_is_missing(results: Results) -> None:
    written = io.StringIO()
    show(Console(file=written), replace(results, missing=["Nobody: not measured"]))
    for word in ("Nobody: not measured", "recall@1", "1 answerable, 1 unanswerable", *PEERS):
        assert word in written.getvalue()


def test_a_peer_that_is_not_installed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROSTER, "Nobody", Listed("no_such_package_at_all", "fuzzy", "Ratio"))
    assert missing(["Nobody", *PEERS]) == [
        "Nobody: not measured, its package no_such_package_at_all is not installed (make bench installs it)"
    ]


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        pytest.param(Wish(subjects=("weather",)), "weather：没有这一项", id="a subject"),
        pytest.param(Wish(peers=("grep",)), "grep：没有这个检索办法", id="a peer"),
        pytest.param(Wish(sizes=(10**7,)), "10000000：要在 1000 和", id="a size"),
        pytest.param(Wish(services=Path("nowhere")), "nowhere：这个文件夹里没有 kb.jsonl", id="a folder"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_before_anything_begins(wish: Wish, word: str) -> None:
    with pytest.raises(WishError, match=word):
        check(wish)


def test_questions_that_the_trees_are_grown_from_are_left_out() -> None:
    (files,) = groups(None).values()
    assert {path.parent.name for path in files} >= {"closed", "fresh"}
    assert not {path.parent.name for path in files} & {"house", "open"}


def test_the_plots_are_pictures(results: Results, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib comes with make bench only")
    from benchmarks.contest.plots import plot

    files = plot(results, tmp_path / "plots")
    assert [file.name for file in files] == ["article-asked.png", "services.png"]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
