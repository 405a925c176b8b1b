"""English questions in Chinese, word for word."""

from __future__ import annotations

import pytest

from knowledge.language.english_clauses import Words
from knowledge.language.general import read_language
from knowledge.language.gloss import gloss

TOLD = {"图书馆", "村民", "摊位", "补办"}
SPELT = {"nandu": "南渡", "binhe": "滨河", "luoyang": "洛阳"}


@pytest.fixture(scope="module")
def words() -> Words:
    language = read_language()
    return Words(
        english=language.english,
        function_words=language.english_function_words,
        is_told=TOLD.__contains__,
        spelt=SPELT.get,
    )


def in_chinese(words: Words, text: str) -> str:
    found = gloss(text, words)
    return found.text if found else ""


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("how much is the water bill?", "水费多少钱", id="how much"),
        pytest.param("how much water does a family use", "水家庭用多少", id="how much of a thing"),
        pytest.param("what is the price of tap water", "自来水多少钱", id="the price of it"),
        pytest.param("when does the last bus leave?", "末班车什么时候开", id="when, before the verb"),
        pytest.param("what time does the library open", "图书馆几点开门", id="what time"),
        pytest.param("where is the library?", "图书馆在哪里", id="where, without a verb"),
        pytest.param("how do i replace a lost card?", "丢了卡怎么补办", id="how, behind the object"),
        pytest.param("how long is the bridge", "桥多长", id="how long a thing is"),
        pytest.param("how long does a permit take", "许可证多久", id="how long it takes"),
        pytest.param("how many days does it take", "多少天", id="what is counted in its own way"),
        pytest.param("how many parking spaces are there", "有多少车位", id="how many of a thing"),
        pytest.param("what documents do i need", "要什么材料", id="what, with a noun"),
        pytest.param("which window is it", "哪个窗口", id="which"),
        pytest.param("what number should we ring?", "打什么电话", id="which number one rings"),
        pytest.param("is there a toilet in the park?", "公园有没有厕所", id="whether there is one"),
        pytest.param("do i have to wear a swimming cap?", "要戴泳帽吗", id="whether one must"),
        pytest.param("can i renew a book", "可以续借书吗", id="whether one may"),
        pytest.param("is the library open on mondays?", "周一图书馆开门吗", id="whether it is so"),
        pytest.param("could you tell me where the library is", "图书馆在哪里", id="a polite opening"),
        pytest.param("from monday to friday", "从周一到周五", id="a range"),
        pytest.param("what's the rent?", "租金是多少", id="a contraction"),
        pytest.param("and on sundays?", "那周日", id="a question that goes on"),
        pytest.param("i lost my passport, what now?", "丢了护照,怎么办", id="two clauses"),
    ],
)
def test_what_asks_stands_where_chinese_puts_it(words: Words, text: str, chinese: str) -> None:
    assert in_chinese(words, text) == chinese


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("is parking not allowed?", "停车不允许吗", id="not"),
        pytest.param("i have not paid", "没交", id="has not"),
        pytest.param("cards without a photo", "没有照片卡", id="without"),
        pytest.param("vaccines other than the flu vaccine", "除了流感疫苗以外疫苗", id="other than"),
        pytest.param("there is no lift", "有没有电梯", id="no"),
        pytest.param("the price per tonne for villagers", "村民价格每吨", id="per unit"),
        pytest.param("parking for 2 hours", "2小时停车", id="a figure with its unit"),
        pytest.param("people over 60", "60岁以上人", id="an age"),
    ],
)
def test_figures_and_negations_survive(words: Words, text: str, chinese: str) -> None:
    assert in_chinese(words, text) == chinese


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("where do i book a room", "房间去哪里预约", id="a verb before an article"),
        pytest.param("the book", "书", id="a noun behind one"),
        pytest.param("how much is a stall", "摊位多少钱", id="a rendering that is told"),
        pytest.param("where is nandu car park", "南渡停车场在哪里", id="a name in pinyin"),
        pytest.param("where is luo yang street", "洛阳街在哪里", id="a name in two words"),
        pytest.param("how much is a zorbing ticket", "‹zorbing票多少钱", id="an unknown word stays, marked"),
    ],
)
def test_a_word_is_read_as_what_it_is_there(words: Words, text: str, chinese: str) -> None:
    assert in_chinese(words, text) == chinese


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("lorem ipsum dolor sit amet", id="no English"),
        pytest.param("", id="nothing"),
        pytest.param("???", id="marks"),
    ],
)
def test_what_is_hardly_english_is_not_read(words: Words, text: str) -> None:
    assert gloss(text, words) is None


def test_each_clause_keeps_its_english(words: Words) -> None:
    found = gloss("where is the library, and how much is parking?", words)
    assert found is not None
    assert found.clauses == {"图书馆在哪里": "where is the library", "停车多少钱": "how much is parking"}
