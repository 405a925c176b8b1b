"""English questions in Chinese, word for word, for a knowledge base that has no English of its own.

A gloss is no translation: it has the words of a question in Chinese, with what asks where Chinese puts it and what
limits a thing before this. What the word list does not know stays as it is, marked as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from knowledge.language.english import ASKING, MOST_WORDS, English, Glosses, Part, Renderings, split_words
from knowledge.language.english_figures import figures_in_chinese
from knowledge.language.query import UNKNOWN_WORD

_ONE_DOES = "(?:(?:do|can|could|should|must|shall|would|does) (?:i|we|you|one|people)|to)"
_CALL = "(?:call|ring|dial|phone|telephone)"
_CONTRACTIONS = (
    (re.compile(r"\bcan'?t\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon'?t\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|have|has|had|could|should|would)nt\b"), r"\1 not"),
    (re.compile(r"\b(what|where|when|who|how|that|there|it|here|he|she)'?s\b"), r"\1 is"),
    (re.compile(r"'(?:m|re)\b"), " are"),
    (re.compile(r"'(?:ve|ll|d)\b"), ""),
    (re.compile(r"\b(first|last) ((?:[a-z]+ ){1,2}?)(bus|ferry|boat|train)\b"), r"\2\1 \3"),
    (re.compile(rf"\b(?:what|which)(?: phone| telephone)? number {_ONE_DOES} {_CALL}\b"), "which number to call"),
    (re.compile(rf"\bwho(?:m)? {_ONE_DOES} {_CALL}\b"), "who to call"),
    (re.compile(rf"\bwho(?:m)? {_ONE_DOES} (?:contact|ask|see|turn to|speak to|talk to)\b"), "who to contact"),
    (re.compile(rf"\bhow {_ONE_DOES} (?:contact|reach)\b"), "how to contact"),
)
_OPENING = re.compile(
    r"^(?:(?:hello|hi|hey|please|excuse me|sorry|dear sir|good (?:morning|afternoon|evening)|so|well|ok|okay"
    r"|(?:can|could|would) you (?:please )?(?:tell me|explain|say)|(?:please )?tell me|do you know|does anyone know"
    r"|(?:i|we) (?:want|need|like|would like|wish) to (?:know|ask)|i would like to know|i am wondering|i wonder"
    r"|may i ask|can i ask|i have a question|any idea)\b[ ,:.!]*)+"
)
_FOLLOWS = re.compile(r"^(?:and|what about|how about|then)\b")
_ABOUT = re.compile(r"^(?:what|how) about\b")
_BREAK = re.compile(
    r"(?<!\d)[.,]|[.,](?!\d)|[;?!]"
    r"|\b(?:and|or|but) (?=(?:how|what|where|when|which|who|why|is|are|do|does|can|must|should|until)\b)"
)
_TOKEN = re.compile(r"[\d.:~]*[㐀-鿿%][㐀-鿿\d.:%~-]*|\d+(?:[.:]\d+)*|[a-z]+\d+[a-z\d]*|[a-z]+(?:'s?)?")
_LATIN = re.compile("[a-z]")
_LIMITING = re.compile("(?:以上|以下|岁|年|日|月|点|内|晚上|上午|下午|%)$|:")

_LONG_THING = re.compile("[路街桥河线管道渠堤坝墙廊]$")

_BE = frozenset({"is", "are", "was", "were", "am", "be", "been", "being"})
_DO = frozenset({"do", "does", "did"})
_CAN = frozenset({"can", "could", "may", "might"})
_MUST = frozenset({"must", "need", "needs", "should", "required", "ought", "needed"})
_AUXILIARY = _BE | _DO | _CAN | frozenset({"must", "should", "shall", "will", "would", "has", "have", "had"})
_HAVE = frozenset({"have", "has", "had"})
_ARTICLES = frozenset({"a", "an", "the", "my", "your", "our", "his", "her", "their", "this", "these", "those", "its", "any"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "one", "to", "not"})
_EACH = frozenset({"per", "each", "every", "a", "an"})
_RELATIVE = (Part.ASKS_BEFORE_VERB, Part.ASKS_WITH_NOUN)
_SUBORDINATE = frozenset({"when", "where", "who", "how"})
_AFTER_OBJECT = frozenset({"怎么", "去哪里", "在哪里"})  # 身份证怎么补办
_PAST = frozenset({"lost", "broken", "stolen", "damaged"})  # a lost card: 卡丢了
_EXISTS, _MAY, _HAS_TO, _IS_IT = "有没有", "可以", "要", "吗"


@dataclass(frozen=True, slots=True)
class Glosser:
    """Puts English questions into Chinese.

    Attributes:
        english: the phrases that it knows.
        function_words: English words that have no content.
        is_told: whether a Chinese word is said somewhere in the knowledge base.
        spelt: the name of the knowledge base that letters spell; None if they spell none.
    """

    english: English
    function_words: frozenset[str]
    is_told: Callable[[str], bool]
    spelt: Callable[[str], str | None]

    def gloss(self, text: str) -> str | None:
        """A normalised question in Chinese; None if it is hardly English: half its words are not known."""
        text = _expanded(text)
        clauses = [_Clause(self, words) for words in self._clauses(text)]
        known = sum(clause.known for clause in clauses)
        unknown = sum(clause.unknown for clause in clauses)
        if not known or unknown > known:
            return None
        said = [said for clause in clauses if (said := clause.chinese(alone=len(clauses) == 1))]
        return ("那" if _FOLLOWS.match(text) else "") + ",".join(said) or None

    def _clauses(self, text: str) -> Iterator[tuple[str, ...]]:
        """The words of each clause; figures are Chinese already."""
        for clause in _BREAK.split(figures_in_chinese(text, self.english.units)):
            opened = _OPENING.sub("", clause.strip(" '\"-()"))
            words = tuple(_TOKEN.findall(_ABOUT.sub("", _FOLLOWS.sub("", opened))))
            if words:
                yield words

    def chosen(self, renderings: Renderings) -> str:
        """The first rendering that the knowledge base has; the first of all if it has none."""
        return next((chinese for chinese in renderings if self.is_told(chinese)), renderings[0])


def _expanded(text: str) -> str:
    """A text without contractions and hyphens."""
    for pattern, words in _CONTRACTIONS:
        text = pattern.sub(words, text)
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)


@dataclass(slots=True)
class _Chunk:
    """Words that stand together, behind a preposition or at the beginning."""

    form: str = "{}"
    words: list[str] = field(default_factory=list)
    verb: int | None = None  # where the verb stands among them

    @property
    def text(self) -> str:
        """The words as Chinese puts them."""
        said = "".join(self.words)
        return self.form.format(said) if said else ""


class _Clause:
    """One clause, read from its first word to its last."""

    def __init__(self, glosser: Glosser, words: Sequence[str]) -> None:
        self._glosser = glosser
        self._english = glosser.english
        self._words = words
        self._chunks = [_Chunk()]
        self._here = self._chunks[0]  # where the next word goes
        self._each: list[str] = []  # 每吨, 每天
        self._asked: tuple[Part, str] | None = None
        self._noun_asked = ""  # what asks with its noun: 什么材料
        self._exists = False
        self._negated = self._postponed = ""
        self._last = ""  # part of speech of the last word with content
        self._is_yes_no = words[0] in _AUXILIARY or words[0] == "whether"
        self._is_asked_what = False
        self.known = self.unknown = 0
        self._read()

    def chinese(self, *, alone: bool) -> str:
        """The clause in Chinese."""
        chunks = [chunk for chunk in self._chunks[1:] if chunk.text]
        before = "".join(chunk.text for chunk in reversed(_with_ranges(chunks)))
        main = self._chunks[0]
        if _HAS_TO in main.words and (self._noun_asked or self._is_asked_what):
            main.words.remove(_HAS_TO)  # 申请要什么材料
            main.verb = main.verb - 1 if main.verb else main.verb
            each_needed = _HAS_TO
        else:
            each_needed = ""
        if self._exists:
            main.words.insert(0, _EXISTS if self._is_yes_no else "有")
        each, asked = "".join(self._each), self._asked
        if asked and asked[0] is Part.ASKS_BEFORE_VERB and main.verb is not None:
            at = main.verb + self._exists
            if asked[1] in _AFTER_OBJECT and len(main.words) > at + 1:
                main.words = [*main.words[at + 1 :], *main.words[:at], asked[1], main.words[at]]
            else:
                main.words.insert(at, asked[1])
            return before + main.text + each + each_needed + self._noun_asked
        end = asked[1] if asked else ""
        if self._is_asked_what:
            end = each_needed + self._asked_of(main)
        elif asked and asked[0] is Part.ASKS_BEFORE_VERB:
            end = {"谁": "是谁", "怎么": "怎么办"}.get(end, end)
        elif end == "多久" and main.verb is None and _LONG_THING.search(main.text):
            end = "多长"
        said = before + main.text + each + (each_needed if self._noun_asked else "") + self._noun_asked + end
        if said and self._is_yes_no and not (asked or self._noun_asked or self._exists or self._is_asked_what):
            said += _IS_IT
        return said

    def _asked_of(self, main: _Chunk) -> str:
        """What asks for the main noun (what is the price)."""
        noun = main.text
        if noun.endswith("多少钱"):
            return ""
        if main.verb is not None:
            return "什么"
        return next((asks for end, asks in self._english.heads if noun.endswith(end)), "是什么")

    def _read(self) -> None:
        at = 0
        while at < len(self._words):
            at += self._step(at) or self._unknown(at)

    def _step(self, at: int) -> int:
        """Reads a phrase; the number of its words, or 0 if none is known there."""
        word = self._words[at]
        if not _LATIN.search(word):
            return self._figure(word)
        if word in _EACH and (read := self._period(at)):
            return read
        for count in range(min(MOST_WORDS, len(self._words) - at), 0, -1):
            phrase = tuple(part for word in self._words[at : at + count] for part in split_words(word))
            if count == 1 and (read := self._grammar(at)):
                return read
            glosses = self._english.glosses(phrase)
            if glosses and (read := self._phrase(at, count, glosses)):
                return read
        return 0

    def _phrase(self, at: int, count: int, glosses: Glosses) -> int:
        """Reads a phrase that the list has."""
        asks = next((part for part in ASKING if part in glosses), None)
        if asks:
            return self._asks(asks, glosses[asks][0], at, count)
        if Part.PREPOSITION in glosses:
            return self._preposition(glosses[Part.PREPOSITION][0], at, count)
        if Part.DROPPED in glosses and len(glosses) == 1:
            return count
        part = self._part(glosses, at, count)
        chinese = self._glosser.chosen(glosses[part])
        if self._words[at] in _PAST and at and at + count < len(self._words) and not self._next_is_grammar(at + count):
            self._postponed = chinese
            self.known += 1
            return count
        if self._asked is None or chinese != self._asked[1]:
            self._say(chinese, part, at)
        return count

    def _part(self, glosses: Glosses, at: int, count: int) -> Part:
        """What a phrase is where it stands: a book, or to book."""
        if Part.VERB in glosses and self._words[at].endswith("ing") and count == 1:
            return Part.VERB if self._words[at] not in self._english.tables[-2] else next(iter(glosses))
        if Part.VERB in glosses and (Part.NOUN in glosses or Part.ADJECTIVE in glosses):
            before = self._words[at - 1] if at else ""
            behind = self._words[at + count] if at + count < len(self._words) else ""
            other = Part.NOUN if Part.NOUN in glosses else Part.ADJECTIVE
            is_verb = before in _SUBJECTS | _CAN or (behind in _ARTICLES and self._last != Part.VERB)
            return Part.VERB if (is_verb or self._wants_verb(at)) and before not in _ARTICLES else other
        return next(part for part in (Part.NOUN, Part.ADJECTIVE, Part.VERB) if part in glosses)

    def _next_is_grammar(self, at: int) -> bool:
        word = self._words[at]
        return word in _ARTICLES or word in _SUBJECTS or Part.PREPOSITION in self._english.glosses((word,))

    def _wants_verb(self, at: int) -> bool:
        """Whether the verb of the clause is still to come: one was put before its subject (does the bus leave)."""
        helped = any(word in _DO | _CAN | {"will", "must", "should"} for word in self._words[:at])
        return helped and self._chunks[0].verb is None and self._last in {Part.NOUN, Part.ADJECTIVE}

    def _is_predicate(self, part: Part, at: int) -> bool:
        """Whether a word behind a chunk belongs to the whole clause: is the ticket for children valid."""
        if self._here is self._chunks[0] or not self._here.words:
            return False
        if part is Part.VERB:
            return self._wants_verb(at)
        return part is Part.ADJECTIVE and at == len(self._words) - 1 and bool(_BE & {*self._words[:3]})

    def _say(self, chinese: str, part: Part, at: int = 0) -> None:
        """Adds a word to the chunk that is read; the verb of the clause to the first."""
        if self._is_predicate(part, at):
            self._here = self._chunks[0]
        chunk = self._here
        if part is Part.VERB and chunk.verb is None:
            chunk.verb = len(chunk.words)
        chunk.words.append(self._negated + chinese)
        if part is Part.NOUN and self._postponed:
            chunk.words.append(self._postponed)
            self._postponed = ""
        self._negated, self._last = "", part
        self.known += 1

    def _figure(self, figure: str) -> int:
        """A figure, or what is Chinese already; ages and times limit what stands before them."""
        if _LIMITING.search(figure) and not self._negated:
            self._here.words.insert(0, figure)
            self._here.verb = None if self._here.verb is None else self._here.verb + 1
            self.known += 1
        else:
            self._say(figure, Part.NOUN)
        return 1

    def _period(self, at: int) -> int:
        """What each of a unit gets or costs: per tonne, a day."""
        if self._words[at] in {"a", "an"} and (at == 0 or self._last not in {Part.NOUN, Part.ADJECTIVE, ""}):
            return 0
        for count in (2, 1):
            unit = " ".join(self._words[at + 1 : at + 1 + count])
            chinese = self._english.units.get(unit) or self._english.units.get(unit.removesuffix("s"))
            if chinese:
                self._each.append("每" + chinese)
                self.known += 1
                return 1 + count
        if self._words[at] in {"per", "each", "every"}:
            self._here.words.append("每")
            return 1
        return 0

    def _asks(self, part: Part, chinese: str, at: int, count: int) -> int:
        """A phrase that asks; a second one only joins a clause to the question (what if, those who)."""
        word, behind = self._words[at], self._words[at + count : at + count + 1]
        joins = count == 1 and word in _SUBORDINATE and behind and behind[0] in _SUBJECTS - {"to"}
        if self._asked or self._noun_asked or self._is_asked_what or joins:
            return count if word in {"when", "where", "who", "which", "what", "how", "that", "whose"} else 0
        self.known += 1
        self._is_yes_no = False
        if part is not Part.ASKS_WITH_NOUN:
            self._asked = part, self._with_amount(chinese, behind)
            return count
        return count + self._asks_with_noun(chinese, at + count)

    def _with_amount(self, chinese: str, behind: Sequence[str]) -> str:
        """How much of a thing is no money."""
        if chinese == "多少钱" and behind and behind[0] not in _AUXILIARY | _ARTICLES and behind[0] not in {"to", "i"}:
            return "多少"
        return chinese

    def _asks_with_noun(self, chinese: str, at: int) -> int:
        """What, which and how many with their noun; the number of words of that."""
        rest = self._words[at:]
        if chinese == "多少" and (counted := self._counted(rest)):
            self._noun_asked, count = counted
            return count
        noun = tuple(takewhile(self._is_of_noun, rest))
        if not noun:
            self._is_asked_what = chinese != "多少"
            self._noun_asked = "" if self._is_asked_what else "有多少个"
            return 0
        said = _Clause(self._glosser, noun)
        self.known, self.unknown = self.known + said.known, self.unknown + said.unknown
        self._noun_asked = chinese + said._chunks[0].text  # noqa: SLF001 - a clause of its own kind
        return len(noun)

    def _is_of_noun(self, word: str) -> bool:
        """Whether a word belongs to the noun that is asked for."""
        if word in _AUXILIARY or word in _SUBJECTS or word in _ARTICLES or word in _EACH or not _LATIN.search(word):
            return False
        glosses = self._english.glosses((word,))
        return not glosses or Part.NOUN in glosses or Part.ADJECTIVE in glosses

    def _counted(self, rest: Sequence[str]) -> tuple[str, int] | None:
        """What asks for the number of a thing that Chinese counts in its own way."""
        for count in (2, 1):
            if len(rest) >= count and (found := self._english.counted_as(rest[:count])):
                return found, count
        return None

    def _preposition(self, form: str, at: int, count: int) -> int:
        """What begins a chunk; `to` before a verb begins none."""
        behind = self._words[at + count : at + count + 1]
        if self._words[at] == "to" and behind and self._is_verb(behind[0]):
            if self._last == Part.NOUN:
                self._begin(_Chunk())
            return count
        if not (self._last == Part.VERB and self._words[at] == "for" and self._here is self._chunks[0]):
            self._begin(_Chunk(form=form))
        return count

    def _begin(self, chunk: _Chunk) -> None:
        self._chunks.append(chunk)
        self._here = chunk

    def _is_verb(self, word: str) -> bool:
        return Part.VERB in self._english.glosses((word,)) or word in {"be", "have", "get", "do"}

    def _grammar(self, at: int) -> int:
        """An auxiliary, a negation, an article or another word that only joins words."""
        word, behind = self._words[at], self._words[at + 1 : at + 2]
        if word in {"not", "never"}:
            self._negated = "没" if self._words[at - 1] in {"did", "has", "have", "had"} else "不"
        elif word == "no":
            self._negated = "没有"
        elif word == "there" and {*self._words[max(at - 2, 0) : at + 3]} & (_BE | {"will"}):
            self._exists = True
        elif word in _HAVE:
            return self._have(at, behind)
        elif word in _CAN or word in _MUST:
            self._modal(_MAY if word in _CAN else _HAS_TO)
        elif word in {"and", "or"}:
            self._here.words.extend(["和" if word == "and" else "或"] if self._here.words else [])
        elif not (word in _AUXILIARY or word in _ARTICLES or word in _SUBJECTS - {"to"} or word in {"whether", "if"}):
            return 0
        self.known += 1
        return 1

    def _have(self, at: int, behind: Sequence[str]) -> int:
        """To have something, to have to do it, or to have done it."""
        self.known += 1
        if behind and behind[0] == "to":
            self._modal(_HAS_TO)
            return 2
        if any(word in _DO | _CAN or word in _SUBJECTS for word in self._words[:at]) and not self._asked:
            self._say("有", Part.VERB)
        return 1

    def _modal(self, chinese: str) -> None:
        """可以 and 要, once, with their negation before them."""
        words = self._here.words
        if chinese not in words:
            words.append(self._negated + chinese)
            self._negated = ""

    def _unknown(self, at: int) -> int:
        """A word that is not known: a name in pinyin, or left as it is."""
        word = self._words[at]
        plain = word.rstrip("'").removesuffix("'s")
        joined = plain + self._words[at + 1] if at + 1 < len(self._words) else ""
        if spelt := self._glosser.spelt(plain):
            self._say(spelt, Part.NOUN)
            return 1
        if joined and not self._is_known(at + 1) and (spelt := self._glosser.spelt(joined)):
            self._say(spelt, Part.NOUN)
            return 2
        if plain in self._glosser.function_words:
            return 1
        self._here.words.append(f"{self._negated}{UNKNOWN_WORD}{plain}")
        self._negated, self._last = "", Part.NOUN
        self.unknown += 1
        return 1

    def _is_known(self, at: int) -> bool:
        word = self._words[at]
        return not _LATIN.search(word) or bool(self._english.glosses((word,))) or word in _AUXILIARY


def _with_ranges(chunks: list[_Chunk]) -> list[_Chunk]:
    """The chunks, with from … to … as one."""
    joined: list[_Chunk] = []
    for chunk in chunks:
        if joined and joined[-1].form == "从{}" and chunk.form == "到{}":
            joined[-1] = _Chunk(form="{}", words=[joined[-1].text, chunk.text])
        else:
            joined.append(chunk)
    return joined
