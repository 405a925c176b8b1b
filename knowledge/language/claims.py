"""Claims: what a question for a yes says of a thing, apart from naming it (电影都是免费放的吧)."""

from __future__ import annotations

import re

from knowledge.language.interpret import Query

_CLOSING = re.compile(
    r"[,。]?(?:这个?说法|这[话事])?(?:是不是|对不对|(?:对|是|真)的?(?=[吧吗么嘛])|有这(?:回事|事)|没错)?"
    r"[吧吗么嘛啊呀呢]*[?!。]*$"
)
_ALL = "全都|全部|统统|一律|清一色|个个|家家|户户|大多数|绝大多数|大部分|大半|多半|多数|大多|主要|基本上?|都|全"
_HOLDS = "是|为|在|由|用|靠|给|归|来自|属于"
_IS = ("是", "为", "属于", "来自")
_QUANTIFIED = re.compile(
    rf"(?P<mark>{_ALL})(?:都|全)?(?:已经?)?(?P<holds>{_HOLDS})?(?P<what>[^,。?!;]+)$"
)
_CLOSED = re.compile(r"(?<!是不)(?<!不)是(?:不是)?(?P<what>[^,。?!;是]{2,}的)$")
_IS_A_KIND = re.compile(r"(?<![不就也还只而算])(?P<is>是)(?P<what>[^,。?!;是\d不否]{2,})$")
_SAID_APART = re.compile(r"(?:^|[,。!;])(?P<topic>[^,。?!;]+),(?P<what>[^,。?!;]+)$")
_ALSO_BEFORE_NOUNS = ("主要", "全", "全部", "基本", "多数", "大部分", "大多数", "绝大多数")  # 主要道路
_CHECKS = re.compile("[准真实错对说写记信]|靠谱")  # 准不准, 没写错: of the figure, not of the thing
_EXISTS = re.compile("有(?![的些人])")  # 有那种只跑一处就全办完的点
_DENIED = re.compile(r"(?<!是)不(?:就|也|都|全)?是|可不|不都?$")
_RELATIVE = re.compile(r"的(?=[一-鿿])")
_NOT_A_CLAIM = re.compile(r"说|知道|听|\d")  # 都说, 都3年了
_FIGURE_ENDS = re.compile(r"[的数左右多余]*")


def claimed(query: Query) -> tuple[int, int] | None:
    """Where what a question claims begins and ends; None where it claims nothing, or asks something else."""
    if not query.yes_no or query.english or any(not cue.noun for cue in query.cues):
        return None
    text = query.text[: _CLOSING.search(query.text).start()]
    return _quantified(query, text) or _closed(text) or _kind(query, text) or _apart(query, text)


def _quantified(query: Query, text: str) -> tuple[int, int] | None:
    """What is said of all, or of most (都种的杨树)."""
    starts = {word.start: word for word in query.words}
    ends = {word.end for word in query.words}
    stretch = text.rfind(",") + 1
    for found in _QUANTIFIED.finditer(text, stretch):
        start, end = found.span("mark")
        if start not in starts or end not in ends or _DENIED.search(text, stretch, start):
            continue
        if _NOT_A_CLAIM.match(found["what"]):
            continue
        if found["holds"] not in _IS and (
            _EXISTS.search(text, stretch, start) or (not found["holds"] and _names(query, found)) or _is_relative(query, found)
        ):
            continue
        return found.span("what")
    return None


def _names(query: Query, found: re.Match[str]) -> bool:
    """Whether a mark says which things are meant, right before a noun (主要道路)."""
    if found["mark"] not in _ALSO_BEFORE_NOUNS:
        return False
    behind = next((word for word in query.words if word.start >= found.end("mark")), None)
    return behind is not None and behind.tag.startswith(("n", "kb", "q", "m"))


def _is_relative(query: Query, found: re.Match[str]) -> bool:
    """Whether it is said of a thing that the question goes on about (都过世的孩子有补助吗)."""
    of = _RELATIVE.search(found["what"])
    if of is None:
        return False
    after = found.start("what") + of.end()
    said = [word for word in query.words if after <= word.start < found.end("what")]
    return len(said) > 1


def _closed(text: str) -> tuple[int, int] | None:
    """What stands between 是 and 的 (是遥感量出来的)."""
    stretch = text.rfind(",") + 1
    found = _CLOSED.search(text, stretch)
    return None if found is None or _DENIED.search(text, stretch, found.start() + 1) else found.span("what")


def _kind(query: Query, text: str) -> tuple[int, int] | None:
    """What kind of thing those are said to be whose number is stated (31户危房是土坯房)."""
    stretch = text.rfind(",") + 1
    found = _IS_A_KIND.search(text, stretch)
    if found is None or not any(stretch <= figure.start < found.start() for figure in query.figures):
        return None
    last = next((word for word in query.words if word.end == len(text)), None)
    noun = last is not None and (not last.tag or last.tag.startswith(("n", "kb")))
    return found.span("what") if noun else None


def _apart(query: Query, text: str) -> tuple[int, int] | None:
    """What follows a thing and its figure (2300家,开饭馆的)."""
    found = _SAID_APART.search(text)
    if found is None or _CHECKS.search(found["what"]):
        return None
    end = found.end("topic")
    stated = any(_FIGURE_ENDS.fullmatch(query.text[f.end : end]) for f in query.figures if f.end <= end and f.start>=found.start("topic"))
    return found.span("what") if stated else None
