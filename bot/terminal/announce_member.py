"""A member of staff at the terminal: what they may do, and the record of what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.config import Config
from bot.engines import now
from bot.sentences import ANNOUNCE, NotDoneError
from bot.storage.store import Store
from handlers.acts import Outcome
from handlers.announcing.reporting import refused_words
from handlers.records import Action, StaffRole
from knowledge.model.announcement import Announcement


@dataclass(frozen=True)
class Member:
    """A member of staff and their reason; nobody where announcements are only looked at."""

    config: Config
    store: Store
    who: int
    why: str = ""

    @property
    def now(self) -> datetime:
        """The present moment by the town's clock."""
        return now(self.config)

    async def announcement(self, announcement_id: str) -> Announcement:
        """The announcement of that id."""
        announcement = await self.store.announcements.get(announcement_id)
        if announcement is None:
            raise NotDoneError(ANNOUNCE["no_such"].format(id=announcement_id))
        return announcement

    def _act(self, action: str, what: str, why: str = "") -> Action:
        return Action(who=self.who, action=action, what=what, why=self.why or why, at=self.now)

    def _has(self, needed: StaffRole) -> bool:
        role = self.config.staff.ids.get(self.who)
        return role is not None and role.covers(needed)

    def _needs(self, needed: StaffRole) -> None:
        if self.who not in self.config.staff.ids:
            raise NotDoneError(ANNOUNCE["nobody"].format(who=self.who))
        if not self._has(needed):
            raise NotDoneError(ANNOUNCE["role_needed"].format(role=needed.value, who=self.who))

    def _may(self, announcement: Announcement) -> None:
        """Refuses whoever is neither the author nor an approver."""
        self._needs(StaffRole.EDITOR if announcement.author == self.who else StaffRole.APPROVER)

    def _checked(self, outcome: Outcome) -> Outcome:
        if not outcome.done:
            raise NotDoneError(refused_words(outcome, self.config.announcements.approve_above))
        return outcome

    def _done(self, outcome: Outcome) -> Announcement:
        announcement = self._checked(outcome).announcement
        assert announcement is not None  # noqa: S101 - what was done was done to an announcement
        return announcement
