"""The lean platform itself: takes messages, counts whom they reach, lets the plan of faults strike.

`/v3.0/oa/message/cs` and `/v2.0/oa/message` are Zalo's, `/<version>/<page>/messages` is the Graph API's.
It is driven at `/control/<name>` as every platform is (`serving.py`), by the names of `acts`. Shapes of
messages, windows and allowances are what `zalo` and `messenger` are for; here a recipient and a message must
be there.
"""

import asyncio
import json
import os
import re
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.rehearsal.platforms.faults import OF_ANSWERS, SEND, SLOW_SECONDS, Fault, Faults, Rule
from bot.rehearsal.platforms.lean.followers import Followers
from bot.rehearsal.platforms.lean.setup import Setup
from bot.rehearsal.platforms.lean.wire import Line, Request
from bot.rehearsal.platforms.lean.words import GRAPH, ZALO, Said, Words
from bot.rehearsal.platforms.timing import Clock

_OF_ZALO = (b"/v3.0/oa/message/cs", b"/v2.0/oa/message")
_OF_GRAPH = re.compile(rb"/v\d+\.\d+/\w+/messages(\?|$)")
_AFTERWARDS = 0.0005
"""Seconds after which an answer has surely left the process."""


@dataclass
class Kill:
    """A process that dies with the message that makes `left` 0: as it comes, is taken, or was answered."""

    pid: int
    when: str
    left: int


@dataclass(frozen=True, slots=True)
class Door:
    """One platform's address: how it speaks, whom it knows, and the token it wants in the headers."""

    words: Words
    followers: Followers
    token: bytes


class LeanServer:
    """Make it inside a running event loop; `open` gives the base address."""

    def __init__(self, setup: Setup) -> None:
        self._setup, self._delay = setup, setup.delay
        self._faults = Faults(Clock(), setup.rules, seed=setup.seed)
        self._planned = bool(setup.rules)
        self._doors = {
            "zalo": Door(ZALO, Followers(setup.zalo), f"access_token: {setup.zalo.token}".encode()),
            "messenger": Door(GRAPH, Followers(setup.messenger), f"Bearer {setup.messenger.token}".encode()),
        }
        self._number = 0
        self._open = 0
        self._kills: list[Kill] = []

    async def open(self, port: int = 0) -> str:
        """Serve on 127.0.0.1; port 0: a free one."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Line(self._handle), "127.0.0.1", port, backlog=1024)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        self._server.close()

    def acts(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "report": self.report,
            "times": self.times,
            "forget": self.forget,
            "faults": self.follow,
            "struck": lambda: dict(self._faults.counted),
            "delay": self.delay,
            "kill": self.kill,
        }

    def report(self) -> dict[str, Any]:
        """Of each side what was taken; `open`: messages that were taken and are not answered yet."""
        return {name: door.followers.report() for name, door in self._doors.items()} | {"open": self._open}

    def times(self, side: str) -> str:
        """How often each follower was reached, two hexadecimal digits each."""
        return self._doors[side].followers.times.hex()

    def forget(self) -> None:
        """Nobody was reached yet."""
        for door in self._doors.values():
            door.followers.forget()

    def follow(self, rules: list[dict[str, Any]]) -> None:
        """A new plan of faults that begins now."""
        self._faults.follow([Rule.model_validate(rule) for rule in rules])
        self._planned = bool(rules)

    def delay(self, seconds: float | str) -> None:
        self._delay = float(seconds)

    def kill(self, pid: int, when: str, after: int = 1) -> None:
        """End that process as by `kill -9`; `when`: "coming", "taken" or "answered"."""
        self._kills = [*(kill for kill in self._kills if kill.pid != pid), Kill(pid, when, after)]

    def _handle(self, request: Request, line: Line) -> None:
        if request.path.startswith(b"/control/"):
            self._control(request, line)
        elif request.path in _OF_ZALO:
            self._message(self._doors["zalo"], request, line)
        elif _OF_GRAPH.match(request.path):
            self._message(self._doors["messenger"], request, line)
        else:
            line.answer(404, b"{}")

    def _message(self, door: Door, request: Request, line: Line) -> None:
        self._kill_at("coming")
        fault = self._faults.of_answer(SEND, OF_ANSWERS) if self._planned else None
        if fault is Fault.DROPPED:
            line.cut()
        elif fault is not None and fault in door.words.faults:
            line.answer(*door.words.faults[fault], door.words.headers)
        else:
            place, (status, said) = self._read(door, request)
            if place is None:
                self._later(line, status, said, door.words.headers)
            else:
                self._take(door, place, said, line, fault)

    def _read(self, door: Door, request: Request) -> tuple[int | None, Said]:
        """Whose message it is, with what is said when it is taken; None with the refusal."""
        if door.token not in request.head:
            return None, door.words.token
        person = _person(door.words, request)
        if person is None:
            return None, door.words.shape
        place = door.followers.place(person)
        if place is None:
            return None, door.words.gone
        self._number += 1
        return place, (200, door.words.accepted(self._number, person))

    def _take(self, door: Door, place: int, said: bytes, line: Line, fault: Fault | None) -> None:
        door.followers.reach(place)
        self._kill_at("taken")
        if fault is Fault.LOST:
            line.cut()
        else:
            self._later(line, 200, said, door.words.headers, slow=fault is Fault.SLOW)

    def _later(self, line: Line, status: int, body: bytes, headers: bytes, *, slow: bool = False) -> None:
        seconds = SLOW_SECONDS if slow else self._delay
        if not seconds:
            self._answer(line, status, body, headers)
            return
        self._open += 1
        asyncio.get_running_loop().call_later(seconds, self._delayed, line, status, body, headers)

    def _delayed(self, line: Line, status: int, body: bytes, headers: bytes) -> None:
        self._open -= 1
        self._answer(line, status, body, headers)

    def _answer(self, line: Line, status: int, body: bytes, headers: bytes) -> None:
        line.answer(status, body, headers)
        if self._kills:
            asyncio.get_running_loop().call_later(_AFTERWARDS, self._kill_at, "answered")

    def _kill_at(self, when: str) -> None:
        for kill in [kill for kill in self._kills if kill.when == when]:
            kill.left -= 1
            if kill.left <= 0:
                self._kills.remove(kill)
                with suppress(ProcessLookupError):
                    os.kill(kill.pid, signal.SIGKILL)

    def _control(self, request: Request, line: Line) -> None:
        asked = urlsplit(request.path.decode())
        act = self.acts().get(asked.path.removeprefix("/control/"))
        if act is None:
            line.answer(404, b'{"error": "no such act"}')
            return
        try:
            given = json.loads(request.body) if request.body else dict(parse_qsl(asked.query))
            line.answer(200, json.dumps(act(**given)).encode())
        except (TypeError, ValueError, KeyError) as error:
            line.answer(400, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())


def _person(words: Words, request: Request) -> str | None:
    """Whom a message is for; None where it is none."""
    try:
        body = json.loads(request.body)
        person = body["recipient"][words.person]
        return person if body["message"] and isinstance(person, str) else None
    except (ValueError, TypeError, KeyError):
        return None
