"""Content files: which files of a folder are the knowledge base, their bytes and their version."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.files.faults import Fault, fault
from knowledge.files.hindrance import hindrance
from knowledge.files.yamltext import LARGEST_FILE
from knowledge.model.entry import FilePosition

_SUFFIXES = frozenset({".yaml", ".yml"})
_SPECIAL = frozenset({"sources", "lexicon", "texts"})


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentFile:
    """A file as it was read; `name` is what staff call it, `kind` says what it holds."""

    name: str
    path: str
    kind: str
    data: bytes


def content_paths(directory: Path) -> tuple[list[Path], tuple[Fault, ...]]:
    """The YAML files directly in the folder, by name; what editors leave behind is no content."""
    try:
        names = sorted(path.name for path in directory.iterdir() if _is_content(path.name))
    except FileNotFoundError:
        return [], (fault("no_directory", None, name=directory),)
    except NotADirectoryError:
        return [], (fault("not_a_directory", None, name=directory),)
    except OSError as error:
        return [], (fault("unreadable_directory", None, name=directory, reason=hindrance(error)),)
    return [directory / name for name in names], ()


def read_file(path: Path) -> ContentFile | Fault:
    """The bytes of one file, or why there are none; pipes and devices are not touched."""
    shown = str(path).encode("utf-8", "replace").decode()
    place = FilePosition(file=shown, line=1, column=1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return fault("not_a_file", place)
        if status.st_size > LARGEST_FILE:
            return fault("file_too_large", place, limit=LARGEST_FILE // 2**20)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return fault("no_file", place)
        return fault("unreadable_file", place, reason=hindrance(error))
    return ContentFile(name=path.name, path=shown, kind=kind_of(path), data=data)


def kind_of(path: Path) -> str:
    """What a file of that name holds: "sources", "lexicon", "texts" or a "topic"."""
    return path.stem if path.stem in _SPECIAL else "topic"


def content_version(directory: Path) -> str:
    """The version that a load of this folder would have, without parsing anything."""
    return version_of(read_files(directory))


def read_files(directory: Path) -> tuple[ContentFile, ...]:
    """The files of a folder that can be read."""
    read = (read_file(path) for path in content_paths(directory)[0])
    return tuple(file for file in read if isinstance(file, ContentFile))


def version_of(files: Iterable[ContentFile]) -> str:
    """SHA-256 over the names and bytes of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.data)
    return digest.hexdigest()


def _is_content(name: str) -> bool:
    return Path(name).suffix.lower() in _SUFFIXES and not name.startswith((".", "#", "~"))
