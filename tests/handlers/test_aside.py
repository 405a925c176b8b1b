"""Where meanings are compared, the engine works in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from handlers.aside import aside
from handlers.context import Services
from knowledge.answering.engine import Engine
from knowledge.answering.semantic import Vectors, meanings_over, read_semantic_calibration
from tests.handlers.telegram import Person


class Slow:
    """An embedder that knows in which threads it was asked; every text means the same to it."""

    identity = "slow"
    dimensions = 2

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def questions(self, texts: Sequence[str]) -> Vectors:
        self.threads.append(threading.current_thread())
        return self.phrasings(texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        return np.tile(np.array([0.6, 0.8], dtype=np.float32), (len(texts), 1))


@pytest.fixture
def embedder() -> Slow:
    return Slow()


@pytest.fixture
def with_meanings(small_engine: Engine, embedder: Slow) -> Engine:
    meanings = meanings_over(embedder, small_engine.derived, read_semantic_calibration())
    return Engine(small_engine.base, small_engine.derived, meanings=meanings)


@pytest.fixture
def services(services: Services, with_meanings: Engine) -> Services:
    return replace(services, engine=lambda: with_meanings)


@pytest.mark.parametrize("kind", ["message", "inline_query"])
async def test_a_question_compared_by_meaning_does_not_block_other_chats(
    citizen: Person, embedder: Slow, kind: str
) -> None:
    if kind == "message":
        await citizen.send(text="那个泳的地方收钱不")
    else:
        query = {"id": "1", "from": citizen.user, "query": "那个泳的地方收钱不", "offset": ""}
        await citizen.update(inline_query=query)
    assert embedder.threads and threading.main_thread() not in embedder.threads


async def test_a_question_decided_by_words_stays_in_its_thread(small_engine: Engine) -> None:
    assert await aside(small_engine, threading.current_thread) is threading.current_thread()
