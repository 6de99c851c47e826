"""What becomes of a row, and of those behind it, when its reply could not be sent. One transaction each."""

import random
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import alarms
from bot.inbox import InboxRow, put_off
from bot.pacing import Pace
from connectors import claims, people
from connectors.channel import Gone, Resting, SendError, Stopped, Throttled, WindowClosed
from connectors.database import DatabaseUnavailableError

ACCOUNT_WIDE = (Resting, Stopped)
"""Nothing of the account leaves before the pause is over: what waits behind need not find that out."""
SHORTEST_REST = timedelta(seconds=1)
"""Of a whole account; below that, moving its rows costs more than trying them."""
WINDOW = "window"
"""What stands in a row whose reply came too late to be sent."""


def after(session: Session, row: InboxRow, error: SendError, *, now: datetime, pace: Pace) -> None:
    """Do what the kind of `error` asks for: try again later, or give up and tell why."""
    if isinstance(error, Gone):
        people.gone(session, row.address, name(error), now)
    if error.ours:
        alarms.raise_alarm(session, alarms.STOPPED, row.channel, row.agency, str(error), now)
    if error.retry_after is None:
        told = WINDOW if isinstance(error, WindowClosed) else name(error)
        claims.give_up(session, InboxRow, row, error=told)
        return
    release(session, row, error, error.retry_after, now=now, pace=pace, counted=error.counted)
    if isinstance(error, ACCOUNT_WIDE):
        rest = jittered(max(error.retry_after, SHORTEST_REST))
        put_off(session, row.channel, row.agency, now=now, until=now + rest)


def release(
    session: Session,
    row: InboxRow,
    error: Exception,
    pause: timedelta,
    *,
    now: datetime,
    pace: Pace,
    counted: bool = True,
) -> None:
    """Hand the row back, to be tried after `pause` or, the more often it waited, later."""
    if not isinstance(error, Throttled):  # which names the very moment that is kept for this reply
        pause = jittered(_grown(pause, row.delays + row.attempts - 1, pace.longest_pause))
    if not counted:
        claims.keep(session, InboxRow, row, delays=row.delays + 1)
    claims.release(
        session,
        InboxRow,
        row,
        due_at=now + pause,
        error=name(error),
        attempts=pace.attempts,
        counted=counted,
    )


def jittered(pause: timedelta) -> timedelta:
    """A little longer, each time by another share, so that what failed together does not return together."""
    return pause * random.uniform(1.0, 1.2)  # noqa: S311 (no secret)


def name(error: Exception) -> str:
    """For an operator. Not the whole text of any error: it may hold what the person wrote."""
    told = isinstance(error, SendError | DatabaseUnavailableError)
    return f"{type(error).__name__}: {error}" if told and str(error) else type(error).__name__


def _grown(pause: timedelta, times: int, longest: timedelta) -> timedelta:
    """Doubled with each time, to `longest`; never shorter than was asked for."""
    return max(pause, min(pause * (1 << min(max(times, 0), 20)), longest))
