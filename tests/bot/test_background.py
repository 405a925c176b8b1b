"""Jobs beside polling: a failure is no end."""

from __future__ import annotations

import asyncio

import pytest

from bot.background import kept_up


async def test_a_job_that_fails_is_begun_again_and_logged_each_time(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = 0

    async def job() -> None:
        nonlocal begun
        begun += 1
        if begun < 3:
            raise OSError("gone for a moment")

    await kept_up(job, pause=0)
    assert begun == 3
    assert (caplog.text + capsys.readouterr().out).count("gone for a moment") >= 2


async def test_a_job_that_cancels_itself_has_failed_and_is_begun_again() -> None:
    begun = 0

    async def job() -> None:
        nonlocal begun
        begun += 1
        if begun < 3:
            raise asyncio.CancelledError

    await kept_up(job, pause=0)
    assert begun == 3


async def test_a_job_that_is_cancelled_ends() -> None:
    started = asyncio.Event()

    async def job() -> None:
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(kept_up(job))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
