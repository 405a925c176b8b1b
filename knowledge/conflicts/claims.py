"""Claims: what a yes/no question asserts (都是免费放的吧) and an entry does not state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.claims import claim_in
from knowledge.language.dictionary import Word
from knowledge.language.vocabulary import Role, Sense
from knowledge.model.cached import cached_property

# Who does or pays something: a stop word in other questions, but the point of a claim.
_DOERS = re.compile(
    "政府|[国公]家|财政|集体|个人|老?百姓|群众|[村居农]民|企业|单位|公司|领导|干部|[村镇乡县市区省]里"
)
_SORTS = frozenset("新旧老大小")  # stop words before a noun otherwise
_WHATEVER = "开办弄搞做干"  # verbs that fit any object
_CONTENT_TAGS = tuple("nvabjkzstil")  # first letters of the tags of content words


@dataclass(frozen=True)
class Claims(Rule):
    """The claim that one question wants confirmed, to be compared with what entries state."""

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The first word of the claim that neither answer nor evidence states; phrasings do not count."""
        untold = (word for word in self._words if not self._tells(word, lookup.profile))
        for word in untold:
            yield Conflict(kind=Kind.EVENT, word=word.text, severity=Severity.BARRING)
            return

    @cached_property
    def _span(self) -> tuple[int, int]:
        return claim_in(self.query) or (0, 0)

    @trigger
    def _words(self) -> tuple[Word, ...]:
        """The content words of the claim; its figures are compared with the answer elsewhere."""
        query, (start, end) = self.query, self._span
        if start == end:
            return ()
        content = {query.words[number].start for number in query.content}
        counted = {place for figure in query.figures for place in range(figure.start, figure.end)}
        return tuple(
            word
            for word in query.words
            if start <= word.start < end
            and word.start not in counted
            and _matters(word, content=word.start in content)
        )

    @cached_property
    def _named_before(self) -> frozenset[Sense]:
        """The senses of what the question names before the claim begins."""
        start = self._span[0]
        return frozenset(s for m in self.query.mentions if m.start < start for s in m.senses)

    def _tells(self, word: Word, profile: Profile) -> bool:
        """Whether an entry states a word of the claim or a synonym of it, or is limited to it."""
        root = word.text.rstrip(_WHATEVER)
        if not root or root in profile.stated_text or _are_apart(root, profile.stated_text):
            return True
        if _DOERS.fullmatch(word.text) and not self.query.text.endswith("在", 0, word.start):
            return False
        named = {s for m in self.query.mentions if m.start <= word.start < m.end for s in m.senses}
        senses = {sense for sense in named - self._named_before if not _is_topic(sense, profile)}
        if profile.is_limited_to(senses):
            return True
        others = {sense for sense in senses if sense.role is not Role.EVENT}
        return not others.isdisjoint(profile.stated_senses)


def _are_apart(word: str, text: str) -> bool:
    """Whether a text has the verb and the object of a word that is both (放了1800场电影 of 放电影)."""
    verb, thing = word[:1], word[1:]
    return len(thing) > 1 and verb in text and thing in text


def _is_topic(sense: Sense, profile: Profile) -> bool:
    """Whether a sense is the entry's subject: another name for that is still a claim (危房都是土坯房吗)."""
    return sense in profile.subject_senses or any(name == sense.name for name, _ in profile.subject)


def _matters(word: Word, *, content: bool) -> bool:
    """Whether a word matters in a claim: content words, names of who does or pays it, and new or old."""
    if _DOERS.fullmatch(word.text) or word.text in _SORTS:
        return True
    return content and word.text.isalpha() and (not word.tag or word.tag.startswith(_CONTENT_TAGS))
