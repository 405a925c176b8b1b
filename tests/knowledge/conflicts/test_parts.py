"""Parts of what an entry tells as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

WHOLE = replace(
    EMPTY,
    question="新增多少家市场主体？",
    phrasings=("连个体户带公司新增了几家", "企业、合作社全算上新增多少", "新开的铺子有多少"),
    answer="新增市场主体2300家。",
)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        pytest.param("个体户新增了多少家", True, id="what it names beside others"),
        pytest.param("新增合作社有几家", True, id="what it lists"),
        pytest.param("个体户和公司新增了多少家", False, id="two of them"),
        pytest.param("新开铺子多少家", False, id="what it asks for by itself"),
        pytest.param("新增市场主体多少家", False, id="the whole"),
        pytest.param("个体户在哪办照", False, id="no number"),
    ],
)
def test_a_part_is_not_told_by_the_whole(small_engine: Engine, asked: str, part: bool) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, WHOLE)) is part


LEVELS = replace(EMPTY, question="居民养老保险有几档？", answer="共6个档次，最低一档200元，最高一档5000元。")


@pytest.mark.parametrize(
    ("asked", "answer", "part"),
    [
        pytest.param("养老保险第四档交多少", LEVELS.answer, True, id="one that it does not list"),
        pytest.param("养老保险第1档交多少", LEVELS.answer, False, id="one that it may list"),
        pytest.param("养老保险第三档交多少", "第三档交700元。", False, id="the one that it tells"),
        pytest.param("第五个问题,养老保险交多少", LEVELS.answer, False, id="only counted by whoever asks"),
    ],
)
def test_one_of_several_is_told_by_an_entry_that_lists_it(
    small_engine: Engine, asked: str, answer: str, part: bool
) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, replace(LEVELS, answer=answer))) is part
