"""The rows of the results, as they stand in the JSON; shares are between 0 and 1."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleRow:
    """One of the contest on a folder of question files about the shipped knowledge base.

    `right`, `offered` and `wrong` are shares of the `answerable` questions, `false` of the others;
    `threshold` is what was chosen for a peer, and empty for Anda, which decides by itself; `p50_ms` is
    the median of the processor's time to find three entries.
    """

    questions: str
    name: str
    answerable: int
    unanswerable: int
    recall_1: float
    recall_3: float
    right: float
    offered: float
    wrong: float
    false: float
    worth: int
    threshold: str
    p50_ms: float

    def __str__(self) -> str:
        return f"article, {self.questions}: {self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicesRow:
    """One of the contest on a file of names for the services of a public table."""

    queries: str
    name: str
    asked: int
    recall_1: float
    recall_3: float
    p50_ms: float

    def __str__(self) -> str:
        return f"services, {self.queries}: {self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class SizeRow:
    """One of the contest over so many made questions, alone in a fresh process.

    `held_mb` is what the process holds after building more than before it knew of any library,
    `peak_mb` the most it ever held; times are the processor's; `note` says why figures are lacking.
    """

    questions: int
    name: str
    build_s: float | None = None
    held_mb: float | None = None
    peak_mb: float | None = None
    asked: int = 0
    p50_ms: float | None = None
    p99_ms: float | None = None
    recall_1: float | None = None
    recall_3: float | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.questions:,} questions: {self.name} {self.note}"


@dataclass(frozen=True, kw_only=True, slots=True)
class StartRow:
    """How long something takes that staff wait for, and how long it may take; seconds of the processor."""

    what: str
    seconds: float
    goal: float | None = None

    def __str__(self) -> str:
        return self.what


ResultRow = ArticleRow | ServicesRow | SizeRow | StartRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """Everything measured in one run; `missing` holds a sentence for each peer that is not installed."""

    measured: str
    machine: dict[str, str]
    missing: list[str] = field(default_factory=list)
    article: list[ArticleRow] = field(default_factory=list)
    services: list[ServicesRow] = field(default_factory=list)
    sizes: list[SizeRow] = field(default_factory=list)
    start: list[StartRow] = field(default_factory=list)

    def record(self) -> dict[str, object]:
        """The results as JSON holds them."""
        return asdict(self)

    def add(self, row: ResultRow) -> None:
        """Puts a row where it belongs."""
        match row:
            case ArticleRow():
                self.article.append(row)
            case ServicesRow():
                self.services.append(row)
            case SizeRow():
                self.sizes.append(row)
            case StartRow():
                self.start.append(row)
