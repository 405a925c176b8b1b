"""Steps of workers and staff, and crashes, in any order: no delivery is lost, or sent twice without doubt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine, event, make_url, text

from bot.storage.database import engine_for, sqlite_url
from tests.bot.storage.delivery_machine import Outbox


def test_steps_in_any_order(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fresh() -> Engine:
        file = shutil.copyfile(migrated_sqlite, tmp_path / "machine.sqlite")
        for leftover in tmp_path.glob("machine.sqlite-*"):
            leftover.unlink()
        engine = engine_for(sqlite_url(file))
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        return engine

    monkeypatch.setattr(Outbox, "fresh", fresh, raising=False)
    run_state_machine_as_test(Outbox, settings=settings(max_examples=80, stateful_step_count=40))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_steps_in_any_order_on_a_server(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same machine, with fewer examples, on the database where several workers really share one."""
    quick = make_url(url).update_query_dict({"options": "-csynchronous_commit=off"})

    def fresh() -> Engine:
        engine = engine_for(quick.render_as_string(hide_password=False))
        with engine.begin() as connection:
            connection.execute(text("TRUNCATE announcements, chats, rates CASCADE"))
        return engine

    monkeypatch.setattr(Outbox, "fresh", fresh, raising=False)
    unshrunk = (Phase.reuse, Phase.generate)  # the machine on a file finds the shortest way to a fault sooner
    few = settings(max_examples=20, stateful_step_count=40, deadline=None, phases=unshrunk)
    run_state_machine_as_test(Outbox, settings=few)
