"""Tags: what chats subscribe to and announcements are addressed to, in one spelling."""

from __future__ import annotations

import re

from knowledge.language.normalise import normalise

MOST_CHARACTERS = 32
_PARTING = re.compile(r"[\s,，、;；]+")


def tag_of(word: str) -> str:
    """A word as a tag: one width, Simplified, lower case, without `#`; empty when nothing is left."""
    return normalise(word.strip().lstrip("#＃")).strip()


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that a text names, each once, in order; one may be too long."""
    words = (tag_of(word) for word in _PARTING.split(text))
    return tuple(dict.fromkeys(word for word in words if word))
