"""Claims: what a yes-no question states about a thing, apart from naming it (电影都是免费放的吧)."""

from __future__ import annotations

import re

from knowledge.language.dictionary import OWN_TAG
from knowledge.language.query import Query

Span = tuple[int, int]

_CLOSING = re.compile(
    r"[,。]?(?:这个?说法|这[话事])?(?:是不是|对不对|(?:对|是|真)的?(?=[吧吗么嘛])|有这(?:回事|事)|没错)?"
    r"[吧吗么嘛啊呀呢]*[?!。]*$"
)
# 听说要从小区边上过,真的假的
_WHETHER_TRUE = re.compile(
    r"[,。 ]?(?:这个?(?:消息|说法)?|这[话事])?(?:到底|究竟)?"
    r"(?:是不?是真的?|(?:是|当)?真的?(?:还是)?假的?|(?:是|当)?真的(?=[吧吗么嘛不])|(?:是否)?属实|有这(?:回事|事))"
    r"[吧吗么嘛啊呀呢不没]*[?!。]*$"
)
_HEARD = re.compile(
    r"^(?:我|俺)?(?:听(?:说|人说|人家说|别人说|邻居说|人讲|讲)|都说|有人说|人家说|据说"
    r"|(?:[一-鿿]{0,4}群|网|朋友圈|抖音|村|外头|外面)[里上]?(?:都|有人)?(?:在)?[说传]),?"
)
_AMOUNT = re.compile(r"[\d一二两三四五六七八九十百千万半](?:个|小时|[天月年元块成倍次折])")
_MOST = "大多数|绝大多数|大部分|大半|多半|多数|大多|主要|基本上?"
_ALL = f"全都|全部|统统|一律|清一色|个个|家家|户户|{_MOST}|都|全"
_IS = ("是", "为", "属于", "来自")
_QUANTIFIED = re.compile(
    rf"(?P<mark>{_ALL})(?:都|全)?(?:已经?)?(?P<holds>{'|'.join(_IS)}|在|由|用|靠|给|归)?(?P<what>[^,。?!;]+)$"
)
_BEFORE_NOUNS = ("主要", "全", "全部", "基本", "多数", "大部分", "大多数", "绝大多数")  # 主要道路
_OF_ALL = re.compile(r"[^说知听\d]")  # not 都说, 都知道, 都3年了
_CLOSED = re.compile(r"(?<!是不)(?<!不)是(?:不是)?(?P<what>[^,。?!;是]{2,}的)$")
_KIND = re.compile(r"(?<![不就也还只而算])是(?P<what>[^,。?!;是\d不否]{2,})$")
_SAID_APART = re.compile(r"(?:^|[,。!;])(?P<topic>[^,。?!;]+),(?P<what>[^,。?!;]+)$")
_BEHIND_A_FIGURE = re.compile("[的数左右多余]*")
_CHECKS = re.compile("[准真实错对说写记信]|靠谱")  # 准不准, 没写错: of the figure, not of the thing
_NOT_SAID = re.compile(r"(?<!是)不(?:就|也|都|全)?是|可不|不都?$|非得|必须|一定")  # denied, or demanded
_EXISTS = re.compile("有(?![的些人])")  # 有那种只跑一处就全办完的点
_RELATIVE = re.compile(r"的(?=[一-鿿])")
_NOUNS = ("n", OWN_TAG)


def claim_in(query: Query) -> Span | None:
    """The span of what a question claims; None if it claims nothing, or asks something else."""
    if query.english or any(not cue.noun for cue in query.cues):
        return None
    if rumour := _rumour(query):
        return rumour
    if not query.yes_no:
        return None
    closing = _CLOSING.search(query.text)
    end = closing.start() if closing else len(query.text)
    start = query.text.rfind(",", 0, end) + 1
    return (
        _quantified(query, start, end)
        or _closed(query, start, end)
        or _kind(query, start, end)
        or _apart(query, end)
    )


def _rumour(query: Query) -> Span | None:
    """The span of what is asked to be true or false; none with a figure, which the answer sets right."""
    closing = _WHETHER_TRUE.search(query.text)
    if closing is None or query.figures or _AMOUNT.search(query.text):
        return None
    heard = _HEARD.match(query.text)
    start, end = heard.end() if heard else 0, closing.start()
    start = max(start, query.text.rfind("。", 0, end) + 1)
    return (start, end) if start < end else None


def _quantified(query: Query, start: int, end: int) -> Span | None:
    """The span of what is said of all, or of most (都种的杨树)."""
    for mark in _marks(query, start, end):
        apart = mark["holds"] in _IS or not _EXISTS.search(query.text, start, mark.start())
        if apart and _OF_ALL.match(mark["what"]) and not _names_things(query, mark):
            return mark.span("what")
    return None


def _marks(query: Query, start: int, end: int) -> list[re.Match[str]]:
    """The matches of words for all or most, if they are whole words (not 都 in 首都) and not negated."""
    starts, ends = ({word.start for word in query.words}, {word.end for word in query.words})
    found, offset = [], start
    while match := _QUANTIFIED.search(query.text[:end], offset):
        offset = match.start() + 1
        whole = match.start() in starts and match.end("mark") in ends
        if whole and not _NOT_SAID.search(query.text, start, match.start()):
            found.append(match)
    return found


def _names_things(query: Query, mark: re.Match[str]) -> bool:
    """Whether a word for all or most is part of a name of the things: 主要道路, 都过世的孩子有补助吗."""
    if mark["holds"] in _IS:
        return False
    behind = [word for word in query.words if mark.end("mark") <= word.start < mark.end()]
    before_noun = mark["mark"] in _BEFORE_NOUNS and not mark["holds"]
    if before_noun and behind and behind[0].tag.startswith((*_NOUNS, "q", "m")):
        return True
    of = _RELATIVE.search(mark["what"])
    after = mark.start("what") + of.end() if of else mark.end()
    return sum(word.start >= after for word in behind) > 1


def _closed(query: Query, start: int, end: int) -> Span | None:
    """The span between 是 and 的 (是遥感量出来的)."""
    found = _CLOSED.search(query.text[:end], start)
    if found is None or _NOT_SAID.search(query.text, start, found.start() + 1):
        return None
    return found.span("what")


def _kind(query: Query, start: int, end: int) -> Span | None:
    """The span of the kind that counted things are said to be of (31户危房是土坯房)."""
    found = _KIND.search(query.text[:end], start)
    if found is None or not any(start <= figure.start < found.start() for figure in query.figures):
        return None
    last = next((word for word in query.words if word.end == end), None)
    is_noun = last is not None and (not last.tag or last.tag.startswith(_NOUNS))
    return found.span("what") if is_noun else None


def _apart(query: Query, end: int) -> Span | None:
    """The span after a thing and its figure (2300家,开饭馆的)."""
    found = _SAID_APART.search(query.text[:end])
    if found is None or _CHECKS.search(found["what"]):
        return None
    start, until = found.span("topic")
    stated = (figure.end for figure in query.figures if start <= figure.start and figure.end <= until)
    counted = any(_BEHIND_A_FIGURE.fullmatch(query.text, offset, until) for offset in stated)
    return found.span("what") if counted else None
