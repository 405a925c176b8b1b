"""What asks for nothing but what was just told."""

from __future__ import annotations

import pytest

from knowledge.language.again import Place, asks_again, place_in
from knowledge.language.normalise import normalise


@pytest.mark.parametrize(
    "text",
    [
        "再说一遍",
        "麻烦您再讲一次",
        "没听清，再说一遍吧",
        "重复一下好吗",
        "刚才说的是多少来着",
        "没看清",
        "是多少来着？",
        "say that again, please",
    ],
)
def test_asks_again(text: str) -> None:
    assert asks_again(normalise(text))


@pytest.mark.parametrize(
    "text", ["再说说医疗救助", "再来一个", "多少", "没听懂", "门票是多少来着", "重复申请怎么办"]
)
def test_asks_for_something_else(text: str) -> None:
    assert not asks_again(normalise(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二个", Place(2, "")),
        ("那第二个呢？", Place(2, "")),
        ("第二个再说一下", Place(2, "")),
        ("后一个是多少", Place(-1, "")),
        ("后面那个都是什么人", Place(-1, "都是什么人")),
        ("前面那个在哪里", Place(1, "在哪里")),
        ("我问的是上面那个", Place(1, "")),
        ("下面那条是谁负责", Place(-1, "是谁负责")),
        ("the second one?", Place(2, "")),
        ("what about the last one", Place(-1, "")),
    ],
)
def test_the_one_that_is_spoken_of_by_its_place(text: str, place: Place) -> None:
    assert place_in(normalise(text)) == place


@pytest.mark.parametrize(
    "text", ["第二个环节是什么", "下个月呢", "上一个呢", "前年呢", "第二医院在哪", "后天几点"]
)
def test_what_only_begins_like_a_place(text: str) -> None:
    assert place_in(normalise(text)) is None
