"""Why a question does not find the entry that it was to find, in sentences for staff."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.derived.derived import derive
from knowledge.evaluation.checks import behaviour
from knowledge.evaluation.missed import why_missed
from knowledge.files.reasons import REASONS, reason
from knowledge.model.answer import Answer, Option, Status
from tests.knowledge.samples import DAY, an_entry


@pytest.fixture(scope="module")
def tiered_engine(small_engine: Engine) -> Engine:
    """The small town, where the allowance is told for those of 85 to 89, one road has two names, and a
    phrasing says 今年.
    """
    base = small_engine.base
    groups: dict[str, dict[str, tuple[str, ...]]] = {
        "age": {"85至89岁": (), "90岁以上": ()},
        "part": {"路东": (), "柳溪路一带": ("柳溪路",)},
    }
    entries = tuple(
        replace(entry, qualifiers=entry.qualifiers | {"age": "85至89岁"})
        if entry.id == "allowance-sum"
        else replace(entry, phrasings=("今年公园栽了几棵树",))
        if entry.id == "park-trees"
        else entry
        for entry in base.entries
    )
    lexicon = replace(base.lexicon, qualifiers=base.lexicon.qualifiers | groups)
    changed = replace(base, lexicon=lexicon, entries=entries)
    return Engine(changed, derive(changed))


def why(engine: Engine, entry_id: str, question: str, *told: str, status: Status = Status.CLARIFY) -> str:
    """What staff are told where these entries were offered instead."""
    options = tuple(Option(entry=other, question="", answer="") for other in told)
    answer = Answer(status=status, text="", options=options)
    return why_missed(engine, engine.derived.entry(entry_id), question, answer, DAY)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_conflict_has_a_sentence(kind: Kind) -> None:
    assert "词" in reason(kind, word="词", subject="词") or kind is Kind.COUNTER_EXAMPLE


@pytest.mark.parametrize("sentence", REASONS.values(), ids=REASONS)
def test_a_sentence_is_short_and_ends_like_one(sentence: str) -> None:
    assert sentence.endswith("。") or sentence == REASONS["a_number"]
    assert len(sentence) <= 60


@pytest.mark.parametrize(
    ("entry", "question", "told"),
    [
        pytest.param(
            "road-length",
            "柳溪路为什么修",
            "问的是“为什么”（原因 reason），这一条的 facets 里没有；回答里真说了就加上，读错了就换个说法考。",
            id="another facet",
        ),
        pytest.param(
            "library-place",
            "图书馆几点开门",
            "问的是“几点”（时间 time），这一条的 facets 里没有；回答里真说了就加上，读错了就换个说法考。",
            id="the facets by the names of the guide",
        ),
        pytest.param(
            "library-place",
            "图书馆有几排书架",
            "问的是“几排”（个数 count），这一条的 facets 里没有；回答里真说了就加上，读错了就换个说法考。",
            id="a number with its counter",
        ),
        pytest.param(
            "road-length", "柳溪路有多宽", "问的是“多宽”，这一条的回答里没有说。", id="another measure"
        ),
        pytest.param(
            "allowance-sum",
            "城里的高龄津贴每月多少钱",
            "问的是“城里”，这一条只管“农村”（residence）。",
            id="a limit",
        ),
        pytest.param(
            "allowance-sum",
            "农村的高龄津贴,92岁每月多少钱",
            "问的是“92岁”，这一条只管“85至89岁”（age）。",
            id="a figure in another range",
        ),
        pytest.param(
            "allowance-sum",
            "农村的高龄津贴,40岁每月多少钱",
            "问的是“40岁”，这一条只管“85至89岁”（age）。",
            id="a figure outside every range",
        ),
        pytest.param(
            "pool-hours",
            "游泳馆晚上几点开门",
            "问的是“晚上”，这一条没写限定，程序按它的问题当成只管“早上”（time_of_day）。",
            id="a limit that staff left out",
        ),
        pytest.param(
            "road-length",
            "路东修了多少公里",
            "问的是“路东”，这一条没写限定，程序按它的问题当成只管“柳溪路一带”（part）。",
            id="a limit by another name of it",
        ),
        pytest.param(
            "park-trees",
            "去年公园栽了几棵树",
            "问的是“去年”，这一条没写限定，程序按它的问法“今年公园栽了几棵树”当成只管“今年”（relative_year）。",
            id="a limit of a phrasing",
        ),
        pytest.param(
            "pool-fee",
            "游泳馆办年卡多少钱",
            "这句话写在这一条的 not_for 里，留一处就够。",
            id="a counter-example",
        ),
        pytest.param(
            "allowance-age",
            "津贴",
            "这句话没有提到 subject 里的“高龄津贴、年龄”，别的词也几乎对不上。",
            id="nothing of the subject",
        ),
        pytest.param(
            "schools-extended", "八中在扩建吗", "问的是“8中”，这一条里没有这个号。", id="another number"
        ),
        pytest.param(
            "park-trees",
            "湿地公园2029年种了多少棵树",
            "问的是“2029年”，这一条和它的资料里都没有这一年。",
            id="another year",
        ),
    ],
)
def test_what_speaks_against_the_entry_is_told(
    tiered_engine: Engine, entry: str, question: str, told: str
) -> None:
    assert told in why(tiered_engine, entry, question)


def test_what_the_question_was_read_to_ask_is_told(small_engine: Engine) -> None:
    told = why(small_engine, "allowance-sum", "城里的高龄津贴每月多少钱")
    assert told.startswith("读成在问：金额 amount、收费 fee。")
    assert why(small_engine, "park-trees", "公园的老师有多少").startswith("读成在问：一个数，例如个数 count")
    assert "读成" not in why(small_engine, "road-length", "柳溪路为什么修")  # its one reason says it


def test_no_more_than_two_conflicts_are_told_the_gravest_first(tiered_engine: Engine) -> None:
    question = "城里的图书馆2029年有多少个房间"
    [match] = [m for m in tiered_engine.matches(question, DAY) if m.profile.entry.id == "library-books"]
    assert len({conflict.kind for conflict in match.conflicts}) > 2
    told = why(tiered_engine, "library-books", question).removeprefix("读成在问：个数 count。")
    assert told.startswith("问的是“2029年”") and told.count("。") == 2


def test_a_question_that_was_read_otherwise_is_shown_as_read(small_engine: Engine) -> None:
    assert why(small_engine, "library-books", "图书棺几点开门").startswith("程序把它读成“图书馆几点开门”。")


@pytest.mark.parametrize(
    ("question", "told", "sentence"),
    [
        pytest.param(
            "泳池的票",
            ["pool-fee"],
            "它更像 pool-fee 那一条（问法“进泳池要交多少钱”）",
            id="nearer to another",
        ),
        pytest.param(
            "泳池几点能进",
            ["pool-hours", "pool-fee"],
            "它和 pool-fee 那一条分不开（问法“进泳池要交多少钱”）",
            id="no nearer than another",
        ),
        pytest.param(
            "泳池几点能进", [], "只是问法太少（最像的是“泳池什么时候开门”）", id="unlike all phrasings"
        ),
        pytest.param("泳池", ["pool-fee"], "这句话没说问什么，pool-fee 也对得上", id="a name alone"),
        pytest.param("一二三四", [], "这一条的问法里没有像它的话", id="nothing in common"),
    ],
)
def test_where_nothing_speaks_against_the_entry_others_are_named(
    small_engine: Engine, question: str, told: list[str], sentence: str
) -> None:
    assert sentence in why(small_engine, "pool-hours", question, *told)


def test_an_entry_with_enough_phrasings_is_not_said_to_have_few(small_engine: Engine) -> None:
    base = small_engine.base
    more = ("泳池开放时间", "泳池早上开不开", "什么时候能下水", "泳池几时营业")
    entries = tuple(
        replace(entry, phrasings=(*entry.phrasings, *more)) if entry.id == "pool-hours" else entry
        for entry in base.entries
    )
    changed = replace(base, entries=entries)
    told = why(Engine(changed, derive(changed)), "pool-hours", "泳池几点能进人")
    assert "只是离哪句问法都远" in told and "太少" not in told


def test_words_that_the_entry_never_says_are_named(small_engine: Engine) -> None:
    told = why(small_engine, "pool-hours", "泳池栅栏几点拉开")
    assert "“栅栏、拉开”在这一条里没有说过，写进问法最管用。" in told
    assert "没有说过" not in why(small_engine, "pool-hours", "泳池几点能进")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("浔岭泳池几点开", "“浔岭”", id="a name that no dictionary knows"),
        pytest.param("泳池哪天开", "", id="a word that was cut out of what asks"),
    ],
)
def test_unsaid_words_are_named_whole_and_without_what_asks(
    small_engine: Engine, question: str, words: str
) -> None:
    told = why(small_engine, "pool-hours", question)
    assert f"{words}在这一条里没有说过" in told if words else "没有说过" not in told


def test_what_tells_two_entries_apart_is_told(small_engine: Engine) -> None:
    told = why(small_engine, "pool-hours", "泳池几点能进", "pool-hours", "pool-fee")
    assert "那一条说的是“门票”，这一条说的是“开门”；" in told


def test_of_two_entries_that_differ_by_year_alone_that_is_told(small_engine: Engine) -> None:
    base = small_engine.base
    trees = small_engine.derived.entry("park-trees")
    pair = tuple(
        replace(trees, id=f"park-{year}", question=f"{year}年湿地公园种了多少棵树？", phrasings=())
        for year in (2029, 2030)
    )
    changed = replace(base, entries=(*(e for e in base.entries if e is not trees), *pair))
    told = why(Engine(changed, derive(changed)), "park-2030", "湿地公园种的树", "park-2029")
    assert "两条只差年份：那一条每写一句问法，这一条也换上“2030年”写一句" in told


def test_a_fixed_reply_is_told(small_engine: Engine) -> None:
    assert why(small_engine, "pool-fee", "你好", status=Status.CANNED) == reason("canned")


def test_facets_that_nobody_declared_are_told_though_others_come_near(small_engine: Engine) -> None:
    told = why(small_engine, "schools-extended", "扩建的中学怎么扩建")
    assert "问的是“怎么”（内容 content、办法 how），这一条的 facets 里没有" in told and "只是问法太少" in told


def test_an_entry_without_a_subject_is_told_so(small_engine: Engine) -> None:
    base = small_engine.base
    bare = tuple(replace(e, subject=()) if e.id == "allowance-age" else e for e in base.entries)
    changed = replace(base, entries=bare)
    assert "没有写 subject" in why(Engine(changed, derive(changed)), "allowance-age", "津贴")


def test_a_missed_check_says_why_behind_its_sentence(small_engine: Engine) -> None:
    entry = replace(small_engine.derived.entry("road-length"), checks=("柳溪路为什么修",))
    [found] = behaviour(small_engine, [entry], DAY)
    assert "为什么修" in found.sentence and "reason" not in found.sentence
    assert str(found).endswith(found.why) and "（原因 reason）" in found.why


def test_an_entry_that_is_not_there_is_like_nothing(small_engine: Engine) -> None:
    [found] = behaviour(small_engine, [replace(an_entry("new"), question="津贴")], DAY)
    assert found.why == reason("unlike")
