"""A desk at which a table is imported: the table's file, and the folder that is made of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import Config
from bot.engines import SHIPPED_TEXTS
from bot.terminal.import_wish import Wish
from bot.terminal.importing import Imported, run_import
from knowledge.loading.loader import read_knowledge
from knowledge.model.base import KnowledgeBase

DAY = date(2031, 1, 10)
PRICES = (
    "编号,问题,别名,回答\n"
    "id-card,补办身份证要多少钱？,身份证丢了,补办收费40元。\n"
    "fees,停车一小时多少钱？,,每小时5元。\n"
)


class Desk:
    """Someone with a table and a folder to be made of it."""

    def __init__(self, config: Config, console: Console, folder: Path) -> None:
        self.config, self.console, self.place = config, console, folder
        self.folder = folder / "made"

    def wish(self, table: str | bytes, name: str = "prices.csv") -> Wish:
        """A table written to a file of that name, to be made into the folder."""
        file = self.place / name
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
        return Wish(table=file, folder=self.folder, columns={})

    def run(self, wish: Wish) -> Imported:
        return run_import(self.config, wish, self.console)

    def base(self) -> KnowledgeBase:
        loaded = read_knowledge(self.folder, SHIPPED_TEXTS)
        assert loaded.faults == ()
        assert loaded.base is not None
        return loaded.base

    def left(self) -> list[str]:
        """What stands beside the tables: nothing, unless something was made."""
        return sorted(path.name for path in self.place.iterdir() if path.is_dir())


@pytest.fixture
def desk(config: Config, console: Console, tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(config, console, folder)
