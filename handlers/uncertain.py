"""A request that may have been carried out although nobody heard so."""

from __future__ import annotations

from telegram.error import NetworkError


class UncertainError(NetworkError):
    """What was sent may have arrived; it is neither repeated nor apologised for."""
