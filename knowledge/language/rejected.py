"""What a question says that it does not ask: 新增多少户,不是新设立多少家; 收入多少我知道,涨了多少."""

from __future__ import annotations

import re

from knowledge.language.question_words import WHAT

_NOT_ASKED = re.compile(
    r"(?:^|(?<=[,。;:?! ]))(?:[我俺咱](?:[问说]的|想问的)?)?[并而可]?"
    r"(?:不是(?:问|说|要问|想问)?|没[问说]|不问|不想(?:问|知道)|别[问说])"
    rf"(?P<what>[^,。?!;: ]*?{WHAT}[^,。?!;: ]*?)"
    r"(?P<end>$|[,。;:?! ]|(?=(?:[我俺]?是?问的?是|而是|要问)))"
)
# 别老说处级的, 别跟我提去年的: not that one
_SAID_TOO_OFTEN = re.compile(
    r"(?:^|(?<=[,。;:?! ]))(?:[你您]们?)?(?:别|甭|不要)(?:再|老|总|光|净|只|跟我|给我)+(?:说|提|讲|拿)"
    r"[^,。?!;: ]{1,8}?的?(?:了|来)?(?=$|[,。;:?! ])"
)
_KNOWN = re.compile(
    rf"(?:^|(?<=[,。;:?! ]))(?P<of>[^,。?!;: ]*?){WHAT}[^,。?!;: ]*?"
    r"[我俺咱](?:都|也|已经|倒)?(?:知道|晓得|清楚)[了的]?(?:[,。;: ]|$)"
)
# …?农村那个我知道: said behind what is asked
_KNOWN_TOO = re.compile(
    r"(?<=[,。;:?!])[^,。?!;: ]{1,10}[我俺咱](?:都|也|已经|倒)?(?:知道?|晓得|清楚)[了的]?(?=$|[,。;:?!])"
)
_RHETORICAL = re.compile("[吗么吧]$")  # 不是有多少多少吗 asks
_ASKS = re.compile(WHAT + "|[吗么呢]|是不是|有没有")


def asked_only(text: str) -> str:
    """A normalised text without the clauses that it says are not asked, if it asks anything besides."""
    said = _KNOWN_TOO.sub("", _SAID_TOO_OFTEN.sub("", text))
    kept = _KNOWN.sub(r"\g<of>,", _NOT_ASKED.sub(_left, said)).strip(" ,;:")
    return kept if kept != text and _ASKS.search(kept) else text


def _left(rejected: re.Match[str]) -> str:
    """What stays of a clause: nothing but its end where it is rejected, all of it where that is an asking."""
    return rejected.group() if _RHETORICAL.search(rejected["what"]) else rejected["end"]
