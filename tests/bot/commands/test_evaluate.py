"""`anda eval` as it is called: options that leave no room for each other, and files that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.evaluate import FILES
from bot.config import Config
from tests.bot.calls import Call


@pytest.mark.parametrize(
    ("arguments", "one", "others"),
    [
        pytest.param(("x.jsonl", "--ablate"), "--ablate", FILES, id="files and the ablation"),
        pytest.param(("--ablate", "--record"), "--ablate", "--record", id="a record of the ablation"),
        pytest.param(("--ablate", "--plots"), "--ablate", "--plots", id="pictures of the ablation"),
        pytest.param(("--ablate", "--show", "wrong"), "--ablate", "--show", id="a grade of the ablation"),
        pytest.param(("--calibrate", "--ablate"), "--calibrate", "--ablate", id="growing and the ablation"),
        pytest.param(
            ("--calibrate", "--record", "--json"), "--calibrate", "--record、--json", id="a record of growing"
        ),
        pytest.param(("--json", "--show", "wrong"), "--json", "--show", id="a grade in JSON"),
    ],
)
def test_options_that_leave_no_room_for_each_other_are_refused(
    arguments: tuple[str, ...], one: str, others: str
) -> None:
    """Above all, none of them is passed over in silence."""
    call = Call("eval", *arguments)
    assert (call.code, call.out, call.err) == (2, "", f"{one} 不能和 {others} 一起用。\n")


def test_the_grades_that_may_be_shown_are_told() -> None:
    assert re.search("没有这一类。可以列的有：.*wrong.*、all。", Call("eval", "--show", "wrogn").err)


def test_unreadable_questions_are_named_on_standard_error(warm_config: Config, tmp_path: Path) -> None:
    call = Call("eval", str(tmp_path / "nowhere.jsonl"))
    assert (call.code, call.out) == (1, "")
    assert "nowhere.jsonl" in call.err
