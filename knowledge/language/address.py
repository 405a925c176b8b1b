"""Whom a question is put to: 谁知道, 哪位晓得 turn to everybody and ask for nobody."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"(?<![是由归找叫给被让跟和为])(?:有没有|有)?(?:谁|哪位|哪个)(?:能|可以|来)?(?:"
    r"知道|晓得|清楚|了解|说说|讲讲"
    r"|告诉(?:一下|下|我们?|咱们?|俺们?|大家)"
    r"|(?:给|跟|和)(?:我们?|咱们?|俺们?|大家)(?:说说?|讲讲|科普)(?:一?下)?"
    r")(?!的)(?:吗|呢|啊|呀|不|么|一?下)?"
)
