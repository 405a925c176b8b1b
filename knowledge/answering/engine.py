"""From question to answer: the method on one screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from knowledge.answering.changed_cases import with_case_marked
from knowledge.answering.context_tracker import ContextTracker
from knowledge.answering.decider import Decider
from knowledge.answering.english_reader import EnglishReader
from knowledge.answering.question_reader import QuestionReader
from knowledge.answering.repeats import repeated_answers, resolve_reference
from knowledge.answering.semantic import Meanings
from knowledge.answering.short_names import with_noun_completed, with_sibling_named
from knowledge.answering.text_decider import TextDecider
from knowledge.answering.turn_decider import TurnDecider
from knowledge.answering.wording import Wording
from knowledge.conflicts.profile import questions
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context
from knowledge.language.normalise import is_han, letters, normalise
from knowledge.language.query import Query
from knowledge.language.rewrites import rewrite_topic_return
from knowledge.language.vocabulary import is_concept
from knowledge.loading.remembered import names_of
from knowledge.model.answer import Answer, Status
from knowledge.model.base import KnowledgeBase, Reply
from knowledge.model.cached import cached_property
from knowledge.model.entry import Entry, Facet
from knowledge.model.lru import LruCache
from knowledge.ranking.decision import Part
from knowledge.ranking.ranking import Match

# What a follow-up says more fully, given what was told.
Clarifier = Callable[[Query, Context, Derived], str]

# Times the limit: a longer message gets no answer, but may begin with an emergency, or be one word of thanks
# and a hundred signs. What is beyond is not read, so that nobody can keep the engine busy with a book.
_READ_OF_LIMIT = 4
_YEARS = 2  # whose deciders are cached: around New Year questions of two are asked
_PARTS = re.compile("[,。!~ ]+")  # 收到,谢谢
_COURTESIES = frozenset({"thanks", "acknowledgement", "farewell", "praise", "laughter"})
_NO_VOWEL = re.compile("[^aeiou]*")  # 你好; 3q
_ONE_SIGN = re.compile(r"(.)\1+")  # 哈哈


class Engine:
    """Answers questions from one version of a knowledge base; the same input gives the same answer.

    Args:
        question_limit: characters of a message; a longer one is not answered.
        kept: how many readings, decisions and answers are cached.
        meanings: the semantic channel, if any, for what words leave in doubt.
    """

    decider_class: ClassVar[type[Decider]] = Decider
    turn_decider_class: ClassVar[type[TurnDecider]] = TurnDecider
    text_decider_class: ClassVar[type[TextDecider]] = TextDecider
    clarifiers: ClassVar[tuple[Clarifier, ...]] = (with_case_marked, with_sibling_named, with_noun_completed)

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
        self.wording = Wording(base, translated=derived.translated)
        self._english = EnglishReader(derived)
        self.reader = QuestionReader(derived, self._english, kept)
        self._limit = question_limit
        self._kept = kept
        self._tracker = ContextTracker(derived)
        self._matchers: LruCache[int, Decider] = LruCache(_YEARS)
        self._text_deciders: LruCache[int, TextDecider] = LruCache(_YEARS)
        self._answers: LruCache[tuple[str, date], Answer] = LruCache(kept)

    @cached_property
    def figure_names(self) -> tuple[str, ...]:
        """The names of this town that hold a numeral and are no figures (五道口)."""
        return names_of(self.base.lexicon, self.base.sources)

    def answer(self, question: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a question asked on a day in the town's time zone; `context` is the previous turn."""
        text = self._normalised(question)
        refusal = self._refused(question, text)
        if refusal:
            return refusal
        if context:
            return self._answer(text, today, context)
        return self._answers.get((text, today), lambda key: self._answer(*key))

    def _answer(self, text: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a normalised text with a letter or a digit; an emergency leans on nothing before."""
        if context:
            if reply := self.derived.replies.emergency_in(text):
                return self._with_number(self._said(reply, text), text, today)
            text, context = resolve_reference(rewrite_topic_return(text), context, self.derived)
            query = self.reader.read(text)
            for clarified in self.clarifiers:
                text = clarified(query, context, self.derived)
                query = query if text == query.text else self.reader.read(text)
            if again := repeated_answers(query, context, self.derived):
                return self.wording.compose(self._english.as_typed(again, text), today)
        if canned := self._canned(text):
            return self._with_number(canned, text, today)
        return self.wording.compose(self._decided(text, today, context), today)

    def _with_number(self, canned: Answer, text: str, today: date) -> Answer:
        """A fixed reply; with the number that staff tell where an emergency asks for one (漏气打什么电话)."""
        if self.derived.replies.emergency_in(text) is None or not _asks_whom_to_call(self.reader.read(text)):
            return canned
        told = self.wording.compose(self._decided(text, today), today)
        numbers = [entry for entry in map(self.derived.entry, told.entries) if Facet.CONTACT in entry.facets]
        if told.status is not Status.ANSWERED or len(numbers) < len(told.entries):
            return canned
        return replace(told, text=f"{canned.text}\n{told.text}")

    def _decided(self, text: str, today: date, context: Context | None = None) -> tuple[Part, ...]:
        """The parts of a normalised text, each with its verdict."""
        return self._text_deciders.get(today.year, self._text_decider).parts(text, context)

    def _canned(self, text: str) -> Answer | None:
        """The fixed reply to a normalised text (a greeting, mere figures); None for a question."""
        if reply := self.derived.replies.find(text, self._is_asked):
            return self._said(reply, text)
        if _says_a_word(text) or letters(text) in self.derived.phrasings:
            return None
        return self.wording.fixed("only_figures")

    def _is_asked(self, plain: str) -> bool:
        """Whether these letters are a phrasing of staff, or the name of what their entries are about."""
        if plain in self.derived.phrasings:
            return True
        return is_han(plain) and is_concept(self.derived.vocabulary.senses.get(plain, ()))

    def _said(self, reply: Reply, text: str) -> Answer:
        """A fixed reply in the language of a normalised text; neither pinyin nor sb is English."""
        typed = "" if _NO_VOWEL.fullmatch(text) else self.derived.in_characters(text)
        return self.wording.canned(reply, typed)

    def _text_decider(self, year: int) -> TextDecider:
        """Decides the texts of a calendar year."""
        decider = self.decider_class(self.derived, year, self.meanings, kept=self._kept)
        turn_decider = self.turn_decider_class(self.derived, decider, self._tracker)
        return self.text_decider_class(self.derived, self.reader, self._english, turn_decider)

    def _matcher(self, year: int) -> Decider:
        """Finds the matches of questions of a calendar year, each with all its conflicts."""
        return self.decider_class(self.derived, year, self.meanings, checks_all=True)

    def is_emergency(self, question: str) -> bool:
        """Whether a message reports an emergency; that is answered whatever limits hold."""
        return self.derived.replies.emergency_in(self._normalised(question)) is not None

    def is_courtesy(self, question: str) -> bool:
        """Whether a message is only thanks, laughter, figures or signs, so that it needs no reply."""
        return all(map(self._asks_nothing, _PARTS.split(self._normalised(question))))

    def _asks_nothing(self, part: str) -> bool:
        """Whether a part of a normalised message is a courtesy, one repeated sign, or has no letter."""
        reply = self.derived.replies.find(part, self._is_asked)
        if reply is not None:
            return reply.kind in _COURTESIES
        return not _says_a_word(part) or _ONE_SIGN.fullmatch(letters(part)) is not None

    def context_after(self, question: str, answer: Answer, before: Context | None) -> Context | None:
        """The context for the next turn, after a question and its answer."""
        if answer.status is Status.CANNED:
            return before
        text = self._normalised(question)
        asked = self._english.in_chinese(text) or question
        return self._tracker.context_after(asked, self.reader.read(text), answer, before)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id in this version of the knowledge base; None if there is none."""
        return self.derived.entry(entry_id) if entry_id in self.derived.numbers else None

    def answer_entry(self, entry_id: str, today: date, language: str = "zh") -> Answer:
        """The answer of an entry that a citizen picked; KeyError if there is no entry of that id."""
        return self.answer_entries((entry_id,), today, language)

    def answer_entries(self, entry_ids: Sequence[str], today: date, language: str = "zh") -> Answer:
        """The joint answer of entries that a citizen picked; KeyError if one of the ids has no entry."""
        entries = [self.derived.entry(entry_id) for entry_id in entry_ids]
        return self.wording.of_entries(entries, today, language)

    def matches(self, question: str, today: date) -> tuple[Match, ...]:
        """The best matches of a single question asked on a day, each with all its conflicts.

        None for a fixed reply or an empty message.
        """
        text = self._normalised(question)
        if self._refused(question, text) or self._canned(text):
            return ()
        return self._matchers.get(today.year, self._matcher).decide(self.reader.read(text)).matches

    def alike(self, entry: Entry, most: int) -> tuple[str, ...]:
        """The ids of the other entries whose phrasings are most similar to those of this one."""
        derived = self.derived
        asked = [derived.interpreter.read(normalise(text)) for text in questions(entry)]
        numbers = derived.ranker.finder.most_similar(map(derived.tokeniser.tokens, asked), most + 1)
        found = (derived.profiles[number].entry.id for number in numbers)
        return tuple(entry_id for entry_id in found if entry_id != entry.id)[:most]

    def _normalised(self, question: str) -> str:
        """The part of a message that is read, normalised."""
        return normalise(question[: self._limit * _READ_OF_LIMIT])

    def _refused(self, question: str, text: str) -> Answer | None:
        """The fixed sentence for a message that is empty, too long or only signs; None for any other."""
        if not question.strip():
            return self.wording.fixed("empty_question")
        if len(question) > self._limit:
            return self.wording.fixed("too_long", limit=str(self._limit))
        if not _says_anything(text):
            return self.wording.fixed("only_symbols")
        return None


def _asks_whom_to_call(query: Query) -> bool:
    """Whether a question asks for a telephone number, or for whom to turn to."""
    return any(Facet.CONTACT in cue.facets for cue in query.cues)


def _says_anything(text: str) -> bool:
    """Whether a normalised text has a letter or a digit."""
    return any(character.isalnum() for character in text)


def _says_a_word(text: str) -> bool:
    """Whether a normalised text has a letter; figures alone ask nothing."""
    return any(character.isalpha() for character in text)
