"""What the pages for people point to is there, by its whole name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.config import PrivacySection
from bot.evaluation.recording import RECORDED, page
from bot.storage.retention import UPDATES_KEPT
from bot.versions import KEPT

PROJECT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for folder in (".", "docs", "docs/adr", "examples", "tests/evaluation")
    for page in (PROJECT / folder).glob("*.md")
)
_LINK = re.compile(r"\]\(([^)#\s]+)")
_DECISION = re.compile(r"docs/adr/[\w.-]*")


def missing(page: Path) -> Iterator[str]:
    """The links of a page that lead nowhere."""
    for link in _LINK.findall(page.read_text("utf-8")):
        if ":" not in link and not (page.parent / unquote(link)).exists():
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert list(missing(page)) == []


@pytest.mark.parametrize("name", ["config.yaml", "docs/运行指南.md", "docs/编辑指南.md", "README.md"])
def test_a_decision_is_named_as_its_file_is(name: str) -> None:
    named = _DECISION.findall((PROJECT / name).read_text("utf-8"))
    assert [one for one in named if not (PROJECT / one.rstrip(".")).is_file()] == []


def test_the_page_of_scorecards_is_the_one_recorded() -> None:
    cards = json.loads(RECORDED.read_text("utf-8"))
    assert RECORDED.with_suffix(".md").read_text("utf-8") == page(cards)


def test_the_page_on_privacy_tells_how_long_things_are_kept() -> None:
    page = (PROJECT / "docs" / "隐私.md").read_text("utf-8")
    days = PrivacySection().retention_days
    for told in (f"默认 {days}", f"再留 {UPDATES_KEPT.days} 天", f"最近 {KEPT} 个版本"):
        assert told in page
