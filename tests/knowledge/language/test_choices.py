"""Questions for a choice."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.choices import choice_in
from knowledge.language.normalise import normalise


def test_a_choice_is_a_question_for_each_of_both(small_engine: Engine) -> None:
    choice = choice_in(small_engine.read(normalise("这395人是住院的还是看门诊的啊？")))
    assert choice
    assert choice.questions == ("这395人是住院的吗", "这395人是看门诊的吗")
    assert "住院" in "".join(word.text for word in choice.words)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("封顶线是不是还是两万", id="still"),
        pytest.param("现在还是两万吗", id="nothing before it"),
        pytest.param("电影是村里放得多还是城里放得多", id="a comparison"),
        pytest.param("封顶线是多少", id="no choice"),
    ],
)
def test_what_compares_or_goes_on_is_no_choice(small_engine: Engine, question: str) -> None:
    assert choice_in(small_engine.read(normalise(question))) is None
