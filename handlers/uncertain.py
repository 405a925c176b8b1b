"""Requests that may have been carried out although no answer came."""

from __future__ import annotations

from telegram.error import NetworkError


class UncertainError(NetworkError):
    """A message that may have arrived; it is neither repeated nor apologised for."""
