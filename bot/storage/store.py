"""The store: the methods for all that the bot keeps, grouped by what they are about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.storage.amendments import Amendments
from bot.storage.announcements import Announcements
from bot.storage.answers import Answers
from bot.storage.chats import Chats
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.exchanges import Exchanges
from bot.storage.feedback import Feedback
from bot.storage.notifications import Notifications
from bot.storage.people import People
from bot.storage.progress import AnnouncementProgress
from bot.storage.reconciliation import Reconciliation
from bot.storage.settings import Settings
from bot.storage.staff import Staff
from bot.storage.updates import Updates
from bot.storage.writing import Writings


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """One database, by what is kept in it."""

    database: Database
    updates: Updates
    answers: Answers
    people: People
    exchanges: Exchanges
    feedback: Feedback
    staff: Staff
    settings: Settings
    notifications: Notifications
    chats: Chats
    announcements: Announcements
    writings: Writings
    progress: AnnouncementProgress
    deliveries: Deliveries
    amendments: Amendments
    reconciliation: Reconciliation


def store_in(database: Database) -> Store:
    """The store in a database."""
    updates = Updates(database)
    return Store(
        database=database,
        updates=updates,
        answers=Answers(database),
        people=People(database),
        exchanges=Exchanges(database, updates),
        feedback=Feedback(database),
        staff=Staff(database),
        settings=Settings(database),
        notifications=Notifications(database),
        chats=Chats(database),
        announcements=Announcements(database),
        writings=Writings(database),
        progress=AnnouncementProgress(database),
        deliveries=Deliveries(database),
        amendments=Amendments(database),
        reconciliation=Reconciliation(database),
    )
