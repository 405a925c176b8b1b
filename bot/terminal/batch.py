"""Batches of questions: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.sentences import command_text
from bot.terminal.answer_records import AnswerRecord, answer_record
from bot.terminal.conversation import last_turn
from knowledge.answering.engine import Engine


class BrokenLineError(ValueError):
    """A line of a batch file that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchQuestion:
    """One conversation of a batch; the answer is that to its last turn."""

    id: str
    turns: tuple[str, ...]


def read_line(line: str) -> BatchQuestion:
    """The question on a line; BrokenLineError if it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(command_text("line_no_json")) from error
    if not isinstance(record, dict):
        raise BrokenLineError(command_text("line_no_object"))
    turns = record.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BrokenLineError(command_text("line_no_turns"))
    name = record.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise BrokenLineError(command_text("line_no_id"))
    if not _writable(str(name)):
        raise BrokenLineError(command_text("line_half_character"))
    return BatchQuestion(id=str(name), turns=tuple(turns))


def _writable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def answer_lines(
    engine: Engine, lines: Iterable[bytes], today: date, explain: bool = False
) -> Iterator[tuple[int, AnswerRecord | BrokenLineError]]:
    """Each line's number with its answer or with what is wrong with it; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield number, BrokenLineError(command_text("line_no_utf8"))
            continue
        if not text.strip():
            continue
        try:
            question = read_line(text)
        except BrokenLineError as error:
            yield number, error
        else:
            turn = last_turn(engine, question.turns, today)
            yield number, answer_record(turn.answer, question.id, turn.ms, explain)
