"""What staff ask of `anda import`, how the source is cited, and the refusal that writes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.errors import AndaError
from knowledge.loading.values import fits_id
from knowledge.model.source import Source, SourceKind

NO_PUBLISHER = "未注明发布单位"


class ImportRefusedError(AndaError):
    """An import that wrote nothing; the message says why and what to do."""

    exit_code = 1


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What staff asked for: the table, the folder, which columns are what, and how the source is cited.

    `columns` maps what an entry needs (id, question, phrasings, topic) to a column, where staff named it.
    """

    table: Path
    folder: Path
    columns: dict[str, str]
    answers: tuple[str, ...] = ()
    topic: str = ""
    source: Source | None = None
    force: bool = False
    skip: bool = False


def source_for(
    table: Path, *, title: str = "", publisher: str = "", as_of: str = "", url: str = ""
) -> Source:
    """The source that a table is cited as; what staff did not say is taken from its name, or said to lack."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", table.stem).strip("-.")
    return Source(
        id=name if fits_id(name) and name not in ("sources", "lexicon", "texts") else "table",
        kind=SourceKind.TABLE,
        title=title or table.stem,
        publisher=publisher or NO_PUBLISHER,
        as_of=as_of,
        url=url,
    )
