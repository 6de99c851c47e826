"""An alarm of an account is over as soon as a delivery of a broadcast was accepted after it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot import alarms
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, Way
from broadcasts.deliveries import Parcel
from connectors.claims import WaitState
from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tally", "minutes", "over"),
    [
        ({"accepted": 3}, 1, True),
        ({"seen": 1}, 1, True),
        ({"skipped": 3}, 1, False),
        ({"accepted": 3}, -1, False),
    ],
)
async def test_an_account_that_only_broadcasts_is_seen_to_be_well(
    database: Database, tally: dict[str, int], minutes: int, over: bool
) -> None:
    def act(session: Session) -> int:
        alarms.raise_alarm(session, alarms.STOPPED, "zalo", "xa-b", "blocked", NOW)
        session.add(_parcel(session, tally, NOW + timedelta(minutes=minutes)))
        session.flush()
        alarms.clear_mended(session, NOW + timedelta(minutes=2))
        return len(alarms.open_alarms(session))

    assert await database.at_once(act) == (0 if over else 1)


def _parcel(session: Session, tally: dict[str, int], settled_at: datetime) -> Parcel:
    agency = Agency(code="xa-b", name="UBND xã B", level=AgencyLevel.COMMUNE, created_at=NOW)
    session.add(agency)
    session.flush()
    broadcast = Broadcast(agency_id=agency.id, kind=BroadcastKind.NEWS, created_by="lan", created_at=NOW)
    session.add(broadcast)
    session.flush()
    part = BroadcastPart(broadcast_id=broadcast.id, channel="zalo", agency="xa-b", way=Way.PEOPLE)
    session.add(part)
    session.flush()
    return Parcel(
        key="1:1:a",
        due_at=NOW,
        state=WaitState.DONE,
        broadcast_id=broadcast.id,
        part_id=part.id,
        channel="zalo",
        agency="xa-b",
        first_key="a",
        last_key="b",
        size=3,
        tally=tally,
        settled_at=settled_at,
    )
