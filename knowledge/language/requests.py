"""Requests of official letters (请提供场数及总面积) as the questions that they put.

They name what they want by its heading rather than ask for it, several in one sentence, behind a clause that
says who writes and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.language.formulas import CLOSE, REPLY, SALUTATION
from knowledge.language.question_words import ANYTHING
from knowledge.language.signs import signs_in, signs_of

_CLAUSE = "[^,。!;:?]"  # a character of one
_BEGINS = r"(?:^|(?<=[,。!;:? ]))"
_END = r"[?。!;,: ]*$"
_NOW = "[兹特现谨]?"
_PLEASE = rf"{_NOW}(?:敬请|恳请|烦请|谨请|务请|请|烦|望|盼)"
_OFFICE = "(?:部门|单位|局|科|处|办|室|会|馆|组|院|中心|公司|报社|电视台|队|股|站)"
_THEM = rf"(?:(?:贵|你|有关|相关){_CLAUSE}{{1,4}}?|{_CLAUSE}{{2,10}}?{_OFFICE})?"
_KINDLY = "(?:予以?|协助|帮忙|一并|分别|如实|据实|逐项|简要|详细|书面|复函|函复)*"
_LIST = "(?:列举|列明|列出|列示|开列)"
_TELLS = "提供|说明|介绍|通报|明确|报送|报明|上报|核报|核实|阐明|阐述|公布|反馈"
_TELL = rf"(?:{_LIST}|{REPLY}|{_TELLS})(?:一下|如下)?"
_REQUEST = (
    rf"{_BEGINS}{_PLEASE}+{_THEM}{_KINDLY}{_TELL}[:,]?"
    rf"(?={_CLAUSE}{{4}}|{_CLAUSE}{{0,4}}[:(]|其一)(?!书|时限|期限)"
)
# 需援引财政收入的数额
_NEED = (
    rf"{_BEGINS}{_NOW}(?:需要?|拟|欲|须)(?:援引|引用|了解|获悉|获知|知悉|查询|掌握|核对)(?={_CLAUSE}{{4}})"
)
# 请就意见的数量予以书面答复
_ABOUT = (
    rf"{_BEGINS}{_PLEASE}{_THEM}就(?P<about>{_CLAUSE}{{4,40}}?)"
    rf"(?:予以?|给予|作出?|做出?|进行)一?[个下]?(?:书面|简要|详细)?(?:{_TELL}|解释|解答)"
)
_ASKED_FOR = re.compile(rf"{_ABOUT}|{_REQUEST}|{_NEED}")
_NO_AREA = f"(?!{_CLAUSE}*(?<![贵本我该全各农城])[区县镇乡村](?![级委直]))"
# Who writes (民政科:, 市督查室致函:) and why (拟编写手册,): no part of what is asked.
_WROTE = "(?:[谨特来致现]?(?:函询|征询|函|核查|查询|咨询|询)|台鉴|钧鉴|台启)"
_WRITES = rf"{_NO_AREA}{_CLAUSE}{{1,14}}{_OFFICE}{_WROTE}?:"
_WHY = (
    rf"{_NO_AREA}(?:{_CLAUSE}{{0,16}}?(?:拟|需|须|欲|正在|现(?!就|有))|为了?|因|兹因|兹为|鉴于){_CLAUSE}{{3,24}}?[,:]"
    rf"|{_NO_AREA}{_CLAUSE}{{0,8}}受{_CLAUSE}{{2,10}}?委托[,:]"
    rf"|关于{_CLAUSE}{{4,40}}?(?:的函|一节|一事|事宜)[,:]"
)
_PREAMBLE = re.compile(rf"{_WRITES}|{_WHY}")
_SALUTED = re.compile(rf"^(?:{SALUTATION})*")
_MARKED = re.compile("[^,。!;:?]*[,。!;:?]*")
_INQUIRED = re.compile(rf"^(?:{SALUTATION})*{_NO_AREA}{_CLAUSE}{{1,14}}{_OFFICE}{_WROTE}[:,]")
_AFTER_REQUEST = re.compile(
    rf",(?:(?:以便|以供|以资|俾){_CLAUSE}*(?=[,。!;:?]|$)|并?各举一例(?={_END})"
    rf"|(?:并|{_PLEASE})+{_KINDLY}{_TELL}(?=[,。!;:?]|$))"
)
_LISTED = re.compile(rf"(?:^|并请?){_LIST}(?P<things>{_CLAUSE}{{2,20}}?)(?={_END})")
_SIGNS = signs_of(_ASKED_FOR, _INQUIRED, _AFTER_REQUEST)

# (一)场数;(二)面积
_NUMERAL = r"(?:[一二三四五六七八九]|\d)"
_NUMBERED = re.compile(
    rf"(?:^|[,;:。]|(?<=以来))[ ]*(?:[(]{_NUMERAL}[)]|[一二三四五六七八九]、|其[一二三四][,:])"
)
# What several are asked for at once: 分别为何
_OF_EACH = re.compile(
    rf"(?:(?:各自?|分别|均)(?:又?[是为系有达共])?(?:多少|何|若干|哪些|什么)|为何|如何|为多少)(?={_END})"
)
_CLOSES = re.compile(CLOSE)
_HOW_MANY = re.compile(rf"几何(?={_END})")
_JOINS = re.compile(
    rf"[,;]?(?:以及|及其?(?![时格早])|并请?{_TELL}|并(?=协助)|[和与、])"
    rf"|[,;](?={_CLAUSE}+(?:数量|情况|[个次场户家项人]数))"
)
_COUNTER = "[次场户家项个条件份人名处所栋辆棵册张起]"
_HEADING = re.compile(
    rf"""
    (?P<of>[的之]?)(?:
        (?P<counted>总?(?P<counter>{_COUNTER})[数次])
      | (?P<number>总?(?:数量|数目)|总数|总量|场次)
      | (?P<things>村街?|校|街|项目|工程|企业|活动)数
      | (?P<measure>
          (?:最[高低多少大长]|平均|合计|累计)?
          (?:总?(?:面积|里程|金额|数额|额度|规模|投资|投资额|产值|产量|收入|支出|税收)
            |[总款余限]额|[一-鿿]{{1,2}}率|比例|占比|[增涨升降]长?幅度?|增速|频次|频率
            |上限|下限|标准|单价|价格|费用|期限|时长|距离)
        )
      | (?P<name>姓名)
      | (?P<ways>举措|措施|手段|方式|办法|做法|渠道|类别|种类|范围)
      | (?P<content>内容|情况|机制|[对]象|等级|级别|职责)
      | (?P<known>
          名称|校名|路名|名单|时间|周期|日期|地点|地址|位置|电话|热线|条件|材料|流程|原因|人选|进展|成效
        )
    )
    {_END}
    """,
    re.VERBOSE,
)
_QUESTIONS = {  # by the group of the heading; what is not here asks by itself
    "counted": "有多少{counter}",
    "number": "有多少",
    "things": "有多少个{things}",
    "measure": "{measure}是多少",
    "name": "是谁",
    "ways": "{ways}有哪些",
    "content": "{content}是什么",
}
_ASKS = re.compile(f"{ANYTHING}|何[种时处地人项者]|若干|是否")


class Request(NamedTuple):
    """The questions that a request puts.

    Attributes:
        listed: whether they are numbered items, so that what limits the first says nothing of the others.
    """

    questions: tuple[str, ...] = ()
    listed: bool = False


_NOTHING = Request()


def read_request(text: str) -> Request:
    """What a normalised text requests; no questions if it requests nothing."""
    text = _HOW_MANY.sub("多少", _CLOSES.sub("", text)).rstrip("。!,;: ")
    if signs_in(text).isdisjoint(_SIGNS):
        return _several(text)
    wanted = _AFTER_REQUEST.sub("", _INQUIRED.sub("", _without_preamble(text)))
    if not _ASKED_FOR.search(wanted):
        several = _several(wanted)
        return several if several.questions or wanted == text else Request((wanted,))
    wanted = _ASKED_FOR.sub(_wanted, wanted).rstrip("?。!;,: ")
    if len(items := _items(wanted)) > 1:
        return Request(items, listed=True)
    *before, last = re.split(r"(?<=[。!?;])", wanted)
    return Request((*before, *_each_asked(_LISTED.sub(_which, last))))


def _without_preamble(text: str) -> str:
    """A text without who writes and why, if nothing else stands before what it requests."""
    request = _ASKED_FOR.search(text)
    if request is None:
        return text
    before = _SALUTED.sub("", text[: request.start()])
    clauses = filter(None, _MARKED.findall(before))
    return text[request.start() :] if all(map(_PREAMBLE.fullmatch, clauses)) else text


def _wanted(request: re.Match[str]) -> str:
    """What remains of a request: what it is about, and that a list is wanted."""
    return request["about"] or ("列举" if re.search(f"{_LIST}[:,]?$", request.group()) else "")


def _which(listed: re.Match[str]) -> str:
    """What is asked by having things listed."""
    things = listed["things"]
    first = "" if listed.start() == 0 else "以及"
    return first + (things if _is_whole(things) else f"{things}有哪些")


def _items(text: str) -> tuple[str, ...]:
    """What is asked by each numbered item of a list; what stands before them holds for each."""
    opening, *items = _NUMBERED.split(text)
    return tuple(opening.strip(",:;。") + _question(item.strip(",;。 ")) for item in items if item)


def _several(text: str) -> Request:
    """What is requested by a text that only names several things by their headings."""
    if _ASKS.search(_OF_EACH.sub("", text)):
        return _NOTHING
    if len(items := _items(text)) > 1:
        return Request(items, listed=True)
    asked = _each_asked(text)
    return Request(asked) if len(asked) > 1 else _NOTHING


def _each_asked(text: str) -> tuple[str, ...]:
    """A question for each heading that a text joins."""
    together = _OF_EACH.search(text)
    plain = text[: together.start()].rstrip(",") if together else text
    conjuncts = tuple(_conjuncts(plain))
    return tuple(map(_question, conjuncts)) if len(conjuncts) > 1 else (_question(text),)


def _conjuncts(text: str) -> Iterator[str]:
    """What a text joins; the text alone unless each of them but the last ends with a heading or asks."""
    start = 0
    for joined in _JOINS.finditer(text):
        if _is_whole(before := text[start : joined.start()]):
            yield before
            start = joined.end()
    yield text[start:]


def _is_whole(conjunct: str) -> bool:
    """Whether a conjunct names what is wanted of it, or asks itself."""
    return len(conjunct) > 1 and bool(_HEADING.search(conjunct) or _ASKS.search(conjunct))


def _question(conjunct: str) -> str:
    """What is asked by a heading with what it is of (各校的人数: 各校有多少人)."""
    heading = _HEADING.search(conjunct)
    if heading is None or heading.lastgroup is None or _ASKS.search(conjunct):
        return conjunct
    of = conjunct[: heading.start()]
    if not of:
        return f"{conjunct}是多少"
    asked = _QUESTIONS.get(heading.lastgroup, "")
    if not asked:
        return conjunct
    joined = "的" if heading["of"] and asked.startswith("{") else ""
    return of + joined + asked.format(**heading.groupdict())
