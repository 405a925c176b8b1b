"""How Telegram counts: characters are UTF-16 units, button data are bytes."""

from __future__ import annotations


def utf16(text: str) -> int:
    """The number of UTF-16 units; a character beyond the basic plane counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def measured(value: object, unit: str) -> float:
    """A value in the unit that a limit is stated in."""
    if isinstance(value, str):
        return len(value.encode("utf-8", "surrogatepass")) if unit == "bytes" else utf16(value)
    if isinstance(value, list):
        return len(value)
    assert isinstance(value, int | float)
    return value
