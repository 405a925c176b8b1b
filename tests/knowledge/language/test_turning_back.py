"""Words that turn back to what was said before."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import own_words
from knowledge.language.normalise import normalise
from knowledge.language.turning_back import turned_back
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.referees import read


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("说错了，我想问门票多少钱", "那门票多少钱"),
        ("前面说的电影，到底放了几场", "那电影,到底放了几场"),
        ("换一个，孤儿的标准呢", "那孤儿的标准呢"),
        ("回到座谈会，开了几次来着", "那座谈会,开了几次来着"),
        ("不对，刚才问的那个图书馆在哪", "那图书馆在哪"),
        ("回到刚才的门票，那学生呢", "那门票,那学生呢"),
    ],
)
def test_what_turns_back_ties_to_the_turn_before(text: str, rest: str) -> None:
    assert turned_back(normalise(text)) == rest


@pytest.mark.parametrize(
    "text",
    [
        "换一个身份证要多少钱",
        "回到村里创业有补贴吗",
        "前面那个是去哪里",
        "说错了吧",
        "刚才说的",
        "说错了怎么改",
    ],
)
def test_what_only_begins_so_stays(text: str) -> None:
    assert turned_back(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("他们帮了谁", "他们帮了谁", id="several people"),
        pytest.param("他们去的那个游泳馆在哪", "去的那个游泳馆在哪", id="before what is theirs"),
        pytest.param("这些在哪", "在哪", id="these"),
        pytest.param("那些多少钱", "多少钱", id="those"),
        pytest.param("他在哪", "在哪", id="one"),
        pytest.param("这样开了多久", "这样开了多久", id="so"),
    ],
)
def test_a_pronoun_of_several_is_not_cut_in_two(small_engine: Engine, text: str, own: str) -> None:
    assert own_words(read(small_engine, text)) == own


@pytest.mark.parametrize("text", ["新户数是截止到啥时候的", "这是到几月底的数", "到哪天为止的数据"])
def test_as_of_when_is_one_cue(small_engine: Engine, text: str) -> None:
    (cue,) = read(small_engine, text).cues
    assert cue.facets == {Facet.DATE}
    assert cue.text.startswith(("截止到", "到"))
