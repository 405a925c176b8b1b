"""Groups that add the bot, mute it, remove it or move: noted as it happens, and greeted once."""

from __future__ import annotations

import structlog
from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.error import BadRequest, Forbidden

from handlers.context import BotContext
from handlers.records import NO_RIGHT, REMOVED, ChatState
from handlers.replying import say_fixed

_log = structlog.get_logger(__name__)
_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
_GONE = (ChatMember.LEFT, ChatMember.BANNED)
_GENERAL_TOPIC = 1


async def membership(update: Update, context: BotContext) -> None:
    """Notes a change of the bot's place in a chat. Channels are passed over: nobody asks there."""
    change = update.my_chat_member
    if change is None or change.chat.type not in _GROUPS:
        return
    state, reason = standing(change.new_chat_member)
    _log.info("The bot's place in a group changed.", action="membership", state=state.value)
    if state is ChatState.LEFT:
        await _mark(context, change.chat, state, reason)
    elif not (_added_by_staff(change, context) or await admitted(change.chat, context)):
        await decline(update, context, change.chat)
    elif await _join(context, change.chat, may_post=state is ChatState.ACTIVE):
        await _welcome(update, context, change.chat)


def standing(member: ChatMember) -> tuple[ChatState, str]:
    """What the bot may do in a chat, as Telegram says it, with the code of the reason."""
    restricted = member if isinstance(member, ChatMemberRestricted) else None
    if member.status in _GONE or (restricted and not restricted.is_member):
        return ChatState.LEFT, REMOVED
    if restricted and not restricted.can_send_messages:
        return ChatState.MUTE, NO_RIGHT
    return ChatState.ACTIVE, ""


def _added_by_staff(change: ChatMemberUpdated, context: BotContext) -> bool:
    """Whether staff added the bot, as Telegram says; whoever hides behind a group is not staff."""
    return context.services.role_of(change.from_user.id) is not None


async def admitted(chat: Chat, context: BotContext) -> bool:
    """Whether a group may have the bot: any group may, or it is listed, or was let in before."""
    services = context.services
    if services.admission.lets_in(chat.id):
        return True
    return await services.chats.known(chat.id) is not None


async def migrated(update: Update, context: BotContext) -> None:
    """Notes that a group became a supergroup; both report it, and the first one counts."""
    message = update.message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    services = context.services
    if await services.chats.known(old) is not None or services.admission.lets_in(new):
        await services.chats.moved(old, new, services.now())


async def renamed(update: Update, context: BotContext) -> None:
    """Notes another title of a group."""
    message = update.message
    if message is not None and message.new_chat_title:
        await context.services.chats.renamed(message.chat.id, message.new_chat_title)


def topic_of(message: Message) -> int | None:
    """The forum topic that a message stands in; the general one has a number that cannot be sent to."""
    number = message.message_thread_id if message.is_topic_message else None
    return None if number == _GENERAL_TOPIC else number


async def _join(context: BotContext, chat: Chat, *, may_post: bool) -> bool:
    """Notes a group; returns whether to greet it."""
    services = context.services
    title = chat.title or ""
    return await services.chats.joined(chat.id, title, chat.type, services.now(), may_post=may_post)


async def _mark(context: BotContext, chat: Chat, state: ChatState, reason: str) -> None:
    services = context.services
    await services.chats.mark(chat.id, state, reason, services.now())


async def _welcome(update: Update, context: BotContext, chat: Chat) -> None:
    """Sends a short welcome; where that is refused, the bot has no right to post."""
    try:
        await say_fixed(update, context, "group_welcome", name=context.bot.username)
    except BadRequest as error:
        _log.info("A group could not be greeted.", action="not_greeted", reason=error.message)
        await _mark(context, chat, ChatState.MUTE, NO_RIGHT)


async def decline(update: Update, context: BotContext, chat: Chat) -> None:
    """Says one polite sentence, where it may, and leaves the group."""
    try:
        await say_fixed(update, context, "group_not_admitted")
    except (BadRequest, Forbidden) as error:
        _log.info("A group was left without a word.", action="not_told", reason=error.message)
    await context.bot.leave_chat(chat.id)
    _log.info("A group that is not on the list was left.", action="not_admitted")
