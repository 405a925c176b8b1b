"""Values that are ranges of a number, named by the figures in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.figures.figures import figures
from knowledge.language.normalise import normalise
from knowledge.language.ranges import ranges
from knowledge.language.vocabulary import changed_names
from tests.knowledge.samples import DAY

AGES = {"80至89周岁": (), "90-99岁": ("九十多岁",), "百岁以上": ()}


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        pytest.param("80岁", ["80至89周岁"], id="the lowest"),
        pytest.param("八十九岁", ["80至89周岁"], id="the highest, in numerals"),
        pytest.param("91周岁", ["90-99岁"], id="between"),
        pytest.param("103岁", ["百岁以上"], id="without an end"),
        pytest.param("79岁", [], id="below them all"),
        pytest.param("85元", [], id="of another unit"),
    ],
)
def test_a_figure_names_the_span_that_it_lies_in(figure: str, values: list[str]) -> None:
    [said] = figures(normalise(figure))
    assert [range.value for range in ranges({"age": AGES}) if range.holds(said)] == values


@pytest.mark.parametrize(
    ("value", "example"),
    [
        pytest.param("80至89周岁", 80, id="the lowest"),
        pytest.param("百岁以上", 100, id="without an end"),
        pytest.param("超过260吨", 261, id="above its beginning"),
        pytest.param("未满18周岁", 17, id="from zero, its end left out"),
        pytest.param("不超过50元", 50, id="from zero, its end included"),
    ],
)
def test_an_example_lies_in_the_range(value: str, example: int) -> None:
    [only] = ranges({"group": {value: ()}})
    assert only.example == example
    assert all(map(only.holds, figures(f"{only.example}{only.unit}")))


@pytest.mark.parametrize("value", ["农村", "80周岁", "80岁和90元", "80至90", "3路", "3人户", "以上", ""])
def test_other_values_are_no_ranges(value: str) -> None:
    assert list(ranges({"group": {value: ()}})) == []


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        pytest.param("超过260吨", "300吨", "200吨", id="above"),
        pytest.param("满80周岁", "80岁", "79岁", id="from there on"),
        pytest.param("未满18周岁", "17岁", "19岁", id="below"),
        pytest.param("不超过50元", "50元", "51元", id="up to there"),
        pytest.param("至少50元", "50元", "49元", id="no less"),
        pytest.param("不足12米", "11.9米", "12米", id="short of its end"),
        pytest.param("12米以上不足24米", "12米", "24米", id="between, the upper end left out"),
        pytest.param("12米以上、不足24米", "23.9米", "11米", id="with a comma"),
        pytest.param("超过12米不超过24米", "24米", "12米", id="between, the lower end left out"),
        pytest.param("18周岁以上60周岁以下", "60岁", "61岁", id="both ends behind their figures"),
        pytest.param("60周岁(含)以上", "60岁", "59岁", id="the end included"),
        pytest.param("船长不足12米", "3米", "12米", id="behind what is measured"),
        pytest.param("80至89周岁老人", "85岁", "90岁", id="before who it is for"),
        pytest.param("4人及以上户", "5人", "3人", id="of people"),
    ],
)
def test_a_bound_may_stand_before_its_figure(value: str, inside: str, outside: str) -> None:
    (range,) = ranges({"group": {value: ()}})
    assert range.holds(figures(inside)[0]) and not range.holds(figures(outside)[0])


def test_one_of_what_is_paid_for_is_no_quantity(small_engine: Engine) -> None:
    read = small_engine.derived.interpreter.read
    assert read("水费多少钱一吨").quantities == read("一吨水多少钱").quantities == ()
    assert [figure.value for figure in read("用了150吨,多少钱一吨").quantities] == [150]


@pytest.fixture(scope="module")
def aged_engine(small_engine: Engine) -> Engine:
    """The small town, where the allowance is told for those of 85 to 89."""
    base = small_engine.base
    groups: dict[str, dict[str, tuple[str, ...]]] = {
        "age": {"85至89岁": (), "90岁以上": ()},
        "ticket": {"70岁以上": ()},
    }
    lexicon = replace(base.lexicon, qualifiers=base.lexicon.qualifiers | groups)
    entries = tuple(
        replace(entry, qualifiers=entry.qualifiers | {"age": "85至89岁"})
        if entry.id == "allowance-sum"
        else entry
        for entry in base.entries
    )
    changed = replace(base, lexicon=lexicon, entries=entries)
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("农村的高龄津贴,86岁每月多少钱", True, id="in its range"),
        pytest.param("农村的高龄津贴,92岁每月多少钱", False, id="in another"),
        pytest.param("农村的高龄津贴,75岁每月多少钱", False, id="in one of another group alone"),
        pytest.param("农村的高龄津贴,60岁每月多少钱", False, id="in none"),
        pytest.param("我35了,农村85至89岁的高龄津贴多少钱", True, id="the range by its name"),
        pytest.param("我奶奶八十六了,农村的高龄津贴多少钱", True, id="without a unit"),
        pytest.param("我姥姥在农村住,九十四了,高龄津贴多少钱", False, id="behind a comma"),
        pytest.param("我爷今年九十三了,农村的高龄津贴多少钱", False, id="the same in another"),
    ],
)
def test_an_entry_for_some_ages_is_not_told_to_others(aged_engine: Engine, question: str, told: bool) -> None:
    matches = {match.profile.entry.id: match for match in aged_engine.matches(question, DAY)}
    assert not matches["allowance-sum"].conflicts if told else matches["allowance-sum"].conflicts


def test_entries_with_figures_are_read_again_when_a_span_changes(
    small_engine: Engine, aged_engine: Engine
) -> None:
    before, after = small_engine.derived.vocabulary, aged_engine.derived.vocabulary
    assert "岁" in changed_names(before, after)
    assert "岁" not in changed_names(before, before)
