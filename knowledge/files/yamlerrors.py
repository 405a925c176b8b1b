"""The parser's complaints, in words for people who have never programmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import yaml

from knowledge.files.faults import Fault, fault
from knowledge.files.forgotten import OTHER_DASHES, forgotten, held_before
from knowledge.files.invisible import hidden_before
from knowledge.files.quotes import unclosed
from knowledge.model.entry import FilePosition

# What the two parsers say -> the code of the sentence; the first that is found in the message wins.
_MESSAGES = (
    ("tab character", "tab"),
    ("escape", "backslash"),
    ("unexpected end of stream", "unclosed_quote"),
    ("quoted scalar", "unclosed_quote"),
    ("block scalar", "block_text"),
    ("chomping", "block_text"),
    ("indentation indicator", "block_text"),
    ("mapping values are not allowed", "colon_in_text"),
    ("expected ':'", "unfinished_key"),
    ("sequence entries are not allowed", "dash"),
    ("expected '-' indicator", "dash"),
    ("block collection", "dash"),
    ("',' or", "unclosed_bracket"),
    ("flow sequence", "unclosed_bracket"),
    ("flow mapping", "unclosed_bracket"),
    ("flow node", "unclosed_bracket"),
    ("cannot start any token", "reserved_character"),
    ("block mapping", "indentation"),
    ("expected key", "indentation"),
    ("alias", "alias"),
    ("anchor", "anchor"),
    ("tag", "tag"),
    ("directive", "directive"),
    ("<document start>", "several_documents"),
    ("control characters", "control_character"),
)
_FROM_ITS_BEGINNING = frozenset({"unclosed_quote", "unclosed_bracket", "alias", "anchor", "block_text"})
_NO_SPACE = re.compile(r"""^\s*(?:-\s+)?(?P<key>[A-Za-z_]+|\d{3,}):(?=[^\s/])""")  # 08:30 is no key
_FULL_WIDTH = re.compile(r"^\s*(?:-\s+)?[\"']?(?P<key>[A-Za-z_]+|\d{3,})[\"']?\s*：")
_WIDE_COMMA = re.compile(r"""(?P<mark>[，、；])\s*[\w"']+\s*:$""")
_ONLY_KEY = re.compile(r"\s*(?:-\s+)?[A-Za-z_]+")
_NO_DASH = re.compile(rf"^\s*(?P<mark>-(?=[^\s\d-])|[{OTHER_DASHES[1:]}])")
_CONTENT = re.compile(r"\s*[^\s#]")
_TOPIC, _ITEM = re.compile(r"topic:\s+[^\s#]"), re.compile(r"\s*-\s")
_TAB = re.compile(r"^\s*?\t")
_AFTER_QUOTE = re.compile(r"""^\s*(?:-\s+)?(?:\w+:\s+)?(['"])(?:(?!\1).)*\1\s*[^\s,\]}#:]""")


def explain(error: yaml.YAMLError, text: str, file: str) -> Fault:
    """The fault that an error of the parser stands for, at the line that staff must look at."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return fault("syntax", FilePosition(file=file, line=1, column=1))
    context = getattr(error, "context_mark", None) or mark
    lines = text.splitlines()
    if (opened := unclosed(lines, mark.line)) is not None:
        return fault("unclosed_quote", FilePosition(file=file, line=opened[0] + 1, column=opened[1] + 1))
    if (started := _entries_at(lines, mark.line)) is not None:
        return fault("no_entries", FilePosition(file=file, line=started + 1, column=1))
    suspects = dict.fromkeys((mark.line, context.line, mark.line - 1))
    for number in suspects:
        if 0 <= number < len(lines) and (seen := _seen_in(lines[number], number, file)) is not None:
            return seen
    if (lacking := _forgotten(error, lines, file)) is not None:
        return lacking
    return _named(error, lines, FilePosition(file=file, line=mark.line + 1, column=mark.column + 1))


def _entries_at(lines: Sequence[str], last: int) -> int | None:
    """The line, from 0, of a list right behind the topic, where the key before it is missing."""
    held = [number for number, line in enumerate(lines[: last + 1]) if _CONTENT.match(line)]
    return next((n for m, n in pairwise(held) if _TOPIC.match(lines[m]) and _ITEM.match(lines[n])), None)


def _seen_in(line: str, number: int, file: str) -> Fault | None:
    """The usual slips, which a look at the line shows better than the parser's message."""
    hidden = hidden_before(line, FilePosition(file=file, line=number + 1, column=1))
    if hidden is not None:
        return hidden
    tab, wide, close = _TAB.match(line), _FULL_WIDTH.match(line), _NO_SPACE.match(line)
    if tab is not None:
        return fault("tab", FilePosition(file=file, line=number + 1, column=tab.end()))
    if wide is not None:
        place = FilePosition(file=file, line=number + 1, column=wide.end())
        return fault("full_width_colon", place, key=wide["key"])
    if close is not None:
        place = FilePosition(file=file, line=number + 1, column=close.end("key") + 1)
        return fault("no_space_after_colon", place, key=close["key"])
    if (dash := _NO_DASH.match(line)) is not None:
        return fault(
            "want_dash", FilePosition(file=file, line=number + 1, column=dash.end()), mark=dash["mark"]
        )
    return None


def _forgotten(error: yaml.YAMLError, lines: Sequence[str], file: str) -> Fault | None:
    """A colon or a dash that is not there, where the parser took the line for one with another."""
    problem = str(getattr(error, "problem", ""))
    if "expected ':'" in problem:
        return forgotten(lines, error.context_mark.line, file)  # type: ignore[attr-defined]
    if "expected '-' indicator" in problem:
        return forgotten(lines, error.problem_mark.line, file)  # type: ignore[attr-defined]
    if "mapping values are not allowed" in problem:
        return forgotten(lines, held_before(lines, error.problem_mark.line), file)  # type: ignore[attr-defined]
    return None


def _named(error: yaml.YAMLError, lines: list[str], place: FilePosition) -> Fault:
    message = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    code = next((code for words, code in _MESSAGES if words in message), "syntax")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if code == "unclosed_bracket" and (comma := _WIDE_COMMA.search(line, 0, place.column)) is not None:
        there = replace(place, column=comma.start() + 1)
        return fault("wide_mark", there, name=comma["mark"], narrow=",")
    if code in _FROM_ITS_BEGINNING:
        place = _place_of(error, place)
    elif code == "unfinished_key":
        code, place = "syntax", _place_of(error, place)
    elif code == "indentation" and _AFTER_QUOTE.match(line):
        code = "after_quote"
    elif (code == "dash" and not line.lstrip().startswith("-")) or (
        code == "colon_in_text" and _ONLY_KEY.fullmatch(line[: place.column - 1])
    ):
        code = "indentation"
    return fault(code, place, name=line[place.column - 1 : place.column] or " ")


def _place_of(error: yaml.YAMLError, place: FilePosition) -> FilePosition:
    """Where the unfinished thing begins, rather than where the parser gave up."""
    mark = getattr(error, "context_mark", None)
    return (
        place if mark is None else FilePosition(file=place.file, line=mark.line + 1, column=mark.column + 1)
    )
