"""Facebook's calls: the one that asks whether this address is ours, and those that tell what happened.

A call holds entries, each of one Page, and an entry any number of events; they are read one by one, so that
one which is broken, or of a kind that nobody here knows, costs no other.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from connectors.doors import LARGEST_BODY, STALE, Door, Reason, Rejected
from connectors.messages import Event, Odd
from connectors.messenger import events, feed
from connectors.messenger.names import CHANNEL
from connectors.messenger.scene import Broken, Scene, known_name
from connectors.messenger.shapes import Entry, parsed
from connectors.messenger.signature import same, signers

MOST_EVENTS = 5_000
"""In one call; Facebook speaks of a thousand."""
DEEPEST = 64
"""Levels of one call; Facebook's own have fewer than 20."""
_LONGEST_CHALLENGE = 1_000
_TESTED_PAGE = "0"

_Reader: TypeAlias = Callable[[Mapping[str, Any], Scene], Event | None]
_LISTS: Mapping[str, _Reader] = {
    "messaging": events.read,
    "standby": events.read_standby,
    "changes": feed.read,
}


def challenge(query: Mapping[str, str], verify_tokens: Collection[str]) -> str | None:
    """What Facebook wants to hear when it is given our address; None: it was not Facebook, say 403.

    `query` has `hub.mode`, `hub.verify_token` (one of ours) and `hub.challenge` (said back as it is).
    """
    told, asked = query.get("hub.verify_token", ""), query.get("hub.challenge", "")
    known = [same(told, token) for token in verify_tokens]
    wanted = query.get("hub.mode") == "subscribe" and 0 < len(asked) <= _LONGEST_CHALLENGE
    return asked if wanted and any(known) else None


def read(body: bytes, headers: Mapping[str, str], doors: Sequence[Door], now: datetime) -> tuple[Event, ...]:
    """Every event of a call, in its order. `doors`: those of Pages; one is open to calls its own app signed.

    What the Page itself published gives no event; everything else gives one, `Odd` where it can't be read.

    Raises:
        Rejected: the call is too large, not signed by an app of ours, or not of this shape.
    """
    if len(body) > LARGEST_BODY:
        raise Rejected(Reason.TOO_LARGE)
    signed = signers(body, headers, (secret for door in doors for secret in door.secrets))
    open_doors = {door.account: door for door in reversed(doors) if not signed.isdisjoint(door.secrets)}
    call = _call(body)
    if "field" in call and "entry" not in call:  # the "Test" button of the app's dashboard
        return (_nobodys(call, "console test", now),)
    return tuple(event for entry in _entries(call) for event in _entry(entry, open_doors, now))


def _call(body: bytes) -> dict[str, Any]:
    try:
        call = parsed(body)
    except ValueError:
        raise Rejected(Reason.NOT_JSON) from None  # whose text would quote the body
    brackets = body.count(b"{") + body.count(b"[")
    if not isinstance(call, dict) or (brackets > DEEPEST and _too_deep(call)):
        raise Rejected(Reason.WRONG_SHAPE)
    return call


def _too_deep(call: object) -> bool:
    level: list[object] = [call]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _insides(outer) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _insides(outer: object) -> Collection[object]:
    return outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()


def _entries(call: Mapping[str, Any]) -> list[object]:
    entries = call.get("entry")
    if call.get("object") != "page" or not isinstance(entries, list):
        raise Rejected(Reason.WRONG_SHAPE)
    if sum(1 + _held(entry) for entry in entries) > MOST_EVENTS:
        raise Rejected(Reason.TOO_LARGE)
    return entries


def _held(entry: object) -> int:
    if not isinstance(entry, dict):
        return 0
    return sum(len(entry[name]) for name in _LISTS if isinstance(entry.get(name), list))


def _entry(raw: object, doors: Mapping[str, Door], now: datetime) -> Iterator[Event]:
    if not isinstance(raw, dict):
        yield _nobodys(raw, "broken entry", now)
        return
    entry = Entry.of(raw)
    door = doors.get(entry.id)
    if door is None:
        yield _nobodys(raw, "console test" if entry.id == _TESTED_PAGE else "wrong account", now)
        return
    scene = Scene(door, now, entry.time)
    lists = [name for name in _LISTS if raw.get(name) is not None]
    if not lists:
        yield scene.odd(raw, f"unknown entry {known_name(raw.get('field'))}")
    for name in lists:
        yield from _all(raw[name], name, scene)


def _all(raws: object, name: str, scene: Scene) -> Iterator[Event]:
    if not isinstance(raws, list):
        yield scene.odd(raws, f"broken {name}")
        return
    for raw in raws:
        event = _one(raw, name, scene)
        if event is not None:
            yield event


def _one(raw: object, name: str, scene: Scene) -> Event | None:
    if not isinstance(raw, dict):
        return scene.odd(raw, f"broken {name}")
    try:
        event = _LISTS[name](raw, scene)
    except Broken as broken:
        return scene.odd(raw, str(broken))
    except Exception as fault:  # noqa: BLE001 (a fault of ours in one event must not cost the others)
        return scene.odd(raw, f"fault {type(fault).__name__}")
    if event is None or isinstance(event, Odd) or event.at >= scene.now - STALE:
        return event
    return Odd(event.id, event.address, event.at, "stale")


def _nobodys(raw: object, name: str, now: datetime) -> Odd:
    return Scene(Door(CHANNEL, "", "", "", ()), now).odd(raw, name)
