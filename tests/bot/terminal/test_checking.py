"""`anda check`: what is checked, what is remembered, and what is proved against the sources."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Config
from bot.terminal.checking import Report, schema_text
from tests.bot.conftest import edit
from tests.bot.terminal.conftest import codes

ENTRIES = 14
NOON = 1_000_000_000.0  # long ago


def checked(report: Report) -> int:
    """How many entries were checked."""
    return int(report.summary.rpartition("这次检查了 ")[2].partition(" 个")[0])


def test_only_what_changed_is_checked_again_with_its_neighbours(
    check: Callable[..., Report], town: Path
) -> None:
    assert checked(check()) == ENTRIES
    assert checked(check()) == 0
    edit(town / "building.yaml", "phrasings: [柳溪路修了多长, ", "phrasings: [柳溪路翻修多长, ")
    assert checked(check()) == 8  # its topic
    assert checked(check()) == 0


def test_all_checks_everything_again(check: Callable[..., Report]) -> None:
    check()
    assert checked(check(everything=True)) == ENTRIES
    assert checked(check()) == 0


def test_an_entry_with_a_fault_is_checked_again_until_it_is_right(
    check: Callable[..., Report], town: Path
) -> None:
    check()
    edit(town / "services.yaml", "checks: [游泳池门票多少钱一次]", "checks: [图书馆在哪里]")
    for _ in range(2):
        report = check()
        assert codes(report) == ["check_missed"]
        assert checked(report) > 0
        [line, *_] = report.lines(verbose=False)
        assert "services.yaml:13:14: " in line and "（地点 place），这一条的 facets 里没有" in line
    edit(town / "services.yaml", "checks: [图书馆在哪里]", "checks: [游泳池门票多少钱一次]")
    assert not check().faulty
    assert checked(check()) == 0


def test_a_check_that_fails_because_of_another_entry_says_so(
    check: Callable[..., Report], town: Path
) -> None:
    check()
    edit(
        town / "services.yaml",
        "phrasings: [去图书馆怎么找",
        "phrasings: [游泳池的门票多少钱一次, 去图书馆怎么找",
    )
    for _ in range(2):
        [line] = (line for line in check().lines(verbose=False) if "游泳池门票多少钱一次" in line)
        assert line.endswith("这一条没有改过，以前查过没事；是后来别的条目或者词表改了，才抢了它。")
    edit(town / "services.yaml", "checks: [游泳池门票多少钱一次]", "checks: [游泳池的票多少钱一次呀]")
    assert "以前查过" not in "".join(check().lines(verbose=False))


def test_a_counter_example_that_is_answered_is_a_fault(check: Callable[..., Report], town: Path) -> None:
    edit(town / "services.yaml", "not_for: [游泳馆办年卡多少钱,", "not_for: [去游泳一次多少钱,")
    assert codes(check()) == ["not_for_hit"]


def test_structure_comes_before_everything_else(check: Callable[..., Report], town: Path) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    edit(town / "building.yaml", "subject: [柳溪路]", "subjekt: [柳溪路]")
    report = check("/nowhere/notice.txt", everything=True)
    assert codes(report) == ["unknown_key", "uncarried_figure"]
    *faults, last = report.lines(verbose=True)
    assert last == "一共 2 处要改。"
    assert ["building.yaml:" in faults[0], "services.yaml:" in faults[1]] == [True, True]


def test_a_lack_of_evidence_does_not_hide_other_faults(check: Callable[..., Report], town: Path) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    edit(town / "services.yaml", "checks: [游泳池门票多少钱一次]", "checks: [图书馆在哪里]")
    assert codes(check(everything=True)) == ["uncarried_figure", "check_missed"]


def test_a_figure_of_something_else_is_a_fault_at_its_answer(
    check: Callable[..., Report], town: Path
) -> None:
    edit(town / "services.yaml", "answer: 农村的高龄津贴每月80元。", "answer: 农村的高龄津贴每年80元。")
    report = check(everything=True)
    assert codes(report) == ["misplaced_figure"]
    assert "services.yaml:" in str(report.faults[0]) and ":13: 回答里写的是" in str(report.faults[0])


def test_a_missing_folder_is_one_fault(check: Callable[..., Report], tmp_path: Path) -> None:
    report = check(directory=tmp_path / "nowhere")
    assert report.faulty
    assert "nowhere" in "".join(report.lines(verbose=False))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{", id="half"),
        pytest.param(b"[1, 2]", id="a list"),
        pytest.param(b"\xff\xfe\0", id="no text"),
    ],
)
def test_a_damaged_memory_only_costs_another_check(
    check: Callable[..., Report], config: Config, data: bytes
) -> None:
    check()
    [memory] = (config.data_dir / "cache").glob("checked-*.json")
    memory.write_bytes(data)
    assert checked(check()) == ENTRIES
    assert len(json.loads(memory.read_text("utf-8"))) == ENTRIES


def test_what_was_checked_with_another_lexicon_is_forgotten_when_there_is_much_of_it(
    check: Callable[..., Report], town: Path, config: Config
) -> None:
    cache = config.data_dir / "cache"
    for age in range(1, 12):
        file = cache / f"checked-{age:016}.json"
        file.write_text("{}", "utf-8")
        os.utime(file, (NOON - age, NOON - age))
    check()
    edit(town / "lexicon.yaml", "synonyms: [书馆]", "synonyms: [书馆, 藏书楼]")
    check()
    others = [file.name for file in cache.glob("checked-0000*.json")]
    assert sorted(others) == [f"checked-{age:016}.json" for age in range(1, 7)]
    assert len(list(cache.glob("checked-*.json"))) == 8


def test_a_memory_that_cannot_be_written_costs_only_time(
    check: Callable[..., Report], config: Config
) -> None:
    shutil.rmtree(config.data_dir)
    config.data_dir.write_bytes(b"in the way")
    assert [checked(check()) for _ in range(2)] == [ENTRIES] * 2


def test_a_changed_lexicon_means_every_entry_is_checked(check: Callable[..., Report], town: Path) -> None:
    check()
    edit(town / "lexicon.yaml", "synonyms: [书馆]", "synonyms: [书馆, 藏书楼]")
    assert checked(check()) == ENTRIES


def test_the_memory_of_one_town_is_no_memory_of_another(
    check: Callable[..., Report], town: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for file in town.glob("*.yaml"):
        (other / file.name).write_bytes(file.read_bytes())
    (other / "lexicon.yaml").unlink()  # the same entries, understood differently
    check()
    assert checked(check(directory=other)) == ENTRIES


def test_what_was_inferred_is_shown_only_when_asked_for(check: Callable[..., Report], town: Path) -> None:
    edit(town / "building.yaml", "    facets: [length]\n", "")
    report = check()
    inferred = set(report.lines(verbose=True)) - set(report.lines(verbose=False))
    assert [line for line in inferred if "road-length 没有写 facets" in line and "building.yaml:4:5" in line]
    assert any("pool-hours" in line and "早上" in line for line in inferred)


def test_an_inferred_limit_that_may_lead_astray_says_why_and_comes_first(
    check: Callable[..., Report], town: Path
) -> None:
    edit(town / "lexicon.yaml", "qualifiers:\n", "qualifiers:\n  wood: {乔木: [棵树], 灌木: []}\n")
    edit(town / "building.yaml", "answer: 湿地公园种了2400棵树。", "answer: 湿地公园种了2400棵树，没有灌木。")
    report = check()
    first = report.inferred[0]
    hinted = f"{report.doubtful} 处限定"
    assert [line for line in report.lines(verbose=False) if hinted in line and "--verbose" in line]
    assert not [line for line in report.lines(verbose=True) if hinted in line]
    assert "park-trees 的限定 wood 按问题推断为 乔木。请看一眼：这一条还说到灌木，" in first
    assert "问题里的“棵树”当成了“乔木”；" in first and "哪样都管，才写“wood: 不限”" in first
    edit(town / "building.yaml", "subject: [公园, 树]", "subject: [公园, 树]\n    qualifiers: {wood: 不限}")
    edit(
        town / "building.yaml",
        "facets: [count]\n    qualifiers: {area: 蓝禾镇}\n  - id: bus",
        "facets: [count]\n  - id: bus",
    )
    assert not [line for line in check().inferred if "wood" in line]


def test_a_review_that_is_due_is_reported_and_is_no_fault(check: Callable[..., Report], town: Path) -> None:
    edit(town / "services.yaml", "review_by: 2031-06-30", "review_by: 2000-01-01")
    report = check()
    assert not report.faulty
    assert [line for line in report.lines(verbose=False) if "library-books" in line and "2000-01-01" in line]


def test_entries_with_few_phrasings_are_named_and_are_no_fault(
    check: Callable[..., Report], town: Path
) -> None:
    report = check()
    [note] = [line for line in report.lines(verbose=False) if "road-length" in line]
    assert "road-length、schools-extended、" in note and note.count("、") == 4 and "……" in note
    assert all(entry in "".join(report.lines(verbose=True)) for entry in report.thin)
    assert not report.faulty


def test_a_hint_is_reported_and_is_no_fault(check: Callable[..., Report], town: Path) -> None:
    edit(town / "lexicon.yaml", "synonyms: [书馆]", "synonyms: [书馆, 游泳馆]")
    report = check()
    assert not report.faulty
    assert [
        line for line in report.lines(verbose=False) if "lexicon.yaml:" in line and "提示：“游泳馆”" in line
    ]


def test_a_good_report_counts_topics_and_entries(check: Callable[..., Report]) -> None:
    counted = f"2 个主题、{ENTRIES} 个条目，这次检查了 {ENTRIES} 个。没有发现问题。"
    assert list(check().lines(verbose=False))[-1] == counted


def test_the_schema_names_what_staff_write() -> None:
    schema = json.loads(schema_text())
    assert {"TopicFile", "SourcesFile", "LexiconFile", "TextsFile"} <= set(schema["$defs"])
    assert schema_text().endswith("}\n")


def test_announcement_files_are_checked_too(check: Callable[..., Report], town: Path) -> None:
    folder = town / "announcements"
    folder.mkdir()
    (folder / "a.yaml").write_text("id: a\ntext: 门票一次12元\ntarget: all\nentries: [pool-fee]\n", "utf-8")
    assert check().summary.endswith("1 个公告文件。")
    edit(folder / "a.yaml", "12元", "13元")
    (folder / "b.yaml").write_text("id: b\ntext: 停水\ntraget: all\n", "utf-8")
    assert codes(check()) == ["missing", "unknown_key", "uncarried_figure"]
    (town / "sources.yaml").unlink()
    assert codes(check())[-2:] == ["missing", "unknown_key"]


def test_a_misspelt_qualifier_is_a_fault(check: Callable[..., Report], town: Path) -> None:
    edit(town / "services.yaml", "residence: 农村", "residense: 农村")
    report = check()
    assert codes(report) == ["unlisted_group"]
    assert "services.yaml:53:29: " in next(report.lines(verbose=False))


def test_ranges_with_a_common_border_are_a_fault(check: Callable[..., Report], town: Path) -> None:
    edit(town / "lexicon.yaml", "qualifiers:\n", "qualifiers:\n  boat: {12米以下: [], 12至24米: []}\n")
    report = check()
    assert codes(report) == ["ranges_touch"]
    assert "lexicon.yaml:14:10: “12米以下”和“12至24米”里都有12米" in next(report.lines(verbose=False))


def test_a_limit_by_another_name_is_reported_and_is_no_fault(
    check: Callable[..., Report], town: Path
) -> None:
    edit(town / "lexicon.yaml", "qualifiers:\n", "qualifiers:\n  cut: {柳溪路一带: [柳溪路]}\n")
    report = check()
    assert not report.faulty
    assert [line for line in report.lines(verbose=False) if "的别称" in line and "building.yaml:5:15" in line]
