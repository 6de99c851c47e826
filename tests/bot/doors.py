"""The ways in, driven alike: what people do on a platform, and what they read there."""

import json
import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.rehearsal.platforms.faults import SEND, Fault, Faults, Rule
from bot.rehearsal.platforms.hooks import Hooks
from bot.rehearsal.platforms.messenger import GraphServer
from bot.rehearsal.platforms.messenger.emitting import signed
from bot.rehearsal.platforms.timing import Clock
from bot.rehearsal.platforms.zalo import ZaloServer
from bot.rehearsal.platforms.zalo.events import mac_of

LAN, MAI = "5275811702471834", "5275811702471835"


@dataclass(frozen=True)
class Read:
    """One message that a person got, and the buttons below it."""

    text: str
    buttons: tuple[str, ...] = ()


class Way(ABC):
    """A channel. `who` is a person by the platform's id."""

    channel: str

    @abstractmethod
    async def say(self, text: str, who: str = LAN) -> str:
        """Write; gives the platform's id of the message."""

    @abstractmethod
    async def press(self, number: int, who: str = LAN) -> None:
        """Choose what was offered last, 1 the first."""

    @abstractmethod
    async def read(self, who: str = LAN) -> list[Read]:
        """Everything that reached the person, in order."""

    async def texts(self, who: str = LAN) -> list[str]:
        return [read.text for read in await self.read(who)]


class PlatformWay(Way):
    """Zalo or Messenger. `account`: the id of the Official Account or the Page."""

    account: str
    secret: str
    """What signs its calls."""
    window: timedelta
    """How long after a person's act one may write."""

    hooks: Hooks
    faults: Faults
    clock: Clock

    @abstractmethod
    def come(self, who: str = LAN) -> None:
        """Follow, or get started."""

    @abstractmethod
    def show(self, kind: str, who: str = LAN) -> None:
        """Send something that is no text."""

    @abstractmethod
    def staff(self, text: str, who: str = LAN) -> None:
        """Somebody of the office answers in the platform's own tools."""

    @abstractmethod
    def block(self, who: str = LAN) -> None:
        """Nothing reaches the person from now on, and the webhook may not tell."""

    @abstractmethod
    def unblock(self, who: str = LAN) -> None:
        """The person can be reached again."""

    @abstractmethod
    def unheard_of(self) -> None:
        """An event nobody documented."""

    @abstractmethod
    def broken(self) -> None:
        """A message whose inside is not what it should be."""

    @abstractmethod
    def headers(self, body: bytes, secret: str = "") -> Mapping[str, str]:
        """What this body is signed with; `secret`: another one than the right one."""

    @abstractmethod
    def message(self, text: str = "Chào", *, account: str = "", **changes: Any) -> dict[str, Any]:
        """A call with one message, as JSON; `changes` of the innermost event."""

    @abstractmethod
    def know(self, who: str) -> None:
        """The platform knows this person, who has just done something."""

    def together(self) -> Any:
        """What people do inside comes in one call, where the platform does that."""
        return nullcontext()

    def suffer(self, fault: Fault, *, most: int | None = 1, where: str = SEND) -> None:
        """What goes wrong from now on, so many times."""
        self.faults.follow([Rule(fault=fault, most=most, where=(where,))])

    def recover(self) -> None:
        self.faults.follow([])


