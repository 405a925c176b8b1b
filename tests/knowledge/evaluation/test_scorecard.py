"""The scorecard's grades."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.scorecard import Grade, Question, grade, read_questions, scorecard, wilson
from knowledge.model.answer import Answer, Option, Status
from knowledge.model.entry import Citation

ASKED = Question(
    id="q", style="plain", turns=("多少钱",), answerable=True, paragraphs=frozenset({3}), expect=(("12元",),)
)


def question(
    *expect: tuple[str, ...], forbid: tuple[str, ...] = (), paragraphs: tuple[int, ...] = (3,)
) -> Question:
    return Question(
        id="q",
        style="plain",
        turns=("多少钱",),
        answerable=True,
        paragraphs=frozenset(paragraphs),
        expect=expect,
        forbid=forbid,
    )


def answered(text: str, *evidence: str, paragraph: int | None = 3, missing: tuple[str, ...] = ()) -> Answer:
    cited = tuple(Citation(source="s", evidence=words, paragraph=paragraph) for words in evidence or ("x",))
    return Answer(status=Status.ANSWERED, text=text, citations=cited, unanswered_parts=missing)


def offered(entry: str = "e", asked: str = "", text: str = "") -> Answer:
    return Answer(
        status=Status.CLARIFY, text="?", options=(Option(entry=entry, question=asked, answer=text),)
    )


PRICE = question(("12元", "十二元"))
TWO = question(("12元",), ("3公里",))
GRADES = [
    pytest.param(PRICE, answered("门票12元"), Grade.RIGHT, id="the figure, cited"),
    pytest.param(PRICE, answered("门票十二元"), Grade.RIGHT, id="by its other form"),
    pytest.param(PRICE, answered("门票 １２ 元"), Grade.RIGHT, id="full-width and spaced"),
    pytest.param(question(("12000元",)), answered("门票12,000元"), Grade.RIGHT, id="a comma in a figure"),
    pytest.param(question(("Pool Fee",)), answered("POOL FEE"), Grade.RIGHT, id="in capitals"),
    pytest.param(PRICE, answered("见出处", "门票12元"), Grade.RIGHT, id="in the evidence alone"),
    pytest.param(PRICE, answered("见出处", "字" * 37 + "12元"), Grade.RIGHT, id="within forty characters"),
    pytest.param(PRICE, answered("见出处", "字" * 38 + "12元"), Grade.WRONG, id="beyond forty of evidence"),
    pytest.param(PRICE, answered("字" * 397 + "12元"), Grade.RIGHT, id="within four hundred"),
    pytest.param(PRICE, answered("字" * 398 + "12元"), Grade.WRONG, id="beyond four hundred"),
    pytest.param(PRICE, answered("门票12元", paragraph=4), Grade.UNCITED, id="another paragraph cited"),
    pytest.param(PRICE, answered("门票12元", paragraph=None), Grade.UNCITED, id="no paragraph cited"),
    pytest.param(PRICE, answered("门票20元"), Grade.WRONG, id="another figure"),
    pytest.param(
        PRICE, answered("门票20元", missing=("几点",)), Grade.WRONG, id="wrong though it names a part"
    ),
    pytest.param(TWO, answered("12元，3公里"), Grade.RIGHT, id="both parts"),
    pytest.param(TWO, answered("12元", missing=("多长",)), Grade.PARTIAL, id="one part, the other named"),
    pytest.param(TWO, answered("12元"), Grade.WRONG, id="one part, the other kept quiet"),
    pytest.param(
        TWO, answered("12元", paragraph=4, missing=("多长",)), Grade.PARTIAL, id="a part cited elsewhere"
    ),
    pytest.param(
        question(("12元",), forbid=("20元",)), answered("12元或20元"), Grade.WRONG, id="a forbidden word"
    ),
    pytest.param(
        question(("12元",), ("3里",), forbid=("20元",)),
        answered("12元，20元", missing=("多长",)),
        Grade.WRONG,
        id="a part with a forbidden word",
    ),
    pytest.param(question(), answered("随便"), Grade.RIGHT, id="nothing expected"),
    pytest.param(PRICE, offered(text="门票12元"), Grade.OFFERED, id="offered in an answer"),
    pytest.param(PRICE, offered(asked="是12元吗"), Grade.OFFERED, id="offered in a question"),
    pytest.param(TWO, offered(text="12元"), Grade.CLARIFY, id="half of it offered"),
    pytest.param(PRICE, offered(), Grade.CLARIFY, id="something else offered"),
    pytest.param(PRICE, Answer(status=Status.UNKNOWN, text="12元"), Grade.MISSED, id="unknown"),
    pytest.param(PRICE, Answer(status=Status.CANNED, text="12元"), Grade.MISSED, id="a fixed reply"),
]


def test_a_row_of_a_table_is_the_right_place_too() -> None:
    asked = replace(PRICE, rows=frozenset({"游泳"}))
    cited = Citation(source="prices", evidence="12元", row="游泳", column="票价")
    assert grade(asked, replace(answered("12元"), citations=(cited,))) is Grade.RIGHT
    assert grade(PRICE, replace(answered("12元"), citations=(cited,))) is Grade.UNCITED


@pytest.mark.parametrize(("asked", "answer", "expected"), GRADES)
def test_an_answerable_question_has_its_grade(asked: Question, answer: Answer, expected: Grade) -> None:
    assert grade(asked, answer) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(Status.ANSWERED, Grade.FALSE, id="answered"),
        pytest.param(Status.CLARIFY, Grade.HELD, id="asked back"),
        pytest.param(Status.UNKNOWN, Grade.HELD, id="unknown"),
        pytest.param(Status.CANNED, Grade.HELD, id="a fixed reply"),
    ],
)
def test_an_unanswerable_question_is_held_unless_answered(status: Status, expected: Grade) -> None:
    asked = Question(id="q", style="trap", turns=("票价",), answerable=False, expect=(("12元",),))
    assert grade(asked, Answer(status=status, text="12元")) is expected


def test_questions_are_read_from_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    lines = [
        {
            "id": 1,
            "style": "s",
            "turns": ["a", "b"],
            "expect": [["x", "y"]],
            "paragraph": [3],
            "forbid": ["z"],
        },
        {"id": "2", "kind": "trap", "turns": ["c"], "answerable": False},
    ]
    path.write_text("\n\n".join(json.dumps(line) for line in lines) + "\n", "utf-8")
    one, two = read_questions(path)
    assert one == Question(
        id="1",
        style="s",
        turns=("a", "b"),
        answerable=True,
        paragraphs=frozenset({3}),
        expect=(("x", "y"),),
        forbid=("z",),
    )
    assert (two.style, two.answerable, two.expect) == ("trap", False, ())


def test_shares_are_of_the_questions_a_verdict_can_befall() -> None:
    graded = [(ASKED, grade) for grade in (Grade.RIGHT, Grade.RIGHT, Grade.WRONG, Grade.MISSED)]
    card = scorecard([*graded, (ASKED, Grade.FALSE), (ASKED, Grade.HELD)])
    assert card.share(Grade.RIGHT) == 0.5
    assert card.share(Grade.FALSE) == 0.5
    assert card.interval(Grade.RIGHT) == wilson(2, 4)
    assert card.by_style == {"plain": Counter(card.total)}


def test_an_empty_scorecard_has_no_shares() -> None:
    assert scorecard([]).share(Grade.RIGHT) == 0
    assert scorecard([]).interval(Grade.FALSE) == (0.0, 1.0)


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(81, 263)  # the example of Newcombe 1998, table I: 0.2553 to 0.3662
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_interval_holds_the_share_and_stays_within_bounds(hits: int, others: int) -> None:
    low, high = wilson(hits, hits + others)
    assert 0 <= low <= hits / (hits + others) + 1e-12
    assert hits / (hits + others) - 1e-12 <= high <= 1
