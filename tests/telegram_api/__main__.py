"""The server as a process of its own: `python -m tests.telegram_api --port 8081 --token 1:T`."""

from __future__ import annotations

import argparse
import asyncio
import signal

from tests.telegram_api.server import TelegramServer
from tests.telegram_api.world import TOKEN, World


async def serve(port: int, token: str, *, privacy: bool) -> None:
    """Serves until it is told to end; says its base address first."""
    ended = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, ended.set)
    async with TelegramServer(World(token=token, privacy=privacy), port=port) as server:
        print(server.base_url, flush=True)  # noqa: T201
        await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.telegram_api")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--privacy", action="store_true", help="groups: only what concerns the bot")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token, privacy=given.privacy))


if __name__ == "__main__":
    main()
