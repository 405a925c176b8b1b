"""Everything worked out from a knowledge base once: dictionary, vocabulary, profiles, index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge import dictionary as dictionaries
from knowledge import index as indexes
from knowledge import pinyin as pinyins
from knowledge import profile as profiles
from knowledge import repair as repairs
from knowledge import replies as fixed
from knowledge import vocabulary as vocabularies
from knowledge.base import KnowledgeBase
from knowledge.candidates import Finder
from knowledge.conflicts import Referee
from knowledge.dictionary import Dictionary
from knowledge.entry import Entry
from knowledge.interpret import Interpreter, Query
from knowledge.language import Language, read_language
from knowledge.normalise import normalise, squeezed
from knowledge.pinyin import Decoder
from knowledge.profile import Profile
from knowledge.ranking import Calibration, Ranker, read_calibration
from knowledge.repair import Repairer
from knowledge.replies import Replies
from knowledge.tokens import Tokeniser, Tokens, joined
from knowledge.vocabulary import Vocabulary, is_asking, is_concept

_LONG_NAME = 3  # characters; a shorter limit is too easily found in what was not misspelt


@dataclass(frozen=True, kw_only=True)
class Derived:
    """What the engine works with; it depends on the content, the language data and the code alone.

    `own_words` maps each phrasing, squeezed, to the number of its entry: who asks in staff's own words
    gets that entry, whatever the statistics say.
    """

    dictionary: Dictionary
    vocabulary: Vocabulary
    tokeniser: Tokeniser
    decoder: Decoder
    repairer: Repairer
    interpreter: Interpreter
    profiles: tuple[Profile, ...]
    ranker: Ranker
    english_words: frozenset[str]
    replies: Replies
    own_words: dict[str, int]


def derive(
    base: KnowledgeBase, language: Language | None = None, calibration: Calibration | None = None
) -> Derived:
    """Everything derived from a knowledge base."""
    language = language or read_language()
    vocabulary = vocabularies.build(base, language)
    dictionary = dictionaries.build(vocabularies.dictionary_names(vocabulary))
    interpreter = Interpreter(language, vocabulary, dictionary)
    tokeniser = Tokeniser(dictionary, vocabulary, pinyins.build_syllables())
    read = [_read(number, entry, interpreter, tokeniser) for number, entry in enumerate(base.entries)]
    held = tuple(entry.profile for entry in read)
    asked = [(entry.number, query) for entry in read for query in entry.asked]
    names = _names(base, vocabulary, (query for _, query in asked))
    idle = vocabulary.function_words | vocabulary.modifier_words
    return Derived(
        dictionary=dictionary,
        vocabulary=vocabulary,
        tokeniser=tokeniser,
        decoder=pinyins.build_decoder(names, vocabulary.function_words, dictionary, tokeniser.syllables),
        repairer=repairs.build(names, idle, tokeniser.syllables, dictionary),
        interpreter=interpreter,
        profiles=held,
        ranker=Ranker(
            _finder(read),
            held,
            Referee(language, vocabulary, profiles.home_area(base)),
            calibration or read_calibration(),
        ),
        english_words=_english_words(held, vocabulary),
        replies=fixed.build(base.lexicon),
        own_words={squeezed(query.text): number for number, query in asked},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _ReadEntry:
    """An entry as read: the ways of asking for it, and the tokens of all that was written for it."""

    number: int
    profile: Profile
    asked: tuple[Query, ...]
    phrasings: tuple[Tokens, ...]
    counter_examples: tuple[Tokens, ...]
    texts: Tokens


def _read(number: int, entry: Entry, interpreter: Interpreter, tokeniser: Tokeniser) -> _ReadEntry:
    profile = profiles.build(entry, interpreter)
    queries = [interpreter.read(text) for text in profile.texts.split("\n")]
    said = [tokeniser.tokens(query) for query in queries]
    asking = len(profiles.questions(entry))
    return _ReadEntry(
        number=number,
        profile=profile,
        asked=tuple(queries[:asking]),
        phrasings=tuple(said[:asking]),
        counter_examples=tuple(tokeniser.tokens(interpreter.read(normalise(text))) for text in entry.not_for),
        texts=joined(said),
    )


def _finder(read: Sequence[_ReadEntry]) -> Finder:
    return Finder(
        phrasings=indexes.build([(entry.number, tokens) for entry in read for tokens in entry.phrasings]),
        texts=indexes.build([(entry.number, entry.texts) for entry in read]),
        counter_examples=indexes.build(
            [(entry.number, tokens) for entry in read for tokens in entry.counter_examples]
        ),
        entries=len(read),
    )


def _names(base: KnowledgeBase, vocabulary: Vocabulary, asked: Iterable[Query]) -> set[str]:
    """What may be misspelt or typed as pinyin: words of phrasings, things of this town, long limits."""
    own = {word.text for query in asked for word in query.words if len(word.text) > 1}
    concepts = {name for name, senses in vocabulary.senses.items() if is_concept(senses)}
    limits = {
        normalise(name)
        for values in base.lexicon.qualifiers.values()
        for value, others in values.items()
        for name in (value, *others)
        if len(name) >= _LONG_NAME
    }
    idle = vocabulary.function_words | vocabulary.modifier_words
    return {name for name in own | concepts | limits if not (name.isascii() or is_asking(name))} - idle


def _english_words(held: Iterable[Profile], vocabulary: Vocabulary) -> frozenset[str]:
    """The English words that the entries say or the vocabulary knows, by their stems."""
    said = {key for profile in held for key in profile.words if key.isascii() and key.isalpha()}
    return frozenset(said | {part for name in vocabulary.senses if name.isascii() for part in name.split()})
