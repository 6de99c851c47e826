"""How a worker goes about it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """An act is bounded well below the lease, which then never ends under it."""

    people: int = 32
    """How many people are answered at the same time."""
    lease: timedelta = timedelta(seconds=30)
    attempts: int = 10
    first_pause: timedelta = timedelta(seconds=2)
    """After a failure of ours; doubled with each further one, like the pauses channels ask for."""
    longest_pause: timedelta = timedelta(minutes=10)
    """To which doubling leads; a channel may ask for a longer one."""
    busy_poll: float = 0.02
    """How often, in seconds, messages kept by other processes are looked for while there are some."""
    idle_poll: float = 0.1
    database_pause: float = 0.5
    grace: float = 20
    """How many seconds a worker that is stopped may take to finish what it began."""

    @property
    def act_seconds(self) -> float:
        return self.lease.total_seconds() * 2 / 3
