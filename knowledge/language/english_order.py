"""What a clause of an English question says, and its words in the order in which Chinese has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.language.english import English, Part

TO_HAVE_TO, MAY = "要", "可以"
_WHETHER_THERE_IS, _THERE_IS, _WHETHER = "有没有", "有", "吗"
_HOW_MUCH_MONEY, _HOW_LONG = "多少钱", "多久"
_FROM, _TO = "从{}", "到{}"
_BEHIND_OBJECT = frozenset({"怎么", "去哪里", "在哪里"})  # 身份证怎么补办
_WITHOUT_VERB = {"谁": "是谁", "怎么": "怎么办"}
_LONG_THING = re.compile("[路街桥河线管道渠堤坝墙廊场]$")  # how long is a road asks for no time


@dataclass(slots=True)
class Chunk:
    """Words that stand together, at the beginning or behind a preposition.

    Attributes:
        form: how Chinese puts them.
        verb: where among them the first verb stands.
    """

    form: str = "{}"
    words: list[str] = field(default_factory=list)
    verb: int | None = None

    @property
    def text(self) -> str:
        """The words as Chinese puts them."""
        said = "".join(self.words)
        return self.form.format(said) if said else ""

    def begin_with(self, word: str) -> None:
        """Puts a word before all others."""
        self.words.insert(0, word)
        if self.verb is not None:
            self.verb += 1


@dataclass(slots=True)
class Said:
    """What a clause says.

    Attributes:
        main: its words up to the first preposition.
        limits: those behind prepositions.
        each: what each of a unit gets or costs (每吨).
        asks: what asks, where it asks with no noun, and where Chinese puts this.
        noun_asked: what asks, with its noun (什么材料).
        asks_what: whether it asks what something is.
        is_yes_no: whether it begins as a yes-no question does.
        exists: whether it is about what there is.
    """

    main: Chunk = field(default_factory=Chunk)
    limits: list[Chunk] = field(default_factory=list)
    each: list[str] = field(default_factory=list)
    asks: tuple[Part, str] | None = None
    noun_asked: str = ""
    asks_what: bool = False
    is_yes_no: bool = False
    exists: bool = False

    @property
    def has_asked(self) -> bool:
        """Whether something in it asks already."""
        return self.asks is not None or bool(self.noun_asked) or self.asks_what


def in_chinese_order(said: Said, english: English) -> str:
    """The words of a clause as Chinese puts them: limits first, what asks last or before the verb."""
    needed = _taken_out(said)
    if said.exists:
        said.main.begin_with(_WHETHER_THERE_IS if said.is_yes_no and not said.has_asked else _THERE_IS)
    end = _asked_last(said, english)
    before = "".join(limit.text for limit in reversed(_with_ranges(said.limits)))
    each = "".join(said.each)
    return before + said.main.text + each + needed + said.noun_asked + end


def _taken_out(said: Said) -> str:
    """要, taken out of the words where it belongs before what asks: 申请要什么材料."""
    words = said.main.words
    if TO_HAVE_TO not in words or not (said.noun_asked or said.asks_what):
        return ""
    at = words.index(TO_HAVE_TO)
    del words[at]
    if said.main.verb is not None and at < said.main.verb:
        said.main.verb -= 1
    return TO_HAVE_TO


def _asked_last(said: Said, english: English) -> str:
    """What asks behind all other words; what asks before the verb is put there."""
    if said.asks_what:
        return _asked_of(said.main, english)
    if said.asks is None:
        only_told = said.noun_asked or said.exists or not said.is_yes_no or not said.main.words
        return "" if only_told else _WHETHER
    part, asks = said.asks
    if part is not Part.ASKS_BEFORE_VERB:
        is_long = asks == _HOW_LONG and said.main.verb is None and _LONG_THING.search(said.main.text)
        return "多长" if is_long else asks
    if said.main.verb is None:
        return _WITHOUT_VERB.get(asks, asks)
    _put_before_verb(said.main, said.main.verb, asks)
    return ""


def _put_before_verb(main: Chunk, verb: int, asks: str) -> None:
    """Puts what asks before the verb, and the object of this before both: 身份证怎么补办."""
    words = main.words
    if asks in _BEHIND_OBJECT:
        main.words = [*words[verb + 1 :], *words[:verb], asks, words[verb]]
    else:
        words.insert(verb, asks)


def _asked_of(main: Chunk, english: English) -> str:
    """What asks for the main noun (what is the price), or for what is done."""
    noun = main.text
    if noun.endswith(_HOW_MUCH_MONEY):
        return ""
    if main.verb is not None:
        return "什么"
    return next((asks for end, asks in english.heads if noun.endswith(end)), "是什么")


def _with_ranges(limits: list[Chunk]) -> list[Chunk]:
    """The limits that say something, with from … to … as one."""
    joined: list[Chunk] = []
    for limit in limits:
        if not limit.words:
            continue
        if joined and joined[-1].form == _FROM and limit.form == _TO:
            joined[-1] = Chunk(words=[joined[-1].text, limit.text])
        else:
            joined.append(limit)
    return joined
