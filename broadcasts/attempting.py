"""Who of a parcel is attempted next: asked anew right before, and on record before the platform is called."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from broadcasts import capping
from broadcasts.audience import refusals, topics_of
from broadcasts.broadcast import Broadcast, BroadcastKind
from broadcasts.chosen import EVERYTHING
from broadcasts.composing import Composed, compose
from broadcasts.deliveries import Parcel, Skip
from broadcasts.driver import Driver
from broadcasts.fingerprints import fingerprint
from broadcasts.items import standing
from broadcasts.rules import Rule
from broadcasts.schedule import day_of, next_day_start
from connectors import pace
from connectors.adapting import Part
from connectors.channel import Ability, SendError
from connectors.pace import Rate, Wait

COUNTED = (BroadcastKind.NEWS, BroadcastKind.DIGEST)
"""Only these count against a person's cap, and are held by it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for an account now. `account_id` and `rate` are None where there are no accounts."""

    account_id: int | None
    rate: Rate | None
    ability: Ability | None
    """None only where there is no account: `stopped` says why."""
    rule: Rule
    lease: timedelta
    stopped: SendError | None = None
    """The account can't send; what was attempted before is still recorded."""

    @property
    def shows(self) -> Ability:
        assert self.ability is not None, "an account that can send"
        return self.ability


@dataclass(slots=True)
class Walk:
    """A worker's way through a parcel."""

    parcel: Parcel
    broadcast: Broadcast
    said: Composed
    renewed: datetime
    cursor: str = ""
    """Up to this key all was looked at."""
    allowance: int = 0
    """What the account's pace granted ahead, until `granted + AHEAD`."""
    granted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody who is to be told now."""

    key: str
    part: Part
    at: datetime
    """When it was written down as attempted; by it this attempt is told from any later one."""


AHEAD = timedelta(seconds=1)
_PORTION = 4
"""So many steps' worth is asked of the account's pace at once: its row is locked less often."""


def is_counted(walk: Walk) -> bool:
    return walk.broadcast.kind in COUNTED


def planned(session: Session, walk: Walk, now: datetime, most: int) -> list[str]:
    """Keys of the next who are planned and due, in order."""
    driver, parcel = Driver(session), walk.parcel
    return driver.gather(
        "SELECT person_key AS key FROM delivery WHERE broadcast_id = ? AND person_key >= ? AND person_key > ?"
        " AND person_key <= ? AND state = 'planned' AND (due_at IS NULL OR due_at <= ?)"
        " ORDER BY person_key LIMIT ?",
        parcel.broadcast_id,
        parcel.first_key,
        walk.cursor,
        parcel.last_key,
        driver.time(now),
        most,
    )


def attempt(
    session: Session, walk: Walk, terms: Terms, keys: Sequence[str], now: datetime, *, shut: bool
) -> tuple[list[Going], Wait | None]:
    """Mark as attempted who of `keys` may be told now; skip or put off who may not.

    Returns those to be called, and when the account's pace lets the next go, where it was what held them.
    """
    driver = Driver(session)
    articles = standing(session, walk.broadcast)
    if walk.said.notice is None and walk.said.numbers != articles.numbers:
        walk.said = compose(session, walk.broadcast)
    window = terms.shows.last_window
    refused = refusals(session, walk.broadcast, keys, now, window=window, articles=articles)
    said = _said(session, walk, terms, [key for key in keys if key not in refused])
    refused |= {key: Skip.STOPPED for key in keys if key not in said and key not in refused}
    _skip(driver, walk, refused, now)
    granted, wait = _granted(session, walk, terms, len(said), now, shut=shut)
    chosen = list(said)[:granted]
    allowed = _under_cap(driver, walk, terms, chosen, now)
    walk.allowance += granted - len(allowed)
    marked = _mark(driver, walk, {key: said[key] for key in allowed}, now)
    walk.cursor = keys[-1] if granted == len(said) else (chosen[-1] if chosen else walk.cursor)
    return [Going(key, said[key], now) for key in allowed if key in marked], wait


def skip_rest(session: Session, walk: Walk, why: Skip, now: datetime) -> None:
    """All that is planned in the parcel is never attempted.

    Whom the cap held beyond the broadcast's end was kept from it by the cap.
    """
    driver, parcel = Driver(session), walk.parcel
    driver.run(
        "UPDATE delivery SET state = 'skipped', ended_at = ?, reason = CASE WHEN reason = 'cap'"
        " AND due_at >= (SELECT until FROM broadcast WHERE id = broadcast_id) THEN reason ELSE ? END"
        " WHERE broadcast_id = ? AND person_key BETWEEN ? AND ? AND state = 'planned'",
        driver.time(now),
        why.value,
        parcel.broadcast_id,
        parcel.first_key,
        parcel.last_key,
    )


def _said(session: Session, walk: Walk, terms: Terms, keys: Sequence[str]) -> dict[str, Part]:
    """What each of them is told; without those whom nothing of it concerns."""
    if not walk.said.personal:
        part = walk.said.part(terms.shows)
        return dict.fromkeys(keys, part) if part is not None else {}
    chosen = topics_of(session, keys)
    told = {key: walk.said.part(terms.shows, chosen.get(key, EVERYTHING)) for key in keys}
    return {key: part for key, part in told.items() if part is not None}


def _granted(
    session: Session, walk: Walk, terms: Terms, wanted: int, now: datetime, *, shut: bool
) -> tuple[int, Wait | None]:
    """How many may go by the account's pace."""
    rate = terms.rate
    if rate is None or terms.account_id is None or wanted == 0:
        return wanted, None
    if shut or walk.granted is None or not timedelta() <= now - walk.granted <= AHEAD:
        walk.allowance = 0
    if walk.allowance >= wanted:
        walk.allowance -= wanted
        return wanted, None
    row = pace.row_of(session, terms.account_id, rate, now)
    if row is None:
        return 0, Wait(now + AHEAD, shut=True, reason="the account was removed")
    ahead = max(wanted, min(wanted * _PORTION, int(rate.per_second / _PORTION)))
    some, wait = pace.take_some(row, rate, now, ahead - walk.allowance)
    session.flush()
    have = walk.allowance + some
    walk.granted, granted = now, min(have, wanted)
    walk.allowance = have - granted
    return granted, wait if granted < wanted else None


