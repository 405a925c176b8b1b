"""Everything computed once from a knowledge base: dictionary, vocabulary, profiles, index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from knowledge.conflicts.checker import ConflictChecker
from knowledge.conflicts.profile import Profile, home_area
from knowledge.derived.finder_builder import FinderBuilder
from knowledge.derived.read_entries import ReadEntry, may_be_misspelt, tokenised_entries
from knowledge.index.tokens import Tokeniser
from knowledge.language.dictionary import Dictionary, build_dictionary, changed_dictionary
from knowledge.language.general import Language, read_language
from knowledge.language.interpret import Interpreter
from knowledge.language.latin import read_latin
from knowledge.language.normalise import normalise
from knowledge.language.pinyin import (
    Decoder,
    Known,
    build_decoder,
    build_syllables,
    changed_decoder,
    with_given,
)
from knowledge.language.repair import Repairer, build_repairer
from knowledge.language.replies import Replies, build_replies
from knowledge.language.synonyms import TownWords, build_town_words
from knowledge.language.vocabulary import (
    Sense,
    Vocabulary,
    as_word,
    build_vocabulary,
    changed_names,
    dictionary_names,
    is_concept,
    is_term,
)
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry
from knowledge.ranking.ranking import Calibration, Ranker, read_calibration

_LONG_NAME = 3  # characters; a shorter limit is too easily found in what was not misspelt


@dataclass(frozen=True, kw_only=True)
class Derived:
    """All data that the engine works with, determined by content, language data and code alone.

    Attributes:
        phrasings: the number of the entry of each phrasing, squeezed; such a question is not ranked.
        numbers: the number of each entry, by its id.
        refused: all counter-examples, squeezed.
        town_words: the words of the entries, in which questions are read.
        main_subjects: what entries are about: the first term of each subject; others are told of it (总投资).
        translated: whether any entry is in English too; where none is, English questions are read in Chinese.
        names: the names that spelling repair and pinyin look for.
        given: those of them that come from the lexicon rather than from phrasings.
        read: the entries as read, which the next version reuses where they do not change.
        new_entries: the numbers of the entries that were not reused from the previous version.
    """

    dictionary: Dictionary
    vocabulary: Vocabulary
    tokeniser: Tokeniser
    decoder: Decoder
    repairer: Repairer
    interpreter: Interpreter
    town_words: TownWords
    given: frozenset[str]
    names: frozenset[str]
    read: Sequence[ReadEntry]
    new_entries: tuple[int, ...]
    profiles: Sequence[Profile]
    ranker: Ranker
    english_words: frozenset[str]
    replies: Replies
    phrasings: dict[str, int]
    numbers: dict[str, int]
    refused: frozenset[str]
    translated: bool
    main_subjects: frozenset[Sense]

    def profile(self, entry_id: str) -> Profile:
        """The profile of the entry with an id.

        Raises:
            KeyError: there is none.
        """
        return self.profiles[self.numbers[entry_id]]

    def in_characters(self, text: str) -> str:
        """A normalised text with its pinyin as characters; English and names stay as they are."""
        return read_latin(text, self.decoder, self.english_words, self.vocabulary)

    def entry(self, entry_id: str) -> Entry:
        """The entry with an id.

        Raises:
            KeyError: there is none.
        """
        return self.profile(entry_id).entry


def derive(
    base: KnowledgeBase, calibration: Calibration | None = None, before: Derived | None = None
) -> Derived:
    """Derives everything from a knowledge base.

    Args:
        base: the knowledge base.
        calibration: the trained model; None for the shipped one.
        before: what was derived from an earlier version, which is reused where nothing differs. The result
            is the same without it, only slower.
    """
    language = before.interpreter.language if before else read_language()
    vocabulary = build_vocabulary(base, language, before.vocabulary if before else None)
    changed = changed_names(before.vocabulary, vocabulary) if before else set()
    dictionary = _dictionary(vocabulary, changed, before)
    interpreter = Interpreter(language, vocabulary, dictionary)
    syllables = before.tokeniser.syllables if before else build_syllables()
    tokeniser = Tokeniser(dictionary, vocabulary, syllables)
    read_before = before.read if before else ()
    builder = FinderBuilder(read_before, before.ranker.finder if before else None)
    for tokenised in tokenised_entries(base.entries, interpreter, tokeniser, read_before, changed):
        builder.add(tokenised)
    read = tuple(builder.entries)
    given = before.given if before and vocabulary is before.vocabulary else _given(base, vocabulary)
    finder = builder.finder()
    names = given.union(*(entry.names for entry in read)) - vocabulary.stop_words
    return Derived(
        dictionary=dictionary,
        vocabulary=vocabulary,
        tokeniser=tokeniser,
        given=given,
        names=names,
        decoder=_decoder(names, tokeniser, language, changed, before),
        repairer=_repairer(names, tokeniser, finder.texts.holds, before),
        interpreter=interpreter,
        town_words=build_town_words(language.synonyms, finder.texts.holds, dictionary),
        read=read,
        new_entries=tuple(builder.new_entries),
        profiles=tuple(entry.profile for entry in read),
        ranker=Ranker(
            finder,
            tuple(entry.profile for entry in read),
            ConflictChecker(language, vocabulary, home_area(base), _dated(base)),
            calibration or read_calibration(),
        ),
        english_words=_english_words(read, vocabulary),
        replies=build_replies(base.lexicon),
        phrasings={text: number for number, entry in enumerate(read) for text in entry.phrasings},
        numbers={entry.profile.entry.id: number for number, entry in enumerate(read)},
        refused=frozenset[str]().union(*(entry.profile.counter_examples for entry in read)),
        main_subjects=frozenset().union(*(entry.profile.main_subject for entry in read)),
        translated=any("en" in entry.profile.entry.translations for entry in read),
    )


def _dictionary(vocabulary: Vocabulary, changed: set[str], before: Derived | None) -> Dictionary:
    if not before:
        return build_dictionary(dictionary_names(vocabulary))
    if not changed:
        return before.dictionary
    words = ((name, as_word(vocabulary, name)) for name in changed)
    return changed_dictionary(before.dictionary, words)


def _decoder(
    names: frozenset[str],
    tokeniser: Tokeniser,
    language: Language,
    changed: set[str],
    before: Derived | None,
) -> Decoder:
    vocabulary = tokeniser.vocabulary
    known = Known(
        own=names,
        everyday=vocabulary.function_words,
        dictionary=tokeniser.dictionary,
        first=language.spelt_first,
        typed=language.typed,
        is_term=partial(is_term, vocabulary),
    )
    if before:
        words = (before.names ^ names) | changed
        decoder = changed_decoder(before.decoder, words, known, tokeniser.syllables)
    else:
        decoder = build_decoder(known, tokeniser.syllables)
    given = ((term.term, spelt) for term in vocabulary.lexicon.terms for spelt in term.pinyin)
    return with_given(decoder, given)


def _repairer(
    names: frozenset[str], tokeniser: Tokeniser, holds: Callable[[str], bool], before: Derived | None
) -> Repairer:
    if before and names == before.names and tokeniser.dictionary is before.dictionary:
        return replace(before.repairer, holds=holds)
    known = before.repairer if before else None
    idle = tokeniser.vocabulary.stop_words
    return build_repairer(names, idle, tokeniser.syllables, tokeniser.dictionary, holds, known)


def _dated(base: KnowledgeBase) -> dict[str, frozenset[int]]:
    """The years that each source names in its title or dates, by the id of the source."""
    return {source.id: source.years for source in base.sources.values()}


def _given(base: KnowledgeBase, vocabulary: Vocabulary) -> frozenset[str]:
    """Names of the lexicon that may be misspelt or typed as pinyin: concepts, and long qualifier values."""
    concepts = (name for name, senses in vocabulary.senses.items() if is_concept(senses))
    limits = (
        normalise(name)
        for values in base.lexicon.qualifiers.values()
        for value, others in values.items()
        for name in (value, *others)
        if len(name) >= _LONG_NAME
    )
    return frozenset(filter(may_be_misspelt, chain(concepts, limits)))


def _english_words(read: Iterable[ReadEntry], vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of the English words in entries and in the vocabulary."""
    said = frozenset[str]().union(*(entry.english for entry in read))
    return said.union(part for name in vocabulary.senses if name.isascii() for part in name.split())
