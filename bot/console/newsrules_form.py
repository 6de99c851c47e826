"""The form of a rule: what is typed, as `ruling.change_rule` takes it; what holds, in plain words. Pure."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.console import newsrules_wording as wording
from bot.console.broadcasts_previews import HOUR, clock
from bot.console.visit import Form
from broadcasts.broadcast import Way
from broadcasts.planning import EVERY_TOPIC
from broadcasts.ruling import NAMES
from knowledge import topics

TIMES = ("quiet_from", "quiet_until", "digest_at")
FLAGS = ("passes_on", "page_posts")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """`values`: each by name, None where it is inherited. `faults`: a sentence for each that can't be."""

    values: Mapping[str, object]
    faults: Mapping[str, str]


def read(form: Form) -> Typed:
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name in NAMES:
        try:
            values[name] = _value(name, form)
        except ValueError as error:
            faults[name] = str(error)
    return Typed(values, faults)


def typed(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What an agency set itself, as its form shows it."""
    shown = {name: [_as_typed(name, values[name])] for name in NAMES if name in values}
    chosen = values.get("automatic")
    if chosen is not None:
        mode = "all" if EVERY_TOPIC in chosen else "some" if chosen else "none"
        shown |= {"automatic": [mode], "topic": sorted(chosen)}
    return shown


def in_words(name: str, value: Any) -> str:
    """A value of a rule as a person says it."""
    say = _SAID.get("time" if name in TIMES else "flag" if name in FLAGS else name, str)
    return say(value)


def _topics_in_words(codes: Collection[str]) -> str:
    if EVERY_TOPIC in codes:
        return wording.EVERYTHING
    return ", ".join(map(topics.name_of, sorted(codes))) or wording.NOTHING


def _ways_in_words(ways: Mapping[str, Any]) -> str:
    return wording.WAYS[Way(ways.get("zalo", Way.PEOPLE)).value]


def _value(name: str, form: Form) -> object:
    """Raises ValueError with a sentence."""
    text, label = form.text(name), wording.LABELS[name]
    if not text:
        return None
    if name in TIMES:
        if (time := _TIME.fullmatch(text)) is None:
            raise ValueError(wording.BAD_TIME.format(label=label))
        return int(time[1]) * HOUR + int(time[2])
    if name == "automatic":
        return _topics(text, form)
    if name in wording.RANGES:
        low, high = wording.RANGES[name]
        if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
            raise ValueError(wording.BAD_NUMBER.format(label=label, low=low, high=high))
        return int(text)
    choices = _CHOICES[name]
    if text not in choices:
        raise ValueError(wording.BAD_CHOICE.format(label=label))
    return choices[text]


def _topics(mode: str, form: Form) -> list[str]:
    known = [code for code in form.texts("topic") if topics.known(code)]
    if mode == "some" and not known:
        raise ValueError(wording.NO_TOPIC)
    found = {"none": [], "all": [EVERY_TOPIC], "some": known}.get(mode)
    if found is None:
        raise ValueError(wording.BAD_CHOICE.format(label=wording.LABELS["automatic"]))
    return found


def _as_typed(name: str, value: Any) -> str:
    if name in TIMES:
        return f"{value // HOUR:02d}:{value % HOUR:02d}"
    if name in FLAGS:
        return "yes" if value else "no"
    if name == "ways":
        return str(value.get("zalo", ""))
    return str(value)


_SAID: Mapping[str, Callable[[Any], str]] = {
    "time": clock,
    "flag": lambda value: wording.YES if value else wording.NO,
    "digest_day": wording.DAYS.__getitem__,
    "ways": _ways_in_words,
    "automatic": _topics_in_words,
}
_FLAG: Mapping[str, object] = {"yes": True, "no": False}
_CHOICES: Mapping[str, Mapping[str, object]] = {
    "passes_on": _FLAG,
    "page_posts": _FLAG,
    "digest_day": {str(day): day for day in range(7)},
    "ways": {way: {"zalo": way} for way in wording.WAYS},
}
