"""Keyed hashes of the ids of people and chats, and signatures nobody else can make."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path

from bot.replacing import replace_file
from bot.sentences import CannotRunError, hindrance

KEY_FILE = "privacy.key"
KEY_BYTES = 32
_MOST_IDS = 10_000  # whose hashes are kept in memory
_SIGNATURE_BYTES = 6  # eight characters of a button's 64; guessing one takes 2^47 presses


class Seal:
    """Hashes ids with a key; the same id gives the same hash for as long as the key is kept."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._ids = lru_cache(_MOST_IDS)(self._hash_of_id)

    def person(self, person_id: int) -> str:
        """A person's id as it is stored."""
        return self._ids("person", person_id)

    def chat(self, chat_id: int) -> str:
        """A chat's id as it is stored."""
        return self._ids("chat", chat_id)

    def answer(self, update_id: int) -> str:
        """The id of the answer to an update: an update that is read twice has one answer."""
        return _letters(self._hash(f"answer:{update_id}")[:8])

    def sign(self, text: str) -> str:
        """A short signature of a text."""
        return _letters(self._hash(f"button:{text}")[:_SIGNATURE_BYTES])

    def _hash_of_id(self, kind: str, number: int) -> str:
        return self._hash(f"{kind}:{number}").hex()[:32]

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), hashlib.sha256)


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def privacy_key(configured: str, data_dir: Path) -> bytes:
    """The configured key, or the one in the data folder, which is made at the first start."""
    if configured:
        return hashlib.sha256(configured.encode()).digest()
    file = data_dir / KEY_FILE
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            replace_file(file, secrets.token_bytes(KEY_BYTES), mode=0o600)  # for the owner's eyes only
        key = file.read_bytes()
    except OSError as error:
        raise CannotRunError("key_unreadable", file=file, reason=hindrance(error)) from error
    if len(key) != KEY_BYTES:
        raise CannotRunError("key_damaged", file=file)
    return key
