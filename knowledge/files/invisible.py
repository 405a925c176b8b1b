"""Characters that look like a space or like nothing, and are not what YAML takes for one."""

from __future__ import annotations

import re

from knowledge.files.faults import Fault, fault
from knowledge.model.entry import FilePosition

# Character -> what staff may have heard it called.
NAMES = {
    "\u00a0": "不换行空格",  # NO-BREAK SPACE
    "\u00ad": "软连字符",  # SOFT HYPHEN
    "\u2002": "半身空格",  # EN SPACE
    "\u2003": "全身空格",  # EM SPACE
    "\u2009": "窄空格",  # THIN SPACE
    "\u200b": "零宽空格",  # ZERO WIDTH SPACE
    "\u200c": "零宽不连字符",  # ZERO WIDTH NON-JOINER
    "\u200d": "零宽连字符",  # ZERO WIDTH JOINER
    "\u200e": "从左到右标记",  # LEFT-TO-RIGHT MARK
    "\u202f": "窄的不换行空格",  # NARROW NO-BREAK SPACE
    "\u2060": "零宽不换行符",  # WORD JOINER
    "\u3000": "全角空格",  # IDEOGRAPHIC SPACE
    "\ufeff": "零宽不换行空格",  # ZERO WIDTH NO-BREAK SPACE
}
_ANY = "".join(NAMES)
_HIDDEN = re.compile(f"[{_ANY}]")
_WHERE_SPACE_BELONGS = re.compile(f"^ *(?:- *)?(?:[A-Za-z_]+: *)?(?P<mark>[{_ANY}])")


def hidden_in(text: str, place: FilePosition) -> Fault | None:
    """The first such character of a text that stands at a place and should hold none."""
    return _at(_HIDDEN.search(text), place)


def hidden_before(line: str, place: FilePosition) -> Fault | None:
    """The same where a line is indented, or behind the dash or the colon that it begins with."""
    return _at(_WHERE_SPACE_BELONGS.match(line), place)


def _at(found: re.Match[str] | None, place: FilePosition) -> Fault | None:
    if found is None:
        return None
    mark = found.group()[-1]
    there = FilePosition(file=place.file, line=place.line, column=place.column + found.end() - 1)
    return fault("invisible", there, name=NAMES[mark], number=f"U+{ord(mark):04X}")
