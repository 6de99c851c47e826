"""A message understood before its transaction is opened: on SQLite nobody else can write while one is."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from connectors.messages import Message
from knowledge.findings import Context, Finding
from knowledge.library import Library
from knowledge.places.placing import Placed
from knowledge.replaying import says_a_topic

MOST = 256


@dataclass(frozen=True, slots=True)
class Thought:
    """What a message in words is about, seen from what was talked about before."""

    finding: Finding
    place: Placed
    topic: bool
    """Whether it says what it is about."""


class Thinking:
    """Keeps the thoughts of messages that were begun, the last few hundred; each is taken once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[tuple[str, str, str], tuple[Context | None, Thought]] = OrderedDict()

    def ahead(self, message: Message, before: Context | None, now: datetime) -> None:
        """Think of it now, to be taken soon."""
        self._kept[_name(message)] = before, self._thought(message, before, now)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def of(self, message: Message, before: Context | None, now: datetime) -> Thought:
        """The thought that was kept, if nothing was talked about since; else a fresh one."""
        kept = self._kept.pop(_name(message), None)
        if kept is not None and kept[0] == before:
            return kept[1]
        return self._thought(message, before, now)

    def _thought(self, message: Message, before: Context | None, now: datetime) -> Thought:
        agency, text = message.address.agency, message.text
        place = self._library.placed(agency, text, before)
        finding = self._library.answer(agency, text, before, now, message.address.channel)
        return Thought(finding, place, says_a_topic(self._library, place.rest))


def _name(message: Message) -> tuple[str, str, str]:
    return message.address.key, message.id, message.text
