"""/subscribe and /unsubscribe: administrators of a group choose what announcements it gets."""

from __future__ import annotations

from telegram import Chat, ChatMember, Message, Update
from telegram.error import BadRequest, Forbidden

from handlers.chats import admitted, decline, topic_of
from handlers.context import BotContext
from handlers.incoming import language_of
from handlers.records import ChatState, KnownChat
from handlers.replying import say_fixed, send_lines
from knowledge.announcements.tags import MOST_CHARACTERS, tags_in

_MOST_TAGS = 20  # of one group
_ADMINISTRATORS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def subscribe(update: Update, context: BotContext) -> None:
    """/subscribe: signs the group up for announcements of these tags, in this topic."""
    message, tags = await _asked(update, context)
    if message is None:
        return
    chats, chat, now = context.services.chats, message.chat, context.services.now()
    await chats.joined(chat.id, chat.title or "", chat.type, now)  # it may have been added long ago
    group = await chats.known(chat.id)
    if group is not None and len({*group.tags, *tags}) > _MOST_TAGS:
        await say_fixed(update, context, "tags_too_many", limit=str(_MOST_TAGS))
        return
    group = await chats.subscribe(chat.id, tags, topic_of(message), now)
    if group is not None:
        await send_lines(update, context, await _summary(update, context, group, tags))


async def unsubscribe(update: Update, context: BotContext) -> None:
    """/unsubscribe: signs the group off from these tags; without any, from all announcements."""
    message, tags = await _asked(update, context)
    if message is None:
        return
    services, chat = context.services, message.chat
    await services.chats.joined(chat.id, chat.title or "", chat.type, services.now())
    group = await services.chats.unsubscribe(chat.id, tags, services.now())
    if group is not None:
        await send_lines(update, context, await _summary(update, context, group, ()))


async def _asked(update: Update, context: BotContext) -> tuple[Message | None, tuple[str, ...]]:
    """The command of a group's administrator, with its tags; anybody else gets a sentence."""
    message = update.message
    if message is None or message.chat.type == Chat.PRIVATE:
        await say_fixed(update, context, "group_only")
        return None, ()
    if not await admitted(message.chat, context):
        await decline(update, context, message.chat)
        return None, ()
    if not await is_by_administrator(message, context):
        await say_fixed(update, context, "group_admins_only")
        return None, ()
    tags = tags_in(" ".join(context.args or ()))
    if any(len(tag) > MOST_CHARACTERS for tag in tags):
        await say_fixed(update, context, "tag_too_long", limit=str(MOST_CHARACTERS))
        return None, ()
    return message, tags


async def is_by_administrator(message: Message, context: BotContext) -> bool:
    """Whether who wrote a message is an administrator of its group.

    One who hides behind the group writes in its name, under an id that all such share; of others
    Telegram is asked. A channel that writes in the group is no administrator of it.
    """
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    if message.from_user is None:
        return False
    try:
        member = await context.bot.get_chat_member(message.chat.id, message.from_user.id)
    except (BadRequest, Forbidden):
        return False
    return member.status in _ADMINISTRATORS


async def _summary(
    update: Update, context: BotContext, chat: KnownChat, wanted: tuple[str, ...]
) -> tuple[str, ...]:
    """Lines about what the group subscribes to, what else there is, and which tags staff do not use."""
    wording, language = context.services.engine().wording, language_of(update)
    if chat.state is not ChatState.ACTIVE:
        return (wording.text("unsubscribed", language),)
    known = await offered_tags(context)
    lines = [wording.text("subscribed", language)]
    if chat.tags:
        lines.append(wording.text("subscribed_tags", language, tags="、".join(chat.tags)))
    if new := [tag for tag in wanted if tag not in known]:
        lines.append(wording.text("tags_unheard_of", language, tags="、".join(new)))
    if more := [tag for tag in known if tag not in chat.tags]:
        lines.append(wording.text("tags_offered", language, tags="、".join(more)))
    if chat.thread_id is not None:
        lines.append(wording.text("subscribed_here", language))
    return tuple(lines)


async def offered_tags(context: BotContext) -> tuple[str, ...]:
    """The tags that staff announce, as configured or used so far."""
    services = context.services
    return tuple(dict.fromkeys((*services.admission.tags, *await services.chats.addressed_tags())))
