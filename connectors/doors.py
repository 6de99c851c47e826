"""What a platform's call must pass before anything in it is believed.

Each platform's `webhook.read(body, headers, doors, now)` takes the raw bytes and gives every event of the
call, or raises `Rejected`. What one broken event holds never costs the others: it becomes an `Odd`.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

LARGEST_BODY = 1_048_576
"""In bytes. Platforms send a few kilobytes; a batch of a thousand updates stays below."""
STALE = timedelta(days=3)
"""Events older than that are odd: the inbox remembers ids for longer, so no replay is answered twice."""


class Reason(StrEnum):
    """Why a call was turned away, in the words of an operator's list."""

    UNSIGNED = "unsigned"
    WRONG_SIGNATURE = "wrong signature"
    TOO_LARGE = "too large"
    NOT_JSON = "not JSON"
    WRONG_SHAPE = "not a call of this platform"
    WRONG_ACCOUNT = "of an account that is not connected"
    SLOW = "its body did not come in time"


class Rejected(Exception):  # noqa: N818 (reads as what became of a call)
    """Nothing of the call is believed or kept."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Door:
    """What must be known of an account to let its events in.

    `account` is the id of the Official Account or Page; `secrets` are the keys that may have signed.
    """

    channel: str
    agency: str
    account: str
    app_id: str
    secrets: tuple[str, ...] = field(repr=False)
