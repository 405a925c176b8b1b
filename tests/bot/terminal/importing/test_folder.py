"""`anda import`: what stands in the folder already is replaced only where staff say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.terminal.import_wish import ImportRefusedError, source_for
from tests.bot.terminal.importing.conftest import PRICES, Desk


def test_staff_are_told_what_citizens_read_of_a_source_without_a_name(desk: Desk) -> None:
    wish = desk.wish(PRICES)
    assert ["《prices》，未注明发布单位" in hint for hint in desk.run(wish).hints] == [True]
    named = source_for(wish.table, title="收费表", publisher="某局")
    assert desk.run(replace(wish, source=named, force=True)).hints == ()


def test_a_full_folder_is_left_alone_unless_staff_force_it(desk: Desk) -> None:
    desk.run(desk.wish(PRICES))
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    changed = desk.wish(PRICES.replace("40元", "60元"))
    with pytest.raises(ImportRefusedError, match="--force"):
        desk.run(changed)
    faulty = desk.wish(PRICES + "x,,,1元\n")
    assert desk.run(replace(faulty, force=True)).entries == 0
    assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before
    (desk.folder / "lexicon.yaml").write_text("terms:\n", "utf-8")
    again = desk.wish(PRICES.replace("40元", "60元"))
    desk.run(replace(again, force=True))
    assert desk.base().entries[0].answer == "补办收费60元。"
    assert (desk.folder / "lexicon.yaml").exists()
    assert desk.left() == ["made"]


@pytest.mark.parametrize("name", ["made", "link", "made/."])
def test_an_empty_folder_is_filled_by_whatever_name_it_is_called(desk: Desk, name: str) -> None:
    desk.folder.mkdir()
    (desk.place / "link").symlink_to(desk.folder)
    desk.run(replace(desk.wish(PRICES), folder=desk.place / name))
    assert (desk.place / "link").is_symlink()
    assert desk.base().entries
    assert desk.left() == ["link", "made"]
