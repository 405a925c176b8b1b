"""Announcement files: what staff write to groups as YAML, loaded and checked; nothing is sent from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from knowledge.announcements import repeating
from knowledge.announcements.proof import out_of_force, told_otherwise, unproved, with_citations
from knowledge.announcements.repeating import MOST_A_DAY, RepeatFault
from knowledge.announcements.tags import MOST_CHARACTERS, tag_of
from knowledge.answering.engine import Engine
from knowledge.files.contentfiles import content_paths, read_file
from knowledge.files.faults import Fault, fault, hint
from knowledge.files.markup import MOST_TEXT, broken, length, plain
from knowledge.files.yamltext import Node, parse
from knowledge.loading.schema import AnnouncementFile
from knowledge.loading.shapes import meant, place_at, place_of, shaped
from knowledge.model.announcement import Announcement, OnDoubt, Repeat, State, Target
from knowledge.model.entry import FilePosition
from knowledge.privacy.masking import mask_published

FOLDER = "announcements"


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenAnnouncement:
    """An announcement as a file holds it; `id` is the file's own and not that of what is sent.

    Attributes:
        text: what staff wrote, in Telegram's HTML, without citations.
        place: where its id stands.
        node: gives the file's tree, for the places of faults.
    """

    id: str
    text: str
    target: Target
    place: FilePosition
    node: Callable[[], Node]
    entries: tuple[str, ...] = ()
    pin: bool = False
    silent: bool = False
    urgent: bool = False
    send_at: datetime | None = None
    repeat: Repeat | None = None
    on_doubt: OnDoubt = OnDoubt.HOLD
    valid_until: datetime | None = None

    def at(self, *path: int | str) -> FilePosition:
        """Where the value of a path stands."""
        return place_at(self.node(), path, self.place.file)

    def at_entry(self, entry_id: str) -> FilePosition:
        """Where an entry that it draws on is named."""
        return place_of(self.node(), ("entries",), entry_id, self.place.file)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadAnnouncements:
    """What a folder or a file holds, and every fault met."""

    announcements: tuple[WrittenAnnouncement, ...]
    faults: tuple[Fault, ...]


def read_announcements(content: Path, zone: tzinfo) -> ReadAnnouncements:
    """The announcement files beside a knowledge base; there may be none."""
    directory = content / FOLDER
    if not directory.exists():
        return ReadAnnouncements(announcements=(), faults=())
    paths, faults = content_paths(directory)
    if any(found.code == "not_a_directory" for found in faults):
        faults = (fault("not_announcements", None, name=directory),)
    read = [read_announcement(path, zone) for path in paths]
    held = [announcement for one in read for announcement in one.announcements]
    found = [*faults, *(found for one in read for found in one.faults), *_same_ids(held)]
    return ReadAnnouncements(announcements=tuple(held), faults=tuple(found))


def read_announcement(path: Path, zone: tzinfo) -> ReadAnnouncements:
    """The announcement of a file, its times by the clock of a zone; or why there is none."""
    file = read_file(path)
    if isinstance(file, Fault):
        return ReadAnnouncements(announcements=(), faults=(file,))
    parsed = parse(file.data, file.path)
    if parsed.node is None:
        return ReadAnnouncements(announcements=(), faults=parsed.faults)
    result = shaped(AnnouncementFile, parsed.node, file.path)
    if result.shape is None:
        return ReadAnnouncements(announcements=(), faults=result.faults)
    written = _written(result.shape, parsed.node, file.path, zone)
    return ReadAnnouncements(announcements=(written,), faults=tuple(_by_itself(written, result.shape)))


def against(engine: Engine, written: WrittenAnnouncement) -> Iterator[Fault]:
    """What does not go with the knowledge base: entries it has not, figures they do not prove."""
    known = [name for name in written.entries if engine.entry(name) is not None]
    for name in written.entries:
        if name not in known:
            near = meant(name, (entry.id for entry in engine.base.entries))
            yield fault("dangling_entry", written.at_entry(name), id=name, hint=near)
    place = written.at("text")
    if written.entries and len(known) == len(written.entries):
        for figure in unproved(engine, written.text, written.entries):
            yield fault("uncarried_figure", place, where="正文", figure=figure, hint=hint("prove"))
        for found in told_otherwise(engine, written.text, written.entries):
            yield fault("misplaced_figure", place, where="正文", said=found.said, told=found.told)
    said = length(with_citations(engine, written.text, written.entries))
    if said > MOST_TEXT:
        yield fault("text_too_long", place, length=said, limit=MOST_TEXT)


def at_this_time(engine: Engine, written: WrittenAnnouncement, now: datetime) -> Iterator[Fault]:
    """What keeps it from becoming a draft now, though nothing is wrong with the file."""
    sent = written.send_at or now
    if sent < now:
        yield fault("past_moment", written.at("send_at"), moment=f"{sent:%Y-%m-%d %H:%M}")
    if written.valid_until is not None and written.valid_until < now:
        yield fault("ends_before", written.at("valid_until"), key="valid_until")
    if written.repeat is not None:
        outcome = repeating.checked(written.repeat, now)
        if outcome is RepeatFault.NEVER:
            yield fault("never_again", written.at("repeat"))
    for entry in out_of_force(engine, written.entries, sent.date()):
        yield fault("entry_not_in_force", written.at_entry(entry.id), id=entry.id)


def draft_of(
    engine: Engine, written: WrittenAnnouncement, *, id: str, author: int, now: datetime, origin: str
) -> Announcement:
    """The draft that a file becomes; it waits for people, as any other."""
    return Announcement(
        id=id,
        state=State.DRAFT,
        html=with_citations(engine, written.text, written.entries),
        author=author,
        created_at=now,
        target=written.target,
        entries=written.entries,
        pin=written.pin,
        silent=written.silent,
        urgent=written.urgent,
        on_doubt=written.on_doubt,
        send_at=written.send_at,
        repeat=written.repeat,
        series=id,
        origin=origin,
        valid_until=written.valid_until,
    )


def _written(shape: AnnouncementFile, node: Node, file: str, zone: tzinfo) -> WrittenAnnouncement:
    repeat = None
    if shape.repeat is not None and shape.repeat.until is not None:
        cron = " ".join(shape.repeat.cron.split())
        repeat = Repeat(cron=cron, until=shape.repeat.until.replace(tzinfo=zone))
    tags = dict.fromkeys(filter(None, map(tag_of, shape.target.tags)))
    return WrittenAnnouncement(
        id=shape.id,
        text=shape.text,
        target=Target(tags=tuple(tags), chats=tuple(dict.fromkeys(shape.target.chats))),
        place=place_at(node, ("id",), file, key=True),
        node=lambda: node,
        entries=tuple(dict.fromkeys(shape.entries)),
        pin=shape.pin,
        silent=shape.silent,
        urgent=shape.urgent,
        send_at=_at(shape.send_at, zone),
        repeat=repeat,
        on_doubt=shape.on_doubt,
        valid_until=_at(shape.valid_until, zone),
    )


def _at(clock: datetime | None, zone: tzinfo) -> datetime | None:
    return None if clock is None else clock.replace(tzinfo=zone)


def _by_itself(written: WrittenAnnouncement, shape: AnnouncementFile) -> Iterator[Fault]:
    """What is wrong with it whatever day it is and whatever the knowledge base holds."""
    if tag := broken(written.text):
        yield fault("broken_markup", written.at("text"), tag=tag)
    if mask_published(words := plain(written.text)) != words:
        yield fault("personal_number", written.at("text"))
    for index, tag in enumerate(shape.target.tags):
        if len(tag_of(tag)) > MOST_CHARACTERS:
            yield fault("tag_too_long", written.at("target", "tags", index), tag=tag, limit=MOST_CHARACTERS)
    ends = {"valid_until": written.valid_until, "until": written.repeat.until if written.repeat else None}
    for key, end in ends.items():
        if end is not None and written.send_at is not None and end < written.send_at:
            yield fault("ends_before", written.at(*(("repeat", key) if key == "until" else (key,))), key=key)
    if shape.repeat is not None:
        yield from _repetition(written, shape.repeat.cron)


def _repetition(written: WrittenAnnouncement, rule: str) -> Iterator[Fault]:
    cron = repeating.read_cron(rule)
    if cron is None:
        yield fault("want_cron", written.at("repeat", "cron"), value=rule)
    elif len(cron.minutes) * len(cron.hours) > MOST_A_DAY:
        yield fault("too_often", written.at("repeat", "cron"), limit=MOST_A_DAY)
    if written.repeat is None:
        yield fault("missing", written.at("repeat"), key="until")


def _same_ids(held: Sequence[WrittenAnnouncement]) -> Iterator[Fault]:
    first: dict[str, WrittenAnnouncement] = {}
    for written in held:
        other = first.setdefault(written.id, written)
        if other is not written:
            yield fault("duplicate_announcement", written.place, id=written.id, other=other.place)
