"""Reads a clause of an English question word for word: what each word says in Chinese, and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge.language.english import ASKING, MOST_WORDS, English, Glosses, Part, Renderings, split_words
from knowledge.language.english_order import MAY, TO_HAVE_TO, Chunk, Said
from knowledge.language.query import UNKNOWN_WORD

_LATIN = re.compile("[a-z]")
_LIMIT = re.compile(
    "(?:以上|以下|岁|年|日|月|点|内|晚上|上午|下午|%)$|:"
)  # a figure that limits, like an age

_BE = frozenset({"is", "are", "was", "were", "am", "be", "been", "being"})
_DO = frozenset({"do", "does", "did"})
_HAVE = frozenset({"have", "has", "had"})
_CAN = frozenset({"can", "could", "may", "might"})
_MUST = frozenset({"must", "need", "needs", "should", "required", "ought", "needed"})
AUXILIARY = _BE | _DO | _CAN | _HAVE | {"must", "should", "shall", "will", "would"}
_BEFORE_SUBJECT = _DO | _CAN | {"will", "must", "should"}
_ARTICLES = frozenset(
    {"a", "an", "the", "my", "your", "our", "his", "her", "their", "its", "this", "these", "those", "any"}
)
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "one"})
_BEFORE_VERB = _SUBJECTS | {"to", "not"}
_JOINING = AUXILIARY | _ARTICLES | _SUBJECTS | {"whether", "if"}
_EACH = frozenset({"per", "each", "every"})
_NEGATIONS = {"not": "不", "never": "不", "no": "没有"}
_AFTER_DID = frozenset({"did", "has", "have", "had"})
_CONJUNCTIONS = {"and": "和", "or": "或"}
_PAST = frozenset({"lost", "broken", "stolen", "damaged"})
_MAY_JOIN = frozenset({"when", "where", "who", "how"})  # how I can do it asks; when I do it does not
_RELATIVE = _MAY_JOIN | {"which", "what", "that", "whose"}
_TAKES = frozenset({"take", "takes"})
_PASSIVE = {"paid": ("paid", "out")}  # the allowance is paid: not what one pays


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a question are looked up in.

    Attributes:
        english: the phrases with their Chinese.
        function_words: English words that have no content.
        is_told: whether a Chinese word is said somewhere in the knowledge base.
        spelt: the name of the knowledge base that letters spell; None if they spell none.
    """

    english: English
    function_words: frozenset[str]
    is_told: Callable[[str], bool]
    spelt: Callable[[str], str | None]

    def chosen(self, renderings: Renderings) -> str:
        """The first rendering that the knowledge base has; the first of all if it has none."""
        return next((chinese for chinese in renderings if self.is_told(chinese)), renderings[0])


