"""Growing pauses between wrong sign-ins, by name and by network address. A synchronous session."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.console.editors import SignInTry

FREE_FOR_NAME, FREE_FOR_PLACE = 5, 30
"""So many wrong tries cost nothing; a whole office may share one address."""
FIRST, LONGEST = timedelta(seconds=15), timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)
"""A try so long ago does not count any more."""
WRONG_CLOCK = timedelta(minutes=1)
"""What was noted so far ahead of now was noted by a clock that went wrong."""


def keys(secret: bytes, name: str, place: str) -> dict[str, int]:
    """What a try is counted under, and how many are free there. Neither name nor address can be read back."""
    return {name_key(secret, name): FREE_FOR_NAME, f"from:{_digest(secret, place)}": FREE_FOR_PLACE}


def name_key(secret: bytes, name: str) -> str:
    return f"name:{_digest(secret, name)}"


def take(session: Session, counted: Mapping[str, int], now: datetime) -> timedelta:
    """Count a try before it is looked at; returns how long to wait, nothing where it may be looked at.

    It is counted first so that a hundred tries at one time are a hundred tries.
    """
    rows = _rows(session, counted, now)
    wait = max(_wait(row, now) for row in rows)
    if wait:
        return wait
    for row in rows:
        old = now - row.last_at > FORGOTTEN or row.last_at - now > WRONG_CLOCK
        row.count, row.last_at = (1 if old else row.count + 1), now
        over = row.count - counted[row.key]
        row.until = None if over < 0 else now + min(FIRST * 2 ** min(over, 12), LONGEST)
    return timedelta(0)


def succeeded(session: Session, counted: Mapping[str, int], now: datetime) -> None:
    """A right sign-in wipes the tries of its name, and takes back its own from its address."""
    for row in _rows(session, counted, now):
        row.count = 0 if row.key.startswith("name:") else max(row.count - 1, 0)
        if row.count < counted[row.key]:
            row.until = None


def forgive(session: Session, key: str) -> None:
    """Forget the tries of a name: somebody with the right let it choose a new password."""
    session.execute(delete(SignInTry).where(SignInTry.key == key))


def forget_old(session: Session, before: datetime, most: int) -> int:
    """Delete tries that count no more, and returns how many."""
    old = select(SignInTry.key).where(SignInTry.last_at < before).limit(most)
    return int(session.execute(delete(SignInTry).where(SignInTry.key.in_(old))).rowcount)  # type: ignore[attr-defined] # of a DELETE


def _rows(session: Session, counted: Mapping[str, int], now: datetime) -> list[SignInTry]:
    """A row for each key, held until the transaction ends; two processes take them in the same order."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    fresh = [{"key": key, "count": 0, "last_at": now, "until": None} for key in sorted(counted)]
    session.execute(insert(SignInTry).on_conflict_do_nothing(), fresh)
    query = select(SignInTry).where(SignInTry.key.in_(counted)).order_by(SignInTry.key).with_for_update()
    return list(session.scalars(query))


def _wait(row: SignInTry, now: datetime) -> timedelta:
    if row.until is None or row.last_at - now > WRONG_CLOCK:
        return timedelta(0)
    return max(row.until - now, timedelta(0))


def _digest(secret: bytes, text: str) -> str:
    return hmac.new(secret, f"console try {text}".encode(), hashlib.sha256).hexdigest()[:32]
