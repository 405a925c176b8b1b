"""Ablation: the engine without one of its signals, to see what that signal is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from knowledge.answering.decider import Decider, Windows
from knowledge.answering.engine import Engine
from knowledge.answering.text_decider import TextDecider
from knowledge.answering.turn_decider import TurnDecider
from knowledge.conflicts.conflict import Kind
from knowledge.derived.derived import Derived
from knowledge.derived.read_entries import tokenised_entries
from knowledge.evaluation.calibrating import SEEDS
from knowledge.evaluation.filtering import Said, filtered
from knowledge.evaluation.lessons import Change, unchanged
from knowledge.index.candidates import Finder
from knowledge.index.index import build_index
from knowledge.index.tokens import Tokeniser, Tokens
from knowledge.language.dialogue import Context
from knowledge.language.pinyin import Decoder
from knowledge.language.query import Query
from knowledge.language.replies import no_replies
from knowledge.model.answer import Answer
from knowledge.model.base import KnowledgeBase
from knowledge.ranking.decision import Part
from knowledge.ranking.ranking import FEATURES


class Group(StrEnum):
    """What a signal is part of; the control is none, and shows what chance alone does.

    Conflicts are left out by their kinds, and by the names of the rules that find them.
    """

    CONTROL = "control"
    FEATURE = "feature"
    CONFLICT = "conflict"
    RULE = "rule"
    TOKEN = "token"  # noqa: S105 - a kind of token of a text
    STEP = "step"


Known = tuple[Group, str]  # a signal by its group and name
SPEAKING = (Group.CONFLICT, Group.RULE)  # groups of signals that only some questions meet


@dataclass(frozen=True, kw_only=True, slots=True)
class Signal:
    """One signal, by how the engine comes to do without it.

    Attributes:
        engine: the kind of engine that leaves it out, where it is a turn of the method.
        change: what is made of the derived, where it is data.
        features: what the trees may look at; grown anew where that is less.
        regrown: whether the features mean something else without it, so that the trees grow anew.
        seeds: what the growth of the trees draws on.
    """

    group: Group
    name: str
    engine: type[Engine] = Engine
    change: Change = unchanged
    features: tuple[str, ...] = FEATURES
    regrown: bool = False
    seeds: tuple[int, ...] = SEEDS


@dataclass(frozen=True)
class PartialTokeniser(Tokeniser):
    """A tokeniser that leaves out the tokens of one kind, by how they begin."""

    left_out: str = ""

    def tokens(self, *read: Query) -> Tokens:
        """The tokens of all other kinds."""
        held = super().tokens(*read)
        return {token: weight for token, weight in held.items() if kind_of(token) != self.left_out}


class UndividedTurnDecider(TurnDecider):
    """Takes every question for one, however many it asks."""

    def decide_clauses(self, clauses: tuple[Query, ...], whole: Part) -> Iterator[Part]:
        """No parts: the question stays whole."""
        return iter(())

    def each(self, questions: tuple[Query, ...], *, share_limits: bool) -> tuple[Part, ...]:
        """The verdict on all of them as one."""
        return (self.together(questions),)


class UndividedEngine(Engine):
    """Answers every question as one."""

    turn_decider_class = UndividedTurnDecider


class ForgetfulEngine(Engine):
    """Answers every turn as if it were the first."""

    def answer(self, question: str, today: date, context: Context | None = None) -> Answer:
        """The answer to the question by itself."""
        return super().answer(question, today)


class WholeDecider(Decider):
    """Looks at the question only as a whole."""

    def windows(self, query: Query) -> tuple[Query, Windows]:
        """The question, and no window of it by itself."""
        return query, {query.text: (query,)}


class WholeEngine(Engine):
    """Compares the question only as a whole, with no window of it by itself."""

    decider_class = WholeDecider


class PlainTextDecider(TextDecider):
    """Takes a request as it stands."""

    def as_request(self, text: str, plain: tuple[Part, ...], context: Context | None) -> tuple[Part, ...]:
        """The parts of the text as it stands."""
        return plain


class PlainRequestEngine(Engine):
    """Puts no request into questions."""

    text_decider_class = PlainTextDecider


class LiteralEngine(Engine):
    """Reads follow-ups as they are typed."""

    clarifiers = ()


_PREFIXES = {"w": "words", "p": "syllables", "t": "terms", "e": "english"}


def kind_of(token: str) -> str:
    """The kind of a token, as `knowledge.index.tokens` writes it."""
    prefix, colon, _ = token.partition(":")
    return _PREFIXES[prefix] if colon else ("characters" if len(token) == 1 else "pairs")


def _signals_of(said: Said) -> set[Known]:
    """The signals that a conflict is of: its kind, and what found it."""
    return {(Group.CONFLICT, said.conflict.kind.value), (Group.RULE, said.by)}


def _without_said(signal: Known, derived: Derived) -> Derived:
    """The derived with a checker that finds no conflict of that signal."""
    return filtered(derived, lambda said: signal not in _signals_of(said))


def noting(derived: Derived, noted: set[Known]) -> Derived:
    """The derived with a checker that notes which signals its conflicts are of."""

    def note(said: Said) -> bool:
        noted.update(_signals_of(said))
        return True

    return filtered(derived, note)


def _without_tokens(kind: str, derived: Derived) -> Derived:
    """The derived with indexes that have never seen tokens of that kind."""
    held = derived.tokeniser
    tokeniser = PartialTokeniser(held.dictionary, held.vocabulary, held.syllables, left_out=kind)
    entries = [profile.entry for profile in derived.profiles]
    read = list(enumerate(tokenised_entries(entries, derived.interpreter, tokeniser, (), ())))
    finder = Finder(
        phrasings=build_index([(number, text) for number, one in read for text in one.phrasings]),
        texts=build_index([(number, one.texts) for number, one in read]),
        counter_examples=build_index(
            [(number, text) for number, one in read for text in one.counter_examples]
        ),
        entries=len(read),
    )
    return replace(derived, tokeniser=tokeniser, ranker=replace(derived.ranker, finder=finder))


def _without_repair(derived: Derived) -> Derived:
    return replace(derived, repairer=replace(derived.repairer, names=frozenset(), by_sound={}, by_shape={}))


def _without_pinyin(derived: Derived) -> Derived:
    return replace(derived, decoder=Decoder({}, 0))


def _without_english(derived: Derived) -> Derived:
    return replace(derived, english_words=frozenset())


def _without_phrasings(derived: Derived) -> Derived:
    return replace(derived, phrasings={})


def _without_replies(derived: Derived) -> Derived:
    return replace(derived, replies=no_replies())


def _spoken(group: Group, name: str) -> Signal:
    """The signal whose conflicts can be left unheard."""
    return Signal(group=group, name=name, change=partial(_without_said, (group, name)))


_SIGNALS = (
    Signal(group=Group.CONTROL, name="other_seeds", seeds=tuple(seed + len(SEEDS) for seed in SEEDS)),
    *(
        Signal(
            group=Group.FEATURE, name=left_out, features=tuple(name for name in FEATURES if name != left_out)
        )
        for left_out in FEATURES
    ),
    *(_spoken(Group.CONFLICT, kind.value) for kind in Kind),
    *(
        Signal(group=Group.TOKEN, name=kind, change=partial(_without_tokens, kind), regrown=True)
        for kind in ("characters", "pairs", *_PREFIXES.values())
    ),
    Signal(group=Group.STEP, name="repair", change=_without_repair),
    Signal(group=Group.STEP, name="pinyin", change=_without_pinyin),
    Signal(group=Group.STEP, name="english_words", change=_without_english),
    Signal(group=Group.STEP, name="compounds", engine=UndividedEngine),
    Signal(group=Group.STEP, name="context", engine=ForgetfulEngine),
    Signal(group=Group.STEP, name="windows", engine=WholeEngine),
    Signal(group=Group.STEP, name="requests", engine=PlainRequestEngine),
    Signal(group=Group.STEP, name="short_names", engine=LiteralEngine),
    Signal(group=Group.STEP, name="phrasings", change=_without_phrasings),
    Signal(group=Group.STEP, name="replies", change=_without_replies),
)


def signals(derived: Derived) -> tuple[Signal, ...]:
    """Every signal, the rules among them, each name once."""
    rules = derived.ranker.checker.all_rules_for(derived.interpreter.read(""), year=1)
    names = (rule.name for rule in (*rules.all_focus_rules, *rules.all_whole_rules))
    return (*_SIGNALS, *(_spoken(Group.RULE, name) for name in dict.fromkeys(names)))


def engine_without(signal: Signal, base: KnowledgeBase, derived: Derived) -> Engine:
    """The engine that does without a signal; its trees are those of the derived."""
    return signal.engine(base, signal.change(derived))
