"""Official requests: which questions they put, and what is no request."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise
from knowledge.language.requests import read_request
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("request_", "questions"),
    [
        pytest.param("请提供图书馆藏书册数", ["图书馆藏书有多少册"], id="a number of one kind"),
        pytest.param("敬请告知翻修道路之里程", ["翻修道路的里程是多少"], id="a measure"),
        pytest.param("请列明贵镇翻修之道路", ["贵镇翻修之道路有哪些"], id="a list"),
        pytest.param("请说明馆长姓名", ["馆长是谁"], id="a name"),
        pytest.param("请就泳池收费标准予以书面答复。", ["泳池收费标准是多少"], id="what it is about"),
        pytest.param("请提供道路名称及里程", ["道路名称", "里程是多少"], id="two headings"),
        pytest.param(
            "请提供果园面积、产量以及职工人数", ["果园面积是多少", "产量是多少", "职工有多少人"], id="three"
        ),
        pytest.param("果园面积和职工人数各为多少", ["果园面积是多少", "职工有多少人"], id="of each"),
        pytest.param(
            "请说明喷洒的频次，并列举所涉道路", ["喷洒的频次是多少", "所涉道路有哪些"], id="a list besides"
        ),
        pytest.param(
            "请提供今年的：（一）果园面积；（二）职工人数。",
            ["今年的果园面积是多少", "今年的职工有多少人"],
            id="numbered items",
        ),
        pytest.param(
            "民政科：因编制决算，请核报职工人数，以便汇总。此致敬礼", ["职工有多少人"], id="who and why"
        ),
        pytest.param("本馆拟编写手册，现需引用果园面积的数额", ["果园面积的数额是多少"], id="a need"),
        pytest.param("园林科函询：果园几亩", ["果园几亩"], id="who inquires, and asks itself"),
    ],
)
def test_a_request_puts_questions(request_: str, questions: list[str]) -> None:
    assert list(read_request(normalise(request_)).questions) == questions


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("图书馆在哪里", id="a question"),
        pytest.param("请问泳池几点开门", id="a polite one"),
        pytest.param("参与和给与的区别", id="conjunctions within words"),
        pytest.param("图书馆和泳池几点开门", id="one thing asked of two"),
        pytest.param("果园面积", id="a heading alone"),
    ],
)
def test_what_is_no_request_stays(text: str) -> None:
    assert read_request(normalise(text)).questions == ()


def test_the_name_of_another_area_is_no_letterhead() -> None:
    """What stands before a request is dropped as its sender, but not the area that it asks about."""
    (question,) = read_request(normalise("青石镇文化站：请提供藏书册数")).questions
    assert question.startswith("青石镇")


def test_a_request_for_two_things_is_answered_with_both(small_engine: Engine) -> None:
    answer = small_engine.answer("文化部门拟编年鉴，请提供图书馆藏书册数及图书馆地址。", DAY)
    assert set(answer.entries) == {"library-books", "library-place"}


def test_what_limits_the_first_holds_for_the_others(small_engine: Engine) -> None:
    """青石镇 limits both: the answer for this town is told for neither."""
    answer = small_engine.answer("请提供青石镇图书馆藏书册数及地址。", DAY)
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        pytest.param("为了核实工作," * 70, 0, id="purposes without a request"),
        pytest.param("拟需办理事项," * 70, 0, id="intentions"),
        pytest.param("因局处室科:" * 80, 0, id="senders"),
        pytest.param("请提供" + "人数及" * 160 + "面积", 161, id="headings"),
    ],
)
def test_a_text_that_only_looks_like_a_letter_is_read_at_once(text: str, questions: int) -> None:
    """A pattern that tried every way to divide these would never come to an end."""
    assert len(read_request(text).questions) == questions


def test_a_list_of_too_many_is_read_as_it_stands(small_engine: Engine) -> None:
    answer = small_engine.answer("请提供" + "、".join(["果园面积"] * 40), DAY)
    assert len(answer.unanswered_parts) <= 1
