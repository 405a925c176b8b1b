"""From question to answer: the method on one screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from knowledge.answer import Answer, Status
from knowledge.base import KnowledgeBase
from knowledge.candidates import Stretches
from knowledge.decision import Part, Verdict, decide, settled
from knowledge.derived import Derived
from knowledge.dialogue import (
    Context,
    completed,
    leans,
    names_a_thing,
    own_words,
    points_back,
    says_something,
)
from knowledge.entry import Entry
from knowledge.interpret import Query
from knowledge.kept import Kept
from knowledge.latin import read_latin
from knowledge.normalise import normalise, squeezed
from knowledge.profile import questions
from knowledge.ranking import Match
from knowledge.semantic import Meanings
from knowledge.wording import Wording

_ENUMERATOR = re.compile(r"(?<![\d.])[1-9][.、)](?!\d)")
_OWN_WORDS = "own_words"
_MOST_WINDOWS = 6
_POINTED = 2  # facets; a cue for more asks too loosely to be a question of its own
_OWN_SHARE = 0.5
_FITTING = 0.5  # of what is asked
_NAMED = 0.5  # with half of its subject named, an answer does not need the turn before


class Engine:
    """Answers questions from one version of a knowledge base; the same input gives the same answer.

    `kept` says how many readings, decisions and answers stay in memory, for questions that are asked again;
    `meanings`, if any, are asked about what words leave in doubt.
    """

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
        self._decisions: Kept[tuple[str, str | None], Part] = Kept(kept)
        self._answers: Kept[tuple[str, date], Answer] = Kept(kept)

    def answer(self, question: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a question asked on a day (in Asia/Shanghai), after what came before."""
        text = normalise(question[: self._limit * 4])
        refusal = self._refused(question, text)
        if refusal:
            return refusal
        if context:
            return self._answer(text, today, context)
        return self._answers.of((text, today), lambda: self._answer(text, today))

    def _answer(self, text: str, today: date, context: Context | None = None) -> Answer:
        """The answer to a normalised text that says something."""
        reply = self.derived.replies.find(text)
        if reply:
            return self.wording.canned(reply, text)
        return self.wording.compose(self.parts(self._read(text), context), today)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id in this version of the knowledge base."""
        number = self.derived.numbers.get(entry_id)
        return None if number is None else self.derived.profiles[number].entry

    def _entry(self, entry_id: str) -> Entry:
        return self.derived.profiles[self.derived.numbers[entry_id]].entry

    def answer_entry(self, entry_id: str, today: date, language: str = "zh") -> Answer:
        """The answer of an entry that a citizen picked; KeyError when there is none of that id."""
        return self.wording.of_entry(self._entry(entry_id), today, language)

    def matches(self, question: str) -> tuple[Match, ...]:
        """The best matches of a single question, as ranked; none for a fixed reply or an empty message."""
        text = normalise(question)
        if self._refused(question, text) or self.derived.replies.find(text):
            return ()
        return self._decide(self._read(text)).matches

    def alike(self, entry: Entry, most: int) -> tuple[str, ...]:
        """The ids of the other entries whose phrasings are most like those of this one."""
        derived = self.derived
        asked = [derived.interpreter.read(normalise(text)) for text in questions(entry)]
        numbers = derived.ranker.finder.alike(map(derived.tokeniser.tokens, asked), most + 1)
        found = (derived.profiles[number].entry.id for number in numbers)
        return tuple(entry_id for entry_id in found if entry_id != entry.id)[:most]

    def _refused(self, question: str, text: str) -> Answer | None:
        if not question.strip():
            return self.wording.fixed("empty_question")
        if len(question) > self._limit:
            return self.wording.fixed("too_long", limit=str(self._limit))
        if not any(character.isalnum() for character in text):
            return self.wording.fixed("only_symbols")
        return None

    def _read(self, text: str) -> Query:
        """The question as understood: pinyin decoded, misspelt names put right."""
        return self._readings.of(text, lambda: self._reading(text))

    def _reading(self, text: str) -> Query:
        """What is understood; staff's own words are right as they are."""
        derived = self.derived
        if squeezed(text) in derived.own_words:
            return derived.interpreter.read(text)
        text = self.in_characters(_ENUMERATOR.sub("。", text))
        return derived.interpreter.read(derived.repairer.repaired(text))

    def in_characters(self, text: str) -> str:
        """A normalised text with its pinyin as characters; English and names stay as they are."""
        derived = self.derived
        return read_latin(text, derived.decoder, derived.english_words, derived.vocabulary)

    def parts(self, query: Query, context: Context | None = None) -> tuple[Part, ...]:
        """The parts of a question, each decided; one part unless several things are asked."""
        whole = self._in_own_words(query) or self._decide(query)
        if _is_own_words(whole) or query.squeezed in self.derived.refused:
            return (whole,)
        if context and says_something(query) and query.squeezed != squeezed(context.question):
            whole = self._in_context(whole, context)
        asking = tuple(clause for clause in self.derived.interpreter.clauses(query) if clause.asks)
        if len(asking) < 2:
            return self._joined(query) or (settled(whole),)
        several = tuple(
            part
            for part in (self._in_place(part, whole) for part in self._split(asking))
            if part.answered or _says_something(part)
        )
        answered = {part.entry for part in several if part.answered}
        if whole.answered and not answered - {whole.entry}:
            return several if answered and len(several) > len(answered) else (whole,)
        return several if answered else (whole,)

    def _joined(self, query: Query) -> tuple[Part, ...] | None:
        """The answers to what 和 joins, when both halves have one and they differ."""
        parts = tuple(self._split(self.derived.interpreter.coordinated(query)))
        answered = {part.entry for part in parts if part.answered}
        return parts if len(answered) == len(parts) > 1 else None

    def _in_own_words(self, query: Query) -> Part | None:
        """The entry of which these are the very words, from one of its phrasings.

        Without it: right -4, wrong +0, false +0 of 1,778.
        """
        number = self.derived.own_words.get(query.squeezed)
        if number is None:
            return None
        match = Match(profile=self.derived.profiles[number], score=1.0, parts={_OWN_WORDS: 1.0}, conflicts=())
        verdict = Verdict(status=Status.ANSWERED, matches=(match,), confidence=1.0)
        return Part(query=query, verdict=verdict, matches=(match,))

    def _split(self, asking: tuple[Query, ...]) -> Iterator[Part]:
        """Each clause decided, one without a subject borrowing that of the clause before.

        Without it: right -44, wrong +32, false -9 of 1,778.
        """
        previous: Context | None = None
        for clause in asking:
            part = self._decide(self.derived.interpreter.read(own_words(clause)))
            if previous:
                part = self._in_context(part, previous)
            if part.answered:
                previous = Context(question=clause.text, entries=(part.entry,))
            yield part

    def _in_place(self, part: Part, whole: Part) -> Part:
        """The part; not known where it names nothing and the whole question hardly speaks of its entry.

        投了多少钱下去 says of itself nothing about what: an entry that only these words fit is another one.
        """
        if not part.answered or names_a_thing(part.query) or part.best.parts["subject"]:
            return part
        spoken_of = {match.profile.entry.id: match.score for match in whole.matches}
        if spoken_of.get(part.entry, 0.0) >= self.derived.ranker.calibration.bands["clause"]:
            return part
        return part.unknown()

    def _in_context(self, part: Part, context: Context) -> Part:
        """The part read with what came before, when it leans on that or says too little by itself.

        Without it: right -3, wrong +0, false +1 of 1,778.
        """
        leaning = leans(part.query)
        known = part.verdict.status is not Status.UNKNOWN
        if known and not leaning and part.best.parts["subject"] >= _NAMED:
            return part
        borrowed = self._with_context(part, context)
        return borrowed if leaning or borrowed.answered else part

    def _with_context(self, part: Part, context: Context) -> Part:
        """The surest reading of the part with a borrowed subject; it stays what was typed."""
        read = self.derived.interpreter.read
        readings = [
            self._decide(read(text), read(own))
            for entry_id in context.entries
            if entry_id in self.derived.numbers
            for text, own in completed(
                part.query, context, self._entry(entry_id).subject, self.derived.interpreter
            )
        ]
        told = [reading for reading in readings if _tells_own_words(reading)]
        if points_back(part.query):
            told = [reading for reading in told if self._speaks_of(reading, context)]
        other = [part for part in told if part.answered and part.entry not in context.entries]
        if part.query.bare and not names_a_thing(part.query):
            told = [part for part in told if part.answered and part.entry in context.entries]
        else:
            told = other or told  # nobody asks again for what was just said
        best = max(told or readings, key=lambda reading: reading.verdict.confidence, default=part)
        held = best if told and not _beside_the_point(best, context) else best.unknown()
        return Part(query=part.query, verdict=held.verdict, matches=best.matches)

    def _speaks_of(self, part: Part, context: Context) -> bool:
        """Whether the part is about something that the turn before was about too."""
        before = {name for entry in context.entries for name in self._entry(entry).subject}
        return bool(before.intersection(part.best.profile.entry.subject))

    def _decide(self, query: Query, own: Query | None = None) -> Part:
        """What a question comes to; `own` is what was really typed where a subject was borrowed."""
        key = (query.text, own.text if own else None)
        return self._decisions.of(key, lambda: self._decision(query, own))

    def _decision(self, query: Query, own: Query | None) -> Part:
        derived = self.derived
        focus, windows = self._windows(query)
        held = {window.text: derived.tokeniser.tokens(window) for window in windows}
        stretches = Stretches(whole=held[query.text], asking=held[focus.text], windows=tuple(held.values()))
        matches = derived.ranker.matches(stretches, query, own or focus)
        part = Part(query=query, verdict=decide(matches, derived.ranker.calibration), matches=matches)
        return self.meanings.reconsidered(part) if self.meanings else part

    def _windows(self, query: Query) -> tuple[Query, list[Query]]:
        """The stretch that asks, and the stretches whose similarity counts: all, and each that asks.

        Without it: right -64, wrong +0, false -16 of 1,778.
        """
        clauses = self.derived.interpreter.clauses(query)
        asking = [clause for clause in clauses if clause.asks]
        if len(clauses) == 1 or not asking:
            return query, [query]
        pointed = [clause for clause in asking if clause.points] or asking
        focus = self.derived.interpreter.read(
            ",".join(clause.text for clause in self._asked_of(query, clauses, pointed))
        )
        pairs = [
            self.derived.interpreter.read(first.text + "," + second.text)
            for first, second in pairwise(clauses)
            if second.asks or first.asks
        ]
        windows = {window.text: window for window in (query, focus, *asking, *pairs)}
        return focus, list(windows.values())[:_MOST_WINDOWS]

    @staticmethod
    def _asked_of(query: Query, clauses: Sequence[Query], asking: Sequence[Query]) -> Iterator[Query]:
        """The clauses that ask, each with the one before it where that names what is asked about."""
        for before, clause in zip((None, *clauses), clauses, strict=False):
            if clause in asking:
                if (
                    before
                    and not before.asks
                    and before.mentions
                    and leans(clause)
                    and f"{before.text}," in query.text
                ):
                    yield before
                yield clause


def _tells_own_words(part: Part) -> bool:
    """Whether what was typed, and not only what was borrowed, is told by the best match."""
    matches = part.verdict.matches
    return bool(matches) and matches[0].parts["coverage"] >= _OWN_SHARE


def _beside_the_point(part: Part, context: Context) -> bool:
    """Whether a borrowed subject alone makes the likeness: the entry tells something else than was asked.

    So it is with any conflict, and with what was just said and hardly tells what is asked (几点 after a sum).
    """
    if not part.answered:
        return False
    again = part.entry in context.entries
    return bool(part.best.conflicts) or (again and part.best.parts["facet"] < _FITTING)


def _says_something(part: Part) -> bool:
    """Whether a clause asks of something, so that leaving it unanswered must be said."""
    pointed = any(len(cue.facets) <= _POINTED or cue.counter or cue.head for cue in part.query.cues)
    return part.query.asks and (bool(part.query.mentions) or pointed)


def _is_own_words(part: Part) -> bool:
    return any(_OWN_WORDS in match.parts for match in part.matches)
