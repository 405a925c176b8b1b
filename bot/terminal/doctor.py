"""`anda doctor`: whether everything that the bot needs is there, a line each, and what to do if not."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

import httpx
from sqlalchemy.exc import DBAPIError

from bot.config import Config
from bot.embedders import embedder_of
from bot.engines import ContentFaultyError, read_whole
from bot.lock import only_instance
from bot.privacy import KEY_BYTES, KEY_FILE
from bot.sentences import CONNECTIONS, DIAGNOSES, CannotRunError, hindrance
from bot.storage.migrations.upgrade import newest, revision
from bot.storage.opening import engine_at, file_in, refusal

_SECONDS = 10.0
_MOST_DRIFT = 60.0  # seconds
_LEAST_SPACE = 500  # megabytes
# What kind of failure an error is; the first that fits counts.
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (httpx.TimeoutException, "timeout"),
    (httpx.ProxyError, "proxy"),
    (httpx.ConnectError, "connect"),
    (httpx.UnsupportedProtocol, "address"),
    (httpx.InvalidURL, "address"),
    (ImportError, "package"),
    (httpx.HTTPError, "broken"),
    (ValueError, "address"),
)
_UNAUTHORISED = (401, 404)


class Outcome(StrEnum):
    """How a check ended, as it is shown; one that could not be made says nothing about what it looks at."""

    WELL = "正常"
    ILL = "有问题"
    UNASKED = "没查成"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The result of one check."""

    outcome: Outcome
    sentence: str

    def __str__(self) -> str:
        return f"{self.outcome:　<3}　{self.sentence}"


def _well(code: str, **words: object) -> Finding:
    return Finding(outcome=Outcome.WELL, sentence=DIAGNOSES[code].format(**words))


def _ill(code: str, **words: object) -> Finding:
    return Finding(outcome=Outcome.ILL, sentence=DIAGNOSES[code].format(**words))


def _unasked(code: str) -> Finding:
    return Finding(outcome=Outcome.UNASKED, sentence=DIAGNOSES[code])


def examine(
    config: Config, *, most_drift: float = _MOST_DRIFT, least_space: int = _LEAST_SPACE
) -> Iterator[Finding]:
    """Runs every check; no secret stands in any result.

    Args:
        config: what is examined.
        most_drift: by so many seconds the clock may be wrong.
        least_space: so many megabytes of the disk must be free.
    """
    yield from _telegram(config, most_drift)
    yield from _folder(config, least_space)
    yield _storage(config)
    yield _content(config)
    if config.semantic.enabled:
        yield _semantic(config)


def _telegram(config: Config, most_drift: float) -> Iterator[Finding]:
    """Checks the token, the way to Telegram and the clock, by one request."""
    given = config.telegram.token.get_secret_value()
    token = given if config.telegram.token_has_its_shape else ""
    if not token:
        yield _ill("odd_token" if given else "no_token")
    proxy = config.telegram.proxy.get_secret_value() or None
    try:
        with httpx.Client(proxy=proxy, timeout=_SECONDS) as client:
            reply = client.get(f"{config.telegram.base_url}{token or '0:none'}/getMe")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError) as error:
        yield _ill("api_unreachable_by_proxy" if proxy else "api_unreachable", reason=why_unreached(error))
        if token:
            yield _unasked("token_unasked")
        yield _unasked("clock_unasked")
        return
    yield _well("api_reachable")
    if token:
        yield _greeting(reply)
    yield _clock(reply.headers.get("date", ""), most_drift)


def why_unreached(error: Exception) -> str:
    """Why nobody answered; by the kind of the error, since its message may hold the token."""
    return CONNECTIONS[next(key for kind, key in _FAILURES if isinstance(error, kind))]


def _greeting(reply: httpx.Response) -> Finding:
    if reply.status_code in _UNAUTHORISED:
        return _ill("token_refused")
    try:
        name = reply.json()["result"]["username"]
    except (ValueError, KeyError, TypeError):
        return _ill("api_odd", status=reply.status_code)
    return _well("token_accepted", name=name)


def _clock(date: str, most_drift: float) -> Finding:
    try:
        drift = (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return _ill("clock_unknown")
    return _ill("clock_wrong", seconds=round(drift)) if abs(drift) > most_drift else _well("clock_right")


def _folder(config: Config, least_space: int) -> Iterator[Finding]:
    """Checks the data folder, its disk, the key in it, and whether a bot uses it."""
    folder = config.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free // 2**20
    except OSError as error:
        yield _ill("folder_unusable", folder=folder, reason=hindrance(error))
        return
    yield _well("folder_usable", folder=folder)
    yield _ill("disk_full", free=free) if free < least_space else _well("disk", free=free)
    yield _well("key_configured") if config.privacy.key.get_secret_value() else _key(folder / KEY_FILE)
    try:
        with only_instance(folder):
            yield _well("not_running")
    except CannotRunError as error:
        yield _well("running") if error.code == "another_instance" else _ill("unlockable", reason=error)


def _key(file: Path) -> Finding:
    try:
        status = file.stat()
    except FileNotFoundError:
        return _well("key_to_be_made")
    except OSError as error:
        return _ill("key_unreadable", file=file, reason=hindrance(error))
    if status.st_size != KEY_BYTES:
        return _ill("key_damaged", file=file)
    return _ill("key_open", file=file) if stat.S_IMODE(status.st_mode) & 0o077 else _well("key")


def _storage(config: Config) -> Finding:
    """Checks whether the database opens and has the newest schema; changes nothing."""
    configured, folder = config.storage.url.get_secret_value(), config.data_dir
    if not configured and not file_in(folder).exists():
        return _well("storage_to_be_made")
    try:
        engine = engine_at(configured, folder)
        try:
            with engine.connect() as connection:
                number = revision(connection)
        finally:
            engine.dispose()
    except DBAPIError as error:
        return _ill("storage_unusable", reason=refusal(error, folder))
    except CannotRunError as error:
        return _ill("storage_unusable", reason=error)
    return _well("storage", revision=number) if number == newest() else _ill("storage_old", revision=number)


def _content(config: Config) -> Finding:
    try:
        base = read_whole(config.knowledge.dir)
    except ContentFaultyError as error:
        return _ill("content_faulty", count=len(error.faults), first=error.faults[0])
    return _well("content", count=len(base.entries))


def _semantic(config: Config) -> Finding:
    try:
        return _well("semantic", model=embedder_of(config.semantic).identity)
    except CannotRunError as error:
        return _ill("semantic_unusable", reason=error)
