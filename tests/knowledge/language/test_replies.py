"""Fixed replies: emergencies anywhere in a message, greetings only as the whole of it."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import normalise
from knowledge.language.replies import Replies, build_replies
from knowledge.model.base import Lexicon, Reply


def reply(kind: str, *words: str) -> Reply:
    return Reply(kind=kind, words=words, answer={"zh": kind})


@pytest.fixture(scope="module")
def replies() -> Replies:
    return build_replies(
        Lexicon(
            qualifiers={},
            replies=(reply("greeting", "你好", "Hello"), reply("thanks", "谢谢", "你好")),
            emergency=(
                reply("fire", "着火了", "fire", "🔥"),
                reply("flood", "发大水", "flood.", "着火了淹了"),
            ),
        )
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        pytest.param("你好", "greeting", id="a greeting"),
        pytest.param("你好！！", "greeting", id="with marks"),
        pytest.param("您好", None, id="one that nobody wrote down"),
        pytest.param("HELLO", "greeting", id="in capitals"),
        pytest.param("谢謝", "thanks", id="thanks in Traditional"),
        pytest.param("你好，门票多少钱", None, id="a greeting before a question"),
        pytest.param("着火了怎么办", "fire", id="an emergency in a question"),
        pytest.param("你好，着火了", "fire", id="an emergency after a greeting"),
        pytest.param("着火了淹了", "fire", id="the first emergency of two"),
        pytest.param("there is a fire here", "fire", id="an English emergency"),
        pytest.param("有fire快来", "fire", id="an English emergency between characters"),
        pytest.param("the fireplace", None, id="part of an English word"),
        pytest.param("", None, id="nothing"),
        pytest.param("？！", None, id="marks only"),
        pytest.param("你好" * 31, None, id="a long message"),
        pytest.param("你" + "。" * 61, None, id="a short one with many marks"),
    ],
)
def test_a_message_gets_its_fixed_reply(replies: Replies, message: str, kind: str | None) -> None:
    found = replies.find(normalise(message))
    assert (found and found.kind) == kind


def test_marks_in_the_words_of_an_emergency_are_no_pattern(replies: Replies) -> None:
    assert replies.find("floods") is None


def test_a_town_without_replies_has_none() -> None:
    assert build_replies(Lexicon(qualifiers={})).find("你好") is None
