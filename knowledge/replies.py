"""Fixed replies: emergencies anywhere in a message, greetings and thanks only as the whole of it."""

from __future__ import annotations

from knowledge.base import Lexicon, Reply
from knowledge.normalise import normalise, squeezed

_LONGEST = 30  # a longer message is a question, whatever it greets with


def find_reply(text: str, lexicon: Lexicon) -> Reply | None:
    """The fixed reply to a normalised message, if it is one; emergencies come first."""
    for reply in lexicon.emergency:
        if any(normalise(word) in text for word in reply.words):
            return reply
    plain = squeezed(text)
    if len(plain) > _LONGEST:
        return None
    for reply in lexicon.replies:
        if plain in {squeezed(word) for word in reply.words}:
            return reply
    return None
