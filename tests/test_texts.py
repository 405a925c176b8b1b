"""Every sentence for citizens is said somewhere: what staff may rewrite in texts.yaml has an effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engines import SHIPPED_TEXTS
from handlers.keyboards import LEVELS, REASONS
from handlers.routes import COMMANDS, GROUP_COMMANDS
from knowledge.files.yamltext import parse, plain

PROJECT = Path(__file__).parent.parent


def keys() -> list[str]:
    """The keys of the shipped texts."""
    node = parse(SHIPPED_TEXTS.read_bytes(), SHIPPED_TEXTS.name).node
    held = plain(node) if node else None
    assert isinstance(held, dict) and isinstance(held["texts"], dict)
    return list(held["texts"])


def put_together() -> Iterator[str]:
    """The keys that the code puts together from a name or a number."""
    yield from (f"command_{name}" for name, _ in (*COMMANDS, *GROUP_COMMANDS))
    yield from (f"rating_{level}" for level in LEVELS)
    yield from (f"reason_{number}" for number in REASONS)


@pytest.fixture(scope="module")
def named() -> frozenset[str]:
    """All names that stand in quotation marks in the code, and those put together."""
    code = (path.read_text("utf-8") for top in ("bot", "handlers", "knowledge") for path in modules(top))
    quoted = re.compile(r"""(["'])([a-z_]+)\1""")
    return frozenset(match.group(2) for text in code for match in quoted.finditer(text)).union(put_together())


def modules(top: str) -> Iterator[Path]:
    """The modules of a package."""
    yield from (PROJECT / top).rglob("*.py")


@pytest.mark.parametrize("key", keys())
def test_a_sentence_for_citizens_is_said_somewhere(key: str, named: frozenset[str]) -> None:
    assert key in named
