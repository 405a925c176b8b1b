"""Missing sums: a question is about money, explicitly or not (一户给多少), and an entry states no sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.units import MONEY
from knowledge.language.question_words import A_NUMBER, HEDGE
from knowledge.language.signs import signs_of

_SHARE = "%"
_FREE = re.compile("免费|免收|不收|不要钱|全免|半价|打折")
_WHO = "(?:了|过|到|[俺我咱你]们?|个人|自己|一[人家户]|每[人家户])*"
_OUT_OF = f"(?:{HEDGE}|到底|共|是|有|要|得|收|投|给|发|出|拨|用|花|了|过)*"
_NOTHING_COUNTED = r"(?:多少|几(?=[百千万亿]))[百千万亿]*(?=[^一-鿿]|$|[啊呀呢吧哦哈嘛嘞哩])"
_VERB_ASKED = re.compile(
    f"(?P<verb>[掏垫出交缴花贴补赔给得领拿挣付拨奖罚扣返欠摊凑搭]|用(?=了)|报销?){_WHO}{_NOTHING_COUNTED}"
)
_NOUN_ASKED = re.compile(
    "(?:(?<![多少个块份有])钱|资金|款项?|经费|基金|保费|保险费|参合费|造价|投资额?|支出|金额|工钱|价[格钱])"
    + _OUT_OF
    + _NOTHING_COUNTED
)
_ENGLISH_ASKED = re.compile(
    r"\b(?:what|how much)\b(?:[^,.?!;]|\.(?=\d))*?"
    r"\b(?:costs?|fees?|price|premium|contribution|wages?|salary|rent)\b"
    r"(?! (?:rate|share|level|standard|ratio))"
    r"|\bhow much\b(?:[^,.?!;]|\.(?=\d))*?\b(?:pay|spend|spent|charged?|invest(?:ed)?|contribute|owe)\b"
    r"|^(?:the )?(?:costs?|price|fees?) (?:of|for)\b"
)
_NUMBER_ASKED = re.compile(f"(?!几[何点时]){A_NUMBER}")  # 几点 does not ask for a number
_SPENT = re.compile(
    "(?:[花用投耗拨补给奖赔贷欠赚卖买交掏批筹]|投资|投入)(?:了|过|到|掉|进去?|近|约|大概|差不多|将近)*$"
)
_LARGE = re.compile("[万亿]$")  # endings of large sums
_IN_SHARES = ("报", "报销", "补")
_PUBLIC = re.compile("公家|国家|政府|医保|报销|花一?百")  # who pays a share


@dataclass(frozen=True)
class MissingSums(Rule):
    """The sums that one question asks for or claims, to be compared with what entries state."""

    signs: ClassVar = signs_of(_VERB_ASKED, _NOUN_ASKED, _ENGLISH_ASKED, _LARGE)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each sum asked for (危房改造给多少) or claimed (花了8000万) if the entry states none."""
        for word, verb in self._asked:
            share = verb in _IN_SHARES or _PUBLIC.search(self.query.text) is not None
            if not (_tells_what_is_paid(lookup, share=share) or (verb and _is_asked_so(verb, lookup))):
                yield Conflict(kind=Kind.FACET, word=word, severity=Severity.BARRING)
        for word in self._claimed:
            if not _tells_what_is_paid(lookup):
                yield Conflict(kind=Kind.FACET, word=word, severity=Severity.BARRING)

    @trigger
    def _asked(self) -> tuple[tuple[str, str], ...]:
        """The words that ask for a sum, each with its verb or ""; none if another number is asked for too."""
        text = self.query.text
        if len(_NUMBER_ASKED.findall(text)) > 1:
            return ()
        by_verb = ((match.group(), match["verb"]) for match in _VERB_ASKED.finditer(text))
        noun = _ENGLISH_ASKED if self.query.english else _NOUN_ASKED
        return (*by_verb, *((match.group(), "") for match in noun.finditer(text)))

    @trigger
    def _claimed(self) -> tuple[str, ...]:
        """The sums without a unit in a yes/no question: 花了8000万, 补了18万."""
        text = self.query.text
        if not self.query.yes_no:
            return ()
        bare = (f for f in self.query.figures if not f.unit and _SPENT.search(text, 0, f.start))
        sums = (text[figure.start : figure.end] for figure in bare)
        return tuple(word for word in sums if _LARGE.search(word))


def _tells_what_is_paid(lookup: EntryLookup, *, share: bool = False) -> bool:
    """Whether an answer states a sum, or that something is free, or, if that will do, a share."""
    profile = lookup.profile
    units = {figure.unit for figure in profile.answer_figures}
    free = _FREE.search(profile.answer) is not None
    return free or MONEY in units or (share and _SHARE in units)


def _is_asked_so(verb: str, lookup: EntryLookup) -> bool:
    """Whether the entry's own texts have this verb before a number (收了450份)."""
    return re.search(rf"{verb}[了过到]?(?:\d|{_NOTHING_COUNTED})", lookup.profile.texts) is not None
