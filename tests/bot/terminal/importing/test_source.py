"""`anda import --force`: of what staff wrote in sources.yaml nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.terminal.import_wish import ImportRefusedError, source_for
from tests.bot.terminal.importing.conftest import PRICES, Desk

A_SUM = "a" * 64
TITLE = "停车收费表（2030）  # 王核对过"
CORRECTED = """\
sources:
  - id: prices  # 2031 年起
    kind: table
    title: 停车收费表（2030）  # 王核对过
    publisher: 交通局
    published: 2030-01-02
    as_of: 截至2030年底。
    sha256:
    url:
  - id: notice
    title: 通知
    publisher: 某局
    paragraphs: 2
"""


def again(desk: Desk, sources: str, **told: str) -> tuple[str, tuple[str, ...]]:
    """sources.yaml once a changed table is imported over it, and what staff are told of the import."""
    desk.folder.mkdir(exist_ok=True)
    (desk.folder / "sources.yaml").write_bytes(sources.encode())
    wish = desk.wish(PRICES.replace("40元", "60元"))
    imported = desk.run(replace(wish, source=source_for(wish.table, **told), force=True))
    assert imported.entries == 2
    return (desk.folder / "sources.yaml").read_bytes().decode(), imported.hints


@pytest.mark.parametrize(
    "told", [{}, {"title": "收费表", "as_of": "截至今天。"}], ids=["nothing", "other words"]
)
def test_what_staff_corrected_stays_to_the_letter_and_they_are_told(desk: Desk, told: dict[str, str]) -> None:
    """Above all, their remarks stay, and the sources of other files."""
    text, hints = again(desk, CORRECTED, **told)
    kept = [line for line in text.splitlines() if "sha256" not in line]
    assert kept == [line for line in CORRECTED.splitlines() if "sha256" not in line]
    assert hints == (
        "提示：sources.yaml 里“prices”已经写好的没有动：标题“停车收费表（2030）”、发布单位“交通局”、"
        "时间说明“截至2030年底。”。要换，就改 sources.yaml。",
    )
    prices, notice = desk.base().sources["prices"], desk.base().sources["notice"]
    assert (prices.title, prices.published, notice.paragraphs) == ("停车收费表（2030）", "2030-01-02", 2)
    assert len(prices.sha256) == 64


def test_what_an_import_wrote_itself_gives_way_to_what_staff_say_now(desk: Desk) -> None:
    desk.run(desk.wish(PRICES))
    made = (desk.folder / "sources.yaml").read_text("utf-8")
    _, hints = again(
        desk, made, title="收费表", publisher="某局", as_of="截至今天。", url="https://a.example"
    )
    source = desk.base().sources["prices"]
    assert (source.title, source.publisher, source.as_of) == ("收费表", "某局", "截至今天。")
    assert (source.url, hints) == ("https://a.example", ())


def test_what_staff_left_open_is_filled_in(desk: Desk) -> None:
    sources = "sources:\n  - id: prices\n    kind: table\n    title: 停车收费表\n    publisher: 交通局\n"
    text, _ = again(desk, sources, as_of="截至今天。")
    assert text.startswith("sources:\n  - id: prices\n    sha256: ")
    assert desk.base().sources["prices"].as_of == "截至今天。"


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(CORRECTED.replace("\n", "\r\n"), id="from Windows"),
        pytest.param("\ufeff" + CORRECTED, id="with a mark of its encoding"),
        pytest.param(CORRECTED.rstrip("\n"), id="without an end of line"),
        pytest.param(CORRECTED.replace(TITLE, ">-\n      停车\n      收费表"), id="a folded title"),
        pytest.param(CORRECTED.replace("sha256:", f"sha256: >-\n      {A_SUM}"), id="a folded sum"),
        pytest.param(CORRECTED.replace("sha256:", f"sha256: '{A_SUM}'  # 旧的"), id="a sum in quotes"),
        pytest.param(
            "sources: [{id: prices, kind: table, title: 停车, publisher: 交通局}, "
            "{id: notice, title: 通知, publisher: 某局, paragraphs: 2}]\n",
            id="in braces",
        ),
    ],
)
def test_so_it_does_however_it_is_written(desk: Desk, sources: str) -> None:
    again(desk, sources)
    held = desk.base().sources
    assert held["prices"].title.startswith("停车") and held["prices"].publisher == "交通局"
    assert held["notice"].title == "通知" and len(held["prices"].sha256) == 64
    assert held["prices"].sha256 != A_SUM


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(
            "sources:\n- id: notice\n  title: 通知\n  publisher: 某局\n  paragraphs: 2\n", id="a list"
        ),
        pytest.param("sources: [{id: notice, title: 通知, publisher: 某局, paragraphs: 2}]", id="brackets"),
    ],
)
def test_a_new_table_is_registered_beside_the_other_sources(desk: Desk, sources: str) -> None:
    text, _ = again(desk, sources)
    assert text.startswith(sources.rstrip("]"))
    assert list(desk.base().sources) == ["notice", "prices"]


def test_a_list_of_sources_that_cannot_be_read_is_not_replaced(desk: Desk) -> None:
    with pytest.raises(ImportRefusedError, match=r"sources\.yaml:1:11: .*没有配对"):
        again(desk, "sources: [{id: prices")
    assert (desk.folder / "sources.yaml").read_text("utf-8") == "sources: [{id: prices"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        pytest.param(
            CORRECTED + CORRECTED.removeprefix("sources:\n"), "没法稳妥地把", id="twice the same id"
        ),
        pytest.param(
            CORRECTED.replace("    kind: table\n", ""), "请在它下面写上 kind: table", id="an article"
        ),
    ],
)
def test_a_source_that_is_not_the_tables_is_refused_and_stays(desk: Desk, sources: str, said: str) -> None:
    with pytest.raises(ImportRefusedError, match=said):
        again(desk, sources)
    assert (desk.folder / "sources.yaml").read_text("utf-8") == sources
