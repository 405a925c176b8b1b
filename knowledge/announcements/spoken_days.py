"""Days that are named as seen from the day of the announcement: 明早, 今晚, 本周六."""

from __future__ import annotations

import re

_SPOKEN = re.compile(
    r"(?<![以之])大?[前后]天(?!桥|[气冷热])|[今明昨][天日早晨晚夜]|当[天日晚]"
    r"|(?:[本这下]个?|上个?)(?:周|星期|礼拜)[一二三四五六日天末]?|[本这下]个?月"
)


def spoken_days(text: str) -> tuple[str, ...]:
    """The days of a text that mean another date when they are read on another day, each once, in order."""
    return tuple(dict.fromkeys(_SPOKEN.findall(text)))
