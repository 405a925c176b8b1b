"""The log: a short sentence and an `action` a line, and no token or personal number in any of them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from typing import Any

import structlog

from bot.config import LogFormat, LogSection
from bot.masking import mask

OURS = ("bot", "handlers", "knowledge")
# Requests with the token in their address, and updates with the words of people, are logged there.
_SILENCED = ("telegram", "httpx", "httpcore")
_TOKEN = re.compile(r"(?i)bot\d+(?::|%3A)[\w-]+|\b\d{6,}(?::|%3A)[\w-]{30,}")
_REDACTED = "[token]"

_SHARED: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
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
    """Every line goes through here last, with its exceptions and their causes written out."""

    secrets: Sequence[str] = ()

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return redacted(super().format(record), self.secrets)


def set_up_log(section: LogSection, secrets: Sequence[str] = ()) -> None:
    """Everything that is logged, by us or by a library, goes to the standard error in one form."""
    as_json = section.format is LogFormat.JSON or (
        section.format is LogFormat.AUTO and not sys.stderr.isatty()
    )
    formatter = RedactingFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(as_json)],
    )
    formatter.secrets = [secret for secret in secrets if secret]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    _set_levels(section, handler)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _log_uncaught
    logging.captureWarnings(True)


def _set_levels(section: LogSection, handler: logging.Handler) -> None:
    """Our own lines from the level that is wanted, those of libraries from a warning on."""
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


def _log_uncaught(kind: type[BaseException], error: BaseException, _: object) -> None:
    structlog.get_logger("bot").critical("The bot stops.", action="stopped", exc_info=error)
