"""What all tests share: the engine over the shipped content and one over a small sample town."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.derived import derive
from knowledge.engine import Engine
from knowledge.loader import read_knowledge

TOWNS = Path(__file__).parent / "towns"
SHIPPED = Path(__file__).parent.parent / "knowledge" / "content"

# Examples that failed are not kept in the checkout, and no example is failed for being slow.
settings.register_profile("anda", database=None, deadline=None)
settings.load_profile("anda")


def engine_over(directory: Path) -> Engine:
    """An engine over a folder of content; its faults, if it has any, are the message."""
    loaded = read_knowledge(directory, SHIPPED / "texts.yaml")
    assert loaded.base is not None, "\n".join(map(str, loaded.faults))
    return Engine(loaded.base, derive(loaded.base))


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine over the shipped content."""
    return engine_over(SHIPPED)


@pytest.fixture(scope="session")
def small_engine() -> Engine:
    """The engine over Lanhe, an invented town of fourteen entries."""
    return engine_over(TOWNS / "lanhe")
