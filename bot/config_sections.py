"""Sections of the configuration: the base of all, Telegram, staff, announcements and metrics."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)
from pydantic_settings import NoDecode

from handlers.records import StaffRole
from knowledge.files.slips import wide_mark_in

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


class StaffSection(Section):
    """Who works here, by Telegram id; the environment variable may be `123:editor,456:admin`.

    Nobody has a role that is not written: it would have to be guessed how much they may do.
    """

    ids: Annotated[dict[int, StaffRole], NoDecode] = Field(default_factory=dict)

    @field_validator("ids", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        listed = given.strip().removeprefix("{").removesuffix("}")
        return dict(_member(member) for member in listed.split(",") if member.strip())


def _member(written: str) -> tuple[str, str]:
    """The id and the role of one who works here, as `123:editor` or as in the file: `123: editor`."""
    number, _, role = (part.strip(" \"'") for part in written.partition(":"))
    if not role:
        roles = "、".join(StaffRole)
        raise ValueError(
            f"“{number}”没有写角色。请写成 123456789:editor，冒号、逗号用英文的；角色有 {roles}。"
        )
    if len(role.split()) > 1:
        raise ValueError(
            f"“{role}”不是一个角色。请一行写一位，冒号后面空一格，例如 123456789: editor；"
            "写在一行里，各位之间用英文逗号隔开。"
        )
    return number, role


def _an_hour(given: object, whole_number: ValidatorFunctionWrapHandler) -> int:
    """An hour of the day; YAML reads 22:00 as a number of minutes."""
    try:
        return int(whole_number(given))
    except ValidationError as error:
        raise ValueError("只写几点，是 0 到 23 的一个整数，不写分钟；晚上 10 点（22:00）就写 22。") from error


def _narrow_commas(given: object) -> object:
    """An item of a list, unless a Chinese comma or bracket made several into one."""
    if isinstance(given, str) and (wide := wide_mark_in(given)) is not None:
        raise ValueError(wide.sentence)
    return given


def _a_group(given: int) -> int:
    """The id of a group chat; those of people are above zero."""
    if given >= 0:
        raise ValueError("群的编号是负数，例如 -1001234567890，不要漏了负号；正数是一个人的编号。")
    return given


def _no_person(given: int) -> int:
    """The id of a group chat, or 0 for none."""
    return _a_group(given) if given else given


Hour = Annotated[int, Field(ge=0, le=23), WrapValidator(_an_hour)]
_NARROW_COMMAS = BeforeValidator(_narrow_commas)


class AnnouncementsSection(Section):
    """How announcements are approved and sent."""

    per_second: float = Field(default=25.0, ge=0.1, le=1000)
    per_minute_group: int = Field(default=20, ge=1, le=10000)
    approve_above: int = Field(default=20, ge=0)
    quiet_from: Hour = 22
    quiet_until: Hour = 7
    trial: bool = True
    staff_group: Annotated[int, AfterValidator(_no_person)] = 0
    allow_unknown_groups: bool = True
    groups: Annotated[list[Annotated[int, _NARROW_COMMAS, AfterValidator(_a_group)]], NoDecode] = []
    tags: Annotated[list[Annotated[str, _NARROW_COMMAS]], NoDecode] = []
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
