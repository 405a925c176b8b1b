"""Formulas of official letters (敬启者, 特此咨询, 望予答复为荷), which ask for nothing themselves.

Their verbs (申请, 答复, 提供) would otherwise be taken for what the question asks about.
"""

from __future__ import annotations

import re

from knowledge.language.signs import signs_in, signs_of

_MARK = "[,。!;:? ]"
_CLAUSE = "[^,。!;:?]"  # a character of one
_BEGINS = rf"(?:^|(?<={_MARK}))"
_ENDS = rf"(?={_MARK}|$)"
_INQUIRES = "(?:咨询|询问|请教|求教|了解|知悉|知晓|查询|征询|函询|请示)"
_HUMBLY = "(?:现|兹|谨|特|特此|今|拟|欲|冒昧)"
_PLEASE = "(?:敬请|恳请|烦请|谨请|务请|祈请|敬祈|敬盼|恳盼|切盼|恳望|烦|请|望|祈|盼|恳|希)"
_KINDLY = "(?:予以?|惠予|赐予|给予|贵[区县市镇局处办]|拨冗|一并|及时|尽快|尽早|早日|不吝)"
REPLY = (
    "(?:告知|告之|明示|示知|示下|惠示|答复|回复|回覆|赐复|函复|函告|复函|赐教|指教|见告|见复|见示|惠告|惠复"
    "|解答|释疑|释明|批复)"
)
_ASKED_FOR = rf"{_PLEASE}+{_KINDLY}*{REPLY}"

# 尊敬的领导:您好!
SALUTATION = (
    rf"{_BEGINS}(?:敬启者|(?:尊敬|敬爱)的{_CLAUSE}{{1,12}}?)(?:[您你]们?好)?[,:!;。]+"
    r"(?:[您你]们?好[,:!;。]*)?"
)
# 兹因撰写报告之需, 根据工作需要
_OCCASION = (
    rf"{_BEGINS}兹(?:因|为){_CLAUSE}{{1,20}}?(?:之?所?需|需要|起见)[,:]"
    rf"|{_BEGINS}(?:兹因|兹为|因|为|出于|根据|鉴于){_CLAUSE}{{0,14}}?"
    rf"(?:工作|撰写|编写|编制|调研|统计|研究|填报|核实){_CLAUSE}{{0,10}}?(?:之?需要?|所需|之?便|起见)[,:]"
)
# 现就…提出咨询: both sides of what is asked
_FRAME = (
    rf"{_BEGINS}{_HUMBLY}+就(?=.{{2,48}}?{_INQUIRES})"
    rf"|(?:一事|事宜|等?问题|有关情况)?,?(?:特此|谨此)?(?:提出|进行|作出|予以){_INQUIRES}(?:如下)?{_ENDS}"
)
# 兹咨询:, 现申请了解:, 拟了解, 特此致函
_INQUIRY = (
    rf"{_BEGINS}{_HUMBLY}+(?:向(?:贵{_CLAUSE}{{1,4}}|您|你们))?(?:申请|提请|希望|希)?(?:公开|{_INQUIRES})(?:一下|如下)?[,:]?"
    rf"|{_BEGINS}(?:特此|谨此)(?:致函|函达|申请|提出)?(?:如下)?[,:。]*"
)
# 望予答复为荷 behind what is asked; 恳请告知 before it
_WISH = (
    rf",?(?:{_ASKED_FOR}|{_PLEASE}+{_KINDLY}*复)(?:一二|则个|为[荷盼感谢幸要])?{_ENDS}"
    rf"|{_ASKED_FOR}(?={_CLAUSE}{{4}})"
)
# 请核:, 数据请复核, 文件需引用
_CHECK = (
    rf"{_BEGINS}(?:麻烦|请|烦请)?(?:帮忙?)?(?:予以)?(?:核对|核实|核一?下|复核|核(?![报发准销定]))(?:一下)?(?:[:,]|(?={_CLAUSE}{{4}}))"
    rf"|(?:数据|数字|该数|此数)?,?请(?:予以?)?(?:复核|核实|核对|校核|查核|确认|核)(?:一下)?{_ENDS}"
    rf"|{_BEGINS}(?:[写做]?(?:文件|材料|报告|稿子|简报)(?:需要?|要)(?:引用|用|使用)){_ENDS}"
)
# 此致敬礼, 盼复, 不胜感激
CLOSE = (
    rf"{_BEGINS}(?:此致(?:\ ?敬礼)?|敬礼|(?:切|急|敬|恭)?盼(?:复|回复|答复)"
    rf"|谨致谢[忱意]|不胜(?:感激|感谢|感荷)(?:之至)?"
    rf"|顺颂{_CLAUSE}{{2,4}}|谨启|谢谢?){_ENDS}"
)
_FORMULAS = re.compile("|".join((SALUTATION, _OCCASION, _FRAME, _INQUIRY, _WISH, _CHECK, CLOSE)))
_SIGNS = signs_of(_FORMULAS)
_LEFT_OVER = re.compile(rf"{_MARK}*[,。!;:?]{_MARK}*")


def drop_formulas(text: str) -> str:
    """A normalised text without the formulas of a letter; the text itself where nothing else is left."""
    if _SIGNS.isdisjoint(signs_in(text)) or _FORMULAS.search(text) is None:
        return text
    kept = _LEFT_OVER.sub(_mark, _FORMULAS.sub(" ", text)).strip(" ,;:。!")
    return kept if any(map(str.isalpha, kept)) else text


def _mark(left_over: re.Match[str]) -> str:
    """Of several marks the one that says most."""
    marks = left_over.group().replace(" ", "")
    return "?" if "?" in marks else marks[0]
