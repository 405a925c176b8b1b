"""The commands that developers and CI run are the same."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_what_is_checked_before_a_commit_is_what_ci_runs() -> None:
    check = re.search(r"^check: ([a-z ]+)", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    ran = re.findall(r"^make ([a-z ]+)", (PROJECT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert check is not None
    assert sorted(" ".join(ran).split()) == sorted(check.group(1).split())
