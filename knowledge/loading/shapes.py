"""From the tree of a file to its shape; what does not fit becomes faults at the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from knowledge.files.faults import Fault, Phrase, fault
from knowledge.files.slips import OF_IDS, colon_before, slip_in, slip_in_key
from knowledge.files.yamltext import MOST_FAULTS, Mapping, Node, Scalar, Sequence, plain
from knowledge.language.facetwords import facet_called
from knowledge.loading import schema
from knowledge.model.announcement import OnDoubt
from knowledge.model.entry import Facet, FilePosition
from knowledge.model.source import SourceKind

AnyShape = TypeVar("AnyShape", bound=schema.Shape)
Path = tuple[int | str, ...]

_NEAR = 55  # of 100: below this a word is no slip of the other
_KEY = "[key]"  # pydantic's mark for a fault in the key itself

# pydantic's type of an error -> the code of ours; codes of the schema's own checks stand for themselves.
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "string_type": "want_text",
    "string_too_short": "empty",
    "list_type": "want_list",
    "dict_type": "want_mapping",
    "model_type": "want_mapping",
    "model_attributes_type": "want_mapping",
    "too_short": "too_few",
    "enum": "want_one_of",
}
_OWN_CODES = frozenset(
    {
        "want_date",
        "no_such_day",
        "want_number",
        "want_id",
        "want_sha256",
        "facet_twice",
        "want_moment",
        "want_switch",
        "want_chat",
        "want_target",
        "no_words",
        "want_dash",
    }
)
_CHOICES: dict[str, type[Facet] | type[SourceKind] | type[OnDoubt]] = {
    "facet": Facet,
    "facets": Facet,
    "kind": SourceKind,
    "on_doubt": OnDoubt,
}

# Where in a file -> the shape whose keys may stand there; numbers and names chosen by staff left out.
_SHAPES: dict[Path, type[schema.Shape]] = {
    ("entries",): schema.EntryShape,
    ("entries", "citations"): schema.CitationShape,
    ("entries", "translations"): schema.TranslationShape,
    ("sources",): schema.SourceShape,
    ("terms",): schema.TermShape,
    ("replies",): schema.ReplyShape,
    ("emergency",): schema.EmergencyShape,
    ("target",): schema.TargetShape,
    ("repeat",): schema.RepeatShape,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Shaped(Generic[AnyShape]):
    """The shape of a file, or None with the paths of what did not fit."""

    shape: AnyShape | None
    faults: tuple[Fault, ...]
    misfits: frozenset[Path] = frozenset()


def shaped(model: type[AnyShape], node: Node, file: str) -> Shaped[AnyShape]:
    """The tree as a shape, or a fault for everything that does not fit."""
    try:
        return Shaped(shape=model.model_validate(plain(node)), faults=())
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False)
    found = (_fault(model, node, file, error["type"], error["loc"]) for error in errors[:MOST_FAULTS])
    faults = list(dict.fromkeys(found))
    if len(errors) > MOST_FAULTS:
        faults.append(fault("too_many_faults", place_at(node, (), file)))
    return Shaped(shape=None, faults=tuple(faults), misfits=frozenset(error["loc"][:2] for error in errors))


def place_at(node: Node, path: Iterable[int | str], file: str, *, key: bool = False) -> FilePosition:
    """Where the value of a path stands (or its key), or what is left of the path when it ends early."""
    line, column = node.line, node.column
    for step in path:
        following = _child(node, step)
        if following is None:
            break
        name, node = following
        line, column = (name.line, name.column) if key and name is not None else (node.line, node.column)
    return FilePosition(file=file, line=line, column=column)


def place_of(node: Node, path: Path, text: str, file: str) -> FilePosition:
    """Where a text first stands in the list of a path; a record may hold fewer of them than the file."""
    held = _at(node, path)
    for number, item in enumerate(held.items if isinstance(held, Sequence) else ()):
        if isinstance(item, Scalar) and item.text.strip() == text:
            return place_at(node, (*path, number), file)
    return place_at(node, path, file)


def nearest(word: str, choices: Iterable[str], near: int = _NEAR) -> str | None:
    """The choice that the word is most likely a slip of."""
    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, score_cutoff=near)
    return None if found is None else found[0]


def meant(word: str, choices: Iterable[str], near: int = _NEAR) -> Phrase:
    """“是不是想写……”, or nothing when no choice is near."""
    found = nearest(word, choices, near)
    return Phrase("" if found is None else f"是不是想写“{found}”？")


def _child(node: Node, step: int | str) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return None, node.items[step]
    if isinstance(node, Mapping):
        return next(((key, value) for key, value in node.pairs if key.text == step), None)
    return None


def _at(node: Node, path: Iterable[int | str]) -> Node:
    for step in path:
        following = _child(node, step)
        if following is None:
            break
        node = following[1]
    return node


def _fault(model: type[schema.Shape], root: Node, file: str, kind: str, loc: Path) -> Fault:
    path = tuple(step for step in loc if step != _KEY)
    node = _at(root, path)
    code = kind if kind in _OWN_CODES else _CODES.get(kind, "invalid")
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "文件")
    place = place_at(root, path, file, key=code in ("unknown_key", "empty") or _KEY in loc)
    if code in ("unknown_key", "missing") and (slip := _swallowed(model, root, path, file)) is not None:
        return slip
    if code == "unknown_key":
        return _unknown_key(model, root, path, place)
    if code == "want_list" and isinstance(node, Mapping) and name in OF_IDS:
        return fault("no_dash", place)
    if name == "citations" and code in ("missing", "too_few"):
        return fault("no_citation", place)
    value = name if _KEY in loc else node.text if isinstance(node, Scalar) else ""
    if (slip := slip_in(code, name, value, place)) is not None:
        return slip
    choices = [choice.value for choice in _CHOICES.get(name, Facet)]
    hint = _meant_choice(name, value, choices) if code == "want_one_of" else ""
    return fault(code, place, key=name, value=value, allowed=Phrase("、".join(choices)), hint=hint)


def _unknown_key(model: type[schema.Shape], root: Node, path: Path, place: FilePosition) -> Fault:
    """A key that is none: one without its colon, a slip, or another word."""
    name = str(path[-1])
    fields, (word, *more) = _fields(model, path[:-1]), name.split(maxsplit=1) or [name]
    if more and word in fields:
        return fault("no_colon", replace(place, column=place.column + len(word)), key=word)
    slip = _slip_in_key(root, path, place)
    return slip or fault("unknown_key", place, key=name, hint=_known_keys(fields, name))


def _swallowed(model: type[schema.Shape], root: Node, path: Path, file: str) -> Fault | None:
    """A key with a wrong colon, where the last step of a path is that key or lies within it."""
    within = _at(root, path[:-1])
    if not isinstance(within, Mapping):
        return None
    return colon_before(str(path[-1]), within, _fields(model, path[:-1]), file)


def _slip_in_key(root: Node, path: Path, place: FilePosition) -> Fault | None:
    within = _at(root, path[:-1])
    if not isinstance(within, Mapping):
        return None
    return next((slip_in_key(key, within, place) for key, _ in within.pairs if key.text == path[-1]), None)


def _meant_choice(key: str, written: str, choices: list[str]) -> Phrase:
    """The facet of that name, or the choice that is nearest in letters."""
    facet = facet_called(written) if _CHOICES.get(key) is Facet else None
    return meant(written, choices) if facet is None else Phrase(f"“{written}”请写 {facet}。")


def _fields(model: type[schema.Shape], path: Path) -> dict[str, Any]:
    """The keys that may stand at a path, each with what is known of it."""
    names = tuple(step for step in path if isinstance(step, str))[:2]
    return dict(_SHAPES.get(names, model).model_fields)


def _known_keys(fields: dict[str, Any], written: str) -> Phrase:
    """The nearest right key, by its name or by its Chinese title; all right keys when none is near."""
    titles = {field.title: name for name, field in fields.items()}
    found = nearest(written, [*fields, *titles])
    if found is None:
        return Phrase(f"这里可以写：{'、'.join(fields)}。")
    return Phrase(f"是不是想写“{titles.get(found, found)}”？")
