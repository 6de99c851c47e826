"""What a platform took and shows to people: the far end of every promise about answers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.rehearsal.platforms.timing import Clock


@dataclass(slots=True)
class Sent:
    """A message that was taken: `number` from 1 in the order of taking, `at` seconds since the server began.

    `lost`: the sender was not told, because the answer was cut, came too late, or met a closed connection.
    """

    number: int
    at: float
    id: str
    to: str
    text: str
    through: str
    """The endpoint that took it."""
    body: Mapping[str, Any] = field(repr=False)
    lost: bool = False


class Outbox:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.taken: list[Sent] = []

    def take(self, name: str, to: str, text: str, through: str, body: Mapping[str, Any]) -> Sent:
        sent = Sent(len(self.taken) + 1, self._clock.elapsed(), name, to, text, through, body)
        self.taken.append(sent)
        return sent

    def to(self, person: str) -> list[Sent]:
        return [sent for sent in self.taken if sent.to == person]

    def after(self, number: int, most: int = 1000) -> list[dict[str, Any]]:
        """Those with a higher number, as JSON takes them."""
        return [asdict(sent) for sent in self.taken[number : number + most]]
