"""Columns: which column of a table says what an entry needs, as told or as its names suggest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.files.faults import Fault, fault
from knowledge.language.normalise import squeezed

# Names that tables commonly give to what an entry needs, squeezed.
_NAMES = {
    "id": ("id", "编号", "编码", "序号", "事项编码"),
    "question": ("question", "问题", "问", "标题", "事项名称", "事项", "名称", "title", "name"),
    "phrasings": ("phrasings", "问法", "相似问", "相似问法", "别名", "别称", "俗称", "简称", "aliases"),
    "topic": ("topic", "主题", "分类", "类别", "category"),
    "answer": ("answer", "回答", "答案", "答复", "答", "内容"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The columns an entry is made of; empty for none. Several answers are told as “column：cell”.

    `id_told` says that staff named the column of the ids themselves: then every id in it must fit.
    """

    question: str
    answers: tuple[str, ...]
    id: str = ""
    phrasings: str = ""
    topic: str = ""
    id_told: bool = False


def columns_of(
    names: tuple[str, ...], told: dict[str, str], answers: tuple[str, ...]
) -> Columns | tuple[Fault, ...]:
    """The columns of a table; `told` and `answers` are those that staff named, the others are guessed.

    Without a column that looks like the answer, all columns that are nothing else make it.
    """
    unknown = [name for name in (*told.values(), *answers) if name and name not in names]
    if unknown:
        return tuple(fault("no_such_column", None, name=name, names="、".join(names)) for name in unknown)
    taken = set(answers) | set(told.values())
    held = {what: told.get(what) or _guess(what, names, taken) for what in _NAMES if what != "answer"}
    if not held["question"]:
        return (fault("no_question_column", None, names="、".join(names)),)
    taken |= set(held.values())
    if not answers:
        likely = _guess("answer", names, taken)
        answers = (likely,) if likely else tuple(name for name in names if name not in taken)
    if not answers:
        return (fault("no_answer_column", None, names="、".join(names)),)
    return Columns(answers=answers, id_told=bool(told.get("id")), **held)


def _guess(what: str, names: Iterable[str], taken: set[str]) -> str:
    """The first column with a common name for this, the commonest name first."""
    free = {squeezed(name): name for name in reversed(tuple(names)) if name not in taken}
    return next((free[likely] for likely in _NAMES[what] if likely in free), "")
