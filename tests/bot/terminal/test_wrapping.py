"""Lines end where Chinese ends them: no mark that closes stands alone at the beginning of the next."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from bot.terminal.wrapping import wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("一二三四五。", 10, ["一二三四", "五。"], id="a full stop takes its sign along"),
        pytest.param(
            "一二三《四五》。", 8, ["一二三", "《四", "五》。"], id="what opens goes with what follows"
        ),
        pytest.param("一二三四", 8, ["一二三四"], id="what fits stays"),
        pytest.param("到 2026-12-31 为止", 12, ["到", "2026-12-31", "为止"], id="a date stays whole"),
        pytest.param("一二 三四", 4, ["一二", "三四"], id="a blank at the end needs no room"),
        pytest.param("一二\n\n三", 8, ["一二", "", "三"], id="empty lines stay"),
        pytest.param("https://example", 5, ["https", "://ex", "ample"], id="what no line holds is cut"),
        pytest.param("“一”", 1, ["“", "一", "”"], id="narrower than a sign"),
        pytest.param("", 8, [""], id="nothing"),
    ],
)
def test_a_text_is_broken_where_it_may_be(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize("width", range(6, 40))
def test_no_line_begins_with_a_mark_that_closes(width: int) -> None:
    text = (
        "安次区在完善东禾有机农业产业园、九天休闲谷等（旅游）项目，“观光农业”的发展也加快了。还有《报道》。"
    )
    lines = wrapped(text, width)
    assert "".join(lines) == text
    assert not any(line[0] in "，。、）”》" or line[-1] in "（“《" for line in lines)
    assert max(map(cell_len, lines)) <= width
