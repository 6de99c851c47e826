"""Outcomes written into the ledger: in its rows, in what is known of the account and of the person."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from broadcasts.deliveries import DeliveryState, Parcel
from broadcasts.driver import Driver
from broadcasts.outcomes import Outcome
from broadcasts.schedule import day_of
from connectors import pace, people
from connectors.endings import TROUBLES, blame
from connectors.messages import Address
from connectors.pace import Rate

Alarm: TypeAlias = Callable[[Session, str, str, str, datetime], None]
"""Raises an alarm of an account: channel, agency, what is wrong, now."""


def record(session: Session, parcel: Parcel, outcomes: Sequence[Outcome], *, counted: bool) -> None:
    """Write down how attempts went. Whatever is known better, by an echo, stays.

    What a worker believed dead tells late is believed, but for what it would send again: only its own attempt
    is put back, not one that another made since. `counted`: they count against the cap.
    """
    driver = Driver(session)
    ended = [outcome for outcome in outcomes if outcome.state is not DeliveryState.PLANNED]
    if ended:
        _write(driver, parcel.broadcast_id, sorted(ended, key=lambda outcome: outcome.key))
    if len(ended) < len(outcomes):
        again = [outcome for outcome in outcomes if outcome.state is DeliveryState.PLANNED]
        _put_back(driver, parcel.broadcast_id, again, counted=counted)
    for outcome in ended:
        if outcome.state is DeliveryState.GONE:
            who = Address(parcel.channel, parcel.agency, person_of(parcel, outcome.key))
            people.gone(session, who, outcome.reason, outcome.ended)


def judge_account(
    session: Session, account_id: int, rate: Rate, outcomes: Sequence[Outcome], *, troubled: bool
) -> None:
    """Note what they say of the account. `troubled`: something is known against it, which may be over."""
    bad = [outcome for outcome in outcomes if isinstance(outcome.error, TROUBLES)]
    well = [outcome.began for outcome in outcomes if outcome.platform_id or _is_answer(outcome)]
    if well and troubled:
        pace.worked(session, account_id, began=max(well))
    row = pace.row_of(session, account_id, rate, bad[0].ended) if bad else None
    for outcome in bad if row is not None else ():
        assert row is not None
        assert outcome.error is not None
        blame(row, rate, outcome.error, began=outcome.began, now=outcome.ended)


def raise_alarm(session: Session, parcel: Parcel, outcomes: Sequence[Outcome], alarm: Alarm) -> None:
    """Tell an operator, once, where one must act."""
    for outcome in outcomes:
        if outcome.error is not None and outcome.error.ours:
            alarm(session, parcel.channel, parcel.agency, str(outcome.error), outcome.ended)
            return


def person_of(parcel: Parcel, key: str) -> str:
    """The platform's id of the person of that key."""
    return key[len(parcel.channel) + len(parcel.agency) + 2 :]


def _is_answer(outcome: Outcome) -> bool:
    if outcome.error is None:
        return outcome.state is DeliveryState.ACCEPTED
    return not isinstance(outcome.error, TROUBLES)


def _put_back(driver: Driver, broadcast_id: int, outcomes: Sequence[Outcome], *, counted: bool) -> None:
    """Plan again what surely did not arrive, with its place under the day's cap."""
    alike = defaultdict[tuple[datetime, datetime | None, str], list[str]](list)
    for outcome in outcomes:
        alike[outcome.began, outcome.due_at, outcome.reason].append(outcome.key)
    for (began, due_at, reason), keys in alike.items():
        back = driver.rows(
            "UPDATE delivery SET state = 'planned', attempted_at = NULL, due_at = ?, reason = ?"
            " WHERE broadcast_id = ? AND person_key AMONG AND state = 'attempted' AND attempted_at = ?"
            " RETURNING person_key",
            driver.time(due_at),
            reason,
            broadcast_id,
            driver.keys(sorted(keys)),
            driver.time(began),
        )
        if back and counted:
            given = "UPDATE told SET count = count - 1 WHERE person_key AMONG AND day = ? AND count > 0"
            driver.run(given, driver.keys([row[0] for row in back]), day_of(began))


def _write(driver: Driver, broadcast_id: int, outcomes: Sequence[Outcome]) -> None:
    given = [
        {
            "broadcast": broadcast_id,
            "key": outcome.key,
            "state": outcome.state.value,
            "reason": outcome.reason,
            "name": outcome.platform_id,
            "ended": driver.time(outcome.ended),
        }
        for outcome in outcomes
    ]
    driver.run(_ON_POSTGRES if driver.is_postgres else _ON_SQLITE, json.dumps(given, default=str))


# A receipt may come before the answer: it left the name it knows, which then is that of the answer.
# The broadcast stands in each row: given once, SQLite would go through all of it for each of them.
_WRITE = """UPDATE delivery SET
    state = CASE WHEN given.state <> 'accepted' OR platform_id <> given.name THEN given.state
                 WHEN seen_at IS NOT NULL THEN 'seen'
                 WHEN delivered_at IS NOT NULL THEN 'delivered'
                 ELSE 'accepted' END,
    delivered_at = CASE WHEN given.state = 'accepted' AND platform_id = given.name THEN delivered_at END,
    seen_at = CASE WHEN given.state = 'accepted' AND platform_id = given.name THEN seen_at END,
    reason = given.reason, platform_id = given.name, ended_at = given.ended
    FROM {given} WHERE broadcast_id = given.broadcast AND person_key = given.key
    AND delivery.state IN ('attempted', 'unknown')"""
_ON_POSTGRES = _WRITE.format(
    given="json_to_recordset(?) AS given"
    " (broadcast bigint, key text, state text, reason text, name text, ended timestamptz)"
)
_ON_SQLITE = _WRITE.format(
    given="(SELECT value ->> 'broadcast' AS broadcast, value ->> 'key' AS key, value ->> 'state' AS state,"
    " value ->> 'reason' AS reason, value ->> 'name' AS name, value ->> 'ended' AS ended"
    " FROM json_each(?)) AS given"
)
