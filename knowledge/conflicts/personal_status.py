"""Personal status: what a question says that somebody is (我爸城里户口, 我是五保)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.language.clauses import STRETCH
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Vocabulary
from knowledge.model.cached import cached_property

# The groups that say what a person is, by their names in `language.yaml`.
_PERSONAL = frozenset(
    {
        *(
            "residence",
            "registered",
            "people",
            "age_group",
            "marital",
            "disability_degree",
            "disability_kind",
        ),
        *("insurance", "pension_kind", "medical_visit", "consumer"),
    }
)
BOTH = "城乡"  # the value for residents of towns and villages alike
_SAYS = {Role.CONCEPT, Role.QUALIFIER}
# Other words that may stand in a stretch that states a status.
_PREDICATE = re.compile(
    r"""(?:
        户口|户籍|户|家庭|人
      | 吃|拿|领|享受                                      # 吃低保
      | 交|缴|参加|入|上|买|给|在单位|单位交|单位|公司|厂里|企业  # 我们单位给交的职工医保
      | 看|去|瞧|做|感冒|发烧|病                           # 门诊看个感冒
      | 开|个|小                                           # 开了个小面馆
      | 是|算|属于
      | 住在?|落|转|迁|上|在|楼房                            # 户口落在城里, 住楼房
      | 的
      | [我俺咱他她们家大二三小老表堂爷奶姥爸妈爹娘叔伯姑姨舅哥姐弟妹婶嫂公婆]  # 我二叔
      | 儿子|闺女|媳妇|邻居|亲戚|对象|孩子
    )+""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class PersonalStatus:
    """The personal status stated by stretches of a question that say nothing else."""

    query: Query
    vocabulary: Vocabulary

    @cached_property
    def named_values(self) -> tuple[tuple[str, Mention], ...]:
        """The names of the values that somebody is said to have, each with its group."""
        return tuple(
            (sense.group, mention)
            for mention in self.query.mentions
            for sense in mention.senses
            if sense.group in _PERSONAL
            and mention not in self.query.denied
            and any(start <= mention.start < end for start, end in self._stretches)
        )

    @cached_property
    def several(self) -> frozenset[str]:
        """The groups of which more than one value is named (城里乡下的都有), so that they exclude nobody."""
        values: dict[str, set[str]] = {}
        for group, mention in self.named_values:
            values.setdefault(group, set()).update(s.name for s in mention.senses if s.group == group)
        return frozenset(group for group, names in values.items() if len(names) > 1)

    @cached_property
    def _stretches(self) -> tuple[tuple[int, int], ...]:
        """The spans between marks that contain nothing but people and their status."""
        spans = (match.span() for match in STRETCH.finditer(self.query.text))
        return tuple(span for span in spans if self._is_predicate(*span))

    @cached_property
    def _named(self) -> frozenset[int]:
        """The offsets of all characters in names of things and values."""
        named = (m for m in self.query.mentions if any(sense.role in _SAYS for sense in m.senses))
        return frozenset(place for mention in named for place in range(mention.start, mention.end))

    def _is_predicate(self, start: int, end: int) -> bool:
        query = self.query
        if any(start <= cue.start < end for cue in query.cues):
            return False
        return all(
            not self._named.isdisjoint(range(word.start, word.end))
            or self.vocabulary.is_stop_word(key)
            or _PREDICATE.fullmatch(word.text)
            for word, key in zip(query.words, query.keys, strict=True)
            if start <= word.start < end and word.text.isalnum()
        )
