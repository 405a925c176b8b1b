"""The knowledge base is exchanged whole, or not at all."""

from __future__ import annotations

from datetime import date

from bot.app import build_engine
from bot.config import Config
from bot.library import Library
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
QUESTION = "图书馆在哪里？"


async def test_an_edit_is_in_use_after_a_reload_and_not_for_who_asked_before(warm_config: Config) -> None:
    library = Library(warm_config, build_engine(warm_config))
    before = library.engine()
    edit(
        warm_config.knowledge.dir / "services.yaml", "answer: 图书馆在柳溪路的东头。", "answer: 图书馆搬了。"
    )
    assert await library.reload() == ()
    assert library.engine().answer(QUESTION, DAY).text == "图书馆搬了。"
    assert before.answer(QUESTION, DAY).text == "图书馆在柳溪路的东头。"


async def test_a_faulty_edit_keeps_the_last_good_version_and_tells_where(warm_config: Config) -> None:
    library = Library(warm_config, build_engine(warm_config))
    before = library.engine()
    edit(warm_config.knowledge.dir / "services.yaml", "answer: 图书馆在柳溪路的东头。", "anser: 图书馆搬了。")
    faults = await library.reload()
    assert faults and "services.yaml:" in faults[0]
    assert library.engine() is before
