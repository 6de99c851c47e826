"""A platform's own time: it runs with the real one, may be moved, and a plan's hours may pass faster."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """`scale` divides what a plan or a schedule of retries says in seconds; the time of day is not scaled.

    So an hour of faults passes in a minute at scale 60, while time stamps stay believable to who reads them.
    """

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self._offset = timedelta()
        self._born = self._began = time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def milliseconds(self) -> int:
        return int(self.now().timestamp() * 1000)

    def set(self, at: datetime) -> None:
        """Let it be `at` now; from there time runs on."""
        self._offset = at - datetime.now(UTC)

    def move(self, by: timedelta) -> None:
        self._offset += by

    def begin(self) -> None:
        """The plan starts now."""
        self._began = time.monotonic()

    def elapsed(self) -> float:
        """Real seconds since the clock was made."""
        return time.monotonic() - self._born

    def planned(self) -> float:
        """Seconds of the plan that have passed."""
        return (time.monotonic() - self._began) * self.scale

    def real(self, seconds: float) -> float:
        """How many real seconds the plan's `seconds` take."""
        return seconds / self.scale
