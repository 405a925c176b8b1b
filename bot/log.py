"""The log: a short sentence and an `action` a line, and no token or personal number in any of them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog

from bot.config import LogFormat, LogSection
from knowledge.privacy.masking import mask

OURS = ("bot", "handlers", "knowledge")
# Requests with the token in their address, and updates with the words of people, are logged there.
_SILENCED = ("telegram", "httpx", "httpcore")
_TOKEN = re.compile(r"(?i)bot\d+(?::|%3A)[\w-]+|\b\d{6,}(?::|%3A)[\w-]{30,}")
_REDACTED = "[token]"

_SHARED: tuple[Any, ...] = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def redacted(line: str, secrets: Sequence[str] = ()) -> str:
    """A line without tokens and personal numbers."""
    for secret in secrets:
        line = line.replace(secret, _REDACTED)
    return mask(_TOKEN.sub(_REDACTED, line))


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Formats the lines of libraries, with exceptions and their causes written out, and redacts them."""

    secrets: Sequence[str] = ()

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return redacted(super().format(record), self.secrets)


class StandardError:
    """Writes our own lines at once; one that cannot be written (a full disk) is lost and stops nothing."""

    def msg(self, line: str) -> None:
        """Writes a line."""
        with suppress(OSError, ValueError):
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg


def set_up_log(section: LogSection, secrets: Sequence[str] = ()) -> None:
    """Sends everything that we or a library log to standard error in one form.

    Our own lines take the short way: with the standard library between, one takes four times as long.
    """
    known = [secret for secret in secrets if secret]
    as_json = section.format is LogFormat.JSON or (
        section.format is LogFormat.AUTO and not sys.stderr.isatty()
    )
    formatter = RedactingFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(as_json)],
    )
    formatter.secrets = known
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    _set_levels(section, handler)
    structlog.configure(
        processors=[*_SHARED, _renderer(as_json), lambda _, __, line: redacted(str(line), known)],
        logger_factory=lambda *_: StandardError(),
        wrapper_class=structlog.make_filtering_bound_logger(section.level.value),
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _log_uncaught
    logging.captureWarnings(True)


def _set_levels(section: LogSection, handler: logging.Handler) -> None:
    """Sets our own loggers to the level that is wanted, those of libraries to warnings."""
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(section.level.upper())
    for name in _SILENCED:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _renderer(as_json: bool) -> Any:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _log_uncaught(_kind: type[BaseException], error: BaseException, _: object) -> None:
    structlog.get_logger("bot").critical("The bot stops.", action="stopped", exc_info=error)
