"""A small town for the contest, with its data in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Config, read_config
from knowledge.answering.engine import Engine
from tests.conftest import TOWNS, share_snapshot


@pytest.fixture(scope="module")
def town_config(
    tmp_path_factory: pytest.TempPathFactory, kept_snapshots: Path, small_engine: Engine
) -> Config:
    """The sample town after a first start; `small_engine` has left its snapshot."""
    data = tmp_path_factory.mktemp("contest") / "data"
    share_snapshot(kept_snapshots / "lanhe", data)
    config = read_config()
    knowledge = config.knowledge.model_copy(update={"dir": TOWNS / "lanhe"})
    return config.model_copy(update={"data_dir": data, "knowledge": knowledge})
