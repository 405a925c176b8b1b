"""Sections of the configuration: the base of all, Telegram, announcements and metrics."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import NoDecode

_TOKEN = re.compile(r"\d+:[\w-]+")


class Section(BaseModel):
    """A part of the configuration; an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TelegramSection(Section):
    """How the bot reaches Telegram; used by `anda run`."""

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    proxy: SecretStr = SecretStr("")
    concurrency: int = Field(default=24, ge=1, le=256)
    poll_seconds: int = Field(default=30, ge=1, le=50)
    stalled_seconds: int = Field(default=150, ge=1, le=3600)
    tell_again_seconds: int = Field(default=60, ge=1, le=3600)

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, given: str) -> str:
        try:
            parts = urlsplit(given)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise ValueError("要写 http:// 或 https:// 开头的地址，例如 https://api.telegram.org/bot。")
        return given

    @field_validator("stalled_seconds")
    @classmethod
    def _longer_than_a_request(cls, given: int, info: ValidationInfo) -> int:
        poll = info.data.get("poll_seconds", 0)  # not there when it is faulty itself
        if given <= poll:
            raise ValueError(f"要比 telegram.poll_seconds（{poll}）大，不然每次等消息都会断开。")
        return given

    @property
    def token_has_its_shape(self) -> bool:
        """Whether the token looks like one of Telegram's; it stands in the address of every request."""
        return _TOKEN.fullmatch(self.token.get_secret_value()) is not None


class AnnouncementsSection(Section):
    """How announcements are approved and sent."""

    per_second: float = Field(default=25.0, ge=0.1, le=1000)
    per_minute_group: int = Field(default=20, ge=1, le=10000)
    approve_above: int = Field(default=20, ge=0)
    quiet_from: int = Field(default=22, ge=0, le=23)
    quiet_until: int = Field(default=7, ge=0, le=23)
    trial: bool = True
    staff_group: int = 0
    allow_unknown_groups: bool = True
    groups: Annotated[list[int], NoDecode] = []
    tags: Annotated[list[str], NoDecode] = []
    lease_seconds: int = Field(default=60, ge=1, le=3600)
    most_attempts: int = Field(default=8, ge=1, le=100)

    @field_validator("groups", "tags", mode="before")
    @classmethod
    def _parted(cls, given: object) -> object:
        """Splits a list that is written in an environment variable, such as `-100123,-100456`."""
        return (
            [part.strip() for part in given.split(",") if part.strip()] if isinstance(given, str) else given
        )


class MetricsSection(Section):
    """Where the numbers of the bot can be read."""

    address: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)

    @field_validator("address")
    @classmethod
    def _loopback(cls, given: str) -> str:
        try:
            here = ipaddress.ip_address(given).is_loopback
        except ValueError:
            here = False
        if not here:
            raise ValueError("只能写这台机器自己的地址，127.0.0.1 或者 ::1。")
        return given