class ClauseReader:
    """Reads one clause, from its first word to its last.

    Attributes:
        said: what it says.
        known: how many of its words and phrases are known.
        unknown: how many are not.
    """

    def __init__(self, known: Words, words: Sequence[str]) -> None:
        self.said = Said(is_yes_no=words[0] in AUXILIARY or words[0] == "whether")
        self.known = self.unknown = 0
        self._lookup = known
        self._english = known.english
        self._words = words
        self._here = self.said.main  # where the next word goes
        self._negation = ""  # what goes before the next word
        self._last: Part | None = None  # of the words with content
        at = 0
        while at < len(words):
            at += self._read(at)

    def _read(self, at: int) -> int:
        """Reads the longest phrase that is known; the number of its words."""
        if not _LATIN.search(self._words[at]):
            return self._figure(self._words[at])
        if read := self._period(at):
            return read
        for count in range(min(MOST_WORDS, len(self._words) - at), 1, -1):
            if (glosses := self._glosses(at, count)) and (read := self._phrase(at, count, glosses)):
                return read
        if read := self._grammar(at):
            return read
        glosses = self._glosses(at, 1)
        return (glosses and self._phrase(at, 1, glosses)) or self._unknown(at)

    def _glosses(self, at: int, count: int) -> Glosses:
        words = (part for word in self._words[at : at + count] for part in split_words(word))
        return self._english.glosses(tuple(words))

    def _behind_word(self, at: int, count: int) -> str:
        """The word behind a phrase; empty at the end."""
        return self._words[at + count] if at + count < len(self._words) else ""

    def _phrase(self, at: int, count: int, glosses: Glosses) -> int:
        """Reads a phrase that the list has; the number of its words, or 0 if it means nothing here."""
        if asks := next((part for part in ASKING if part in glosses), None):
            return self._asks(asks, glosses[asks][0], at, count)
        if Part.PREPOSITION in glosses:
            return self._preposition(glosses[Part.PREPOSITION][0], at, count)
        part = self._part(glosses, at, count)
        if part is not Part.DROPPED:
            said = self._as_passive(at, glosses) if count == 1 else glosses
            self._content(part, self._lookup.chosen(said[part]), at, count)
        return count

    def _as_passive(self, at: int, glosses: Glosses) -> Glosses:
        other = _PASSIVE.get(self._words[at])
        return self._english.glosses(other) if other and _BE & {*self._words[:at]} else glosses

    # What a word says

    def _part(self, glosses: Glosses, at: int, count: int) -> Part:
        """What a phrase is where it stands: a book, or to book."""
        if Part.VERB in glosses and len(glosses) > 1 and self._is_verb(at, count):
            return Part.VERB
        return next(part for part in (Part.NOUN, Part.ADJECTIVE, Part.VERB, Part.DROPPED) if part in glosses)

    def _is_verb(self, at: int, count: int) -> bool:
        """Whether what may be a verb is one, by the words beside it."""
        before, behind = self._words[at - 1] if at else "", self._behind_word(at, count)
        if count == 1 and self._words[at].endswith(("ing", "ed")):
            return not self._english.has(self._words[at])
        if before in _ARTICLES:
            return False
        has_object = behind in _ARTICLES and self._last is not Part.VERB
        return before in _BEFORE_VERB | _CAN or has_object or self._wants_verb(at)

    def _wants_verb(self, at: int) -> bool:
        """Whether the verb of the clause is still to come: does the bus leave."""
        has_subject = self._last in {Part.NOUN, Part.ADJECTIVE} and self.said.main.verb is None
        return has_subject and not _BEFORE_SUBJECT.isdisjoint(self._words[:at])

    def _content(self, part: Part, chinese: str, at: int, count: int) -> None:
        """A word with content."""
        if self._words[at] in _TAKES and not self._behind_word(at, count):
            self.known += 1  # how long does it take
        elif self.said.asks is None or chinese != self.said.asks[1]:
            if self._is_predicate(part, at):
                self._here = self.said.main
            self._say(chinese, part)

    def _is_predicate(self, part: Part, at: int) -> bool:
        """Whether a word behind a limit belongs to the whole clause: is the ticket for children valid."""
        if self._here is self.said.main or not self._here.words:
            return False
        if part is Part.VERB:
            return self._wants_verb(at)
        is_last = at == len(self._words) - 1
        return part is Part.ADJECTIVE and is_last and not _BE.isdisjoint(self._words[:3])

    def _say(self, chinese: str, part: Part) -> None:
        """Adds a word where the clause is."""
        chunk = self._here
        if part is Part.VERB and chunk.verb is None:
            chunk.verb = len(chunk.words)
        chunk.words.append(self._negation + chinese)
        self._negation, self._last = "", part
        self.known += 1

    def _figure(self, figure: str) -> int:
        """A figure; ages and times stand before what they limit."""
        if _LIMIT.search(figure) and not self._negation:
            self._here.begin_with(figure)
            self.known += 1
        else:
            self._say(figure, Part.NOUN)
        return 1

    def _period(self, at: int) -> int:
        """What each of a unit gets or costs: per tonne, a day."""
        word = self._words[at]
        is_each = word in _EACH
        if not (is_each or (word in {"a", "an"} and self._last in {Part.NOUN, Part.ADJECTIVE})):
            return 0
        for count in (2, 1):
            if unit := self._english.unit(" ".join(self._words[at + 1 : at + 1 + count])):
                self.said.each.append("每" + unit)
                self.known += 1
                return 1 + count
        if is_each:
            self._here.words.append("每")
        return int(is_each)

    def _unknown(self, at: int) -> int:
        """A word that is not known: a name in pinyin, or left as it is; the number of its words."""
        word = self._words[at].rstrip("'").removesuffix("'s")
        for count in (1, 2):
            if count == 2 and (at + 1 >= len(self._words) or self._is_known(at + 1)):
                break
            if name := self._lookup.spelt(word if count == 1 else word + self._words[at + 1]):
                self._say(name, Part.NOUN)
                return count
        if word not in self._lookup.function_words:
            self._here.words.append(f"{self._negation}{UNKNOWN_WORD}{word}")
            self._negation, self._last = "", Part.NOUN
            self.unknown += 1
        return 1

    def _is_known(self, at: int) -> bool:
        word = self._words[at]
        return not _LATIN.search(word) or word in AUXILIARY or bool(self._glosses(at, 1))

    # What a word does

    def _grammar(self, at: int) -> int:
        """An auxiliary, a negation, an article or another word that only joins words: how many it is."""
        word = self._words[at]
        if word in _NEGATIONS:
            after_did = word == "not" and self._words[at - 1] in _AFTER_DID
            self._negation = "没" if after_did else _NEGATIONS[word]
        elif word == "there" and not (_BE | {"will"}).isdisjoint(self._words[max(at - 2, 0) : at + 3]):
            self.said.exists = True
        elif word in _HAVE:
            return self._have(at)
        elif word in _CAN | _MUST:
            self._modal(MAY if word in _CAN else TO_HAVE_TO)
        elif word in _CONJUNCTIONS:
            self._here.words += [_CONJUNCTIONS[word]] if self._here.words else []
        elif word not in _JOINING:
            return 0
        self.known += 1
        return 1

    def _have(self, at: int) -> int:
        """To have something, to have to do it, or to have done it."""
        if self._behind_word(at, 1) == "to":
            self._modal(TO_HAVE_TO)
            self.known += 1
            return 2
        if self._is_past(at + 1):
            return 1
        if self.said.asks is None and not (_DO | _CAN | _SUBJECTS).isdisjoint(self._words[:at]):
            self._say("有", Part.VERB)
        return 1

    def _is_past(self, at: int) -> bool:
        """Whether what was done follows: have paid, have not paid."""
        word = self._behind_word(at, 0)
        return (
            word == "not"
            or word.endswith("ed")
            or word in _PAST | _PASSIVE.keys() | self._english.forms.keys()
        )

    def _modal(self, chinese: str) -> None:
        """可以 or 要, once, with its negation."""
        if chinese not in self._here.words:
            self._here.words.append(self._negation + chinese)
            self._negation = ""

    def _preposition(self, form: str, at: int, count: int) -> int:
        """What begins a limit; the to of a verb begins none, and what one applies for is an object."""
        word, behind = self._words[at], self._behind_word(at, count)
        if word == "to" and (behind in {"be", "have", "do"} or Part.VERB in self._glosses(at + count, 1)):
            if self._last is Part.NOUN:
                self._limit("{}")
        elif not (word == "for" and self._last is Part.VERB and self._here is self.said.main):
            self._limit(form)
        return count

    def _limit(self, form: str) -> None:
        self._here = Chunk(form=form)
        self.said.limits.append(self._here)

    # What asks

    def _asks(self, part: Part, chinese: str, at: int, count: int) -> int:
        """A phrase that asks; the number of its words.

        One after another only joins a clause: those who live here.
        """
        word, behind = self._words[at], self._behind_word(at, count)
        joins = count == 1 and word in _MAY_JOIN and behind in _SUBJECTS
        if self.said.has_asked or joins:
            return count if word in _RELATIVE else 0
        self.known += 1
        if part is Part.ASKS_WITH_NOUN:
            return count + self._asks_with_noun(chinese, at + count)
        if (
            word == "how"
            and chinese == "多少钱"
            and behind
            and behind not in AUXILIARY | _ARTICLES | _BEFORE_VERB
        ):
            chinese = "多少"  # how much water
        self.said.asks = part, chinese
        return count

    def _asks_with_noun(self, chinese: str, at: int) -> int:
        """What, which or how many with its noun; the number of words of that."""
        rest, of_number = self._words[at:], chinese == "多少"
        if of_number and (counted := self._counted(rest)):
            self.said.noun_asked, count = counted
            return count
        noun = tuple(takewhile(self._is_of_noun, rest))
        if not noun:
            self.said.noun_asked = "有多少个" if of_number else ""
            self.said.asks_what = not of_number
            return 0
        inner = ClauseReader(self._lookup, noun)
        self.known, self.unknown = self.known + inner.known, self.unknown + inner.unknown
        if chinese == "哪些" and not noun[-1].endswith("s"):
            chinese = "哪个"
        self.said.noun_asked = chinese + inner.said.main.text
        return len(noun)

    def _is_of_noun(self, word: str) -> bool:
        """Whether a word belongs to the noun that is asked for."""
        if word in AUXILIARY | _BEFORE_VERB | _ARTICLES | _EACH or not _LATIN.search(word):
            return False
        glosses = self._english.glosses(split_words(word))
        return not glosses or not glosses.keys().isdisjoint({Part.NOUN, Part.ADJECTIVE})

    def _counted(self, rest: Sequence[str]) -> tuple[str, int] | None:
        """What asks for a number of what Chinese counts in its own way, and the number of its words."""
        for count in (2, 1):
            found = self._english.counted_as(rest[:count]) if len(rest) >= count else None
            if found and not any(map(self._is_of_noun, rest[count : count + 1])):
                return found, count
        return None
