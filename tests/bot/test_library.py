"""The knowledge base is exchanged whole, or not at all."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from bot.config import Config
from bot.engines import build_engine, key_of
from bot.library import Library
from bot.versions import Versions
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
QUESTION = "图书馆在哪里？"
OLD, NEW = "answer: 图书馆在柳溪路的东头。", "answer: 图书馆搬了。"


async def test_an_edit_is_in_use_after_a_reload_and_not_in_an_engine_that_was_taken_before(
    warm_config: Config,
) -> None:
    library = Library(warm_config, build_engine(warm_config))
    before = library.engine()
    edit(
        warm_config.knowledge.dir / "services.yaml", "answer: 图书馆在柳溪路的东头。", "answer: 图书馆搬了。"
    )
    assert await library.reload() == ()
    assert library.engine().answer(QUESTION, DAY).text == "图书馆搬了。"
    assert before.answer(QUESTION, DAY).text == "图书馆在柳溪路的东头。"


async def test_a_faulty_edit_keeps_the_last_good_version_and_says_where_it_is(warm_config: Config) -> None:
    library = Library(warm_config, build_engine(warm_config))
    before = library.engine()
    edit(warm_config.knowledge.dir / "services.yaml", "answer: 图书馆在柳溪路的东头。", "anser: 图书馆搬了。")
    faults = await library.reload()
    assert faults and "services.yaml:" in faults[0]
    assert library.engine() is before


async def test_the_first_edit_after_a_start_from_a_snapshot_reads_only_what_changed(
    warm_config: Config,
) -> None:
    library = Library(warm_config, build_engine(warm_config))
    await library.keep()
    edit(warm_config.knowledge.dir / "services.yaml", OLD, NEW)
    assert await library.reload() == ()
    engine = library.engine()
    assert [engine.base.entries[number].answer for number in engine.derived.new_entries] == ["图书馆搬了。"]


async def test_nothing_of_an_engine_is_left_once_it_was_exchanged(warm_config: Config) -> None:
    library = Library(warm_config, build_engine(warm_config))
    frozen = gc.get_freeze_count()
    exchanged: list[weakref.ref[object]] = []
    for old, new in [(OLD, NEW), (NEW, OLD), (OLD, NEW)]:
        before = library.engine()
        assert before.answer(QUESTION, DAY).text in OLD + NEW
        exchanged += [weakref.ref(before), weakref.ref(before.wording)]
        del before
        edit(warm_config.knowledge.dir / "services.yaml", old, new)
        assert await library.reload() == ()
        await library.save()  # which holds what it saved last
    gc.collect()
    assert [held() for held in exchanged] == [None] * 6
    assert gc.get_freeze_count() <= frozen  # what only comes and goes is left to the collector


async def test_what_was_derived_of_an_edit_is_saved_for_the_next_start(warm_config: Config) -> None:
    library = Library(warm_config, build_engine(warm_config))
    cache = warm_config.data_dir / "cache"
    before = set(cache.iterdir())
    await library.save()
    assert set(cache.iterdir()) == before  # nothing is new
    edit(warm_config.knowledge.dir / "services.yaml", OLD, NEW)
    await library.reload()
    await library.save()
    (saved,) = set(cache.iterdir()) - before
    assert saved.stem == key_of(library.engine().base.version)


async def test_a_version_is_kept_as_it_was_read_although_the_file_has_changed_since(
    warm_config: Config,
) -> None:
    library = Library(warm_config, build_engine(warm_config))
    edit(warm_config.knowledge.dir / "services.yaml", OLD, NEW)
    await library.reload()
    assert library.engine().base.version in Versions(warm_config.data_dir).names()
