"""How often each follower was reached, in a byte each: whoever was reached twice shows."""

from collections.abc import Iterator

from bot.rehearsal.platforms.lean.setup import Crowd

MOST_TOLD = 100
_FULL = 255


class Followers:
    """`times`: how often each was reached, by place; `strange`: messages to ids that nobody has."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self.times = bytearray(crowd.count)
        self.taken = 0
        self.strange = 0

    def place(self, person: str) -> int | None:
        """Where that follower stands; None for who is none, or blocks the account."""
        number = int(person) - self._crowd.first if person.isascii() and person.isdigit() else -1
        if not 0 <= number < len(self.times):
            self.strange += 1
            return None
        every = self._crowd.blocked_every
        return None if every and number % every == 0 else number

    def reach(self, place: int) -> None:
        self.taken += 1
        self.times[place] = min(self.times[place] + 1, _FULL)

    def forget(self) -> None:
        """Nobody was reached yet."""
        self.times, self.taken, self.strange = bytearray(len(self.times)), 0, 0

    def report(self) -> dict[str, object]:
        """As JSON takes it. `twice`: the first hundred ids of those who were reached more than once."""
        reached = len(self.times) - self.times.count(0)
        twice = [str(self._crowd.first + place) for place in self._often()] if self.taken > reached else []
        return {"taken": self.taken, "people": reached, "twice": twice, "strange": self.strange}

    def _often(self) -> Iterator[int]:
        found = (place for place, times in enumerate(self.times) if times > 1)
        return (place for place, _ in zip(found, range(MOST_TOLD), strict=False))
