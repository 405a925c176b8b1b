"""Everything worked out from a knowledge base once: dictionary, vocabulary, profiles, index."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import dictionary as dictionaries
from knowledge import index as indexes
from knowledge import pinyin as pinyins
from knowledge import profile as profiles
from knowledge import repair as repairs
from knowledge import replies as fixed
from knowledge import vocabulary as vocabularies
from knowledge.base import KnowledgeBase
from knowledge.conflicts import Referee
from knowledge.dictionary import Dictionary
from knowledge.interpret import Interpreter, Query
from knowledge.language import Language, read_language
from knowledge.normalise import normalise, squeezed
from knowledge.pinyin import Decoder, Syllables
from knowledge.profile import Profile
from knowledge.ranking import Calibration, Ranker, read_calibration
from knowledge.repair import Repairer
from knowledge.replies import Replies
from knowledge.tokens import tokens
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
    syllables: Syllables
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
    syllables = pinyins.build_syllables()
    interpreter = Interpreter(language, vocabulary, dictionary)
    held: list[Profile] = []
    asked: list[tuple[int, Query]] = []
    for number, entry in enumerate(base.entries):
        held.append(profiles.build(entry, interpreter))
        asked += [(number, interpreter.read(normalise(text))) for text in profiles.questions(entry)]
    own = {word.text for _, query in asked for word in query.words if len(word.text) > 1}
    idle = vocabulary.function_words | vocabulary.modifier_words
    concepts = {name for name, senses in vocabulary.senses.items() if is_concept(senses)}
    limits = {
        normalise(name)
        for values in base.lexicon.qualifiers.values()
        for value, others in values.items()
        for name in (value, *others)
        if len(name) >= _LONG_NAME
    }
    names = {name for name in own | concepts | limits if not (name.isascii() or is_asking(name))} - idle
    english = frozenset(
        key for profile in held for key in profile.words if key.isascii() and key.isalpha()
    ) | frozenset(part for name in vocabulary.senses if name.isascii() for part in name.split())
    return Derived(
        dictionary=dictionary,
        vocabulary=vocabulary,
        syllables=syllables,
        decoder=pinyins.build_decoder(names, vocabulary.function_words, dictionary, syllables),
        repairer=repairs.build(names, idle, syllables, dictionary),
        interpreter=interpreter,
        profiles=tuple(held),
        ranker=Ranker(
            indexes.build([(n, tokens(query, dictionary, vocabulary, syllables)) for n, query in asked]),
            tuple(held),
            Referee(language, vocabulary, profiles.home_area(base)),
            calibration or read_calibration(),
        ),
        english_words=english,
        replies=fixed.build(base.lexicon),
        own_words={squeezed(query.text): number for number, query in asked},
    )
