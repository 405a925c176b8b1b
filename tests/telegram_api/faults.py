"""What goes wrong, when and how often: a plan that the server asks before each call."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.telegram_api.refusal import RefusalError, migrated, too_many_requests


class Kind(StrEnum):
    """What can go wrong."""

    FLOOD = "flood"  # 429 with retry_after = seconds
    FORBIDDEN = "forbidden"  # 403
    TOO_OLD = "too old"  # 400: a message of more than two days cannot be deleted
    MIGRATED = "migrated"  # 400 with migrate_to_chat_id = to
    UNAUTHORIZED = "unauthorized"  # 401: the token was revoked
    NOT_FOUND = "not found"  # 404: no such bot or method
    CONFLICT = "conflict"  # 409
    SERVER_ERROR = "server error"  # 500
    BAD_GATEWAY = "bad gateway"  # 502 with a page of HTML
    GARBAGE = "garbage"  # 200, done, but the body is no JSON
    EMPTY = "empty"  # 200, done, but there is no body
    HANG = "hang"  # done, but nobody is told
    DROP = "drop"  # the connection ends before anything is done
    DROP_AFTER = "drop after"  # done, then the connection ends
    LATENCY = "latency"  # everything as usual, seconds later


# These let the call be carried out; the reply is what suffers.
CARRIED_OUT = {Kind.GARBAGE, Kind.EMPTY, Kind.HANG, Kind.DROP_AFTER}


@dataclass(kw_only=True)
class Fault:
    """One thing that goes wrong, for the calls that it fits."""

    kind: Kind
    method: str | None = None
    chat: int | None = None
    after: int = 0  # this many fitting calls are spared first
    times: int | None = None  # this many are hit then; for ever when None
    probability: float = 1.0
    seconds: float = 1  # of retry_after or of latency
    to: int = 0  # the new id of a migrated group

    def hits(self, method: str, chat: int | None, dice: random.Random) -> bool:
        """Whether this call is hit; counts it when it fits."""
        if self.method not in (None, method) or self.chat not in (None, chat) or self.times == 0:
            return False
        if self.after:
            self.after -= 1
            return False
        if dice.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def refusal(self) -> RefusalError | None:
        """The error that is answered, where it is one that Telegram states in JSON."""
        return {
            Kind.FLOOD: too_many_requests(int(self.seconds)),
            Kind.FORBIDDEN: RefusalError(403, "bot was blocked by the user"),
            Kind.TOO_OLD: RefusalError(400, "message can't be deleted for everyone"),
            Kind.MIGRATED: migrated(self.to),
            Kind.UNAUTHORIZED: RefusalError(401),
            Kind.NOT_FOUND: RefusalError(404),
            Kind.CONFLICT: RefusalError(409, "terminated by other getUpdates request"),
            Kind.SERVER_ERROR: RefusalError(500),
        }.get(self.kind)


class Faults:
    """The plan; the same seed throws the same dice."""

    def __init__(self, seed: int = 0) -> None:
        self._dice = random.Random(seed)  # noqa: S311
        self._plan: list[Fault] = []

    def add(
        self,
        kind: Kind | str,
        method: str | None = None,
        *,
        chat: int | None = None,
        after: int = 0,
        times: int | None = None,
        probability: float = 1.0,
        seconds: float = 1,
        to: int = 0,
    ) -> Fault:
        """Plans a fault; the one planned first is asked first."""
        fault = Fault(
            kind=Kind(kind),
            method=method,
            chat=chat,
            after=after,
            times=times,
            probability=probability,
            seconds=seconds,
            to=to,
        )
        self._plan.append(fault)
        return fault

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        self._plan.clear()

    def next(self, method: str, chat: int | None) -> list[Fault]:
        """What befalls a call: latencies, and at most one thing beside them."""
        hit: list[Fault] = []
        for fault in self._plan:
            if all(other.kind is Kind.LATENCY for other in hit) or fault.kind is Kind.LATENCY:
                hit += [fault] if fault.hits(method, chat, self._dice) else []
        return hit
