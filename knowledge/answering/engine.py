"""From question to answer: the method on one screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from knowledge.answering.again import pointed, told_again
from knowledge.answering.decider import Decider
from knowledge.answering.kept import Kept
from knowledge.answering.remembering import Remembering
from knowledge.answering.semantic import Meanings
from knowledge.answering.turns import Turns
from knowledge.answering.wording import Wording
from knowledge.conflicts.profile import questions
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context
from knowledge.language.latin import read_latin
from knowledge.language.meant import asked_only, asking, turned_back
from knowledge.language.normalise import letters, normalise
from knowledge.language.query import Query
from knowledge.model.answer import Answer, Status
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry
from knowledge.ranking.ranking import Match

_ENUMERATOR = re.compile(r"(?<![\d.])[1-9][.、)](?!\d)")

# Of the limit: a longer message gets no answer, but may begin with an emergency, or be one word of thanks
# and a hundred signs; nobody is to keep the engine busy with a book.
_READ_OF_LIMIT = 4
_YEARS = 2  # of which questions are asked at once: about New Year
_PARTS = re.compile("[,。!~ ]+")  # 收到,谢谢
_COURTESIES = frozenset({"thanks", "acknowledgement", "farewell", "praise", "laughter"})
_ONE_SIGN = re.compile(r"(.)\1+")  # 哈哈


class Engine:
    """Answers questions from one version of a knowledge base; the same input gives the same answer.

    `kept` says how many readings, decisions and answers stay in memory, for questions that are asked again;
    `meanings`, if any, are asked about what words leave in doubt.
    """

    decides: ClassVar[type[Decider]] = Decider
    takes_apart: ClassVar[type[Turns]] = Turns

    def __init__(
        self,
        base: KnowledgeBase,
        derived: Derived,
        question_limit: int = 500,
        *,
        kept: int = 0,
        meanings: Meanings | None = None,
    ) -> None:
        self.base = base
        self.derived = derived
        self.meanings = meanings
        self.wording = Wording(base)
        self._limit = question_limit
        self._readings: Kept[str, Query] = Kept(kept)
        self._kept = kept
        self._remembering = Remembering(derived)
        self._matchers: Kept[int, Decider] = Kept(_YEARS)
        self._turns_of: Kept[int, Turns] = Kept(_YEARS)
        self._answers: Kept[tuple[str, date], Answer] = Kept(kept)

    def answer(self, question: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a question asked on a day in the town's time zone, after what came before."""
        text = self._normalised(question)
        refusal = self._refused(question, text)
        if refusal:
            return refusal
        if context:
            return self._answer(text, today, context)
        return self._answers.of((text, today), lambda: self._answer(text, today))

    def _answer(self, text: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a normalised text that says something."""
        if context:
            text, context = pointed(turned_back(text), context, self.derived)
            if again := told_again(self.read(text), context, self.derived):
                return self.wording.compose(again, today)
        if canned := self._canned(text):
            return canned
        return self.wording.compose(self._turns(today.year).parts(self.read(text), context), today)

    def _canned(self, text: str) -> Answer | None:
        """The fixed reply to a normalised text that asks nothing of the knowledge base."""
        if reply := self.derived.replies.find(text):
            return self.wording.canned(reply, text)
        if _says_a_word(text) or letters(text) in self.derived.own_words:
            return None
        return self.wording.fixed("only_figures")

    def _turns(self, year: int) -> Turns:
        """What takes questions apart that are asked in a year of the calendar."""
        made = partial(self.takes_apart, self.derived, self._decider(year), self._remembering)
        return self._turns_of.of(year, made)

    def _decider(self, year: int) -> Decider:
        return self.decides(self.derived, year, self.meanings, kept=self._kept)

    def _matcher(self, year: int) -> Decider:
        """What finds the matches of questions that are asked in a year, with all that speaks against them."""
        made = partial(self.decides, self.derived, year, self.meanings, hears_all=True)
        return self._matchers.of(year, made)

    def is_emergency(self, question: str) -> bool:
        """Whether a message tells of an emergency, which is answered whatever else holds it back."""
        return self.derived.replies.emergency_in(self._normalised(question)) is not None

    def is_courtesy(self, question: str) -> bool:
        """Whether a message is no more than thanks, laughter, figures or signs: it asks for no reply."""
        return all(map(self._asks_nothing, _PARTS.split(self._normalised(question))))

    def _asks_nothing(self, part: str) -> bool:
        """Whether a part of a normalised message is a courtesy, the same sign again and again, or no word."""
        reply = self.derived.replies.find(part)
        if reply is not None:
            return reply.kind in _COURTESIES
        return not _says_a_word(part) or _ONE_SIGN.fullmatch(letters(part)) is not None

    def context_after(self, question: str, answer: Answer, before: Context | None) -> Context | None:
        """What the turn behind a question and its answer may lean on."""
        if answer.status is Status.CANNED:
            return before
        return self._remembering.after(question, self.read(self._normalised(question)), answer, before)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id in this version of the knowledge base."""
        return self.derived.entry(entry_id) if entry_id in self.derived.numbers else None

    def answer_entry(self, entry_id: str, today: date, language: str = "zh") -> Answer:
        """The answer of an entry that a citizen picked; KeyError when there is none of that id."""
        return self.answer_entries((entry_id,), today, language)

    def answer_entries(self, entry_ids: Sequence[str], today: date, language: str = "zh") -> Answer:
        """The answers of entries that a citizen picked, as one; KeyError when one is gone."""
        return self.wording.of_entries([self.derived.entry(held) for held in entry_ids], today, language)

    def matches(self, question: str, today: date) -> tuple[Match, ...]:
        """The best matches of a single question asked on a day, each with all that speaks against it.

        None for a fixed reply or an empty message.
        """
        text = self._normalised(question)
        if self._refused(question, text) or self._canned(text):
            return ()
        return self._matcher(today.year).decided(self.read(text)).matches

    def alike(self, entry: Entry, most: int) -> tuple[str, ...]:
        """The ids of the other entries whose phrasings are most like those of this one."""
        derived = self.derived
        asked = [derived.interpreter.read(normalise(text)) for text in questions(entry)]
        numbers = derived.ranker.finder.most_similar(map(derived.tokeniser.tokens, asked), most + 1)
        found = (derived.profiles[number].entry.id for number in numbers)
        return tuple(entry_id for entry_id in found if entry_id != entry.id)[:most]

    def _normalised(self, question: str) -> str:
        """As much of a message as is read, normalised."""
        return normalise(question[: self._limit * _READ_OF_LIMIT])

    def _refused(self, question: str, text: str) -> Answer | None:
        if not question.strip():
            return self.wording.fixed("empty_question")
        if len(question) > self._limit:
            return self.wording.fixed("too_long", limit=str(self._limit))
        if not _says_anything(text):
            return self.wording.fixed("only_symbols")
        return None

    def read(self, text: str) -> Query:
        """A normalised question as understood: pinyin decoded, misspelt names and asking words put right."""
        return self._readings.of(text, lambda: self._reading(text))

    def _reading(self, text: str) -> Query:
        """What is understood; staff's own words are right as they are."""
        derived = self.derived
        if letters(text) in derived.own_words:
            return derived.interpreter.read(text)
        typed = derived.interpreter.language.cantonese.in_mandarin(_ENUMERATOR.sub("。", text))
        characters = self.in_characters(typed)
        text = asked_only(derived.repairer.repaired(characters))
        query = derived.interpreter.read(text)
        if query.asks:
            return query
        return derived.interpreter.read(asking(text, spelt=characters != typed))

    def in_characters(self, text: str) -> str:
        """A normalised text with its pinyin as characters; English and names stay as they are."""
        derived = self.derived
        return read_latin(text, derived.decoder, derived.english_words, derived.vocabulary)


def _says_anything(text: str) -> bool:
    """Whether a normalised text has a letter or a digit."""
    return any(character.isalnum() for character in text)


def _says_a_word(text: str) -> bool:
    """Whether a normalised text has a letter; figures alone ask nothing."""
    return any(character.isalpha() for character in text)
