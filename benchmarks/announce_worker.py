"""A process that sends announcements and does nothing else, with the jobs of `anda run`."""

from __future__ import annotations

import argparse
import asyncio
import signal

from telegram.ext import ExtBot

from bot.announcing import announcement_jobs
from bot.background import kept_up
from bot.config import read_config
from bot.metrics import Metrics
from bot.request import AiohttpRequest
from bot.retry_policy import use_timedeltas
from bot.storage.database import Database, engine_for
from bot.storage.store import store_in


async def work(given: argparse.Namespace) -> None:
    """Sends until it is told to end."""
    config = read_config()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    bot: ExtBot[None] = ExtBot(given.token, given.base_url, request=AiohttpRequest(32))
    async with Database(engine_for(given.database)).opened() as database, bot.request:
        jobs = announcement_jobs(config, store_in(database), bot, lambda: "撤回", Metrics())
        tasks = [asyncio.ensure_future(kept_up(job)) for job in jobs]
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.announce_worker")
    parser.add_argument("--database", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--base-url", required=True)
    use_timedeltas()
    asyncio.run(work(parser.parse_args()))


if __name__ == "__main__":
    main()
