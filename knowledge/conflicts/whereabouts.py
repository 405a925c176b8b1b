"""Whereabouts: where a question says that somebody lives (我是永清的) or merely is (我在永清上班)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.conflicts.profile import AREA
from knowledge.language.query import Query
from knowledge.language.question_words import EARLIER
from knowledge.language.vocabulary import Mention
from knowledge.model.cached import cached_property

_MARKS = tuple(",。?!;:")
_CLAUSE = re.compile(r"[,。?!;:]| (?=[㐀-鿿])")
_PLACE_IN = r"(?:县?城[里区]?|市里|乡下|农村|村里|底下|下边|下面)?"
_OVER_THERE = r"(?:那边|这边|那儿|这儿|那里|这里|那块儿?)?"

# Before a name.
_DENIED = re.compile(r"(?:不|没有?)(?:是|算|属于)?(?:居?住)?在?$")
# Not 本来, which may still hold: 我本来就是永清的.
_PAST = re.compile(rf"(?:(?!本来){EARLIER}|曾经?|小时候)(?:(?!现在|如今)[^,。?!;:]){{0,4}}$")
_LEFT = re.compile(r"(?:从|打|由|自从?|离开|路过|经过|离|靠近?|挨|邻|比|跟|和|与)(?:了|过|着)?$")
_GOES = re.compile(r"(?:去|回|到|来|上|往)(?:了|过|趟|了?一?趟)?$")
_MOVED = re.compile(r"(?:定居|落户|安家|搬|嫁|迁|入赘|倒插门)(?:在|到|去|进|回|往|来|住)*$")
_BY_NOW = re.compile(r"(?:现在|如今)(?:住|就|都|也)?在?$")
_LIVES = re.compile(r"(?:居?住|户(?:口|籍)(?:还|就|也|都)?)(?:是|在|落|迁|归|到|的)*" + _PLACE_IN + "$")
_AT_HOME = re.compile(r"(?<![国厂商专大店企])家(?:就|也|都|还|里)?(?:是|在|住)*" + _PLACE_IN + "$")
_IS = re.compile(r"[我俺咱他她们家爸妈爹娘爷奶姥舅姑姨叔伯哥姐弟妹公婆夫](?:就|也|都|本)?(?:是|属于|归)$")
_IN_ENGLISH = re.compile(
    r"(?:\b(?:liv(?:e|es|ing)|reside|resident)(?: in| of)?|(?:am|'m|is|are|comes?|moved) (?:from|to)) $"
)

# Behind a name.
_BUSY = re.compile(
    r"[^,。?!;: ]{0,6}?(?:打工|上班|工作|出差|路过|上学|读书|念书|念大学|当兵|看病|住院|干活|旅游|办事"
    r"|跑车|送货|租(?:的|了)?房|带孩子|看孩子|开[^,。?!;: ]{0,4}(?:店|馆|厂)|做[^,。?!;: ]{0,4}(?:买卖|生意))"
)
_STAYS = re.compile(
    _PLACE_IN + _OVER_THERE + r"(?:居?住(?!院)|定居|生活|落户|安家|过日子|有房|买了?房|有户口|参保|参合"
    r"|(?:吃|拿|领|享受)(?:着|的|了)?(?:农村|城市|城镇)?(?:低保|五保)"
    r"|(?:交|缴|上)(?:着|的|了)?(?:社保|医保|户口|新农合|合作医疗))"
)
_BELONGS = re.compile(r"[^,。?!;: ]{0,4}?(?:的|人|户)")
_ENDS_CLAUSE = re.compile(
    _PLACE_IN
    + _OVER_THERE
    + r"(?:人?的?|的人|人氏|户口的?|农村的)(?:居民|村民|市民|住户)?(?:去|了|呢|啊|呀|吧)*"
    r"(?:[,。;!]| (?=[㐀-鿿])|$)"
)
_BACK_THERE = re.compile(r"[他她]|那边|那儿|那里|人家")

_OWN_WORD = re.compile(r"(?:我|俺|咱|本|全|[区县市镇乡]里)")  # 咱区 is the asker's own
_LEVELS = (re.compile("(?:村|社区|小区)$"), re.compile("(?:镇|乡|街道)$"), re.compile("(?:区|县|旗|市|州)$"))
_SUFFIX = re.compile("(?:街道|[村镇乡区县旗市州])$")


@dataclass(frozen=True)
class Whereabouts:
    """The areas that a question names.

    Attributes:
        home: the area that everybody is assumed to live in.
        names: other names of each area.
    """

    query: Query
    home: str
    names: Mapping[str, tuple[str, ...]]

    @cached_property
    def elsewhere(self) -> tuple[Mention, ...]:
        """The foreign areas that limit the question.

        Not an area that contains the home area and is named right before it (廊坊市安次区), nor where
        somebody is or lives if a later clause names the home area.
        """
        return tuple(m for m in self._foreign if not self._holds_home(m) and not self._outweighed(m))

    @cached_property
    def residences(self) -> tuple[Mention, ...]:
        """The foreign areas that somebody lives in, which limit the whole question.

        None if the home area is named too, unless somebody moved away from it or is not there.
        """
        living = [mention for mention in self._foreign if self._lives(mention)]
        homes = [m for m in self._homes if not self._is_gone_from(m, living) and not self._is_own_word(m)]
        return tuple(m for m in living if all(self._instead(m, home) for home in homes))

    @cached_property
    def at_home(self) -> bool:
        """Whether the home area is named other than as where somebody was or is for a while."""
        return any(not self._is_there_briefly(mention) for mention in self._homes)

    def is_foreign(self, area: str, own: frozenset[str]) -> bool:
        """Whether a resident of an area lives in none of these areas; a village may lie in a district."""
        level = _level(area)
        own_level = max(map(_level, own or {self.home}))
        return own_level <= level < len(_LEVELS) and area not in own and area not in self._around_home

    @cached_property
    def _named(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.query.mentions if any(s.group == AREA for s in m.senses))

    @cached_property
    def _homes(self) -> tuple[Mention, ...]:
        return tuple(m for m in self._named if any(s.name == self.home for s in m.senses))

    @cached_property
    def _foreign(self) -> tuple[Mention, ...]:
        return tuple(mention for mention in self._named if mention not in self._homes)

    @cached_property
    def _around_home(self) -> frozenset[str]:
        """The areas that the home area lies in, as its own names say (廊坊市安次区)."""
        own = self.names.get(self.home, ())
        return frozenset(
            area for area in self.names if area != self.home and any(n.startswith(area) for n in own)
        )

    def _lives(self, mention: Mention) -> bool:
        """Whether the question says that somebody lives or belongs there."""
        before, after = self._beside(mention)
        if _DENIED.search(before) or _PAST.search(before):
            return False
        if _LIVES.search(before) or _MOVED.search(before) or _IN_ENGLISH.search(before):
            return True
        if _LEFT.search(before) or _GOES.search(before) or _BUSY.match(after):
            return False
        return bool(
            _AT_HOME.search(before)
            or _STAYS.match(after)
            or _ENDS_CLAUSE.match(after)
            or (_IS.search(before) and _BELONGS.match(after))
        )

    def _is_there_briefly(self, mention: Mention) -> bool:
        """Whether somebody is not there, was, or is only for a while (我在永清上班, 我从永清搬来)."""
        before, after = self._beside(mention)
        if _DENIED.search(before) or _PAST.search(before):
            return True
        return not self._lives(mention) and bool(_LEFT.search(before) or _BUSY.match(after))

    def _is_gone_from(self, home: Mention, living: Sequence[Mention]) -> bool:
        """Whether somebody who lives elsewhere has left the home area, or only goes there."""
        before, _ = self._beside(home)
        goes = bool(living) and bool(_GOES.search(before)) and home.start < living[-1].start
        return goes or self._is_there_briefly(home)

    def _holds_home(self, mention: Mention) -> bool:
        """Whether the home area is named right behind this area."""
        text, end = self.query.text, mention.end
        beside = (home for home in self._homes if 0 <= home.start - end <= 1)
        return any(text[end : home.start] not in _MARKS for home in beside)

    def _outweighed(self, mention: Mention) -> bool:
        """Whether somebody is or lives there, and a later clause names the home area."""
        text, end = self.query.text, mention.end
        is_there = self._is_there_briefly(mention) or (
            self._lives(mention) and mention not in self.residences
        )
        behind = (home for home in self._homes if home.start > end and _CLAUSE.search(text, end, home.start))
        return is_there and any(not self._is_there_briefly(home) for home in behind)

    def _instead(self, mention: Mention, home: Mention) -> bool:
        """Whether the question is for this area although it names the home area before it."""
        before, after = self._beside(mention)
        moved = _MOVED.search(before) or _BY_NOW.search(before) or _BACK_THERE.search(after)
        return mention.start > home.start and bool(moved)

    def _is_own_word(self, home: Mention) -> bool:
        """Whether the home area is not named as such: for residents of other areas, 咱区 is another one."""
        return _SUFFIX.sub("", self.home) not in home.text and bool(_OWN_WORD.match(home.text))

    def _beside(self, mention: Mention) -> tuple[str, str]:
        """The text before a name, and the text behind it."""
        return self.query.text[: mention.start], self.query.text[mention.end :]


def _level(area: str) -> int:
    """The level of an area by its name: 0 a village, 1 a town, 2 a district, county or city, else 3."""
    return next((level for level, kind in enumerate(_LEVELS) if kind.search(area)), len(_LEVELS))
