"""Pinyin: characters to syllables, and syllables back to characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, chain

from knowledge.language.dictionary import Dictionary
from knowledge.language.normalise import is_han, normalise

_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FA5
_COMMON = 400  # everyday words are seen at least this often in jieba's corpus
_LONGEST_COMMON = 4
_OWN_BONUS = 7.0  # natural log: a name of the knowledge base is preferred to a word e^7 times as common
_TYPED_BONUS = 4.0
_FIRST_BONUS = _OWN_BONUS + 2.0  # a word of `Known.first` is preferred even to a name
_RAREST_OWN = -12.0  # natural log: the least that a name scores, however rare in jieba's corpus
_MOST_ALIKE = 2  # words of one spelling are tried, those with the highest scores
_NO_LETTER = re.compile(r"[^a-z]")

# Sounds that many speakers and keyboards do not distinguish.
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("lv", "lu"))

_SPOKEN = {"谁": "shei", "这": "zhei", "那": "nei", "哪": "nei"}

# Tone marks as pypinyin's tables write them.
_TONES = {
    ord(marked): plain
    for plain, all_marked in {
        "a": "āáǎà",
        "e": "ēéěèêế",
        "i": "īíǐì",
        "o": "ōóǒò",
        "u": "ūúǔù",
        "v": "üǖǘǚǜ",
        "n": "ńňǹ",
        "m": "ḿ",
    }.items()
    for marked in all_marked
} | {
    0x0300: "",  # COMBINING GRAVE ACCENT
    0x0301: "",  # COMBINING ACUTE ACCENT
    0x0304: "",  # COMBINING MACRON
    0x030C: "",  # COMBINING CARON
}


@lru_cache(2_000)  # there are some 400
def folded(syllable: str) -> str:
    """The syllable without the distinctions that keyboards with fuzzy pinyin ignore."""
    for sound, other in _FOLDS:
        syllable = syllable.replace(sound, other)
    return syllable


@dataclass(frozen=True, slots=True)
class Syllables:
    """The usual toneless syllable of each character."""

    by_character: dict[str, str]

    def of(self, text: str) -> str:
        """The syllables of a text, joined; a character without one stands for itself."""
        return "".join(self.by_character.get(character, character) for character in text)

    def each(self, text: str) -> tuple[str, ...]:
        """The syllable of each character of a text."""
        return tuple(self.by_character.get(character, character) for character in text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """A word that letters spell.

    Attributes:
        score: the natural logarithm of its share in jieba's corpus, raised for names of the knowledge base.
        term: whether staff list other names under it; of equal scores, a term wins.
        boundaries: the offsets at which a space may stand.
    """

    word: str
    score: float
    term: bool
    boundaries: frozenset[int]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads Latin letters as pinyin: the most likely sequence of known words.

    Attributes:
        spellings: the words that letters spell, by descending score.
        longest: how many letters the longest spelling has.
        given: the spellings that staff give themselves, which replace all others of the same letters.
    """

    spellings: dict[str, tuple[Spelling, ...]]
    longest: int
    given: dict[str, tuple[Spelling, ...]] = field(default_factory=dict)

    def decode(self, run: str) -> str | None:
        """The characters that letters spell; None if they are not pinyin. Spaces separate syllables.

        Without it: right -51, wrong +0, false +1 of 1,778.
        """
        letters = run.replace(" ", "").replace("'", "")
        gaps = _gaps(run)
        best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(letters)
        for start in range(len(letters)):
            here = best[start]
            if here is None:
                continue
            for end in range(start + 1, min(len(letters), start + self.longest) + 1):
                inner = {gap - start for gap in gaps if start < gap < end}
                spelt = letters[start:end]
                for spelling in (self.given.get(spelt) or self.spellings.get(spelt, ()))[:_MOST_ALIKE]:
                    score = here[0] + spelling.score
                    other = best[end]
                    if inner <= spelling.boundaries and (other is None or score > other[0]):
                        best[end] = (score, here[1] + spelling.word)
        last = best[-1]
        return last[1] if last and last[1] else None


def _gaps(run: str) -> set[int]:
    """How many letters stand before each space or apostrophe."""
    gaps, letters = set(), 0
    for character in run:
        if character in " '":
            gaps.add(letters)
        else:
            letters += 1
    return gaps


def build_syllables() -> Syllables:
    """The table of all common characters, read straight from pypinyin's: 0.02 s instead of 0.2."""
    from pypinyin.constants import PINYIN_DICT  # slow to import, and needed only when this is built

    codes = (code for code in range(_FIRST_HAN, _LAST_HAN + 1) if code in PINYIN_DICT)
    return Syllables({chr(code): _toneless(PINYIN_DICT[code].partition(",")[0]) for code in codes})


