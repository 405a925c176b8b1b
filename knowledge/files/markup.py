"""Telegram's HTML: what a reader sees of it, and what is wrong with it before Telegram says so."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

MOST_TEXT, MOST_CAPTION = 4096, 1024  # UTF-16 units that a reader sees of a message and of a caption
_TAGS = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "a",
        "code",
        "pre",
        "blockquote",
        "tg-spoiler",
        "tg-emoji",
        "span",
    ]
)
_SIGNS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}  # Telegram knows no others by name
_SAFE_LINKS = ("http://", "https://", "tg://", "mailto:", "tel:")


class _Reading(HTMLParser):
    """Follows the tags of a text and keeps its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bare = {name for name, value in attrs if value is None}
        nowhere = tag == "a" and not _leads_somewhere(dict(attrs).get("href"))
        if tag not in _TAGS or nowhere or bare - {"expandable"}:
            self.wrong = self.wrong or f"<{tag}>"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong = self.wrong or f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "<" in data:  # the parser found no tag behind it; Telegram looks for one
            self.wrong = self.wrong or "<"

    def handle_entityref(self, name: str) -> None:
        self.words.append(_SIGNS.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.words.append(unescape(f"&#{name};"))


def _leads_somewhere(link: str | None) -> bool:
    return link is not None and link.lower().startswith(_SAFE_LINKS)


def _read(html: str) -> _Reading:
    reading = _Reading()
    reading.feed(html)
    reading.close()
    return reading


def plain(html: str) -> str:
    """What a reader sees."""
    return "".join(_read(html).words)


def broken(html: str) -> str:
    """The first tag that Telegram would refuse (unknown, not closed, closed out of order), or nothing."""
    reading = _read(html)
    return reading.wrong or (f"<{reading.open[-1]}>" if reading.open else "")


def units(text: str) -> int:
    """How long a text is as Telegram counts, in UTF-16 units; a lone surrogate is one."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(html: str) -> int:
    """How many of these units a reader sees."""
    return units(plain(html))
