"""What became of an announcement: how far it is, and every chat with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO

from telegram import InputFile

from handlers.acts import Outcome, Refused
from handlers.sentences import SENTENCES, sentence
from knowledge.files.csvtext import csv_text
from knowledge.model.announcement import NOTICE, Amending, Announcement, Delivery, DeliveryState, State

StateCounts = Mapping[DeliveryState, int]

_BAR = 10  # signs
_MOST_LINES = 30
_WAITING = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENDING)
_DETAILED = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


def waiting(counts: StateCounts) -> int:
    """How many chats may still get an announcement."""
    return sum(counts.get(state, 0) for state in _WAITING)


def missing(announcement: Announcement, counts: StateCounts) -> int:
    """How many chats of a finished announcement should have got it and have no delivery."""
    if announcement.state is not State.DONE:
        return 0
    return max(0, (announcement.addressed or 0) - sum(counts.values()))


def state_words(announcement: Announcement) -> str:
    """How far an announcement is, in a word."""
    state = "withdrawn" if announcement.withdrawn_at else f"state_{announcement.state.value}"
    return sentence(f"announcement_{state}")


def refused_words(outcome: Outcome, approve_above: int) -> str:
    """Why an act on an announcement was not done."""
    announcement = outcome.announcement
    code = outcome.refused or Refused.GONE
    if code is Refused.CHANGED and announcement is None:
        code = Refused.GONE
    state = sentence(f"announcement_state_{announcement.state.value}") if announcement else ""
    return sentence(f"refused_{code.value}", state=state, limit=approve_above)


def progress_words(announcement: Announcement, counts: StateCounts, now: datetime, amending: int = 0) -> str:
    """The progress of an announcement: a bar, counts, the time left, and chats yet to be amended."""
    total = sum(counts.values())
    left = waiting(counts)
    done = total - left
    full = round(_BAR * done / total) if total else 0
    lines = [
        f"{state_words(announcement)}（{announcement.id}）",
        sentence(
            "progress",
            bar="▓" * full + "░" * (_BAR - full),
            percent=100 * done // total if total else 0,
            sent=counts.get(DeliveryState.SENT, 0),
            failed=counts.get(DeliveryState.FAILED, 0),
            uncertain=counts.get(DeliveryState.UNCERTAIN, 0),
            waiting=left,
        ),
    ]
    if announcement.started_at is not None and done and left:
        lines.append(_time_left((now - announcement.started_at) * left / done))
    if amending:
        lines.append(sentence("progress_amending", count=amending))
    return "\n".join(lines)


def _time_left(span: timedelta) -> str:
    seconds = max(1, round(span.total_seconds()))
    key, count = ("progress_seconds", seconds) if seconds < 90 else ("progress_minutes", round(seconds / 60))
    return sentence("progress_left", left=sentence(key, count=count))


def report_lines(
    announcement: Announcement, rows: Sequence[Delivery], titles: Mapping[int, str]
) -> Iterator[str]:
    """The report as a message: the sums, then the chats that staff should know about."""
    yield from sum_lines(announcement, rows, titles)
    detailed = [
        row for row in rows if row.state in _DETAILED or (row.reason and row.state is DeliveryState.SENT)
    ]
    for row in detailed[:_MOST_LINES]:
        yield sentence(
            "report_line",
            state=sentence(f"delivery_{row.state.value}"),
            title=titles.get(row.chat_id) or row.chat_id,
            reason=reason_words(row.reason),
        )
    if len(detailed) > _MOST_LINES:
        yield sentence("report_more", count=len(detailed) - _MOST_LINES)


def sum_lines(
    announcement: Announcement, rows: Sequence[Delivery], titles: Mapping[int, str]
) -> Iterator[str]:
    """The sums of the report: how many chats got it, and of a withdrawn one in how many it is gone."""
    counts = {state: sum(row.state is state for row in rows) for state in DeliveryState}
    yield sentence(
        "report_head",
        id=announcement.id,
        state=state_words(announcement),
        total=len(rows),
        sent=counts[DeliveryState.SENT],
        failed=counts[DeliveryState.FAILED],
        uncertain=counts[DeliveryState.UNCERTAIN],
        cancelled=counts[DeliveryState.CANCELLED],
    )
    if lacking := missing(announcement, counts):
        yield sentence("report_missing", count=lacking)
    if announcement.withdrawn_at is not None:
        yield from _withdrawal([row for row in rows if row.state is DeliveryState.SENT], titles)


def _withdrawal(sent: Sequence[Delivery], titles: Mapping[int, str]) -> Iterator[str]:
    """What the withdrawal did in the chats that had got it; where it still stands, by name."""
    done = [row for row in sent if row.amending is Amending.DONE]
    standing = [row for row in sent if row.amending is Amending.FAILED]
    replaced = sum(row.reason == NOTICE for row in done)
    yield sentence(
        "report_withdrawn",
        deleted=len(done) - replaced,
        replaced=replaced,
        standing=len(standing),
        due=len(sent) - len(done) - len(standing),
    )
    if standing:
        names = "、".join(str(titles.get(row.chat_id) or row.chat_id) for row in standing[:_MOST_LINES])
        yield sentence("report_standing", count=len(standing), titles=names)


def report_csv(rows: Sequence[Delivery], titles: Mapping[int, str], now: datetime) -> str:
    """The report as a table, by the town's clock: every chat with its state, in words, and why."""
    return csv_text(
        sentence("report_columns").split(","),
        (
            (
                row.chat_id,
                titles.get(row.chat_id, ""),
                sentence(f"delivery_{row.state.value}"),
                reason_words(row.reason) if row.reason else "",
                row.attempts,
                f"{row.sent_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M:%S}" if row.sent_at else "",
                " ".join(map(str, row.message_ids)),
            )
            for row in rows
        ),
    )


def report_file(
    announcement: Announcement, rows: Sequence[Delivery], titles: Mapping[int, str], now: datetime
) -> InputFile:
    """The table as a file to be sent."""
    return InputFile(BytesIO(report_csv(rows, titles, now).encode()), f"{announcement.id}.csv")


def reason_words(code: str) -> str:
    """The sentence for a reason; a code that has none stands for itself."""
    key = f"reason_{code}"
    return sentence(key) if key in SENTENCES else code or sentence("reason_none")
