"""Twenty ways of spoiling a knowledge base, each done to the folder and one of its topic files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Spoil = Callable[[Path, Path], None]


def _bytes(data: bytes) -> Spoil:
    def spoil(_folder: Path, file: Path) -> None:
        file.write_bytes(data)

    return spoil


def _replaced(old: str, new: str) -> Spoil:
    def spoil(_folder: Path, file: Path) -> None:
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return spoil


def _half(_folder: Path, file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2] + b"[")


def _twice(folder: Path, file: Path) -> None:
    (folder / "copy.yaml").write_bytes(file.read_bytes())


def _gbk(_folder: Path, file: Path) -> None:
    file.write_bytes(file.read_text("utf-8").encode("gbk"))


def _gone(folder: Path, _file: Path) -> None:
    folder.rename(folder.with_name("aside") / "gone")


def _emptied(folder: Path, _file: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _folder_for_a_file(_folder: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link(folder: Path, _file: Path) -> None:
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")


def _without_sources(folder: Path, _file: Path) -> None:
    (folder / "sources.yaml").unlink()


HOSTILE: dict[str, Spoil] = {
    "broken YAML": _bytes("topic: [一\nentries: {".encode()),
    "tabs": _replaced("  question", "\tquestion"),
    "a duplicate id": _twice,
    "half a file": _half,
    "an emptied file": _bytes(b""),
    "another encoding": _gbk,
    "a removed folder": _gone,
    "a figure without evidence": _replaced("的门票是", "的门票是99元，涨了"),
    "an unknown key": _replaced("answer:", "anser:"),
    "a dangling source": _replaced("source: made-report", "source: no-such-report"),
    "binary": _bytes(bytes(range(256)) * 50),
    "100,000 nested lists": _bytes(b"[" * 100_000),
    "aliases": _bytes(b"topic: &a [x]\nentries: [*a, *a]\n"),
    "a tag": _bytes(b"topic: !!python/object/apply:os.system [ls]\n"),
    "duplicate keys": _bytes(b"topic: a\ntopic: b\nentries: []\n"),
    "no sources": _without_sources,
    "all files removed": _emptied,
    "a folder in place of a file": _folder_for_a_file,
    "a link to itself": _link,
    "a long line": _bytes(b"topic: " + b"a" * 3_000_000),
}
