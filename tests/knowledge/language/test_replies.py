"""Fixed replies: emergencies anywhere in a message, greetings only as the whole of it; a town's own first."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import normalise
from knowledge.language.replies import Replies, build_replies, no_replies, read_replies
from knowledge.model.base import Lexicon, Reply


def reply(kind: str, *words: str) -> Reply:
    return Reply(kind=kind, words=words, answer={"zh": kind})


@pytest.fixture(scope="module")
def replies() -> Replies:
    return build_replies(
        Lexicon(
            qualifiers={},
            replies=(reply("greeting", "您吉祥", "Hallo"), reply("thanks", "劳您驾", "您吉祥")),
            emergency=(
                reply("marsh", "苇荡着了", "marsh", "🔥"),
                reply("flood", "发大水", "flood.", "苇荡着了淹了"),
            ),
        )
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        pytest.param("您吉祥", "greeting", id="a greeting"),
        pytest.param("您吉祥！！", "greeting", id="with marks"),
        pytest.param("您大吉", None, id="one that nobody wrote down"),
        pytest.param("HALLO", "greeting", id="in capitals"),
        pytest.param("勞您駕", "thanks", id="thanks in Traditional"),
        pytest.param("您吉祥，门票多少钱", None, id="a greeting before a question"),
        pytest.param("苇荡着了怎么办", "marsh", id="an emergency in a question"),
        pytest.param("您吉祥，苇荡着了", "marsh", id="an emergency after a greeting"),
        pytest.param("苇荡着了淹了", "marsh", id="the first emergency of two"),
        pytest.param("there is a marsh here", "marsh", id="an English emergency"),
        pytest.param("有marsh快来", "marsh", id="an English emergency between characters"),
        pytest.param("the marshland", None, id="part of an English word"),
        pytest.param("", None, id="nothing"),
        pytest.param("？！", None, id="marks only"),
        pytest.param("您吉祥" * 31, None, id="a long message"),
        pytest.param("您" + "。" * 61, None, id="a short one with many marks"),
    ],
)
def test_a_message_gets_the_reply_that_a_town_wrote(replies: Replies, message: str, kind: str | None) -> None:
    found = replies.find(normalise(message))
    assert (found and found.kind) == kind


def test_marks_in_the_words_of_an_emergency_are_no_pattern(replies: Replies) -> None:
    assert replies.find("floods") is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        pytest.param("你好", "greeting", id="a greeting"),
        pytest.param("谢谢啊", "thanks", id="thanks"),
        pytest.param("你是谁", "identity", id="who answers"),
        pytest.param("转人工", "person", id="a person"),
        pytest.param("我家着火了", "emergency_fire", id="a fire"),
        pytest.param("119", "emergency_fire", id="the number of the fire brigade"),
        pytest.param("不想活了", "emergency_suicide", id="despair"),
    ],
)
def test_a_town_without_replies_has_those_of_the_program(message: str, kind: str) -> None:
    found = build_replies(Lexicon(qualifiers={})).find(normalise(message))
    assert found and found.kind == kind
    assert found.answer["zh"] and found.answer["en"]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param("您吉祥", "greeting", id="what the town wrote"),
        pytest.param("早上好啊", "greeting", id="what the program knows of that kind"),
        pytest.param("谢谢", "thanks", id="the same of thanks"),
        pytest.param("再见", None, id="another kind"),
    ],
)
def test_a_town_words_a_whole_kind_otherwise(replies: Replies, message: str, told: str | None) -> None:
    found = replies.find(normalise(message))
    assert found is not None
    assert (found.answer["zh"] == told) is (told is not None)


def test_a_town_words_an_emergency_otherwise() -> None:
    lexicon = Lexicon(qualifiers={}, replies=(reply("emergency_fire", "山火"),))
    replies = build_replies(lexicon)
    answers = [found and found.answer["zh"] for found in map(replies.find, ("山火", "我家着火了", "119"))]
    assert answers == ["emergency_fire"] * 3
    assert "110" in str(replies.find("有人拿刀"))


def test_what_a_town_wrote_as_a_reply_comes_before_an_emergency_of_the_program() -> None:
    lexicon = Lexicon(qualifiers={}, replies=(reply("drill", "119"),))
    found = build_replies(lexicon).find("119")
    assert found and found.kind == "drill"


def test_what_is_asked_in_a_town_is_no_courtesy_but_stays_an_emergency(replies: Replies) -> None:
    assert replies.find("咨询电话") is not None
    assert replies.find("咨询电话", lambda plain: plain == "咨询电话") is None
    assert replies.find("我家着火了", lambda plain: True) is not None


def test_no_replies_are_none_at_all() -> None:
    assert [no_replies().find(text) for text in ("你好", "我家着火了", "119")] == [None] * 3


def test_a_kind_is_called_by_one_name() -> None:
    kinds = read_replies().kinds
    assert len(set(kinds)) == len(kinds) > 25
