"""One normalisation for what staff write and what citizens type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

from knowledge.figures.numerals import DIGITS

_MOST_KEPT = 512  # texts; a question is normalised several times
_MOST_ROUNDS = 8  # NFKC, Traditional to Simplified and case feed one another; real text settles in two

# Categories without words: invisible characters are removed, pictures become spaces.
_REMOVED = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}
_PICTURES = {"So", "Sk", "Sc"}
_BLANK = {"\u115f", "\u1160", "\u3164", "\uffa0"}  # HANGUL FILLERs: letters by category, but blank
_KEPT_SIGNS = {"$", "¥", "€", "£", "°"}

# Other shapes of the same sign, after NFKC has folded the full-width ones.
_SIGNS = str.maketrans(
    {
        "｡": "。",  # HALFWIDTH IDEOGRAPHIC FULL STOP
        "“": '"',  # LEFT DOUBLE QUOTATION MARK
        "”": '"',  # RIGHT DOUBLE QUOTATION MARK
        "「": '"',  # LEFT CORNER BRACKET
        "」": '"',  # RIGHT CORNER BRACKET
        "『": '"',  # LEFT WHITE CORNER BRACKET
        "』": '"',  # RIGHT WHITE CORNER BRACKET
        "‘": "'",  # LEFT SINGLE QUOTATION MARK
        "’": "'",  # RIGHT SINGLE QUOTATION MARK
        "—": "-",  # EM DASH
        "–": "-",  # EN DASH
        "〜": "~",  # WAVE DASH
        "・": "·",  # KATAKANA MIDDLE DOT
    }
)
_LINE_BREAKS = re.compile(r"[\r\n\u2028\u2029\v\f\x85]+")
_NO_WORD = re.compile(r"[\W_](?<!\d\.(?=\d))")  # all but letters, digits and decimal points
_HAN = "㐀-鿿"
# A space beside characters means nothing, unless three of them stand on both sides: it separates clauses.
_IDLE_SPACE = re.compile(
    rf"(?<=[。,?!;:]) (?=[{_HAN}。,?!;:\d])|(?<=[{_HAN}\d]) (?=[。,?!;:])|(?<=\d) (?=[{_HAN}])"
    rf"|(?<=[{_HAN}]) (?=\d)|(?<=[{_HAN}])(?<![{_HAN}]{{3}}) (?=[{_HAN}])"
    rf"|(?<=[{_HAN}]) (?=[{_HAN}])(?![{_HAN}]{{3}})"
)

_NUMERALS = "".join(DIGITS)
_YEAR_IN_CHARACTERS = re.compile(f"(?<![{_NUMERALS}十百千万])[一二][零〇九][{_NUMERALS}]{{2}}(?=年)")
_DIGIT_OF = str.maketrans({numeral: str(digit) for numeral, digit in DIGITS.items()})

_to_simplified = opencc.OpenCC("t2s")


def is_han(text: str) -> bool:
    """Whether a text consists of Chinese characters alone."""
    first, last = _HAN[0], _HAN[-1]
    return bool(text) and all(first <= character <= last for character in text)


def bare(text: str) -> str:
    """A text in the form in which evidence is compared: one width for each character, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    """The character; an ASCII digit for one of any script, a space for a picture, nothing if invisible."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if character in _BLANK:
        return " "
    if category in _REMOVED:
        return "" if character != "\t" else " "
    if category in _PICTURES and character not in _KEPT_SIGNS:
        return " "
    return character


def _once(text: str) -> str:
    text = _LINE_BREAKS.sub("。", text.strip())
    text = unicodedata.normalize("NFKC", text)
    text = "".join(map(_visible, text))
    text = _to_simplified.convert(text).casefold().translate(_SIGNS)
    text = " ".join(text.split())
    text = _YEAR_IN_CHARACTERS.sub(lambda year: year.group().translate(_DIGIT_OF), text)
    return _IDLE_SPACE.sub("", text) if " " in text else text


@lru_cache(_MOST_KEPT)
def normalise(text: str) -> str:
    """A text in the form in which it is compared: NFKC, Simplified, lower case, no signs but text.

    Idempotent. Figures keep their digits or numerals, except years (二〇二五年). Invisible characters and
    pictures are removed; line breaks become full stops, so that two lines stay two sentences.
    """
    for _ in range(_MOST_ROUNDS):
        normalised = _once(text)
        if normalised == text:
            return text
        text = normalised
    return text


def squeezed(text: str) -> str:
    """The letters, digits and characters of a text, normalised: two phrasings are one if these agree."""
    return letters(normalise(text))


def letters(normalised: str) -> str:
    """The letters, digits and characters of a normalised text."""
    return _NO_WORD.sub("", normalised)
