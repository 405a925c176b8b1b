"""Rewrites of a normalised text before it is interpreted, so that it says only what it asks."""

from __future__ import annotations

import re

from knowledge.figures.numerals import whole
from knowledge.language.query import NUMERALS
from knowledge.language.question_words import ANYTHING
from knowledge.language.signs import signs_in, signs_of

_MARK = "[,。!:;~… ]"
_SAID = "(?:我?(?:说|问|提|讲|聊)(?:到|过|起)?的)"
_BEFORE = "(?:刚才|刚刚|前面|之前|上面|一开始|最开始)"
# 不是问领导,我问督导组; 回到刚才的电影, 前面说的电影, 说错了,我想问电影
_TOPIC_RETURN = re.compile(
    rf"(?:(?:啊|哦|噢|嗯|对了|不对|算了|等等|等一?下){_MARK}*)*"
    rf"(?:我?(?:说|打|问|写|发)错了?(?:话|字)?了?{_MARK}+"
    rf"|(?:再|那)?换一?个(?:话题|问题)?{_MARK}+"
    rf"|我?(?:又)?不是(?:想|要)?(?:问|说|指)的?[^,。?!]{{1,10}}[,。]+(?=我?(?:其实)?是?(?:想|要)?问)"
    rf"|(?:再|还是)?回到{_BEFORE}{_SAID}?的?(?:那个|那)?(?:问题)?"
    rf"|(?:再|还是)?回到(?=[^,。?!]+,)"
    rf"|{_BEFORE}{_SAID}(?:那个|那)?)"
    rf"{_MARK}*(?:(?:我(?:其实)?是?(?:想|要)?|(?:其实)?是(?:想|要)?)问(?:的是?|一下|问)?{_MARK}*)?"
    r"(?P<rest>[^,。?!呢吗]{2}.*)"
)
_CONNECTIVES = ("那", "它", "他", "她", "这")
# 新增多少户,不是新设立多少家
_NOT_ASKED = re.compile(
    r"(?:^|(?<=[,。;:?! ]))(?:[我俺咱](?:[问说]的|想问的)?)?[并而可]?"
    r"(?:不是(?:问|说|要问|想问)?|没[问说]|不问|不想(?:问|知道)|别[问说])"
    rf"(?P<what>[^,。?!;: ]*?{ANYTHING}[^,。?!;: ]*?)"
    r"(?P<end>$|[,。;:?! ]|(?=(?:[我俺]?是?问的?是|而是|要问)))"
)
# 别老说处级的, 别跟我提去年的: not about that
_SAID_TOO_OFTEN = re.compile(
    r"(?:^|(?<=[,。;:?! ]))(?:[你您]们?)?(?:别|甭|不要)(?:再|老|总|光|净|只|跟我|给我)+(?:说|提|讲|拿)"
    r"[^,。?!;: ]{1,8}?的?(?:了|来)?(?=$|[,。;:?! ])"
)
# 收入多少我知道,涨了多少
_KNOWN = re.compile(
    rf"(?:^|(?<=[,。;:?! ]))(?P<of>[^,。?!;: ]*?){ANYTHING}[^,。?!;: ]*?"
    r"[我俺咱](?:都|也|已经|倒)?(?:知道|晓得|清楚)[了的]?(?:[,。;: ]|$)"
)
# …?农村那个我知道: after what is asked
_KNOWN_TOO = re.compile(
    r"(?<=[,。;:?!])[^,。?!;: ]{1,10}[我俺咱](?:都|也|已经|倒)?(?:知道?|晓得|清楚)[了的]?(?=$|[,。;:?!])"
)
# 问的是座谈会,不是去联系点那个,开了几次: the other of two
_NOT_THAT_ONE = re.compile(
    r"(?<=[,。;:?! ])(?:不是|不要|没问)[^,。?!;: ]{1,14}?(?:那一?[个件种项条块些]|这[个件种])(?=$|[,。;:?! ])"
)
# unsafe houses in the city, not in villages: in English
_NOT_THOSE = re.compile(
    r", (?:and |but )?not (?:in|at|for|the|of|on|about|by|counting|including)\b [a-z' -]{2,30}"
    r"(?:,|(?=[?.!]|$))"
)
# of the 110 shops, how many sell food: one clause
_COUNTED_WHOLE = re.compile(r"^(?P<whole>(?:of|among) [^,?]{3,50}), (?=how many\b)")
_SIGNS_OF_UNASKED = signs_of(_NOT_ASKED, _NOT_THAT_ONE, _SAID_TOO_OFTEN, _KNOWN, _KNOWN_TOO)
# 书法班收钱不收: asks whether
_SPLIT_CHOICE = re.compile(
    r"(?<![不没])(?P<verb>[收要给开上办交让管补发])(?P<of>[一-鿿]{1,2})不(?P=verb)(?=$|[,。?! 啊呀呢])"
)
_YEARS_SPAN = re.compile(r"(?<=20\d\d)年度(?!假|考|报|计划|体检|目标)")
# 十四点五公斤; 八点五个人 begins with a time
_DECIMAL = re.compile(
    f"(?<![{NUMERALS}点第])(?P<whole>[{NUMERALS}]{{1,5}})点(?P<part>[零一二三四五六七八九]{{1,3}})"
    "(?=[元块万亿斤吨克米里亩升度平倍]|公[斤里顷]|千[克米]|立方|毫米|厘米|个百分点|个点)"
)
_REPEATED = re.compile("(?P<said>(?!一)[一-鿿]{2,6}?)[啊呀嗯呃哎]{0,2}(?P=said)")
_HESITATES = re.compile("[嗯呃哎]|那个[^?]*那个|啊[^?]*啊")
_RHETORICAL = re.compile("[吗么吧]$")  # 不是有多少多少吗 asks
_ASKS = re.compile(
    ANYTHING + r"|[吗么呢]|是不是|有没有|[要问]的是|想(?:问|知道)|\b(?:how|what|which|who|when|where)\b"
)
# 在那 for 在哪, 有那些 for 有哪些
_WHERE = re.compile(
    r"(?<=[在搁到去上往住])(?<![现正实存]在)那(?!时|天|年|会|阵|么|个时)(?=[一-鿿]{0,4}(?:[,。?!;]|$))"
)
_COUNTED = "[个家所条项种类户片]"
_WHICH = re.compile(
    rf"(?:(?<=[有是分了])|(?<=包括)|^)那(?=些|几{_COUNTED}|[二两三四五六七八九十\d]+{_COUNTED})"
)
_ANY = re.compile(rf"那(?=些|里|儿|天|年|边|几?{_COUNTED}|几|[二两三四五六七八九十\d]+{_COUNTED})")


