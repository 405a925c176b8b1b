"""Personal numbers are masked before anything is written down: each of their digits becomes an asterisk.

The text keeps its length, so that what is said elsewhere of positions in it stays true. What staff publish
may carry a mobile number (docs/adr/0020); identity and card numbers stay nowhere.

Masked are mobile, identity and bank card numbers. Not masked is what its figures alone do not tell from other
words: names, addresses, landlines (offices publish theirs), passports, licence plates, e-mail addresses, and
numbers of accounts and contracts that are shorter than those of cards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

MASK = "*"
# How numbers of a kind are written, and whether digits that are so written are one.
Kind = tuple[re.Pattern[str], Callable[[str], bool]]

# Between digits, as people write numbers in groups; also brackets, what cannot be seen, and keycaps.
_GAP = r"[\s\-－—‐-―.·_/()（）\u00ad\u200b-\u200f\u2060\ufe0f\ufeff\u20e3]{0,3}"
_CITIZEN_18 = re.compile(rf"(?<!\d)(?:\d{_GAP}){{17}}[\dXx](?![\dA-Za-z])")
_CITIZEN_15 = re.compile(rf"(?<!\d)(?:\d{_GAP}){{14}}\d(?!\d)")
_PHONE = re.compile(rf"(?<!\d)(?:\+?\s?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_CARD = re.compile(rf"(?<!\d)(?:\d{_GAP}){{12,18}}\d(?!\d)")
_LONG = re.compile(r"\d{16,}[Xx]?")  # numbers run together, or one with a digit too many
_NUMERALS = "零〇一二两三四五六七八九幺"
_SPELT = re.compile(f"[{_NUMERALS}]{{11,}}")

# Every one of these has as many digits or numerals in a row, gaps aside: most texts need no closer look.
_ELEVEN = re.compile(rf"[0-9](?:{_GAP}[0-9]){{10}}|[{_NUMERALS}]{{11}}")

_MASKED = re.compile(rf"\*(?:{_GAP}\*){{5,}}")

# A mobile number in one piece, beside which other numbers may stand, or in three groups with none beside it.
_MOBILE = re.compile(
    r"(?<!\d)(?<!\d[\s-])(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![\s-]?[\dXx])"
    r"|(?<!\d)1[3-9]\d{9}(?![\dXx])"
)
# The id of a group.
_GROUP_ID = re.compile(r"(?<![\w-])-\d{6,14}(?![\w-])")

_FIRST_OF_CARDS = "34569"
_SHORTEST_CARD_MISTYPED = 16

_SHORTEST = 11  # characters of a number that is masked
_COMMON = 0x10000  # characters below are remembered; no message can fill more memory than they do


class _Plain(dict[int, str]):
    """One character for one: digits of any width or script as 0 to 9, everything else as it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.digit(character, None)
        plain = str(digit) if digit is not None else "X" if character in "Ｘｘ" else character
        if code < _COMMON:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def mask(text: str) -> str:
    """The text with identity, phone and bank card numbers masked, however they are spaced or widened."""
    return _masked(text, _KINDS)


def mask_published(text: str) -> str:
    """A text that is to be published, with its mobile numbers; identity and bank card numbers are masked."""
    return _masked_around(_MOBILE, _masked(text, _IDENTITY), _NOT_PUBLISHED)


def mask_but_groups(text: str) -> str:
    """The text with everything masked but the ids of groups, which begin with a minus."""
    return _masked_around(_GROUP_ID, text, _KINDS)


def holds_mobile(text: str) -> bool:
    """Whether a mobile number stands in a text that is to be published."""
    published = mask_published(text)
    return mask(published) != published


def _masked_around(kept: re.Pattern[str], text: str, kinds: Sequence[Kind]) -> str:
    """The text with what stands between the kept pieces masked."""
    pieces, at = [], 0
    for found in kept.finditer(text.translate(_PLAIN)):
        pieces += [_masked(text[at : found.start()], kinds), text[found.start() : found.end()]]
        at = found.end()
    return "".join([*pieces, _masked(text[at:], kinds)])


def _masked(text: str, kinds: Sequence[Kind]) -> str:
    """The text with the numbers of these kinds masked."""
    if len(text) < _SHORTEST:
        return text
    plain = text if text.isascii() else text.translate(_PLAIN)
    if _ELEVEN.search(plain) is None:
        return text
    for pattern, is_one in kinds:
        for found in pattern.finditer(plain):
            if is_one("".join(filter(str.isalnum, found[0]))):
                covered = _covered(found[0])
                text = text[: found.start()] + covered + text[found.end() :]
                plain = plain[: found.start()] + covered + plain[found.end() :]
    return text


def holds_mask(text: str) -> bool:
    """Whether a number was masked in a text."""
    return _MASKED.search(text) is not None


def _covered(number: str) -> str:
    return "".join(MASK if character.isalnum() else character for character in number)


def is_citizen_number(number: str) -> bool:
    """Whether 18 characters are an identity number: a day of birth in the right place.

    The check character does not matter: with one digit mistyped it is somebody's number all the same.
    """
    return len(number) == 18 and _is_day(number[6:14])


def is_old_citizen_number(number: str) -> bool:
    """Whether 15 digits are an identity number of before 1999, which has a day of birth and no check."""
    return len(number) == 15 and number[0] in "12345678" and _is_day("19" + number[6:12])


def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31


def is_card_number(number: str) -> bool:
    """Whether 13 to 19 digits satisfy Luhn's check, or are as many and begin as those of bank cards do."""
    if not 13 <= len(number) <= 19 or len(set(number)) == 1:
        return False
    if len(number) >= _SHORTEST_CARD_MISTYPED and number[0] in _FIRST_OF_CARDS:
        return True
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def _always(_number: str) -> bool:
    return True


def _is_varied(number: str) -> bool:
    return len(set(number)) > 1


_IDENTITY: tuple[Kind, ...] = ((_CITIZEN_18, is_citizen_number),)
_NOT_PUBLISHED: tuple[Kind, ...] = (
    *_IDENTITY,
    (_CARD, is_card_number),
    (_LONG, _is_varied),
    (_SPELT, _is_varied),
    (_CITIZEN_15, is_old_citizen_number),
)
_KINDS: tuple[Kind, ...] = (*_NOT_PUBLISHED, (_PHONE, _always))
