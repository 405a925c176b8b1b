"""Words that turn back to what was said before: 回到刚才的电影, 前面说的电影, 说错了,我想问电影."""

from __future__ import annotations

import re

_MARK = "[,。!:;~… ]"
_SAID = "(?:我?(?:说|问|提|讲|聊)(?:到|过|起)?的)"
_BEFORE = "(?:刚才|刚刚|前面|之前|上面|一开始|最开始)"
_TURNING = re.compile(
    rf"(?:(?:啊|哦|噢|嗯|对了|不对|算了|等等|等一?下){_MARK}*)*"
    rf"(?:我?(?:说|打|问|写|发)错了?(?:话|字)?了?{_MARK}+"
    rf"|(?:再|那)?换一?个(?:话题|问题)?{_MARK}+"
    rf"|(?:再|还是)?回到{_BEFORE}{_SAID}?的?(?:那个|那)?(?:问题)?"
    rf"|(?:再|还是)?回到(?=[^,。?!]+,)"
    rf"|{_BEFORE}{_SAID}(?:那个|那)?)"
    rf"{_MARK}*(?:我(?:其实)?是?(?:想|要)?问(?:的是?|一下|问)?{_MARK}*)?"
    r"(?P<rest>[^,。?!呢吗]{2}.*)"
)
_TIED = ("那", "它", "他", "她", "这")


def turned_back(text: str) -> str:
    """A normalised text without the words that turn back, tied to the turn before by 那 instead."""
    found = _TURNING.fullmatch(text)
    if found is None:
        return text
    rest = found["rest"]
    return rest if rest.startswith(_TIED) else "那" + rest
