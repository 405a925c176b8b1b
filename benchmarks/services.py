"""How often the right service is found in a public table of services, by the names that people give it.

`python -m benchmarks.services FOLDER [--semantic]`: `kb.jsonl` of that folder is imported as `anda import`
does it, then the names in each `queries*.jsonl` (`query`, `relevant_ids`, `literal` if the name is a part of
a right title) are asked, if so told with the semantic channel on. Recall@k is the share of names with a right
service among the first k matches; the other shares say how the question ended, the last number how long an
answer took. Nothing of the folder is kept.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from bot.config import Config, read_config
from bot.engines import load, meanings_of, today
from bot.evaluation.scoring import with_semantic
from bot.terminal.import_wish import Wish
from bot.terminal.importing import run_import
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status


class Name(NamedTuple):
    """A name people give to a service, the ids it may mean, and whether it is a part of a right title."""

    text: str
    right: frozenset[str]
    literal: bool


def main() -> None:
    """Prints a line for each file of names, then one for those of them that are no part of a title."""
    folder, semantic = Path(sys.argv[1]), "--semantic" in sys.argv[2:]
    config = with_semantic(read_config()) if semantic else read_config()
    with tempfile.TemporaryDirectory() as made:
        engine = imported_engine(config, folder / "kb.jsonl", Path(made))
    print(f"{len(engine.base.entries)} services")  # noqa: T201
    for path in sorted(folder.glob("queries*.jsonl")):
        names = list(names_of(path))
        print(_line(path.stem, engine, names, config))  # noqa: T201
        print(_line("  not literal", engine, [name for name in names if not name.literal], config))  # noqa: T201


def imported_engine(config: Config, table: Path, made: Path) -> Engine:
    """The engine over a table, imported as staff would; what was imported stays in the folder `made`."""
    imported = run_import(config, Wish(table=table, folder=made / "content", columns={"id": "id"}), Console())
    if not imported.entries:
        raise SystemExit("\n".join(imported.sentences))
    base, derived = load(made / "content", made / "cache")
    own = config.model_copy(update={"data_dir": made})
    return Engine(base, derived, config.limits.question_characters, meanings=meanings_of(own, derived))


def names_of(path: Path) -> Iterator[Name]:
    """The names in a file."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield Name(record["query"], frozenset(record["relevant_ids"]), record["literal"])


def _line(title: str, engine: Engine, names: list[Name], config: Config) -> str:
    started = time.perf_counter()
    counts = Counter(what for name in names for what in _recalled(engine, name, config))
    spent = (time.perf_counter() - started) * 500 / len(names)  # each is asked twice
    kinds = ("recall@1", "recall@3", "right", "wrong", "right option", "wrong options", "unknown")
    return (
        f"{title:14} {len(names):4}  "
        + "  ".join(f"{kind} {counts[kind] / len(names):.3f}" for kind in kinds)
        + f"  {spent:.1f} ms"
    )


def _recalled(engine: Engine, name: Name, config: Config) -> Iterator[str]:
    """What to count of a name: at which k a right service is found, and how the question ended."""
    day = today(config)
    hits = [match.profile.entry.id in name.right for match in engine.matches(name.text, day)[:3]]
    yield from (kind for kind, k in (("recall@1", 1), ("recall@3", 3)) if any(hits[:k]))
    answer = engine.answer(name.text, day)
    if answer.status is Status.ANSWERED:
        yield "right" if set(answer.entries) <= name.right else "wrong"
    elif answer.status is Status.CLARIFY:
        yield "right option" if name.right & {option.entry for option in answer.options} else "wrong options"
    else:
        yield "unknown"


if __name__ == "__main__":
    main()
