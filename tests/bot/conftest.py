"""What the tests of the program share: a configuration of their own and a console that can be read."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from bot.config import Config, ConfigError, read_config
from knowledge.answering.engine import Engine
from knowledge.language.general import read_language
from tests.conftest import TOWNS, share_snapshot

ENGLISH = r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]"


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration is read from; it is not written yet, and no variable is set beside it."""
    for name in [name for name in os.environ if name.upper().startswith("ANDA_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "config.yaml"
    monkeypatch.setenv("ANDA_CONFIG", str(file))
    return file


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the sample town, to be changed freely."""
    return Path(shutil.copytree(TOWNS / "lanhe", tmp_path / "town"))


@pytest.fixture
def config(config_file: Path, town: Path) -> Config:
    """A configuration of that town, its data kept beside it."""
    settings = {"data_dir": str(config_file.parent / "data"), "knowledge": {"dir": str(town)}}
    config_file.write_text(yaml.safe_dump(settings), "utf-8")
    return read_config()


@pytest.fixture(scope="session", autouse=True)
def _language_read_once() -> Iterator[None]:
    """The language data, which no test here changes, is parsed once and not at every start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.derived.derived.read_language", cache(read_language))
        yield


@pytest.fixture
def warm_config(config: Config, kept_snapshots: Path, small_engine: Engine) -> Config:
    """The same configuration after a first start; `small_engine` has left its snapshot."""
    share_snapshot(kept_snapshots / "lanhe", config.data_dir)
    return config


@pytest.fixture
def console() -> Console:
    """A wide console without colours; `shown` returns what was written on it."""
    return Console(file=io.StringIO(), width=120, highlight=False, emoji=False)


def shown(console: Console) -> str:
    """What was written on a console since it was made."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def edit(file: Path, old: str, new: str) -> None:
    """Replaces what stands exactly once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")


def complaint(config_file: Path, text: str | bytes) -> str:
    """The message for a configuration file that is refused."""
    config_file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        read_config()
    return str(caught.value)
