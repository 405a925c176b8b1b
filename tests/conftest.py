"""What all tests share: engines over the shipped content and a small sample town, and an empty store."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings
from sqlalchemy import create_engine

from bot.engines import load
from bot.storage.database import Database, engine_for, sqlite_url
from bot.storage.migrations.upgrade import upgrade
from bot.storage.store import Store, store_in
from knowledge.answering.engine import Engine

TOWNS = Path(__file__).parent / "towns"
SHIPPED = Path(__file__).parent.parent / "knowledge" / "content"

# Examples that failed are not kept in the checkout, and no example is failed for being slow.
settings.register_profile("anda", database=None, deadline=None)
settings.load_profile("anda")


def engine_over(directory: Path, cache: Path) -> Engine:
    """An engine over a folder of content; its faults, if it has any, are the message."""
    return Engine(*load(directory, cache))


@pytest.fixture(scope="session")
def kept_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a knowledge base that is read once stays read for the whole run: `shipped` and `lanhe`."""
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture(scope="session")
def engine(kept_snapshots: Path) -> Engine:
    """The engine over the shipped content."""
    return engine_over(SHIPPED, kept_snapshots / "shipped")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    return file


@pytest_asyncio.fixture
async def sqlite_store(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """A store in a SQLite file of this test alone."""
    file = Path(shutil.copyfile(migrated_sqlite, tmp_path / "anda.sqlite"))
    async with Database(engine_for(sqlite_url(file)), pause=0.01).opened() as database:
        yield store_in(database)


@pytest.fixture(scope="session")
def small_engine(kept_snapshots: Path) -> Engine:
    """The engine over Lanhe, an invented town of fourteen entries."""
    return engine_over(TOWNS / "lanhe", kept_snapshots / "lanhe")


def share_snapshot(kept: Path, data_dir: Path) -> None:
    """Makes a data folder as after a first start; what is written there later is its own."""
    shutil.copytree(kept, data_dir / "cache")
