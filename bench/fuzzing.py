"""Calls made of arbitrary bytes, and what must hold of each."""

import dataclasses
import json
import time
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from fuzz_targets import ACCOUNT, APP, NOW, PERSON, STAMP, Target

from connectors.doors import Reason, Rejected

ATOMS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**63, 10**40, float("nan"), "", "\x00", "\ud800", "e\u0301", "\u202e"),
    *(
        "a" * 30_000,
        "\u0301\u0323" * 500,
        [],
        {},
        [{}],
        [[]],
        {"id": ACCOUNT},
        {"id": PERSON},
        [None],
        "#chon a~b",
    ),
    *(ACCOUNT, PERSON, APP, STAMP, str(STAMP), STAMP // 1000, str(STAMP * 10), "m_1"),
)


class Draw:
    """Decisions made by bytes, as a fuzzer gives them; when they are used up, each is the first."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def below(self, most: int) -> int:
        taken, self.rest = self.rest[:2], self.rest[2:]
        return int.from_bytes(taken, "big") % most

    def value(self, words: tuple[str, ...], depth: int = 4) -> Any:
        kind = self.below(8 if depth else 6)
        if kind < 4:
            return deepcopy(ATOMS[self.below(len(ATOMS))])  # things may be put into it
        if kind < 6:
            return words[self.below(len(words))]
        inner = [self.value(words, depth - 1) for _ in range(self.below(4))]
        return inner if kind == 6 else {words[self.below(len(words))]: each for each in inner}


def body_of(draw: Draw, target: Target) -> bytes:
    """Raw bytes, any JSON, a call with parts exchanged, or a call's text with bytes exchanged."""
    kind = draw.below(8)
    if kind == 0:
        return draw.rest
    if kind == 1:
        return _text(draw.value(target.words), draw)
    call = json.loads(json.dumps(target.calls[draw.below(len(target.calls))]))
    if kind < 6:
        for _ in range(1 + draw.below(4)):
            _exchange(call, draw, target.words)
        return _text(call, draw)
    text = _text(call, draw)
    start = draw.below(len(text))
    return text[:start] + draw.rest + text[start + draw.below(20) :]


def _text(value: object, draw: Draw) -> bytes:
    return json.dumps(value, ensure_ascii=not draw.below(2)).encode("utf-8", "surrogatepass")


def _exchange(place: Any, draw: Draw, words: tuple[str, ...]) -> None:
    """Put something else, or one field more, somewhere inside."""
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = keys[draw.below(len(keys))]
        if not (isinstance(place[key], dict | list) and place[key] and draw.below(4)):
            break
        place = place[key]
    if isinstance(place, dict) and not draw.below(4):
        key = words[draw.below(len(words))]
    place[key] = draw.value(words)


@dataclass
class Tally:
    runs: int = 0
    signed: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """Seconds of the processor for one call."""

    def told(self) -> str:
        slowest = f"the slowest took {self.slowest * 1000:.0f} ms"
        made = f"{self.runs:,} calls, {self.signed:,} of them signed; {slowest}"
        return f"{made}\n  rejected: {_listed(self.rejected)}\n  events: {_listed(self.events)}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common()) or "none"


def throw(target: Target, data: bytes, tally: Tally) -> None:
    """One call. Raises what the way in raises, but not Rejected, and AssertionError for a broken promise."""
    draw = Draw(data)
    signed = bool(draw.below(2))
    body = body_of(draw, target)
    headers = target.sign(body) if signed else {target.header: draw.rest.hex() or "0" * 64}
    tally.runs, tally.signed = tally.runs + 1, tally.signed + signed
    start = time.process_time()
    reason, events = _read(target, body, headers)
    tally.slowest = max(tally.slowest, time.process_time() - start)
    if reason is not None:
        tally.rejected[reason.value] += 1
        assert not signed or reason not in {Reason.WRONG_SIGNATURE, Reason.UNSIGNED}, "it was signed"
        return
    assert signed, "believed without a signature"
    assert events or target.door.channel == "messenger", "an event was lost"  # a Page's own posts are none
    tally.events.update(type(event).__name__ for event in events)
    for event in events:
        _check(event)


def _read(target: Target, body: bytes, headers: dict[str, str]) -> tuple[Reason | None, tuple[Any, ...]]:
    try:
        return None, target.read(body, headers, (target.door,), NOW)
    except Rejected as rejected:
        return rejected.reason, ()


def _check(event: Any) -> None:
    assert event.id, "no id"
    assert event.at <= NOW, "of the future"
    assert not getattr(event, "name", "").startswith("fault"), event.name
    for text in _texts(event):
        assert "\x00" not in text, "NUL"
        text.encode()


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value):
        return [text for each in dataclasses.fields(value) for text in _texts(getattr(value, each.name))]
    if isinstance(value, Mapping):
        return [text for pair in value.items() for text in _texts(pair)]
    return [text for each in value for text in _texts(each)] if isinstance(value, tuple) else []
