"""What entries are limited to must be listed: a slip in a qualifier would limit nothing, unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.language.general import Language, read_language
from knowledge.loading.loader import read_knowledge
from knowledge.loading.places import Places
from knowledge.loading.qualified import unlisted
from tests.knowledge.loading.folders import SOURCES, TOPIC, town

LEXICON = """\
qualifiers:
  ticket:
    成人: [大人]
    儿童: [小孩]
  residence:
    农村: [屯子里]
"""
PROJECT = Path(__file__).parents[3]
TOWNS = [
    "knowledge/content",
    "knowledge/new_town",
    "examples/moting",
    *(f"tests/evaluation/{name}/knowledge" for name in ("beiyuan", "heyan", "longtan", "qingshui")),
]


@pytest.fixture(scope="module")
def language() -> Language:
    return read_language()


def found(folder: Path, language: Language) -> list[str]:
    base = read_knowledge(folder, PROJECT / "knowledge/content/texts.yaml").base
    assert base is not None
    return [
        f"{f.place.line}:{f.place.column} {f.sentence}"
        for f in unlisted(base, language, Places(folder))
        if f.place
    ]


@pytest.mark.parametrize(
    ("written", "column", "sentence"),
    [
        pytest.param(
            "residense: 农村",
            18,
            "限定“residense”这一组没有登记过，不起作用。{do}是不是想写“residence”？",
            id="group",
        ),
        pytest.param(
            "residence: 农衬", 29, "限定“residence”里没有登记过“农衬”。{do}是不是想写“农村”？", id="value"
        ),
        pytest.param(
            "residence: 屯子里",
            29,
            "限定“residence”里没有登记过“屯子里”。{do}它是“农村”的另一种叫法，请写“农村”。",
            id="other name",
        ),
        pytest.param(
            "weekday: 周六",
            27,
            "限定“weekday”里没有登记过“周六”。{do}它归“day_kind”这一组，请写“day_kind: 周末”。",
            id="of another group",
        ),
        pytest.param(
            "票: 成人",
            18,
            "限定“票”这一组没有登记过，不起作用。{do}已经登记的有：ticket、residence。",
            id="group far from all",
        ),
        pytest.param(
            "ticket: 长者",
            26,
            "限定“ticket”里没有登记过“长者”。{do}已经登记的有：成人、儿童。",
            id="value far from all",
        ),
    ],
)
def test_a_qualifier_that_is_listed_nowhere_is_pointed_at(
    tmp_path: Path, language: Language, written: str, column: int, sentence: str
) -> None:
    folder = town(tmp_path, medical=TOPIC.replace("residence: 农村", written), lexicon=LEXICON)
    do = "请改正，或者先登记到 lexicon.yaml 里。"
    assert found(folder, language) == [f"11:{column} {sentence.format(do=do)}"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("ticket: 成人", id="the town's"),
        pytest.param("residence: 城乡", id="the program's"),
        pytest.param("residence: 不限", id="no limit"),
    ],
)
def test_what_the_town_or_the_program_lists_is_right(
    tmp_path: Path, language: Language, written: str
) -> None:
    folder = town(tmp_path, medical=TOPIC.replace("residence: 农村", written), lexicon=LEXICON)
    assert found(folder, language) == []


@pytest.mark.parametrize("name", TOWNS)
def test_every_qualifier_of_a_shipped_town_is_listed(name: str, language: Language) -> None:
    assert found(PROJECT / name, language) == []


def test_a_place_in_a_file_that_changed_meanwhile_is_that_of_the_entry(tmp_path: Path) -> None:
    base = read_knowledge(town(tmp_path)).base
    assert base is not None
    (tmp_path / "medical.yaml").write_text("topic: 别的\n", "utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES.replace("report", "other"), "utf-8")
    [entry] = [entry for entry in base.entries if entry.id == "ceiling"]
    places = Places(tmp_path)
    assert places.in_entry(entry, "answer") == entry.place
    assert places.in_source("report", "paragraphs") is None
    assert places.in_lexicon("terms") is None
