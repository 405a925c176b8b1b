"""Claims: what a question for a yes says of a thing (都是免费放的吧) that the entry does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.witness import Witness
from knowledge.language.claims import claimed
from knowledge.language.dictionary import Word
from knowledge.language.interpret import Query
from knowledge.language.vocabulary import Role, Sense

# Who does or pays something: idle as the words of somebody who asks, and the very point of a claim.
_DOERS = frozenset(
    "政府 国家 公家 财政 集体 个人 老百姓 百姓 群众 村民 居民 农民 企业 单位 公司 村里 镇里 乡里 县里 市里 区里 省里"
    " 领导 干部".split()
)
_WHATEVER = frozenset("开办弄搞做干")  # said of whatever is done
_KINDS = frozenset("新旧老大小")
_SAYING = ("n", "v", "a", "b", "j", "k", "z", "s", "t", "i", "l")


@dataclass(frozen=True)
class Claims:
    """What one question claims, to be compared with what entries tell."""

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A claim that an entry does not tell, be it that citizens ask so."""
        for word in self._words:
            if not self._tells(word, witness.profile):
                yield Conflict(kind=Kind.EVENT, word=word.text, bars=True)
                return

    @property
    def speaks(self) -> bool:
        """Whether the question claims anything."""
        return bool(self._words)

    @cached_property
    def _span(self) -> tuple[int, int] | None:
        return claimed(self.query)

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        """The words that carry the claim; figures are checked by the answer itself."""
        if self._span is None:
            return ()
        query, (start, end) = self.query, self._span
        carrying = {query.words[number].start for number in query.content}
        counted = {place for figure in query.figures for place in range(figure.start, figure.end)}
        return tuple(
            word
            for word in query.words
            if start <= word.start < end
            and word.start not in counted
            and word.text.isalpha()
            and (
                (word.start in carrying and (not word.tag or word.tag.startswith(_SAYING)))
                or word.text in _DOERS
                or word.text in _KINDS
            )
        )

    @cached_property
    def _of_a_kind(self) -> bool:
        """Whether it says of which kind things are (都是暗访), and not what is done."""
        if self._span is None:
            return False
        start, end = self._span
        return self.query.text.endswith(("是", "为"), 0, start) and not self.query.text.endswith("的", start, end)

    @cached_property
    def _topic(self) -> frozenset[Sense]:
        """What the question names before it claims anything of it."""
        start = self._span[0] if self._span else 0
        return frozenset(s for m in self.query.mentions if m.start < start for s in m.senses)

    def _tells(self, word: Word, profile: Profile) -> bool:
        """Whether an entry says a word of the claim, or what is its limit, or another word for it."""
        if word.text in _WHATEVER or word.text in profile.told:
            return True
        senses = {s for m in self.query.mentions if m.start <= word.start < m.end for s in m.senses}
        if word.text in _DOERS and self.query.text[word.start - 1] != "在":
            return False
        if any(s.name in profile.qualifiers.get(s.group, ()) for s in senses if s.role is Role.QUALIFIER):
            return True
        if self._of_a_kind:
            senses = {sense for sense in senses if sense.role is not Role.EVENT}
        subject = {sense for _, held in profile.subject for sense in held}
        return bool((senses - self._topic - subject) & profile.told_senses)