def rewrite_topic_return(text: str) -> str:
    """A text with 那 instead of a phrase of return to an earlier topic (回到刚才的电影)."""
    found = _TOPIC_RETURN.fullmatch(text)
    if found is None:
        return text
    rest = found["rest"]
    return rest if rest.startswith(_CONNECTIVES) else "那" + rest


def drop_unasked_clauses(text: str) -> str:
    """A text without the clauses that it disclaims (不是新设立多少家), if it asks anything else."""
    disclaims = not _SIGNS_OF_UNASKED.isdisjoint(signs_in(text))
    kept = (_without_unasked(text) if disclaims else _NOT_THOSE.sub("", text)).strip(" ,;:")
    return kept if kept != text and _ASKS.search(kept) else text


def _without_unasked(text: str) -> str:
    """A text without the clauses that it disclaims."""
    shortened = _NOT_THAT_ONE.sub("", _KNOWN_TOO.sub("", _SAID_TOO_OFTEN.sub("", text)))
    return _KNOWN.sub(r"\g<of>,", _NOT_ASKED.sub(_left, shortened))


def _left(rejected: re.Match[str]) -> str:
    """What remains of a disclaimed clause: only its end; all of it if it is a rhetorical question."""
    return rejected.group() if _RHETORICAL.search(rejected["what"]) else rejected["end"]


def rewrite_either_way(text: str) -> str:
    """A text with 收不收钱 for 收钱不收, whose end is no negation."""
    return _SPLIT_CHOICE.sub(r"\g<verb>不\g<verb>\g<of>", text)


def join_counted_whole(text: str) -> str:
    """An English text whose clause on a whole (of the 110 shops, how many …) is one with what is counted."""
    return _COUNTED_WHOLE.sub(r"\g<whole> ", text)


def rewrite_years(text: str) -> str:
    """A text with 2025年 for 2025年度."""
    return _YEARS_SPAN.sub("年", text) if "年度" in text else text


def rewrite_decimals(text: str) -> str:
    """A text with 14.5公斤 for 十四点五公斤, of which the beginning would be read as a time."""
    return _DECIMAL.sub(_in_figures, text) if "点" in text else text


def _in_figures(decimal: re.Match[str]) -> str:
    """A decimal in figures; as it is where its words make no number."""
    number = whole(decimal["whole"])
    return decimal.group() if number is None else f"{number}.{''.join(map(_digit, decimal['part']))}"


def _digit(numeral: str) -> str:
    """A digit of a decimal in figures (五: 5)."""
    return str("零一二三四五六七八九".index(numeral))


def drop_repetitions(text: str) -> str:
    """A text without what is said again at once, as people do who hesitate (嗯供热供热站, 啊降了降了多少)."""
    return _REPEATED.sub(r"\g<said>", text) if _HESITATES.search(text) else text


def restore_question_words(text: str, *, spelt: bool = False) -> str:
    """A text without a question word, with 哪 instead of a 那 that was probably meant to ask (在那).

    Args:
        spelt: whether the text was pinyin, which does not tell 那 from 哪: then every 那 that can ask does.
    """
    if "那" not in text:
        return text
    return (_ANY if spelt else _WHICH).sub("哪", _WHERE.sub("哪", text))