def spell(word: str, syllables: Syllables) -> tuple[str, ...]:
    """The syllables of a word; known phrases (长江, 银行) as such, the longest first, as in pypinyin."""
    from pypinyin.constants import PHRASES_DICT

    spelt: list[str] = []
    start = 0
    while start < len(word):
        ends = range(len(word), start + 1, -1)
        end = next((end for end in ends if word[start:end] in PHRASES_DICT), start + 1)
        read = PHRASES_DICT.get(word[start:end]) if end > start + 1 else None
        spelt += [_toneless(syllable[0]) for syllable in read] if read else syllables.each(word[start:end])
        start = end
    return tuple(spelt)


def _spelt(word: str, syllables: Syllables) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A word with its spelling, and with the spoken one where that differs (谁: shei)."""
    spelt = spell(word, syllables)
    yield word, spelt
    spoken = tuple(_SPOKEN.get(c, syllable) for c, syllable in zip(word, spelt, strict=True))
    if spoken != spelt:
        yield word, spoken


def _toneless(syllable: str) -> str:
    return syllable.translate(_TONES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """The words that letters may spell.

    Attributes:
        own: the names of the knowledge base.
        everyday: words of the language data.
        dictionary: the segmenter, for the most common words.
        first: words of the language data that are preferred even to names.
        typed: words of the language data that are preferred to all but names.
        is_term: whether staff list other names under a name.
    """

    own: Set[str]
    everyday: Set[str]
    dictionary: Dictionary
    first: Set[str] = frozenset()
    typed: Set[str] = frozenset()
    is_term: Callable[[str], bool] = lambda _: False

    def words(self) -> Iterator[str]:
        """All of them, some twice."""
        frequencies = self.dictionary.frequencies.items()
        common = (word for word, frequency in frequencies if frequency >= _COMMON)
        return chain(common, self.everyday, self.typed, self.first, self.own)

    def score(self, word: str) -> float | None:
        """The score of a word: names before the language data, these before others; None if unknown."""
        if not is_han(word):
            return None
        commonness = self.dictionary.commonness(word)
        if word in self.first:
            return max(commonness, _RAREST_OWN) + _FIRST_BONUS
        if word in self.own:
            return max(commonness, _RAREST_OWN) + _OWN_BONUS
        if word in self.typed:
            return max(commonness, _RAREST_OWN) + _TYPED_BONUS
        if word in self.everyday:
            return commonness + 1.0
        frequent = self.dictionary.frequencies.get(word, 0) >= _COMMON
        return commonness if frequent and len(word) <= _LONGEST_COMMON else None


def build_decoder(known: Known, syllables: Syllables) -> Decoder:
    """A decoder over these words."""
    return changed_decoder(Decoder({}, 0), known.words(), known, syllables)


def changed_decoder(before: Decoder, words: Iterable[str], known: Known, syllables: Syllables) -> Decoder:
    """A copy of a decoder in which these words have the scores that they have now."""
    spellings = dict(before.spellings)
    changed: dict[str, dict[str, Spelling]] = {}
    for word, spelt in chain.from_iterable(_spelt(word, syllables) for word in dict.fromkeys(words)):
        letters = "".join(spelt)
        if not (letters.isascii() and is_han(word)):
            continue
        by_word = changed.setdefault(letters, {s.word: s for s in spellings.get(letters, ())})
        by_word.pop(word, None)
        score = known.score(word)
        if score is not None:
            ends = accumulate(map(len, spelt[:-1]))
            term = known.is_term(word)
            by_word[word] = Spelling(word=word, score=score, term=term, boundaries=frozenset(ends))
    for letters, by_word in changed.items():
        spellings[letters] = tuple(sorted(by_word.values(), key=lambda s: (-s.score, not s.term, s.word)))
        if not by_word:
            del spellings[letters]
    return Decoder(spellings, max(map(len, spellings), default=0))


def with_given(decoder: Decoder, given: Iterable[tuple[str, str]]) -> Decoder:
    """The decoder with the spellings that staff give names besides the regular ones (yibao, yb: 医疗保险).

    They may be typed with spaces anywhere, since staff need not say where syllables end.
    """
    spellings: dict[str, tuple[Spelling, ...]] = {}
    for name, spelt in given:
        letters = _NO_LETTER.sub("", _toneless(normalise(spelt)))
        anywhere = frozenset(range(1, len(letters)))
        spelling = Spelling(
            word=normalise(name), score=_RAREST_OWN + _OWN_BONUS, term=True, boundaries=anywhere
        )
        spellings[letters] = (*spellings.get(letters, ()), spelling)
    longest = max(map(len, chain(decoder.spellings, spellings)), default=0)
    return replace(decoder, given=spellings, longest=longest)
