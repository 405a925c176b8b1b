"""Names of a knowledge base in pinyin within an English sentence: Xunliao Bridge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.language.normalise import is_han
from knowledge.language.pinyin import Syllables, spell

_FEWEST = 4  # letters; fewer spell too much
_MOST_SYLLABLES = 5


@dataclass(frozen=True, slots=True)
class SpeltNames:
    """What letters may spell, from the pairs of characters that the texts of a knowledge base have.

    Attributes:
        by_letters: the pairs with each spelling; those of names come first.
        followed_by: by a character, what follows it, with the letters of that.
    """

    by_letters: dict[str, tuple[str, ...]]
    followed_by: dict[str, tuple[tuple[str, str], ...]]

    def find(self, letters: str) -> str | None:
        """The name that letters spell from the first to the last; None if there is none."""
        if len(letters) < _FEWEST:
            return None
        if pairs := self.by_letters.get(letters):
            return pairs[0]
        for end in range(3, len(letters)):
            for pair in self.by_letters.get(letters[:end], ()):
                if name := self._continued(pair, letters[end:], _MOST_SYLLABLES - 2):
                    return name
        return None

    def _continued(self, name: str, letters: str, syllables: int) -> str | None:
        """The name with what the remaining letters spell behind its last character."""
        if not letters:
            return name
        if not syllables:
            return None
        for character, spelt in self.followed_by.get(name[-1], ()):
            rest = letters.removeprefix(spelt)
            found = self._continued(name + character, rest, syllables - 1) if rest != letters else None
            if found:
                return found
        return None


def spelt_names(pairs: Iterable[str], names: Iterable[str], syllables: Syllables) -> SpeltNames:
    """What letters spell with these pairs of characters; those that begin one of the names are preferred."""
    beginnings = {name[:2] for name in names}
    by_letters: dict[str, list[str]] = defaultdict(list)
    followed_by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in sorted(filter(is_han, pairs), key=lambda pair: (pair not in beginnings, pair)):
        by_letters["".join(spell(pair, syllables))].append(pair)
        followed_by[pair[0]].append((pair[1], syllables.of(pair[1])))
    return SpeltNames(
        {letters: tuple(spelt) for letters, spelt in by_letters.items()},
        {character: tuple(behind) for character, behind in followed_by.items()},
    )
