"""Live editing: what editors save is in use a moment later, and they are told what is wrong with it."""

from __future__ import annotations

import asyncio

import structlog

from bot.config import ConfigError, read_config
from bot.library import Library
from bot.roster import Roster, TellStaff
from handlers.sentences import sentence
from knowledge.answering.engine import Engine

_SETTLING = 0.3  # seconds in which a save that was met half-written is finished
_LEISURE = 20.0  # seconds; a start after a kill derives what was not saved yet
_MOST_FAULTS = 20
_NAMED = 20  # entries in a line of the log

_log = structlog.get_logger(__name__)


class Complaints:
    """Remembers which faults were reported to staff, so that each is reported once until all are gone."""

    def __init__(self, tell: TellStaff, faulty: str, mended: str) -> None:
        """`faulty` and `mended` are the keys of the sentences."""
        self._tell = tell
        self._faulty, self._mended = faulty, mended
        self._complaints: set[tuple[str, ...]] = set()

    def wrong(self, faults: tuple[str, ...]) -> None:
        """Reports faults, unless they were reported already."""
        if faults not in self._complaints:
            self._complaints.add(faults)
            self._tell([sentence(self._faulty, count=len(faults)), *faults[:_MOST_FAULTS]])

    def right(self, **words: object) -> None:
        """Reports that all is well, if it was not."""
        if self._complaints:
            self._complaints.clear()
            self._tell([sentence(self._mended, **words)])


class LiveContent:
    """Takes up the content folder whenever it changed."""

    def __init__(self, library: Library, tell: TellStaff) -> None:
        self._library = library
        self._complaints = Complaints(tell, "faulty", "mended")

    async def refresh(self) -> None:
        """Reads the folder; good content goes live, faults are reported once the folder no longer changes."""
        before = self._library.engine()
        faults = await self._library.reload()
        if faults and not await self._at_rest(self._library.read):
            return  # it changed again, so it is read again
        if faults:
            _log.warning("An edit is faulty.", action="content_faulty", faults=len(faults))
            self._complaints.wrong(faults)
            return
        engine = self._library.engine()
        self._complaints.right(count=len(engine.base.entries))
        if engine is not before:
            _log.info("An edit is live.", action="content_live", version=engine.base.version)
            await self._tell_of_evidence(before)
        await self._library.keep()

    async def _tell_of_evidence(self, before: Engine) -> None:
        """A line of the log on new evidence that citizens see as the original's words, unproved as it is."""
        entries = await self._library.uncompared(before)
        if entries:
            _log.warning(
                "New evidence was never compared with its original; anda check --source does it.",
                action="evidence_uncompared",
                count=len(entries),
                entries=entries[:_NAMED],
            )

    async def _at_rest(self, version: str) -> bool:
        await asyncio.sleep(_SETTLING)
        return await asyncio.to_thread(self._library.version) == version


async def save_at_leisure(library: Library, every: float = _LEISURE) -> None:
    """Keeps what was derived of the newest version, beside all other work, once in a while."""
    while True:
        await asyncio.sleep(every)
        await library.save()


class LiveRoster:
    """Takes up the roles of staff whenever the configuration file changed; the rest needs a restart."""

    def __init__(self, roster: Roster, tell: TellStaff) -> None:
        self._roster = roster
        self._complaints = Complaints(tell, "config_faulty", "config_mended")

    async def refresh(self) -> None:
        """Reads the configuration; a faulty one changes nothing."""
        try:
            config = await asyncio.to_thread(read_config)
        except ConfigError as error:
            self._complaints.wrong(tuple(str(error).splitlines()))
            return
        if self._roster.replace(config.staff.ids):
            _log.info("Others work here now.", action="roster_changed", members=len(config.staff.ids))
        self._complaints.right()
