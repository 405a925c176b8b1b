"""Emergencies and courtesies in everyday words get their replies; what asks about such things gets none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.language.normalise import normalise
from knowledge.language.replies import Replies, build_replies
from knowledge.model.base import Lexicon

HERE = Path(__file__).parent
_ASKED = "asked"
EMERGENCIES: dict[str, list[str]] = yaml.safe_load((HERE / "emergencies.yaml").read_text("utf-8"))
COURTESIES: dict[str, list[str]] = yaml.safe_load((HERE / "courtesies.yaml").read_text("utf-8"))


def replied_to(*files: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The messages that get a reply, each with the kind of it."""
    return [
        (text, kind)
        for messages in files
        for kind, texts in messages.items()
        if kind != _ASKED
        for text in texts
    ]


@pytest.fixture(scope="module")
def replies() -> Replies:
    """The replies of a town that wrote none."""
    return build_replies(Lexicon(qualifiers={}))


@pytest.mark.parametrize(("message", "kind"), replied_to(EMERGENCIES, COURTESIES))
def test_a_message_is_known_however_it_is_worded(replies: Replies, message: str, kind: str) -> None:
    reply = replies.find(normalise(message))
    assert reply is not None
    assert reply.kind == kind


@pytest.mark.parametrize("message", COURTESIES[_ASKED])
def test_what_asks_for_something_is_no_courtesy(replies: Replies, message: str) -> None:
    assert replies.find(normalise(message)) is None


@pytest.mark.parametrize("message", EMERGENCIES[_ASKED])
def test_a_question_about_the_same_things_is_no_emergency(replies: Replies, message: str) -> None:
    text = normalise(message)
    assert replies.emergency_in(text) is None
    assert replies.emergencies.named(text) is None
