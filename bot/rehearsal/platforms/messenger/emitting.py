"""From an event to the call of the webhook: who hears it, how it is wrapped, written and signed."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bot.rehearsal.platforms.faults import HOOK, Fault, Faults
from bot.rehearsal.platforms.hooks import Call, Hooks
from bot.rehearsal.platforms.messenger.events import Element
from bot.rehearsal.platforms.messenger.setup import Quirks
from bot.rehearsal.platforms.messenger.state import App, Page, Person
from bot.rehearsal.platforms.messenger.world import World
from bot.rehearsal.platforms.messenger.wrapping import Told, enveloped, in_seconds, numbered, written

JOIN_SECONDS = 0.05
"""How long an event waits for a second one that comes in the same call."""
STRANGE: Element = {"messaging_hologram": {"shape": "sphere", "sides": [1, None, {"deep": True}]}}


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The headers of a call with this body: both signatures, over its very bytes."""
    key = secret.encode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "facebookexternalua",
        "X-Hub-Signature": f"sha1={hmac.new(key, body, hashlib.sha1).hexdigest()}",
        "X-Hub-Signature-256": f"sha256={hmac.new(key, body, hashlib.sha256).hexdigest()}",
    }


class Emitter:
    """Tells one app what happens on its Pages. `unheard` counts what no subscription asks for, by field."""

    def __init__(self, world: World, app: App, hooks: Hooks, faults: Faults, quirks: Quirks) -> None:
        self.unheard: Counter[str] = Counter()
        self._world, self._app, self._hooks, self._faults = world, app, hooks, faults
        self.quirks = quirks
        self._joining: list[Told] | None = None
        self._waiting: list[Told] = []
        self._as_entries = False

    def tell(self, page: Page, person: Person | None, field: str, key: str, element: Element) -> None:
        """An element of `messaging`; of `standby` while another app controls the person's thread."""
        if person is not None and not self._app.live and person.psid not in self._app.roles:
            self.unheard["not live"] += 1
            return
        standby = person is not None and person.owner not in {None, self._app.id}
        if not self._hears(page, "standby" if standby else field):
            return
        if standby and "postback" in element:
            element = element | {"postback": _without(element["postback"], "payload")}
        if self._draw(self.quirks.seconds):
            element = in_seconds(element)
        container = "standby" if standby else "messaging"
        self._add(page, person.psid if person else page.id, key, container, element)

    def change(self, page: Page, key: str, value: Element) -> None:
        """A change of the field `feed`."""
        if not self._hears(page, "feed"):
            return
        if self._draw(self.quirks.missing_from):
            value = _without(value, "from")
        author = value.get("from", {}).get("id", page.id)
        self._add(page, author, key, "changes", {"field": "feed", "value": value})

    @contextmanager
    def together(self, *, entries: bool = False) -> Iterator[None]:
        """What is told inside comes in one call: in one entry, or each in its own."""
        self._joining = []
        try:
            yield
        finally:
            joined, self._joining = self._joining, None
            if joined:
                self._post(joined, entries=entries)

    def raw(self, told: Told) -> None:
        """Something that no act of a person makes, broken on purpose perhaps."""
        if self._joining is not None:
            self._joining.append(told)
        else:
            self._post([told], entries=True)

    def moment(self) -> int:
        """Milliseconds, as events are stamped."""
        return self._world.clock.milliseconds()

    def _hears(self, page: Page, field: str) -> bool:
        if not self._hooks.enabled:
            page.fields = None  # an hour of failures ended the subscription
        callback = self._app.callback
        heard = callback is not None and page.fields is not None and field in callback.fields & page.fields
        self.unheard[field] += not heard
        return heard

    def _add(self, page: Page, person: str, key: str, container: str, element: Element) -> None:
        told = Told(key, person, page.id, container, element, self.moment())
        if self._joining is not None:
            self._joining.append(told)
        elif self._waiting:
            self._waiting.append(told)
            self._flush()
        elif self._holds():
            self._waiting.append(told)
            self._hooks.later(JOIN_SECONDS, self._flush)
        else:
            self._post([told], entries=True)

    def _holds(self) -> bool:
        """Whether this event waits for another, and how both will come."""
        self._as_entries = self._draw(self.quirks.two_entries)
        return self._as_entries or self._draw(self.quirks.two_elements)

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._post(waiting, entries=self._as_entries)

    def _post(self, told: list[Told], *, entries: bool) -> None:
        keys, first = tuple(one.key for one in told), told[0]
        call = enveloped(told, entries=entries)
        if self._draw(self.quirks.numeric_ids):
            call = numbered(call)
        self._send(keys, first.person, call, self._app.secret)
        self._besides(first)

    def _besides(self, first: Told) -> None:
        """Calls of the plan that nobody sent: wrongly signed, or of a kind that is not documented."""
        if self._faults.strikes(Fault.FORGED, HOOK):
            forged = enveloped([_forged(first, self._world.letters(12))], entries=True)
            self._send((f"forged {first.key}",), first.person, forged, "not the secret", "forged")
        if self._faults.strikes(Fault.UNKNOWN, HOOK):
            strange = replace(first, container="messaging", element=_strange(first))
            self._send(
                (f"unknown {first.key}",),
                first.person,
                enveloped([strange], entries=True),
                self._app.secret,
                "unknown",
            )

    def _send(self, keys: tuple[str, ...], person: str, call: Any, secret: str, label: str = "") -> None:
        body = written(call, escape_slashes=self.quirks.escape_slashes)
        self._hooks.post(Call(keys, person, body, signed(secret, body), label))

    def _draw(self, chance: float) -> bool:
        return chance > 0 and self._world.random.random() < chance


def _without(value: Element, key: str) -> Element:
    return {name: one for name, one in value.items() if name != key}


def _forged(told: Told, letters: str) -> Told:
    message = {"mid": f"m_forged{letters}", "text": "forged"}
    element = {
        "sender": {"id": told.person},
        "recipient": {"id": told.page},
        "timestamp": told.time,
        "message": message,
    }
    return replace(told, container="messaging", element=element)


def _strange(told: Told) -> Element:
    return {"sender": {"id": told.person}, "recipient": {"id": told.page}, "timestamp": told.time} | STRANGE
