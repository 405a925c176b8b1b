"""The source of an import in sources.yaml: registered anew, or brought up to date where staff wrote of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.sentences import command_text, hindrance
from bot.terminal.import_wish import ImportRefusedError, Wish, source_for
from knowledge.files.faults import fault
from knowledge.loading.registering import registered_in, with_source, with_values
from knowledge.loading.schema import SourceShape
from knowledge.loading.tablecontent import sources_text
from knowledge.model.entry import FilePosition
from knowledge.model.source import Source

SOURCES_FILE = "sources.yaml"
_TOLD = {"title": "标题", "publisher": "发布单位", "as_of": "时间说明", "url": "网址"}  # by the options


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """The text of sources.yaml with a source in it, and the source as it is read there.

    `kept` holds what staff wrote of it, where the import would have written something else.
    """

    text: str
    source: Source
    kept: tuple[str, ...] = ()


def registration(wish: Wish, source: Source) -> Registration:
    """Registers a source in what stands in the folder; ImportRefusedError where that is not safe."""
    file = wish.folder / SOURCES_FILE
    if not file.is_file():
        return Registration(text=sources_text(source), source=source)
    registered = registered_in(_bytes_of(file), str(file))
    if registered.faults:
        raise ImportRefusedError("\n".join(map(str, registered.faults)))
    held = registered.sources.get(source.id)
    if held is None:
        return Registration(text=_placed(with_source(registered.text, source), file, source), source=source)
    if held.kind is not source.kind:
        raise ImportRefusedError(command_text("source_is_no_table", file=file, source=source.id))
    kept = _kept(held, source_for(wish.table))
    merged = _with(source, kept)
    new = {key: getattr(merged, key) for key in _TOLD if getattr(merged, key) != getattr(held, key)}
    text = with_values(registered.text, source.id, {**new, "sha256": source.sha256})
    shown = tuple(f"{_TOLD[key]}“{value}”" for key, value in kept.items() if value != getattr(source, key))
    return Registration(text=_placed(text, file, source), source=merged, kept=shown)


def _kept(held: SourceShape, made: Source) -> dict[str, str]:
    """What stands of a source that staff wrote: not what an import makes where nothing is said."""
    values: dict[str, str] = {key: getattr(held, key) for key in _TOLD}
    return {key: value for key, value in values.items() if value and value != getattr(made, key)}


def _with(source: Source, kept: Mapping[str, str]) -> Source:
    """A source with what was kept of it."""
    return replace(
        source,
        title=kept.get("title", source.title),
        publisher=kept.get("publisher", source.publisher),
        as_of=kept.get("as_of", source.as_of),
        url=kept.get("url", source.url),
    )


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        place = FilePosition(file=str(file), line=1, column=1)
        raise ImportRefusedError(str(fault("unreadable_file", place, reason=hindrance(error)))) from None


def _placed(text: str | None, file: Path, source: Source) -> str:
    if text is None:
        raise ImportRefusedError(command_text("source_not_placed", file=file, source=source.id))
    return text
