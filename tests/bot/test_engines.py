"""Building the engine: from the snapshot when there is one, and never from faulty content."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.config import Config
from bot.engines import ContentFaultyError, build_engine, load, today
from knowledge.loading.collector import gc_paused
from knowledge.model.answer import Status
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
QUESTION = "游泳馆的门票多少钱？"


@dataclass
class Notice:
    """Counts how often it was announced that the start takes a moment."""

    times: int = 0

    def __call__(self) -> None:
        self.times += 1


def snapshot_in(config: Config) -> Path:
    """The one snapshot of the data folder."""
    [snapshot] = (config.data_dir / "cache").glob("*.snapshot")
    return snapshot


def test_the_second_start_uses_the_snapshot(config: Config) -> None:
    working = Notice()
    first = build_engine(config, working)
    second = build_engine(config, working)
    assert working.times == 1
    assert second.base == first.base
    assert second.answer(QUESTION, DAY) == first.answer(QUESTION, DAY)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda data: b"", id="emptied"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="one bit turned"),
        pytest.param(lambda data: b"\0" * len(data), id="zeroed by a crash"),
    ],
)
def test_a_damaged_snapshot_is_built_again(warm_config: Config, damaged: Callable[[bytes], bytes]) -> None:
    working = Notice()
    snapshot = snapshot_in(warm_config)
    snapshot.write_bytes(damaged(snapshot.read_bytes()))
    assert build_engine(warm_config, working).answer(QUESTION, DAY).entries == ("pool-fee",)
    assert working.times == 1
    build_engine(warm_config, working)
    assert working.times == 1


def test_changed_content_is_read_again(warm_config: Config, town: Path) -> None:
    working = Notice()
    build_engine(warm_config, working)
    edit(town / "services.yaml", "answer: 游泳馆的门票一次12元。", "answer: 进一次游泳馆，门票12元。")
    assert build_engine(warm_config, working).answer(QUESTION, DAY).text == "进一次游泳馆，门票12元。"
    assert working.times == 1


def test_faulty_content_raises_every_fault_and_leaves_no_snapshot(config: Config, town: Path) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    edit(town / "building.yaml", "answer: 柳溪路修了3公里。", "answer: 柳溪路修了4公里。")
    for _ in range(2):
        with pytest.raises(ContentFaultyError) as caught:
            build_engine(config)
        assert [fault.code for fault in caught.value.faults] == ["uncarried_figure"] * 2
        assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [
            str(fault.place) for fault in caught.value.faults
        ]
    assert not list(config.data_dir.glob("**/*.snapshot"))


def test_a_snapshot_does_not_outlive_the_content_it_was_made_of(warm_config: Config, town: Path) -> None:
    build_engine(warm_config)
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    with pytest.raises(ContentFaultyError):
        build_engine(warm_config)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: None, id="that is missing"),
        pytest.param(lambda folder: folder.mkdir(), id="that is empty"),
        pytest.param(lambda folder: folder.write_bytes(b""), id="that is a file"),
    ],
)
def test_a_folder_without_content_is_a_fault(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "other")
    with pytest.raises(ContentFaultyError) as caught:
        load(tmp_path / "other", tmp_path / "cache")
    assert caught.value.faults
    assert "other" in str(caught.value)


def test_a_data_folder_that_cannot_be_written_costs_only_time(config: Config) -> None:
    config.data_dir.write_bytes(b"in the way")
    assert build_engine(config).answer(QUESTION, DAY).status is Status.ANSWERED
    assert config.data_dir.read_bytes() == b"in the way"


def test_the_engine_reads_no_more_than_the_configured_length(warm_config: Config) -> None:
    limits = warm_config.limits.model_copy(update={"question_characters": 20})
    engine = build_engine(warm_config.model_copy(update={"limits": limits}))
    assert engine.answer(QUESTION + "啊" * (20 - len(QUESTION)), DAY).status is Status.ANSWERED
    refused = engine.answer(QUESTION + "啊" * (21 - len(QUESTION)), DAY)
    assert refused.status is Status.CANNED
    assert "20" in refused.text


def test_today_is_the_day_in_the_configured_time_zone(config: Config) -> None:
    first = today(config.model_copy(update={"timezone": "Pacific/Kiritimati"}))
    last = today(config.model_copy(update={"timezone": "Etc/GMT+12"}))
    assert first > last  # 26 hours apart, so never the same day


def test_the_collector_runs_again_even_after_a_fault() -> None:
    def broken() -> None:
        assert not gc.isenabled()
        raise RuntimeError

    with pytest.raises(RuntimeError), gc_paused():
        broken()
    assert gc.isenabled()
