"""docs/facts.md ties every fact of the article to the entries that answer it, and stays complete."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.loading.loader import read_knowledge
from knowledge.model.base import KnowledgeBase

PROJECT = Path(__file__).parent.parent
PAGE = PROJECT / "docs" / "facts.md"
CONTENT = PROJECT / "knowledge" / "content"
SOURCE = "anci-ganka"

# Paragraph of the article -> how many facts it states.
FACTS = {1: 5, 2: 10, 3: 3, 4: 2, 5: 6, 6: 16, 7: 6, 8: 16}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the page: a fact, or an entry that goes beyond the facts, and what answers it."""

    name: str
    paragraph: int
    entries: tuple[str, ...]


def table(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of the page, without its two head lines."""
    _, _, after = PAGE.read_text("utf-8").partition(f"\n## {heading}\n")
    section, _, _ = after.partition("\n## ")
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def fact_row(cells: list[str]) -> Row:
    """A line of the table of facts."""
    name, paragraph, _, entries = cells
    return Row(
        name=name, paragraph=int(paragraph), entries=tuple(entry.strip() for entry in entries.split(","))
    )


def extra_row(cells: list[str]) -> Row:
    """A line of the list of entries beyond the facts."""
    entry, paragraph, _ = cells
    return Row(name=entry, paragraph=int(paragraph), entries=(entry,))


FACT_ROWS = [fact_row(cells) for cells in table("Facts")]
EXTRA_ROWS = [extra_row(cells) for cells in table("Entries beyond the 64 facts")]
EVERY_ROW = [pytest.param(row, id=row.name) for row in (*FACT_ROWS, *EXTRA_ROWS)]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    loaded = read_knowledge(CONTENT)
    assert loaded.base is not None, "\n".join(map(str, loaded.faults))
    return loaded.base


def test_every_fact_stands_in_the_table_once() -> None:
    expected = [
        f"F{paragraph}{number:02}" for paragraph, count in FACTS.items() for number in range(1, count + 1)
    ]
    assert len(expected) == 64
    assert [row.name for row in FACT_ROWS] == expected


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in FACT_ROWS])
def test_a_fact_carries_its_paragraph_in_its_number(row: Row) -> None:
    assert row.name[1] == str(row.paragraph)


@pytest.mark.parametrize("row", EVERY_ROW)
def test_an_entry_named_on_the_page_exists(row: Row, base: KnowledgeBase) -> None:
    assert set(row.entries) <= {entry.id for entry in base.entries}


@pytest.mark.parametrize("row", EVERY_ROW)
def test_an_entry_cites_the_paragraph_of_its_row(row: Row, base: KnowledgeBase) -> None:
    for entry in (entry for entry in base.entries if entry.id in row.entries):
        assert (SOURCE, row.paragraph) in {(cited.source, cited.paragraph) for cited in entry.citations}, (
            entry.id
        )


def test_every_entry_stands_on_the_page(base: KnowledgeBase) -> None:
    named = {entry_id for row in (*FACT_ROWS, *EXTRA_ROWS) for entry_id in row.entries}
    assert {entry.id for entry in base.entries} - named == set()


def test_no_entry_stands_twice_in_one_row() -> None:
    assert [row.name for row in FACT_ROWS if len(set(row.entries)) < len(row.entries)] == []


def test_an_entry_beyond_the_facts_stands_once_and_answers_none_of_them() -> None:
    extra = Counter(row.name for row in EXTRA_ROWS)
    answering = {entry_id for row in FACT_ROWS for entry_id in row.entries}
    assert [entry_id for entry_id, times in extra.items() if times > 1 or entry_id in answering] == []
