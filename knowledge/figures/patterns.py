"""Patterns of figures: how numbers, clock times, dates and their approximations are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.figures.clock import PARTS_OF_DAY
from knowledge.figures.numerals import DIGITS, ENGLISH_MAGNITUDES, ENGLISH_ONES, ENGLISH_TENS
from knowledge.figures.units import (
    AFTER_DIGITS,
    AND_A_HALF,
    CANONICAL,
    HALVED,
    NOT_BEFORE,
    SHORT_AFTER_DIGITS,
)

# Other shapes of the same sign, one for one, so that offsets stay those of the text given.
FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，。；！？"}
    | dict.fromkeys("\u00a0\u2009\u202f\u3000", " ")
    | dict(zip("萬億兩點個項條戶畝場餘幾數處產條", "万亿两点个项条户亩场余几数处产条", strict=True))
)

FLAGS = re.IGNORECASE | re.ASCII
IN_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_ONE_DIGIT = "[" + "".join(DIGITS) + "]"
# What is said behind a whole sum is one of what it is for: 三千二一个月, 两百五一平.
_ONE_OF = "(?<=[百千万亿][二三四五六七八九])一"
# Possessive: a run of magnitudes is gone through once, not once for each way to part it.
IN_CHARACTERS = rf"(?:(?!{_ONE_OF}){_ONE_DIGIT}|[十亿]|百(?!分[之点]|货|姓)|千(?![瓦克伏])|万(?![能事物]))++"
_DASH = r" ?(?:至|到|[~\-–—]) ?"
_ONES = "|".join(sorted((*ENGLISH_ONES, *ENGLISH_TENS), key=len, reverse=True))
_SCALE = "|".join(word for word in ENGLISH_MAGNITUDES if len(word) > 2)
_SMALL = rf"(?:{_ONES})(?:[ -](?:{_ONES}))?"
_HUNDRED = rf"{_SMALL}(?:[ -]hundred(?:(?: and)? {_SMALL})?)?"
_WORDS = rf"(?:a (?={_SCALE})|{_HUNDRED})(?:[ -]?(?:{_SCALE})(?:,? (?:and )?{_HUNDRED})?)*"
MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
} | {
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "sept": 9,
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()}
_MONTH = "|".join(name for name in sorted(MONTHS, key=len, reverse=True) if name not in ("may", "march"))


def units_of(names: Iterable[str]) -> str:
    """One alternation, the longest first, none before a letter that makes it another word."""
    return "|".join(
        re.escape(name)
        + (f"(?![{NOT_BEFORE[name]}])" if name in NOT_BEFORE else "")
        + ("(?![a-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in sorted(names, key=len, reverse=True)
    )


_LONG = "个(?:[多半])(?:月|小时|星期|礼拜|钟头|工作日)"
ANY_UNIT = f"{_LONG}|{units_of(CANONICAL)}"
_AFTER_DIGITS = {*AFTER_DIGITS, *SHORT_AFTER_DIGITS}
CHINESE_UNIT = f"{_LONG}|{units_of([name for name in CANONICAL if name not in _AFTER_DIGITS])}"
# 一万几千元 are ten thousand and more
_MORE = (
    "(?P<more>好几|(?<=百)几十(?![万亿])|(?<=千)几百(?![万亿])|(?<=万)几千(?![万亿])"
    "|[余几来]|多(?![媒功样数层元少几]))?"
)
# Words that 半 begins, whatever stands before it: 5公里半幅封闭, 70岁半失能
_HALF_WORDS = (
    "[幅价岛程数夜边径山票路途圆挂坡截轴壁球瘫]|自[动助理]|封闭|成品|开放|透明|失能|护理|公[开益]"
    "|脱产|停产|导体|决赛"
)
_HALF = f"个?(?:{units_of(HALVED)})"
_BEHIND = "|".join(f"(?<={name})" for name in AND_A_HALF)
_TAIL = (
    # 一个月多少钱, 一年多补几百; a calendar year is never more than itself (比2024年多出9家)
    "(?P<tail>(?<![12][0-9]{3}年)多(?![媒功样数层少几久元项头]|[给发补交收付花拿领扣][0-9一二两三四五六七八九十几多])"
    f"|(?:{_BEHIND})(?<![0-9]{{4}}年)半(?!{_HALF_WORDS}|个|{_HALF}))?"
)

# Names that hold a numeral before a classifier and are no figures, in any town.
NAMES = (
    *("三番五次", "三天两头", "三年五载", "五花八门", "三三两两", "成千上万", "千家万户", "百分百"),
    *("两口子", "三口之家", "三人行", "二人转", "两面人", "双十一", "五台山"),
    *("三个代表", "四个意识", "四个自信", "四个全面", "两个维护", "两个确立", "八项规定", "三步走"),
    *("九年义务教育", "九年一贯制", "二次供水", "二次加压", "三次产业"),
    *("一时半会", "一时半刻", "一年半载", "半斤八两", "九牛一毛", "一波三折"),
)
_LABELS = (
    r"highway|road|route|line|phase|building|room|section|article|paragraph|bus|flight|page|chapter|grade"
    r"|class"
)
_MARKER = r"\([0-9]{1,2}\)|[0-9]{1,2}(?:[、)](?![ ]?[0-9])|\.(?=[ ]?[^\s0-9]))"  # (1)  2、  3.
_COUNTED = rf"[ ]?(?:%|(?:{_SCALE}|yuan|km|mu)(?![a-z]))"  # not a member of "Nos. 10, 12 and 13"
_MEASURED = r"[.:][0-9]|[ ]?(?:km|kilomet|met|mu(?![a-z])|%)"  # not the number of a road
_BEFORE_MAY = "|".join(f"(?<={word}[ ])" for word in ("in", "by", "of", "to", "since", "from", "until"))
_FIRST = "".join(sorted({*DIGITS, *"十百千万亿第星礼周好几数上过近成半俩仨", *(name[0] for name in NAMES)}))

# Where a figure may start; `skip` is what only looks like one. The first test is there for speed.
START = re.compile(
    rf"""(?=[0-9a-z{_FIRST}( ])(?:(?P<skip>(?:https?://|www\.)[!-~]+
        | 第[ ]?(?:[0-9]+|{IN_CHARACTERS})
        | (?:星期|礼拜|周)[一二三四五六日天]+
        | {"|".join(NAMES)}
        | (?:^|(?<=[\n；;。]))[ ]{{0,4}}(?:{_MARKER})
        | (?<=:)[ ]?[0-9]{{1,2}}[、)](?![ ]?[0-9])
        | (?<![a-z])(?:nos?\.?|number)[ ]?[0-9]+
          (?:(?:[ ]?[,、&][ ]?(?:and[ ])?|[ ]and[ ])[0-9]+(?![0-9]|{_COUNTED}))*
        | (?<![a-z])(?:{_LABELS})[ ][0-9]+(?![0-9]|{_MEASURED})
        | (?P<code>(?<![a-z])(?:(?-i:[A-Z]{{2,5}})-|pm(?=2\.5|10)|[a-z]|(?-i:(?!RMB|CNY)[A-Z]{{2,5}}))
          [0-9]+(?:\.[0-9]+)*[a-z]?(?![a-z]))
      )
      | (?P<digit>(?=[0-9]))
      | (?P<half>半)
      | (?P<both>(?<![俩仨])[俩仨])
      | (?P<vague>(?:(?<!十)好?几|(?<![人总次户件多基指])数|(?<!以)[上过]|(?<![最附邻新靠临])近|成)
          (?=[十百千万亿]+(?!分)))
      | (?P<chinese>(?=[百千万亿十]|{_ONE_DIGIT})(?!(?<=[统唯同之逐划任专合万])一))
      | (?P<month>(?<![a-z])(?:{_MONTH}|(?-i:March)|march(?=[ ][0-9])|may(?=[ ][0-9])
          |(?:{_BEFORE_MAY})(?-i:May))(?![a-z]))
      | (?P<english>(?<![a-z])(?={_ONES}|a[ ](?:{_SCALE})|half[ -]|twice|thrice)))
    """,
    FLAGS | re.VERBOSE,
)

_MINUTES = rf"[0-5][0-9]|[0-9](?=分)|[零〇]{_ONE_DIGIT}|{_ONE_DIGIT}?十{_ONE_DIGIT}?|{_ONE_DIGIT}(?=分)"
# What makes a digit behind a unit or a magnitude a number of its own: 十块三张, 三块五十个, 2万3年
ALONE = (
    r"(?![0-9:%‰]|[.,][0-9]|[〇零二两三四五六七八九十百千万亿点几多来余袋瓶盒包碗杯串捆筐枚副盆罐桶壶箱颗粒样路]"
    rf"|(?!起)(?:{ANY_UNIT}))"
)
A_DIGIT = "[1-9一二三四五六七八九]"
# 8个亿; but 8个亿元项目 are eight
_SCALE_AFTER = (
    "(?P<sum>个(?P<over>多)?(?=[百千]?[万亿](?![元别不要记])))?"
    "(?P<scale>(?:(?<![几余来多])(?:[百万亿]|千(?![瓦克米伏]))|[万亿])*)"  # 一千几百 are no 100,000
)
CLOCK = re.compile(
    rf"(?P<hour>[0-9]{{1,2}}|{_ONE_DIGIT}?十?{_ONE_DIGIT}?)(?:"
    r"(?<=[0-9]):(?P<colon>[0-5][0-9])(?![0-9:])"
    rf"|[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minutes>{_MINUTES})分?(?![钟之])"
    r"|钟|整|(?![一-鿿])|(?=[开起到至前后左的就多以准出上下关才]))"
    r"|(?= ?[ap]\.?m(?![a-z]))| ?o'clock)(?: ?(?P<meridiem>[ap])\.?m(?![a-z])\.?)?",
    FLAGS,
)
PLAIN = re.compile(rf"[0-9]+(?:[, ][0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?|[{''.join(DIGITS)}十百千万亿]+")
YEAR_MONTH_DAY = re.compile(r"([12][0-9]{3})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9])")
SHARE = re.compile(
    rf"(?P<whole>{IN_CHARACTERS}|{IN_DIGITS}|百|千)分之(?P<part>{IN_CHARACTERS}(?:点{_ONE_DIGIT}+)?|{IN_DIGITS}){_MORE}"
)
_NO_TENTHS = "(?![立为员果长就功本交熟都分片家])"  # 三成立, 两成员
TENTHS = re.compile(rf"(?P<tenths>{IN_CHARACTERS}|[0-9])成(?P<half>[半{''.join(DIGITS)}])?{_NO_TENTHS}")
NUMBER = re.compile(
    rf"(?P<number>{IN_DIGITS}(?:\s?(?:[百万亿]|千(?![瓦克米伏]))+(?:{IN_DIGITS}(?:[百万亿]|千(?![瓦克米伏]))+"
    rf"|(?<=[百千万亿])[1-9](?:(?=[元圆块])|{ALONE}))*)?)"  # 2万4, 3万5块
    rf"{_MORE}{_SCALE_AFTER}(?P<plus>\+)?(?:\s?(?P<unit>{ANY_UNIT}){_TAIL})?",
    FLAGS,
)
_CLAUSE_END = r"(?= ?(?:$|[，。；、,;.!?！？）)]|左右|上下|[及或]?以[上下内]))"
_SUM_END = rf"(?=[的吗吧呢嘛]|起(?![来诉草码点初])|{_ONE_OF})"  # 两万的, 补三千吗, 三千二一个月
CHINESE = re.compile(
    rf"(?P<number>{IN_CHARACTERS}(?:点{_ONE_DIGIT}+(?=[万亿%]|个?百分点|{CHINESE_UNIT}))?){_MORE}{_SCALE_AFTER}"
    rf"(?:(?P<unit>{CHINESE_UNIT}){_TAIL}|(?(sum)|(?!))|(?P<round>(?<=[几余多来][万亿]))"
    rf"|(?P<open>(?={_DASH}(?:[0-9]|{IN_CHARACTERS})))|(?P<end>{_CLAUSE_END})|(?P<said>{_SUM_END}))",
    FLAGS,
)
ENGLISH = re.compile(rf"(?P<number>{_WORDS})(?![a-z])", FLAGS)
DIGITS_SCALED = re.compile(rf"{IN_DIGITS}(?:[ -](?:{_SCALE})(?![a-z])|\s?(?:k|bn)(?![a-z]))+", FLAGS)
PARTS = re.compile(
    r"(one|two|three|four|five)[- ](third|quarter|fourth|fifth|sixth|eighth|tenth)s?(?![a-z])", FLAGS
)
HALF_PAST = re.compile(rf"half past ({_ONES}|[0-9]{{1,2}})(?![a-z])", FLAGS)
HALF_OF = re.compile(r"(?<!first[ -])(?<!second[ -])half(?:[ -]an?)?(?=[ -])", FLAGS)
AND_A_HALF_MORE = re.compile(r" and a half(?![a-z])", FLAGS)
MULTIPLE = re.compile(r"(twice|thrice)(?![a-z])", FLAGS)
NEXT_WORDS = re.compile(r"[ -]?([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?", FLAGS)
DAY = re.compile(r"\.?\s+([0-3]?[0-9])(?:st|nd|rd|th)?(?![a-z0-9:%]|[.,][0-9])", FLAGS)
DAY_OF_MONTH = re.compile(
    rf"([0-3]?[0-9])(?:st|nd|rd|th)?(?: of)?\s+(?=(?:{_MONTH}|(?-i:May|March))(?![a-z]))", FLAGS
)
NAMED = re.compile(
    r" ?(?:[国省县乡]道|号[楼线院门桥井文机店泵站厂]|路(?![口段程面基])|线(?!路)"
    r"|中(?=[学校、，,。和与及的]|$))"
)
LETTERS = re.compile(r"[a-z]+", FLAGS)
CAPITAL = re.compile(r"[ -]+[A-Z]")
RUN = re.compile(rf"[{''.join(DIGITS)}十百千万亿]+")
VAGUE = re.compile(rf"(?P<number>[十百千万亿]+)(?P<more>[余多])?(?P<unit>{CHINESE_UNIT})?", FLAGS)
RANGE = re.compile(r" ?(?:至|到|[~\-–—]|to|through|until|and) ?", FLAGS)

PART_BEFORE = re.compile(rf"({'|'.join(PARTS_OF_DAY)})\s*$")
# The part of the day holds for both ends of a span: 下午1:30至 before 5:00, to 5 p.m. behind 1:30.
PART_OF_SPAN_BEFORE = re.compile(
    rf"(?P<part>{'|'.join(PARTS_OF_DAY)})\s*(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
    r"(?::[0-5][0-9]|[点时](?:半|[0-9]{1,2}分?|整)?)?\s*(?:至|到|[-~—–])\s*$"
    r"|[0-9] ?(?P<meridiem>[ap])\.?m\.? ?(?:to|until|till|[-~—–]) ?$",
    FLAGS,
)
PART_OF_SPAN_BEHIND = re.compile(
    r" ?(?:to|until|till|[-~—–]) ?[0-9]{1,2}(?::[0-5][0-9])? ?(?P<meridiem>[ap])\.?m(?![a-z])", FLAGS
)
PART_BEHIND = re.compile(r" (in the (?:afternoon|evening)|at night|midnight)", FLAGS)
PHONE_BEFORE = re.compile(
    r"(?:拨|打|电话|热线|报警|call|dial|phone|hotline)[^0-9]{0,6}(?:[0-9]{3,5}(?:、|/|,|或| or )* ?)*$",
    FLAGS,
)
PHONE_AFTER = re.compile(r" ?(?:报警|热线|电话|急救|火警|指挥|平台|hotline)", FLAGS)
PHONES = re.compile(r"1(?:10|19|20|22)|12[0-9]{3}|9[56][0-9]{3,4}")  # numbers where a call is spoken of
HOTLINE = "12345"

# Words that make 多 say by how much more one is than another: 比2024年的20.62亿元多1.24亿元
COMPARING = re.compile(r"[比较跟](?![例如重赛方率])[^，。；！？,;!?]*$")
# Words before a figure that make it a bound, which itself lies beyond it (超过) or within it (不超过).
OVER, UNDER = (
    ("超过", "超", "逾", "多于", "高于", "大于"),
    ("不足", "不到", "低于", "少于", "小于", "未满", "不满"),
)
AT_LEAST, AT_MOST = ("不少于", "不低于", "至少", "起码"), ("不超过", "不超", "不高于", "不多于", "不大于")
MORE_BY = re.compile(rf"(?:出来?|了)?[0-9{''.join(DIGITS)}十百千万]")  # what 多 is more by
# How far from exact: before and after the number, in both languages.
BEFORE = re.compile(
    rf"(?:(?P<more>{'|'.join((*OVER, *AT_LEAST))}"
    r"|(?<![a-z])(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|no (?:less|fewer) than))"
    r"|(?P<about>(?<![节预合签公条契违])约|大概|(?<![最附邻新靠临])近|接近|差不多"
    r"|(?<![a-z])(?:about|around|approximately|roughly|some|nearly|almost|close to))"
    rf"|(?P<less>{'|'.join((*UNDER, *AT_MOST))}"
    r"|(?<![a-z])(?:less than|fewer than|under|below|no more than|not (?:more than|over|exceed(?:ing)?))))"
    r"\s*(?:rmb|cny|[¥￥$]|an?(?= ))?\s*$",
    FLAGS,
)
AFTER = re.compile(
    r"\s?(?:(?P<more>及?以上|or more|(?:and|or) (?:above|over)|-plus)|(?P<about>左右|上下|or so)"
    r"|(?P<less>及?以下|or (?:less|under|below)))",
    FLAGS,
)
BEHIND = re.compile(rf"{AFTER.pattern}|[之以][内外]|以前|之前")  # what bounds a figure, exact or not
CURRENCY = re.compile(r"(?:(?P<yuan>[¥￥]|rmb|cny)|\$) ?$", FLAGS)
# The last character before a figure that may be said to be more, about or less.
BEFORE_ENDS = frozenset("过超逾于少码约概近多足到满¥￥$")
