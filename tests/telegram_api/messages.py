"""The methods that send, change and take away messages."""

from __future__ import annotations

from typing import Any

from tests.telegram_api.calls import Call
from tests.telegram_api.chats import Chat, Json
from tests.telegram_api.formatting import caption_content, text_content
from tests.telegram_api.refusal import bad_request
from tests.telegram_api.world import World

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
# What each method sends, and the size that its object must state beside the file.
MEDIA: dict[str, tuple[str, Json]] = {
    "sendPhoto": ("photo", {"width": 640, "height": 480}),
    "sendDocument": ("document", {}),
    "sendVoice": ("voice", {"duration": 1}),
    "sendAudio": ("audio", {"duration": 1}),
    "sendVideo": ("video", {"width": 640, "height": 480, "duration": 1}),
    "sendAnimation": ("animation", {"width": 640, "height": 480, "duration": 1}),
}
_CONTENT = ("text", "entities", "caption", "caption_entities", *(kind for kind, _ in MEDIA.values()))
_ACTIONS = ("typing", "choose_sticker", "find_location", "record_", "upload_")


def send_message(world: World, call: Call) -> Json:
    chat = world.chat(call.parameters["chat_id"])
    return post(world, chat, call, text_content(call.parameters))


def send_media(world: World, call: Call) -> Json:
    chat = world.chat(call.parameters["chat_id"])
    kind, size = MEDIA[call.method]
    name, data = next(iter(call.files.values()), ("", b""))
    file_id = _keep_file(world, name, data) if call.files else call.parameters[kind]
    held = {"file_id": file_id, "file_unique_id": f"u{file_id}", **size}
    if kind == "document":
        held |= {"file_name": name, "file_size": len(data)} if call.files else {}
    content = {kind: [held] if kind == "photo" else held}
    return post(world, chat, call, content | caption_content(call.parameters))


def send_location(world: World, call: Call) -> Json:
    chat = world.chat(call.parameters["chat_id"])
    place = {key: call.parameters[key] for key in ("latitude", "longitude")}
    return post(world, chat, call, {"location": place})


def post(world: World, chat: Chat, call: Call, content: Json) -> Json:
    """A message of the bot, in its topic and in reply to what it replies to."""
    given = call.parameters
    chat.check_topic(given.get("message_thread_id"))
    held = _reply(chat, given.get("reply_parameters") or {}) | content | inline_keyboard(given)
    if topic := given.get("message_thread_id"):
        held |= {"message_thread_id": topic, "is_topic_message": True}
    return world.store_of_bot(chat, held)


def inline_keyboard(given: Json) -> Json:
    """The buttons under a message; a keyboard of the chat is not part of one."""
    markup = given.get("reply_markup") or {}
    return {"reply_markup": markup} if any(markup.get("inline_keyboard", [])) else {}


def _reply(chat: Chat, given: Json) -> Json:
    """What a message says about the one it replies to."""
    if not given:
        return {}
    original = chat.messages.get(given["message_id"])
    if original is None:
        if given.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    if given.get("quote", "") not in (original.get("text") or original.get("caption") or ""):
        raise bad_request("QUOTE_TEXT_INVALID")
    kept = {key: value for key, value in original.items() if key != "reply_to_message"}
    topic: Json = {key: original[key] for key in ("message_thread_id", "is_topic_message") if key in original}
    return {"reply_to_message": kept, **topic}


def _keep_file(world: World, name: str, data: bytes) -> str:
    number = f"file-{world.number('file')}"
    world.files[number] = (name, data)
    return number


def get_file(world: World, call: Call) -> Json:
    number = call.parameters["file_id"]
    if number not in world.files:
        raise bad_request("invalid file_id")
    return {"file_id": number, "file_unique_id": f"u{number}", "file_path": f"documents/{number}"}


def edit_message_text(world: World, call: Call) -> Any:
    message = _own(world, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, call, message, text_content(call.parameters), ("text", "entities"))


def edit_message_caption(world: World, call: Call) -> Any:
    message = _own(world, call)
    return _change(world, call, message, caption_content(call.parameters), ("caption", "caption_entities"))


def edit_message_reply_markup(world: World, call: Call) -> Any:
    return _change(world, call, _own(world, call), {}, ())


def _own(world: World, call: Call) -> Json:
    """The message of the bot that a call wants to edit."""
    given = call.parameters
    if number := given.get("inline_message_id"):
        if number not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline_messages[number]
    if "chat_id" not in given or "message_id" not in given:
        raise bad_request("message identifier is not specified")
    chat = world.chat(given["chat_id"])
    message = chat.message(given["message_id"], "edit")
    if given["message_id"] not in chat.sent_by_bot:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, call: Call, message: Json, content: Json, replaced: tuple[str, ...]) -> Any:
    """Puts new content and buttons in the place of the old; they must differ."""
    dropped = {*replaced, "reply_markup"}
    new = {key: value for key, value in message.items() if key not in dropped}
    new |= content | inline_keyboard(call.parameters)
    if new == message:
        raise bad_request(_NOT_MODIFIED)
    message.clear()
    message.update(new | {"edit_date": world.now()})
    return True if "inline_message_id" in call.parameters else message


def delete_message(world: World, call: Call) -> bool:
    chat = world.chat(call.parameters["chat_id"])
    chat.message(call.parameters["message_id"], "delete")
    del chat.messages[call.parameters["message_id"]]
    return True


def delete_messages(world: World, call: Call) -> bool:
    chat = world.chat(call.parameters["chat_id"])
    for number in call.parameters["message_ids"]:
        chat.messages.pop(number, None)
    return True


def copy_message(world: World, call: Call) -> Json:
    given = call.parameters
    original = world.chat(given["from_chat_id"]).message(given["message_id"], "copy")
    content = {key: original[key] for key in _CONTENT if key in original}
    if "caption" in given and "text" not in original:
        content |= caption_content(given)
    message = post(world, world.chat(given["chat_id"]), call, content)
    return {"message_id": message["message_id"]}


def forward_message(world: World, call: Call) -> Json:
    given = call.parameters
    original = world.chat(given["from_chat_id"]).message(given["message_id"], "forward")
    origin = {"type": "user", "date": original["date"], "sender_user": original.get("from", world.bot)}
    content = {key: original[key] for key in _CONTENT if key in original}
    return post(world, world.chat(given["chat_id"]), call, content | {"forward_origin": origin})


def pin_chat_message(world: World, call: Call) -> bool:
    chat = world.chat(call.parameters["chat_id"])
    chat.message(call.parameters["message_id"], "pin")
    if chat.type != "private" and chat.members[world.bot["id"]]["status"] != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(call.parameters["message_id"])
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = world.chat(call.parameters["chat_id"])
    number = call.parameters.get("message_id") or (chat.pinned or [0])[-1]
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def send_chat_action(world: World, call: Call) -> bool:
    world.chat(call.parameters["chat_id"])
    if not call.parameters["action"].startswith(_ACTIONS):
        raise bad_request("wrong parameter action in request")
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    world.answer(world.callback_queries, call.parameters["callback_query_id"], call.parameters)
    return True


def answer_inline_query(world: World, call: Call) -> bool:
    results = call.parameters["results"]
    numbers = [result["id"] for result in results]
    if len(set(numbers)) < len(numbers):
        raise bad_request("RESULT_ID_DUPLICATE")
    for content in (result.get("input_message_content", {}) for result in results):
        if "message_text" in content:
            text_content({**content, "text": content["message_text"]})
    world.answer(world.inline_queries, call.parameters["inline_query_id"], call.parameters)
    return True
