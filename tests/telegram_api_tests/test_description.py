"""A call is read by the description: what it lacks, what it has too much, what is of the wrong kind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_api.description import DESCRIPTION, METHODS, method_named, read_call
from tests.telegram_api.refusal import RefusalError
from tests.telegram_api.trim import trim

Json = dict[str, Any]
MESSAGE: Json = {"chat_id": "5", "text": "字"}
ARTICLE: Json = {"type": "article", "id": "1", "title": "题", "input_message_content": {"message_text": "文"}}
FIRST_BUTTON = "reply_markup.inline_keyboard[0][0]"
BUTTON: Json = {"text": "是", "callback_data": "y"}


def keyboard(*buttons: Json) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


@pytest.mark.parametrize(
    ("method", "given", "read"),
    [
        pytest.param("sendMessage", {}, {}, id="a number in a form"),
        pytest.param("sendMessage", {"chat_id": 5}, {}, id="a number in JSON"),
        pytest.param("sendMessage", {"chat_id": "@anci"}, {"chat_id": "@anci"}, id="a name"),
        pytest.param("sendMessage", {"text": "12345"}, {"text": "12345"}, id="a text of digits"),
        pytest.param("sendMessage", {"protect_content": "true"}, {"protect_content": True}, id="a Boolean"),
        pytest.param(
            "sendMessage",
            {"reply_markup": keyboard(BUTTON)},
            {"reply_markup": {"inline_keyboard": [[BUTTON]]}},
            id="an object in a form",
        ),
        pytest.param(
            "sendMessage",
            {"reply_markup": {"force_reply": True}},
            {"reply_markup": {"force_reply": True}},
            id="an object in JSON, the last of four kinds",
        ),
    ],
)
def test_values_get_their_types(method: str, given: Json, read: Json) -> None:
    assert read_call(method, MESSAGE | given) == {"chat_id": 5, "text": "字"} | read


@pytest.mark.parametrize(
    ("method", "given", "why"),
    [
        pytest.param("sendMessage", {"text": "字"}, "chat_id is empty", id="no chat"),
        pytest.param("sendMessage", {"chat_id": "5"}, "message text is empty", id="no text"),
        pytest.param("getFile", {}, 'parameter "file_id" is required', id="no file"),
        pytest.param(
            "sendMessage", MESSAGE | {"x": "1"}, 'unknown parameter "x" in sendMessage', id="unknown"
        ),
        pytest.param("getUpdates", {"limit": "101"}, '"limit" must be 1-100', id="a number too high"),
        pytest.param("getUpdates", {"timeout": "soon"}, 'can\'t parse "timeout" JSON object', id="no number"),
        pytest.param(
            "getUpdates", {"timeout": "true"}, 'can\'t parse "timeout": expected Integer', id="true"
        ),
        pytest.param("getUpdates", {"limit": "1.5"}, 'can\'t parse "limit": expected Integer', id="1.5"),
        pytest.param(
            "sendMessage",
            MESSAGE | {"reply_markup": keyboard(BUTTON | {"colour": "red"})},
            f'can\'t parse "{FIRST_BUTTON}": unknown field "colour" in InlineKeyboardButton',
            id="an unknown field of a button",
        ),
        pytest.param(
            "sendMessage",
            MESSAGE | {"entities": '[{"type": "bold", "offset": 0}]'},
            'can\'t parse "entities[0]": field "length" of MessageEntity is required',
            id="an entity without length",
        ),
        pytest.param(
            "sendMessage",
            MESSAGE | {"reply_parameters": '{"message_id": "5"}'},
            'can\'t parse "reply_parameters.message_id": expected Integer',
            id="a nested number as text",
        ),
        pytest.param(
            "sendMessage",
            MESSAGE | {"link_preview_options": '{"is_disabled": 1}'},
            'can\'t parse "link_preview_options.is_disabled": expected Boolean',
            id="a nested Boolean as number",
        ),
        pytest.param(
            "answerInlineQuery",
            {"inline_query_id": "1", "results": json.dumps([ARTICLE | {"text": "字"}])},
            'can\'t parse "results[0]": unknown field "text" in InlineQueryResultArticle',
            id="a result is judged by its type",
        ),
        pytest.param(
            "answerInlineQuery",
            {"inline_query_id": "1", "results": json.dumps([ARTICLE | {"type": "essay"}])},
            'can\'t parse "results[0]": expected InlineQueryResult',
            id="a result of no type",
        ),
        pytest.param(
            "answerCallbackQuery",
            {"callback_query_id": "1", "text": "字" * 201},
            "MESSAGE_TOO_LONG",
            id="201",
        ),
        pytest.param(
            "setMyCommands",
            {"commands": json.dumps([{"command": "c" * 33, "description": "帮助"}])},
            "BOT_COMMAND_INVALID",
            id="a command of 33 characters",
        ),
        pytest.param(
            "sendPoll",
            {"chat_id": "5", "question": "字" * 301, "options": '[{"text": "一"}]'},
            '"question" must be 1-300 characters',
            id="a poll's question",
        ),
        pytest.param(
            "sendPoll",
            {"chat_id": "5", "question": "字", "options": json.dumps([{"text": "一"}] * 13)},
            '"options" must be 1-12 items',
            id="a poll's options",
        ),
        pytest.param(
            "sendPhoto",
            {"chat_id": "5", "photo": "attach://lost"},
            "wrong file identifier/HTTP URL specified",
            id="a file that is not attached",
        ),
    ],
)
def test_a_call_that_does_not_fit_is_refused(method: str, given: Json, why: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read_call(method, given)
    assert caught.value.description == f"Bad Request: {why}"


def test_an_attached_file_is_found_by_its_name() -> None:
    assert read_call("sendPhoto", {"chat_id": "5", "photo": "attach://a"}, ["a"])["photo"] == "attach://a"
    assert read_call("sendPhoto", {"chat_id": "5"}, ["photo"])["chat_id"] == 5


def test_a_method_is_known_in_any_case() -> None:
    assert method_named("SENDMESSAGE") == "sendMessage"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "text"]), inner)
    ),
    max_leaves=6,
)
PARAMETERS = st.sampled_from(["text", "chat_id", "reply_markup", "entities", "results", "inline_query_id"])


@given(st.sampled_from(["sendMessage", "answerInlineQuery"]), st.dictionaries(PARAMETERS, ANY_JSON))
def test_any_call_is_read_or_refused(method: str, parameters: Json) -> None:
    for body in (parameters, {name: json.dumps(value) for name, value in parameters.items()}):
        try:
            read_call(method, body)
        except RefusalError as refusal:
            assert refusal.code == 400


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        pytest.param("Text, 1-64 bytes", [1, 64, "bytes"], id="bytes"),
        pytest.param(
            "Text, 0-1024 characters after entities parsing", [0, 1024, "characters", "parsed"], id="parsed"
        ),
        pytest.param("Length can't exceed 64 bytes.", [0, 64, "bytes"], id="at most"),
        pytest.param("An ISO 639-1 code", None, id="a standard is no limit"),
        pytest.param("Dates as 2020-01-02", None, id="a date is no limit"),
    ],
)
def test_limits_are_read_out_of_words(words: str, limit: list[Any] | None) -> None:
    field = {"name": "f", "types": ["String"], "required": False, "description": words}
    full = {"version": "1", "methods": {"m": {"name": "m", "fields": [field]}}, "types": {}}
    assert trim(full)["methods"]["m"]["fields"]["f"].get("limit") == limit


def test_no_wording_is_kept() -> None:
    assert "description" not in METHODS["sendMessage"]
    assert max(len(name) for method in METHODS.values() for name in method["fields"]) < 50
    assert DESCRIPTION["version"] == "Bot API 10.0"
