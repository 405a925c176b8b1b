"""The server's second door, for tests that run in another process: act, look, break."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.telegram_api.calls import Call
from tests.telegram_api.people import Group, Person
from tests.telegram_api.shown import Shown

if TYPE_CHECKING:
    from tests.telegram_api.server import TelegramServer

_VERBS = {"writes", "edits", "presses", "sends", "types_inline", "blocks_bot", "unblocks_bot"}


class Control:
    """Answers requests of a test; people and groups come into being when they are first named."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._world = server.world
        self._people: dict[str, Person] = {}
        self._groups: dict[str, Group] = {}

    async def acts(self, request: web.Request) -> web.Response:
        """[{"who": "Alice", "does": "writes", "in": "a group, perhaps", "with": {"text": …}}]"""
        return web.json_response([self._act(act) for act in await request.json()])

    def _act(self, act: dict[str, Any]) -> Any:
        if act["does"] not in _VERBS:
            raise web.HTTPBadRequest(text=f"nobody does {act['does']!r}; people do {sorted(_VERBS)}")
        who = self._person(act["who"])
        place: Any = who
        arguments: list[Any] = []
        if "in" in act:
            place, arguments = self._group(act["in"]), [who]
        done = getattr(place, act["does"])(*arguments, **act.get("with", {}))
        return done.json if isinstance(done, Shown) else done

    def _person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = self._server.person(name)
        return self._people[name]

    def _group(self, title: str) -> Group:
        if title not in self._groups:
            self._groups[title] = self._server.group(title)
        return self._groups[title]

    async def push(self, request: web.Request) -> web.Response:
        """[{"message": {…}}]: updates as they are, without their number; the numbers they get."""
        updates: list[dict[str, Any]] = await request.json()
        numbers = [self._world.updates.push(*next(iter(update.items()))) for update in updates]
        return web.json_response(numbers)

    async def calls(self, request: web.Request) -> web.Response:
        """What the bot called; `?from=10` leaves out the first ten, `?method=` all others."""
        calls = self._world.calls[int(request.query.get("from", 0)) :]
        method = request.query.get("method")
        return web.json_response([_plain(call) for call in calls if method in (None, call.method)])

    async def chats(self, request: web.Request) -> web.Response:
        """What stands in every chat now, by its id."""
        chats = self._world.chats.items()
        return web.json_response({str(number): list(chat.messages.values()) for number, chat in chats})

    async def pending(self, request: web.Request) -> web.Response:
        """How many updates the bot did not confirm yet."""
        return web.json_response(len(self._world.updates.pending))

    async def plan(self, request: web.Request) -> web.Response:
        """{"kind": "flood", "method": "sendMessage", …}: a fault more."""
        self._world.faults.add(**await request.json())
        return web.json_response(True)

    async def clear(self, request: web.Request) -> web.Response:
        """No faults any more."""
        self._world.faults.clear()
        return web.json_response(True)


def _plain(call: Call) -> dict[str, Any]:
    """A call as JSON; of its files only the names and sizes."""
    files = {name: [file, len(data)] for name, (file, data) in call.files.items()}
    return {**asdict(call), "chat": call.chat, "files": files}


def control_routes(server: TelegramServer) -> list[web.RouteDef]:
    """The second door's rooms."""
    control = Control(server)
    return [
        web.post("/control/acts", control.acts),
        web.post("/control/updates", control.push),
        web.get("/control/calls", control.calls),
        web.get("/control/chats", control.chats),
        web.get("/control/pending", control.pending),
        web.post("/control/faults", control.plan),
        web.delete("/control/faults", control.clear),
    ]
