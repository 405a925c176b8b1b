"""HTML as Telegram reads it: text and entities out of tags, or the reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tests.telegram_api.lengths import utf16
from tests.telegram_api.refusal import bad_request

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6});?|#(\d{1,7});?|(lt|gt|amp|quot);?)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]*(?=[\s>])))?""")
_VALUE = re.compile(r"""\s*=\s*(["']?)""")
_NAME = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*>")


@dataclass(kw_only=True)
class Tag:
    """A start tag that waits for its end."""

    name: str
    at: int
    attributes: dict[str, str] = field(default_factory=dict)


class Parser:
    """One pass over a text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._place = 0
        self._text: list[str] = []
        self._units = 0
        self._open: list[Tag] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The text without its tags, and its entities."""
        while self._place < len(self._source):
            if self._source.startswith("</", self._place):
                self._end_tag()
            elif self._source[self._place] == "<":
                self._start_tag()
            elif found := _REFERENCE.match(self._source, self._place):
                self._take(_character(found), found.end())
            else:
                self._take(self._source[self._place], self._place + 1)
        if self._open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        self._entities.reverse()  # of two on the same words, the outer one was closed last
        self._entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return "".join(self._text), self._entities

    def _take(self, text: str, place: int) -> None:
        self._text.append(text)
        self._units += utf16(text)
        self._place = place

    def _start_tag(self) -> None:
        begin = self._place
        found = _NAME.match(self._source, begin)
        assert found
        name = found[1].lower()
        if found.end() == len(self._source):
            self._refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _KINDS:
            self._refuse(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        tag = Tag(name=name, at=self._units, attributes=self._attributes(name, begin, found.end()))
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            self._refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(tag)

    def _attributes(self, name: str, begin: int, place: int) -> dict[str, str]:
        """What stands in a start tag after its name; the place moves behind the tag."""
        attributes: dict[str, str] = {}
        while True:
            place += len(self._source[place:]) - len(self._source[place:].lstrip())
            if place == len(self._source):
                self._refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if self._source[place] == ">":
                self._place = place + 1
                return attributes
            found = _ATTRIBUTE.match(self._source, place)
            if found is None:
                self._refuse(f'Empty attribute name in the tag "{name}" at byte offset {self._byte(begin)}')
            value = _VALUE.match(self._source, found.end())
            if found[2] is None and value:
                self._refuse_value(begin, value)
            attributes[found[1].lower()] = _REFERENCE.sub(_character, (found[2] or "").strip("\"'"))
            place = found.end()

    def _refuse_value(self, begin: int, value: re.Match[str]) -> NoReturn:
        """A value that could not be read: its quotes stay open, or it needs some."""
        if value[1] or value.end() == len(self._source):
            self._refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self._refuse(f"Unexpected end of name token at byte offset {self._byte(value.end())}")

    def _end_tag(self) -> None:
        begin = self._place
        if not self._open:
            self._refuse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        found = _END.match(self._source, begin)
        if found is None:
            self._refuse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag, name = self._open.pop(), found[1].lower()
        if name not in ("", tag.name):
            where = f"at byte offset {self._byte(begin)}"
            self._refuse(f'Unmatched end tag {where}, expected "</{tag.name}>", found "</{name}>"')
        self._place = found.end()
        if self._units > tag.at:
            self._add(tag)

    def _add(self, tag: Tag) -> None:
        """The entity of a tag; a link without an address is one to the words it stands on."""
        entity: Entity = {"type": _KINDS[tag.name], "offset": tag.at, "length": self._units - tag.at}
        entity |= _details(tag)
        if tag.name == "a" and not entity.get("url"):
            words = "".join(self._text).encode("utf-16-le", "surrogatepass")[2 * tag.at :]
            entity["url"] = words.decode("utf-16-le", "surrogatepass")
            if "." not in entity["url"]:
                return
        outer = self._entities[-1] if self._entities else None
        language = entity.get("language") or (outer and outer.get("language"))
        if tag.name == "pre" and outer and outer["type"] == "code" and _span(outer) == _span(entity):
            self._entities.pop()
            entity |= {"language": language} if language else {}
        self._entities.append(entity)

    def _byte(self, place: int) -> int:
        return len(self._source[:place].encode("utf-8", "surrogatepass"))

    def _refuse(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def _character(found: re.Match[str]) -> str:
    """What a reference stands for; one that stands for nothing is left as it is typed."""
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    valid = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else found[0]


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _details(tag: Tag) -> Entity:
    """What an entity carries besides its place."""
    given = tag.attributes
    if tag.name == "a":
        return {"url": given.get("href", "")}
    if tag.name == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if tag.name == "code" and given.get("class", "").startswith("language-"):
        return {"language": given["class"].removeprefix("language-")}
    if tag.name == "tg-emoji":
        return {"custom_emoji_id": given.get("emoji-id", "")}
    if tag.name == "tg-time" and given.get("unix", "").isdigit():
        return {"unix_time": int(given["unix"])}
    return {}
