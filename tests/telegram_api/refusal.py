"""What the server says when it does not do what it was asked, in Telegram's own words."""

from __future__ import annotations

from typing import Any

_REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class RefusalError(Exception):
    """A call is refused with a code, a sentence and perhaps parameters."""

    def __init__(self, code: int, sentence: str = "", **parameters: int) -> None:
        self.code = code
        self.description = f"{_REASONS[code]}: {sentence}" if sentence else _REASONS[code]
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON that goes back."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(sentence: str) -> RefusalError:
    """The most usual refusal."""
    return RefusalError(400, sentence)


def too_many_requests(seconds: int) -> RefusalError:
    """Flood control: come back later."""
    return RefusalError(429, f"retry after {seconds}", retry_after=seconds)


def migrated(new_id: int) -> RefusalError:
    """The group has become a supergroup and has another id now."""
    return RefusalError(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=new_id)
