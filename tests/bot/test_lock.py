"""One bot a data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lock import only_instance
from bot.sentences import CannotRunError


def test_a_second_instance_is_refused_and_a_later_one_is_not(tmp_path: Path) -> None:
    with (
        only_instance(tmp_path),
        pytest.raises(CannotRunError, match="已经有一个安答"),
        only_instance(tmp_path),
    ):
        pass
    with only_instance(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotRunError, match="数据文件夹"), only_instance(tmp_path / "file"):
        pass
