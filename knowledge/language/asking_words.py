"""Asking words with the wrong character: 在那 for 在哪, 有那些 for 有哪些, be they typed or spelt."""

from __future__ import annotations

import re

_WHERE = re.compile(
    r"(?<=[在搁到去上往住])(?<![现正实存]在)那(?!时|天|年|会|阵|么|个时)(?=[一-鿿]{0,4}(?:[,。?!;]|$))"
)
_COUNTED = "[个家所条项种类户片]"
_WHICH = re.compile(
    rf"(?:(?<=[有是分了])|(?<=包括)|^)那(?=些|几{_COUNTED}|[二两三四五六七八九十\d]+{_COUNTED})"
)
_ANY = re.compile(rf"那(?=些|里|儿|天|年|边|几?{_COUNTED}|几|[二两三四五六七八九十\d]+{_COUNTED})")


def asking(text: str, *, spelt: bool = False) -> str:
    """A normalised text that asks nothing else with what may have been meant to ask in its place.

    Letters do not tell 那 from 哪: what was `spelt` asks wherever it may.
    """
    if "那" not in text:
        return text
    return (_ANY if spelt else _WHICH).sub("哪", _WHERE.sub("哪", text))
