"""The desk: what every page of it works with. Built once a process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.orm import Session

from bot.console import sessions
from bot.console.access_passwords import Passwords
from bot.console.colleagues import Colleagues
from bot.console.gate_runs import GateRuns
from bot.console.places import Agencies
from bot.console.rendering import Rendering
from bot.console.sessions import SignedIn
from bot.console.trials import Trials
from bot.conversation import Conversation
from bot.platforms import Platforms
from bot.portals import Portals
from bot.settings import Settings
from bot.webchat.clients import client_of
from connectors.database import Database
from connectors.webchat.channel import WebChat
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Console:
    """Parts of the service that pages use, and what renders them."""

    database: Database
    library: Library
    conversation: Conversation
    platforms: Platforms
    portals: Portals
    webchat: WebChat
    settings: Settings
    key: bytes
    """Signs and seals; the same in every process."""
    clock: Callable[[], datetime]
    agencies: Agencies
    rendering: Rendering
    gate: GateRuns = field(default_factory=GateRuns)
    trials: Trials = field(default_factory=Trials)
    passwords: Passwords = field(default_factory=Passwords)
    colleagues: Colleagues = field(default_factory=Colleagues)

    async def signed_in(self, cookie: str, *, by_itself: bool = False) -> SignedIn | None:
        """The device of a cookie, and who it is; None: it has to sign in.

        `by_itself`: a page that was left open asks, which keeps nobody signed in.
        """
        now = self.clock()

        def find(session: Session) -> SignedIn | None:
            found = sessions.find(session, cookie, now, *self.lasting)
            if found is not None:
                self.colleagues.look(session, found.editor, now)
            return found

        found = await self.database.at_once(find, writing=False)
        if found is not None and found.stale and not by_itself:
            digest = found.digest
            await self.database.at_once(lambda session: sessions.note_use(session, digest, now))
        return found

    @property
    def lasting(self) -> tuple[timedelta, timedelta]:
        """How long a device stays signed in without an act, and how long at most."""
        settings = self.settings
        return timedelta(minutes=settings.desk_idle_minutes), timedelta(hours=settings.desk_hours)

    def client(self, request: web.Request) -> str:
        """The network address that a request came from."""
        return client_of(request, self.settings.proxy_header)

    def secure(self, request: web.Request) -> bool:
        """Whether cookies go by https alone."""
        return request.secure or self.settings.public_url.startswith("https://")