class ZaloWay(PlatformWay):
    channel, account, secret = "zalo", "4000000000000000004", "zalo-oa-secret-c2f1"
    window = timedelta(hours=48)

    def __init__(self, server: ZaloServer) -> None:
        self.server, self.hooks = server, server.hooks
        self.faults, self.clock = server.world.faults, server.world.clock

    async def say(self, text: str, who: str = LAN) -> str:
        return self.server.citizens.say(who, text)

    async def press(self, number: int, who: str = LAN) -> None:
        await self.say(str(number), who)

    async def read(self, who: str = LAN) -> list[Read]:
        return [Read(sent.text) for sent in self.server.outbox.to(who)]

    def come(self, who: str = LAN) -> None:
        self.server.citizens.follow(who)

    def show(self, kind: str, who: str = LAN) -> None:
        self.server.citizens.send(who, kind)

    def staff(self, text: str, who: str = LAN) -> None:
        self.server.citizens.staff_reply(who, text)

    def block(self, who: str = LAN) -> None:
        self.server.world.person(self.server.world.office(), who).banned = True

    def unblock(self, who: str = LAN) -> None:
        self.server.world.person(self.server.world.office(), who).banned = False

    def unheard_of(self) -> None:
        event = {"event_name": "user_did_something", "sender": {"id": LAN}, "serial": uuid.uuid4().hex}
        self.server.citizens.event({**event, "recipient": {"id": self.account}})

    def broken(self) -> None:
        event = {"event_name": "user_send_text", "sender": {"id": LAN}, "message": {"msg_id": 7.5}}
        self.server.citizens.event({**event, "recipient": {"id": self.account}})

    def know(self, who: str) -> None:
        self.server.world.person(self.server.world.office(), who).acted = self.clock.now()

    def headers(self, body: bytes, secret: str = "") -> Mapping[str, str]:
        app_id, stamp = self.server.world.setup.app_id, str(json.loads(body).get("timestamp", ""))
        return {"X-ZEvent-Signature": f"mac={mac_of(app_id, body, stamp, secret or self.secret)}"}

    def message(self, text: str = "Chào", *, account: str = "", **changes: Any) -> dict[str, Any]:
        call = {
            "app_id": self.server.world.setup.app_id,
            "event_name": "user_send_text",
            "sender": {"id": LAN},
            "recipient": {"id": account or self.account},
            "message": {"text": text, "msg_id": uuid.uuid4().hex},
            "timestamp": str(self.clock.milliseconds()),
        }
        return call | changes


class MessengerWay(PlatformWay):
    channel, account, secret = "messenger", "104000000000001", "page-app-secret-9b7e"
    window = timedelta(hours=24)

    def __init__(self, server: GraphServer) -> None:
        self.server, self.hooks = server, server.hooks
        self.faults, self.clock = server.faults, server.world.clock

    async def say(self, text: str, who: str = LAN) -> str:
        return self.server.citizens.say(who, text)

    async def press(self, number: int, who: str = LAN) -> None:
        self.server.citizens.tap(who, self.server.outbox.to(who)[-1].id, number - 1)

    async def read(self, who: str = LAN) -> list[Read]:
        replies = (
            (sent, sent.body["message"].get("quick_replies", ())) for sent in self.server.outbox.to(who)
        )
        return [Read(sent.text, tuple(each["title"] for each in quick)) for sent, quick in replies]

    def come(self, who: str = LAN) -> None:
        self.server.citizens.start(who)

    def show(self, kind: str, who: str = LAN) -> None:
        self.server.citizens.send(who, kind)

    def staff(self, text: str, who: str = LAN) -> None:
        self.server.office.staff_reply(who, text)

    def block(self, who: str = LAN) -> None:
        world = self.server.world
        world.person(world.page(""), who).refusal = (551, 1545041)

    def unblock(self, who: str = LAN) -> None:
        self.server.office.refuse(who, 0)

    def unheard_of(self) -> None:
        self.server.office.event({"sender": {"id": LAN}, "messaging_hologram": {"serial": uuid.uuid4().hex}})

    def broken(self) -> None:
        self.server.office.event({"sender": {"id": LAN}, "message": {"mid": [], "text": 7}})

    def know(self, who: str) -> None:
        world = self.server.world
        world.person(world.page(""), who).acted_at = world.now()

    def headers(self, body: bytes, secret: str = "") -> Mapping[str, str]:
        return signed(secret or self.secret, body)

    def message(self, text: str = "Chào", *, account: str = "", **changes: Any) -> dict[str, Any]:
        page, at = account or self.account, self.clock.milliseconds()
        message = {"mid": f"m_{uuid.uuid4().hex}", "text": text}
        event = {"sender": {"id": LAN}, "recipient": {"id": page}, "timestamp": at, "message": message}
        return {"object": "page", "entry": [{"id": page, "time": at, "messaging": [event | changes]}]}

    def together(self) -> Any:
        return self.server.together()
