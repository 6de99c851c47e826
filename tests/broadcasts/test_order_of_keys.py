"""Keys are sorted byte by byte, also in a database whose language passes over signs."""

from typing import Any

import psycopg
from newsroom import NOON, agency, article, broadcast, part
from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from broadcasts import laying
from broadcasts.broadcast import BroadcastState
from broadcasts.deliveries import Delivery, Parcel
from connectors.database import Database, Table
from connectors.people import Person

ACCOUNTS = ("xa-a", "xaa")
"""Without its sign the one is the other."""
TABLES = Table.metadata.sorted_tables


async def test_every_column_of_keys_is_sorted_byte_by_byte(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        found = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND collation_name = 'C'"
        ).fetchall()
    kept = {(table.name, column.name) for table in TABLES for column in table.columns if _holds_keys(column)}
    assert set(found) == kept


def _holds_keys(column: Column[Any]) -> bool:
    return column.name in ("person_key", "first_key", "last_key") or str(column) == "person.key"


async def test_the_deliveries_of_two_accounts_never_share_a_parcel(database: Database) -> None:
    def act(session: Session) -> None:
        here = agency(session, ACCOUNTS[0])
        for code in ACCOUNTS:
            for number in range(30):
                session.add(_follower(code, number))
        news = broadcast(session, here, article(session, here, "Tin"))
        news.state, news.began_at = BroadcastState.SENDING, NOON
        for code in ACCOUNTS:
            share = part(session, news)
            share.agency = code
            session.flush()
            while laying.lay_out(session, share.id, NOON, window=None, most=7):
                pass

    await database.at_once(act)
    rows = await database.at_once(lambda session: session.scalars(select(Delivery.person_key)).all())
    parcels = await database.at_once(lambda session: session.scalars(select(Parcel)).all())
    assert len(rows) == 60
    assert sum(parcel.size for parcel in parcels) == 60
    for parcel in parcels:
        own = [key for key in rows if parcel.first_key <= key <= parcel.last_key]
        assert len(own) == parcel.size
        assert {key.split(":")[1] for key in own} == {parcel.agency}


def _follower(code: str, number: int) -> Person:
    key = f"zalo:{code}:{number:03}"
    who = {"channel": "zalo", "agency": code, "person": f"{number:03}"}
    return Person(key=key, first_at=NOON, last_at=NOON, follows=True, **who)
