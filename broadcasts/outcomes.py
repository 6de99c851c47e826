"""How one attempt went, and what the ledger makes of it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from broadcasts.deliveries import DeliveryState
from connectors.channel import Gone, Lost, SendError, WindowClosed
from connectors.cleaning import cleaned, unaltered
from connectors.endings import NOT_SENT

LONGEST_REASON = 200
LONGEST_ID = 200
WINDOW = "window"
"""The reason of who was refused because the last act was too long ago."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the attempt on `key` that `began` then."""

    key: str
    state: DeliveryState
    began: datetime
    ended: datetime
    platform_id: str = ""
    reason: str = ""
    due_at: datetime | None = None
    """Of PLANNED: it surely did not arrive, and is attempted again then."""
    error: SendError | None = None


def accepted(key: str, platform_id: str, began: datetime, ended: datetime) -> Outcome:
    name = unaltered(platform_id)[:LONGEST_ID]
    return Outcome(key, DeliveryState.ACCEPTED, began, ended, name)


def failed(key: str, error: SendError, began: datetime, ended: datetime) -> Outcome:
    """After what the platform, or the way to it, said."""
    reason = cleaned(f"{type(error).__name__}: {error}", LONGEST_REASON)
    if isinstance(error, NOT_SENT):
        due_at = ended + error.retry_after if error.retry_after is not None else ended
        return Outcome(key, DeliveryState.PLANNED, began, ended, reason=reason, due_at=due_at, error=error)
    if isinstance(error, Lost):
        state = DeliveryState.UNKNOWN
    elif isinstance(error, Gone):
        state = DeliveryState.GONE
    else:
        state, reason = DeliveryState.REFUSED, WINDOW if isinstance(error, WindowClosed) else reason
    return Outcome(key, state, began, ended, reason=reason, error=error)


def broken(key: str, told: str, began: datetime, ended: datetime) -> Outcome:
    """A fault of ours while it was being sent: nobody knows how far it came."""
    return Outcome(key, DeliveryState.UNKNOWN, began, ended, reason=told)


def uncalled(key: str, began: datetime) -> Outcome:
    """It was to be attempted, and nobody knows whether that was written down; the platform was not called."""
    return Outcome(key, DeliveryState.PLANNED, began, began)