def _under_cap(driver: Driver, walk: Walk, terms: Terms, keys: Sequence[str], now: datetime) -> Sequence[str]:
    """Those who have not had a day's news yet, counted; the others wait for the next day."""
    if not keys or not is_counted(walk):
        return keys
    free = capping.count(driver, keys, day_of(now), terms.rule.cap)
    if full := [key for key in keys if key not in free]:
        _put_off(driver, walk, full, next_day_start(terms.rule, now))
    return [key for key in keys if key in free]


def _mark(driver: Driver, walk: Walk, said: Mapping[str, Part], now: datetime) -> set[str]:
    """On record as attempted; returns who was still planned."""
    by_words = defaultdict[str, list[str]](list)
    for key, part in said.items():
        by_words[part.text].append(key)
    marked = set[str]()
    for text, keys in by_words.items():
        at, number, listed = driver.time(now), walk.parcel.broadcast_id, driver.keys(keys)
        count = driver.run(
            "UPDATE delivery SET state = 'attempted', attempted_at = ?, words = ?, reason = '', due_at = NULL"
            " WHERE broadcast_id = ? AND person_key AMONG AND state = 'planned'",
            at,
            fingerprint(text),
            number,
            listed,
        )
        marked.update(keys if count == len(keys) else driver.gather(_MARKED, number, listed, at))
    return marked


_MARKED = (
    "SELECT person_key AS key FROM delivery"
    " WHERE broadcast_id = ? AND person_key AMONG AND state = 'attempted' AND attempted_at = ?"
)


def _skip(driver: Driver, walk: Walk, refused: Mapping[str, Skip], now: datetime) -> None:
    for why in set(refused.values()):
        keys = [key for key, skip in refused.items() if skip is why]
        driver.run(
            "UPDATE delivery SET state = 'skipped', reason = ?, ended_at = ?"
            " WHERE broadcast_id = ? AND person_key AMONG AND state = 'planned'",
            why.value,
            driver.time(now),
            walk.parcel.broadcast_id,
            driver.keys(keys),
        )


def _put_off(driver: Driver, walk: Walk, keys: Sequence[str], due_at: datetime) -> None:
    driver.run(
        "UPDATE delivery SET due_at = ?, reason = ?"
        " WHERE broadcast_id = ? AND person_key AMONG AND state = 'planned'",
        driver.time(due_at),
        Skip.CAP.value,
        walk.parcel.broadcast_id,
        driver.keys(keys),
    )
