"""Building engines as configured: from the knowledge base or its snapshot; and the town's time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import Config, check_knowledge_folder
from bot.embedders import embedder_of
from bot.errors import AndaError
from bot.sentences import command_text
from bot.stamp import stamp_of
from bot.vectors import KeptVectors
from knowledge.answering.engine import Engine
from knowledge.answering.semantic import Embedder, Meanings, meanings_over, read_semantic_calibration
from knowledge.derived.derived import Derived, derive
from knowledge.derived.snapshot import read_snapshot, snapshot_key, write_snapshot
from knowledge.files.contentfiles import content_version
from knowledge.files.faults import Fault
from knowledge.loading.collector import gc_paused
from knowledge.loading.loader import Loaded, read_knowledge
from knowledge.loading.remembered import Remembered
from knowledge.model.base import KnowledgeBase
from knowledge.ranking.ranking import Calibration

SHIPPED_TEXTS = Path(__file__).resolve().parent.parent / "knowledge" / "content" / "texts.yaml"
_MOST_READINGS = 5  # of a folder that changes while it is read


class ContentFaultyError(AndaError):
    """A knowledge base that cannot be used; `faults` says where and why, in sentences for staff.

    `askable` is what a check can ask all the same.
    """

    def __init__(self, faults: tuple[Fault, ...], askable: KnowledgeBase | None = None) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
        self.askable = askable

    @property
    def sentence(self) -> str:
        """The faults, after a line that counts them."""
        return command_text("content_faulty", count=len(self.faults), faults=self)


def build_engine(config: Config, working: Callable[[], None] = lambda: None, *, kept: int = 0) -> Engine:
    """The engine over the configured knowledge base, from its snapshot when there is one.

    Args:
        config: where the content and the data folder are.
        working: called once before anything that may take longer than a moment.
        kept: how many questions, once understood, stay in memory.
    """
    working = cache(working)
    check_knowledge_folder(config)
    with gc_paused(for_good=True):
        base, derived = load(config.knowledge.dir, config.data_dir / "cache", working)
        meanings = meanings_of(config, derived, working)
    return Engine(base, derived, config.limits.question_characters, kept=kept, meanings=meanings)


def meanings_of(
    config: Config,
    derived: Derived,
    working: Callable[[], None] = lambda: None,
    calibration: Calibration | None = None,
) -> Meanings | None:
    """The semantic channel, or None where it is off; CannotRunError when its model is not there."""
    if not config.semantic.enabled:
        return None
    embedder = kept_embedder(config, working)
    return meanings_over(embedder, derived, calibration or read_semantic_calibration())


def kept_embedder(config: Config, working: Callable[[], None] = lambda: None) -> Embedder:
    """The configured model, which embeds each phrasing once; CannotRunError when it is not there."""
    return KeptVectors(embedder_of(config.semantic), config.data_dir / "cache", working)


def load(
    content: Path, cache_folder: Path, working: Callable[[], None] = lambda: None
) -> tuple[KnowledgeBase, Derived]:
    """The knowledge base of a folder and what is derived from it; ContentFaultyError if it has faults."""
    snapshot = read_snapshot(cache_folder, key_of(content_version(content)))
    if snapshot:
        return snapshot
    if content.is_dir():
        working()
    base = read_whole(content)
    derived = derive(base)
    write_snapshot(cache_folder, key_of(base.version), base, derived)
    return base, derived


def key_of(version: str) -> str:
    """The key of the snapshot of a content version; the shipped texts belong to it."""
    return snapshot_key(version + hashlib.sha256(SHIPPED_TEXTS.read_bytes()).hexdigest())


def read_whole(content: Path) -> KnowledgeBase:
    """The knowledge base of a folder as it stood at one moment; ContentFaultyError if it has faults."""
    return base_of(read_at_rest(content))


def read_at_rest(content: Path, before: Remembered | None = None) -> Loaded:
    """Reads a folder as it stood at one moment; when files are saved meanwhile, it is read again."""
    for attempt in range(_MOST_READINGS):
        stamp = stamp_of(content)
        loaded = read_knowledge(content, SHIPPED_TEXTS, before)
        if stamp_of(content) == stamp or attempt == _MOST_READINGS - 1:
            break
    return loaded


def base_of(loaded: Loaded) -> KnowledgeBase:
    """The knowledge base; ContentFaultyError if there is none."""
    if loaded.base is None:
        raise ContentFaultyError(loaded.faults, loaded.askable)
    return loaded.base


def now(config: Config) -> datetime:
    """The present moment by the town's clock."""
    return datetime.now(ZoneInfo(config.timezone))


def today(config: Config) -> date:
    """The present day where the citizens live."""
    return now(config).date()
