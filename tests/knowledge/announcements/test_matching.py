"""Which questions find a current announcement, and that questions about other things find none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.announcements.matching import asks_for_announcements, fitting, telling
from knowledge.answering.engine import Engine
from knowledge.model.announcement import Announcement, State

HOUSE = Path(__file__).parents[2] / "evaluation" / "house"
NOW = datetime(2031, 1, 10, tzinfo=UTC)
TEXTS = {
    "water": "<b>停水提醒</b>\n因新华路管道检修，12月3日上午8点到下午5点，新华路、光明道一带停水，请储水。",
    "insurance": "明年的城乡居民医保缴费12月31日截止，请到社区或者手机上交。",
    "snow": "受大雪影响，明天全区中小学停课一天，幼儿园同时停课。",
    "vaccine": "社区卫生服务中心本周六上午给60岁以上老人打流感疫苗，请带身份证。",
    "road": "常甫路12月5日起半幅封闭，请绕行。",
}
CURRENT = tuple(
    Announcement(id=name, state=State.DONE, html=text, author=1, created_at=NOW, started_at=NOW, series=name)
    for name, text in TEXTS.items()
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("明天停水吗", ["water"]),
        ("新华路停水要停到几点", ["water"]),
        ("停水的通知", ["water"]),
        ("医保什么时候截止", ["insurance"]),
        ("明天停课吗", ["snow"]),
        ("打流感疫苗要带什么", ["vaccine"]),
        ("常甫路封闭到什么时候", ["road"]),
        ("最近有什么公告", ["water", "insurance", "snow"]),
        ("tongzhi tingshui", ["water"]),
        ("tingshuitongzhi", ["water"]),
        ("mingtian tingshui ma", ["water"]),
        ("xinhualu tingshui de tong zhi", ["water"]),
        ("changfulu fengbi dao shenme shihou", ["road"]),
        ("zuijin you shenme gonggao", ["water", "insurance", "snow"]),
        ("tingdian tongzhi", []),
        ("any new notices?", ["water", "insurance", "snow"]),
        ("停电的通知", []),
        ("小学什么时候放假", []),
        ("新华路有几家饭店", []),
        ("", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_question_finds_what_says_most_of_its_words(
    engine: Engine, question: str, found: list[str]
) -> None:
    assert [held.id for held in fitting(engine, question, CURRENT)] == found


def test_questions_that_have_no_answer_are_not_given_announcements_about_other_things(engine: Engine) -> None:
    questions = [
        json.loads(line)["turns"][-1]
        for path in sorted(HOUSE.glob("*unanswerable.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    assert len(questions) > 100
    assert [question for question in questions if fitting(engine, question, CURRENT)] == []


@pytest.mark.parametrize(
    "question",
    [
        "停水通知",
        "最近有什么公告",
        "What ANNOUNCEMENTS are there",
        "看看告示",
        "tongzhi",
        "zuijin de gong gao",
    ],
)
def test_announcements_are_asked_for_by_name(engine: Engine, question: str) -> None:
    assert asks_for_announcements(engine, question)


@pytest.mark.parametrize(
    "question",
    ["明天停水吗", "noticeable", "医疗救助封顶线", "tongxue", "xitong zhi chi", "mingtian tingshui ma"],
)
def test_other_questions_do_not_ask_for_them(engine: Engine, question: str) -> None:
    assert not asks_for_announcements(engine, question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("什么时候停水", True, id="one word that it says, and a time"),
        pytest.param("新华路停水要停到几点", True, id="all words"),
        pytest.param("为什么停水", True, id="a reason that it gives"),
        pytest.param("停课几天", True, id="how long"),
        pytest.param("打流感疫苗要带什么", True, id="of a kind that cannot be seen"),
        pytest.param("为什么停课", True, id="受 gives a reason too"),
        pytest.param("常甫路封闭找谁", False, id="whom to call, where it names no number"),
        pytest.param("社区打流感疫苗收钱吗", False, id="money, where it speaks of none"),
        pytest.param("流感疫苗多少钱", False, id="an amount, where it names none"),
        pytest.param("最近有什么公告", False, id="no word of a subject"),
    ],
)
def test_what_may_answer_is_told_from_what_only_speaks_of_the_same(
    engine: Engine, question: str, told: bool
) -> None:
    found = fitting(engine, question, CURRENT)
    assert found and bool(telling(engine, question, found)) is told
