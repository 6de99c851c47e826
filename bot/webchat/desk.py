"""The desk: what the handlers of the web chat share."""

from datetime import datetime
from typing import Protocol

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox import Inbox
from bot.settings import Settings
from bot.webchat.clients import client_of
from bot.webchat.directory import Directory
from bot.webchat.signing import signing_key
from connectors.database import Database
from connectors.messages import Event, Message, Reply
from connectors.webchat import lines, wording
from connectors.webchat.channel import WebChat
from connectors.webchat.door import CHANNEL
from connectors.webchat.limits import Limit
from connectors.webchat.pages import Pages
from connectors.webchat.tokens import Tokens
from connectors.zalo import verification

SHOWN = 200
"""How much of a message that is too long stands in the talk."""


class WebChatDesk:
    """Built once a process.

    `heartbeat`: seconds between two signs of life on an idle stream. `patience`: seconds a page may take
    to accept what a stream sends; then it is dropped, and comes back where it stood.
    """

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        webchat: WebChat,
        settings: Settings,
        *,
        heartbeat: float = 15,
        patience: float = 10,
    ) -> None:
        self.database = database
        self.inbox = inbox
        self.webchat = webchat
        self.heartbeat = heartbeat
        self.patience = patience
        self.directory = Directory(database)
        self.tokens = Tokens(signing_key(settings))
        self.pages = Pages("".join(verification.meta_tag(code) for code in settings.zalo_codes))
        self.messages = Limit(settings.chat_per_minute, settings.chat_burst)
        self.visitors = Limit(settings.chat_visitors_per_minute, max(settings.chat_visitors_per_minute, 1))
        self.embed_origins = settings.chat_embed_origins
        self._proxy_header = settings.proxy_header

    def client(self, request: web.Request) -> str:
        """Who is counted."""
        return client_of(request, self._proxy_header)

    async def decline(self, message: Message) -> None:
        """Answer at once, in the chat itself, that a message is too long to be read."""
        begun = Message(message.id, message.address, f"{message.text[:SHOWN]}…", message.at, message.payload)
        reply = lines.replied(message.address, Reply(wording.TOO_LONG), f"{CHANNEL}:{message.id}")
        async with self.database.writing() as session:
            await session.run_sync(lines.add, [lines.said(begun)])
            await session.run_sync(lines.add, [reply])
        self.webchat.streams.ring(message.address.person)


class Conversing(Protocol):
    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None: ...

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply: ...


class Remembering:
    """A conversation that also keeps, for the page, what its visitor wrote.

    It is written with the answer, not when the message comes in: there one write less is one wait less.
    """

    def __init__(self, conversation: Conversing) -> None:
        self._conversation = conversation

    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None:
        await self._conversation.think(session, event, now)

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply:
        reply = await self._conversation.answer(session, event, now)
        if isinstance(event, Message) and event.address.channel == CHANNEL:
            said = lines.said(event, left=not reply.text)
            await session.run_sync(lines.add, [said])
        return reply
