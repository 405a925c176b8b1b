"""A small folder of content for tests, and what is wrong with it once it is changed."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge.loading.loader import read_knowledge

SOURCES = """\
sources:
  - {id: report, title: 工作报道, publisher: 新闻网, as_of: 报道没有写年份。, paragraphs: 2}
  - {id: prices, kind: table, title: 收费表, publisher: 物价局}
"""
TOPIC = """\
topic: 看病
entries:
  - id: ceiling
    question: 封顶线是多少？
    phrasings: [最多能报多少钱, 上限]
    answer: 封顶线由 2 万元提高到 3 万元。
    citations:
      - {source: report, paragraph: 1, evidence: 封顶线由2万元提高到3万元}
    subject: [封顶线]
    facet: amount
    qualifiers: {residence: 农村}
    valid_from: 2026-01-01
    translations: {en: {question: What is the ceiling?, answer: It rose from 20 000 to 30 000 yuan.}}
  - id: fee
    question: 挂号费多少钱？
    answer: 挂号费 5 元。
    citations: [{source: prices, row: 挂号, column: 金额, evidence: 5元}]
"""


def town(folder: Path, **files: str) -> Path:
    """A small knowledge base; a file is replaced by naming it."""
    for name, text in {"sources": SOURCES, "medical": TOPIC, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def changed(old: str, new: str, text: str = TOPIC) -> str:
    assert old in text
    return text.replace(old, new, 1)


def faults(folder: Path, **files: str) -> list[str]:
    """The faults as staff read them, without the folder."""
    loaded = read_knowledge(town(folder, **files))
    assert (loaded.base is None) == bool(loaded.faults)
    return [str(fault).removeprefix(f"{folder}{os.sep}") for fault in loaded.faults]
