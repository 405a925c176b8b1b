"""What a question says that somebody is."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.personal_status import PersonalStatus
from knowledge.language.normalise import normalise

SAID = [
    pytest.param("我爸城里户口,给多少", ["residence"], id="a household register"),
    pytest.param("我家城市户口的,给多少", ["residence"], id="with a particle"),
    pytest.param("她是城里人,给多少", ["residence"], id="is from there"),
    pytest.param("我城镇低保 给多少", ["people", "residence"], id="two in a row"),
    pytest.param("我爷五保户,给多少", ["people"], id="a relative"),
    pytest.param("我家住城里,给多少", ["residence"], id="lives there"),
    pytest.param("俺闺女落的城镇户口,给多少", ["residence"], id="was registered there"),
    pytest.param("门诊看个感冒,给多少", ["medical_visit"], id="as what somebody sees a doctor"),
    pytest.param("我开了个小饭馆,给多少", ["consumer"], id="what somebody runs"),
    pytest.param("我参加的职工医保,给多少", ["insurance"], id="how somebody is insured"),
    pytest.param("我在城里打工,给多少", [], id="what somebody does"),
    pytest.param("我不是城里人,给多少", [], id="what somebody is not"),
    pytest.param("城里给多少", [], id="what is asked about"),
    pytest.param("晚上,给多少", [], id="a time"),
]


@pytest.mark.parametrize(("question", "groups"), SAID)
def test_a_clause_of_nothing_else_says_what_somebody_is(
    small_engine: Engine, question: str, groups: list[str]
) -> None:
    query = small_engine.derived.interpreter.read(normalise(question))
    said = PersonalStatus(query, small_engine.derived.vocabulary).named_values
    assert sorted(group for group, _ in said) == groups


def test_of_one_and_the_other_nobody_is_told_apart(small_engine: Engine) -> None:
    query = small_engine.derived.interpreter.read(normalise("城里乡下的,给多少"))
    assert PersonalStatus(query, small_engine.derived.vocabulary).several == {"residence"}
