"""Corrects misspelt names of the knowledge base: typed by sound, or with one wrong character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import OSA

from knowledge.language.dictionary import Dictionary, Word
from knowledge.language.normalise import is_han
from knowledge.language.pinyin import Syllables, folded

Key = TypeVar("Key", str, tuple[str, ...])

_SHORTEST, _LONGEST = 2, 8
_SURE = 5  # characters; nothing else sounds exactly like a name of this length
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几0123456789")
_DONE = "完"
_COMMON_CHARACTER = 2_000  # a character seen alone this often is a word by itself
_COMMON_WORD = 60  # a word seen this often in jieba's corpus was probably meant


class _Typed(NamedTuple):
    """A text as it was typed.

    Attributes:
        doubts: whether each word looks mistyped (`Repairer._doubt`).
        sounds: the folded syllable of each character.
    """

    text: str
    words: tuple[Word, ...]
    doubts: tuple[bool | None, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repairer:
    """Finds the names of the knowledge base by their folded syllables and by their shapes.

    Attributes:
        holds: whether the entries' texts contain a pair of characters.
        beginnings: the first two folded syllables of each name. Few places of a text sound like any of them,
            and only these are compared by sound.
    """

    names: frozenset[str]
    by_sound: dict[tuple[str, ...], tuple[str, ...]]
    beginnings: frozenset[tuple[str, ...]]
    by_shape: dict[str, tuple[str, ...]]
    syllables: Syllables
    dictionary: Dictionary
    protected: frozenset[str]
    holds: Callable[[str], bool]

    def repaired(self, text: str) -> str:
        """The text with its misspelt names corrected.

        Without it: right -10, wrong +0, false +0 of 1,778.
        """
        words = self.dictionary.words(text)
        typed = _Typed(text, words, tuple(map(self._doubt, words)), _sounds(text, self.syllables))
        doubted = max((number for number, doubt in enumerate(typed.doubts) if doubt), default=-1)
        number = 0
        pieces: list[str] = []
        while number <= doubted:
            name, end = self._name_at(typed, number) or (words[number].text, number + 1)
            pieces.append(name)
            number = end
        return "".join(pieces) + text[words[number].start :] if number < len(words) else "".join(pieces)

    def _doubt(self, word: Word) -> bool | None:
        """Whether a word looks mistyped: a single character, or rare; None if it must not be changed."""
        text = word.text
        if not text.isalpha() or text.isascii() or text in self.protected:
            return None
        rare = len(text) == 1 or self.dictionary.frequencies.get(text, 0) < _COMMON_WORD
        return rare and text not in self.names

    def _name_at(self, typed: _Typed, first: int) -> tuple[str, int] | None:
        """The longest name that the words from `first` on stand for, and the index of the word after it."""
        text, words, doubts, sounds = typed
        start = words[first].start
        heard = sounds[start : start + _SHORTEST] in self.beginnings
        if not heard and doubts[first] is None:
            return None
        for end in range(_last(words, first), first, -1):
            run = text[start : words[end - 1].end]
            if len(run) < _SHORTEST:
                return None
            if heard and run in self.names:
                return run, end
            if True in doubts[first:end] and not (self._is_finished(run) or self._is_told(run)):
                name = self._meant_by(run, typed, range(first, end), heard=heard)
                if name:
                    return name, end
        return None

    def _meant_by(self, run: str, typed: _Typed, numbers: range, *, heard: bool) -> str | None:
        """The name that a run of words stands for; `heard` tells whether it begins to sound like one."""
        doubted = typed.doubts[numbers.start : numbers.stop]
        unsure = doubted.count(None)
        if len(run) < _SURE and unsure > (len(run) > _SHORTEST):
            return None
        start = typed.words[numbers.start].start
        sounds = typed.sounds[start : start + len(run)]
        name = self._by_sound(run, sounds, exactly=unsure > 0) if heard else None
        if not name and unsure:
            return None
        right = [word for number in numbers if (word := typed.words[number].text) in self.names]
        if not name and not right:
            name = self._by_shape(run)
        return name if name and all(part in name for part in right) else None

    def _is_told(self, run: str) -> bool:
        """Whether the entries spell a run just so: 兰岗路 is no misspelt 岚岗路 where there are both.

        Without it: right +0, wrong +0, false -1 of 14,127, but 21 of 200 made questions are not found.
        """
        return all(self.holds(first + second) for first, second in pairwise(run))

    def _is_finished(self, run: str) -> bool:
        """Whether a run is a verb with 完 (改完), which is not a misspelt name."""
        verb, done = run[:-1], run[-1]
        return len(verb) == 1 and done in _DONE and self.dictionary.tags.get(verb, "").startswith("v")

    def _by_sound(self, run: str, sounds: tuple[str, ...], *, exactly: bool) -> str | None:
        """The only name that sounds like a run; exactly so, if part of it is spelt correctly (新农和)."""
        heard = self.by_sound.get(sounds)
        if heard is None:
            return None
        exact = self.syllables.each(run)
        alike = {
            name
            for name in heard
            if _same_numerals(run, name)
            and ((len(run) > _SHORTEST and not exactly) or self.syllables.each(name) == exact)
        }
        return _only(alike)

    def _by_shape(self, run: str) -> str | None:
        """The only name that differs from a run in one character, or has two neighbours swapped."""
        near = {name for shape in _shapes(run) for name in self.by_shape.get(shape, ())}
        return _only({n for n in near if OSA.distance(run, n) == 1 and self._slip(run, n)})

    def _slip(self, run: str, name: str) -> bool:
        """Whether a run differs from a name by a typing error, and is not another word, number or place."""
        if not _same_numerals(run, name):
            return False
        wrong = [i for i, (a, b) in enumerate(zip(run, name, strict=True)) if a != b]
        covering = [w for w in self.dictionary.words(run) if any(w.start <= i < w.end for i in wrong)]
        odd = all(len(w.text) == 1 and self._rarely_alone(w.text) for w in covering)
        return odd and len(run) - len(wrong) >= _SHORTEST

    def _rarely_alone(self, character: str) -> bool:
        return self.dictionary.frequencies.get(character, 0) < _COMMON_CHARACTER


def _sounds(text: str, syllables: Syllables) -> tuple[str, ...]:
    """The folded syllable of each character of a text."""
    return tuple(map(folded, syllables.each(text)))


def _last(words: Sequence[Word], first: int) -> int:
    """The index of the word after the longest run from `first` on that may be a name."""
    end = first
    while end < len(words) and words[end].end - words[first].start <= _LONGEST:
        end += 1
    return end


def _only(names: set[str]) -> str | None:
    """The name, if there is just one; between several that are equally near, none is guessed."""
    return next(iter(names)) if len(names) == 1 else None


def _shapes(name: str) -> Iterator[str]:
    """Keys that a name shares with each that differs in one character or has two neighbours swapped."""
    for offset in range(len(name)):
        yield f"{name[:offset]}?{name[offset + 1 :]}"
    for offset in range(len(name) - 1):
        yield name[:offset] + "".join(sorted(name[offset : offset + 2])) + "~" + name[offset + 2 :]


def _same_numerals(run: str, name: str) -> bool:
    """Whether the numerals agree one by one: 十四中 is not a misspelling of 十二中."""
    return [c for c in run if c in _NUMERALS] == [c for c in name if c in _NUMERALS]


def _holds_nothing(_pair: str) -> bool:
    return False


def build_repairer(
    names: Iterable[str],
    protected: frozenset[str],
    syllables: Syllables,
    dictionary: Dictionary,
    holds: Callable[[str], bool] = _holds_nothing,
    before: Repairer | None = None,
) -> Repairer:
    """A repairer for these normalised names; runs with a protected word are not changed.

    Nor are those of which `holds` knows every pair of characters.

    The repairer of the previous version, over the same syllables, saves work.
    """
    known = frozenset(name for name in names if _SHORTEST <= len(name) <= _LONGEST and is_han(name))
    by_sound = {} if before is None else dict(before.by_sound)
    by_shape = {} if before is None else dict(before.by_shape)
    old = frozenset[str]() if before is None else before.names
    _change(by_sound, old - known, known - old, lambda name: [_sounds(name, syllables)])
    _change(by_shape, old - known, known - old, lambda name: _shapes(name) if len(name) > _SHORTEST else ())
    return Repairer(
        names=known,
        by_sound=by_sound,
        beginnings=frozenset(sounds[:_SHORTEST] for sounds in by_sound),
        by_shape=by_shape,
        syllables=syllables,
        dictionary=dictionary,
        protected=protected,
        holds=holds,
    )


def _change(
    table: dict[Key, tuple[str, ...]],
    gone: Iterable[str],
    new: Iterable[str],
    keys: Callable[[str], Iterable[Key]],
) -> None:
    """Removes names from a table and adds others, under each of their keys, sorted."""
    changed: dict[Key, set[str]] = {}
    for name in gone:
        for key in keys(name):
            changed.setdefault(key, set(table.get(key, ()))).discard(name)
    for name in new:
        for key in keys(name):
            changed.setdefault(key, set(table.get(key, ()))).add(name)
    for key, names in changed.items():
        table[key] = tuple(sorted(names))
        if not names:
            del table[key]
