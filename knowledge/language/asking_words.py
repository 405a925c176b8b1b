"""Asking words with the wrong character: 在那 for 在哪, 有那些 for 有哪些, be they typed or spelt."""

from __future__ import annotations

import re

_WHERE = re.compile(
    r"(?<=[在搁到去上往住])(?<![现正实存]在)那(?!时|天|年|会|阵|么|个时)(?=[一-鿿]{0,4}(?:[,。?!;]|$))"
)
_COUNTED = "[个家所条项种类户片]"
_WHICH = re.compile(
    rf"(?:(?<=[有是分])|(?<=包括)|^)那(?=些|几{_COUNTED}|[二两三四五六七八九十\d]+{_COUNTED})"
)


def asking(text: str) -> str:
    """A normalised text that asks nothing else with what may have been meant to ask in its place."""
    return _WHICH.sub("哪", _WHERE.sub("哪", text)) if "那" in text else text
