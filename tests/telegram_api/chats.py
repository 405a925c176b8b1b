"""A chat as it stands now: who is in it, what it shows, and whether the bot may still write to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.telegram_api.refusal import RefusalError, bad_request, migrated

Json = dict[str, Any]

GENERAL_TOPIC = 1
GROUPS = ("group", "supergroup")


@dataclass(kw_only=True)
class Chat:
    """One chat; messages are kept as the JSON that Telegram shows, and vanish when deleted."""

    id: int
    type: str
    face: Json
    members: dict[int, Json] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    sent_by_bot: list[int] = field(default_factory=list)
    topics: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)
    closed: RefusalError | None = None
    last_id: int = 0

    def json(self) -> Json:
        """The chat as it stands in a message."""
        return {"id": self.id, "type": self.type, **self.face}

    def new_id(self) -> int:
        """The number of the next message."""
        self.last_id += 1
        return self.last_id

    def check_open(self) -> None:
        """Raises what stands between the bot and this chat."""
        if self.closed:
            raise self.closed

    def check_topic(self, topic: int | None) -> None:
        """A topic must exist; the general one may not be named."""
        if topic is not None and (topic == GENERAL_TOPIC or topic not in self.topics):
            raise bad_request("message thread not found")

    def message(self, number: int, purpose: str) -> Json:
        """A message that stands in the chat; the sentence says what it was wanted for."""
        if number not in self.messages:
            raise bad_request(f"message to {purpose} not found")
        return self.messages[number]

    def close(self, sentence: str) -> None:
        """From now on every call about this chat is forbidden."""
        self.closed = RefusalError(403, sentence)

    def move(self, new_id: int) -> None:
        """From now on every call learns the new id."""
        self.closed = migrated(new_id)


def member(user: Json, status: str) -> Json:
    """A ChatMember with the fields that its status needs."""
    held: Json = {"status": status, "user": user}
    if status == "creator":
        return held | {"is_anonymous": False}
    if status == "kicked":
        return held | {"until_date": 0}
    if status == "restricted":
        return held | {"is_member": True, "until_date": 0} | dict.fromkeys(_PERMISSIONS, True)
    if status != "administrator":
        return held
    rights = dict.fromkeys(_RIGHTS, True)
    return held | {"can_be_edited": False, "is_anonymous": False} | rights


_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
