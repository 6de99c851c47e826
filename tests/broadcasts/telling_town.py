"""A commune with accounts on both platforms and as many followers as are wanted; something to tell them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from processes import AGENCY, SECRET
from sqlalchemy import CTE, BigInteger, String, cast, insert, literal, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.ruling import change_rule
from connectors.database import Database, Table, UtcTime
from connectors.directory import Accounts, Particulars
from connectors.people import Person
from connectors.secrets import Seal
from knowledge.agencies import Agency
from knowledge.starter import make_sample

FIRST: Mapping[str, int] = {"zalo": 10**18, "messenger": 10**15}
"""The id of the first follower; the others' follow."""
TOKENS: Mapping[str, str] = {"zalo": "ACCESS0", "messenger": "EAAPAGE0"}
TITLE = "Lịch tiếp nhận hồ sơ cấp đổi giấy chứng nhận quyền sử dụng đất trong tháng"
TEXT = (
    "Bộ phận một cửa tiếp nhận hồ sơ từ thứ hai đến thứ sáu, sáng từ 7 giờ 30 đến 11 giờ 30, chiều từ 13 giờ "
    "30 đến 17 giờ. Khi đến, Ông/Bà mang theo bản chính các giấy tờ để đối chiếu."
)
LINK = "https://xa-mau.example/tin/lich-tiep-nhan"


async def found(url: str, people: Mapping[str, int], now: datetime) -> None:
    """The commune with so many followers by channel, each of whom wrote an hour ago.

    News may be told at every hour, and as often as one likes.
    """
    database = Database(url)
    Table.metadata.create_all(database.direct)
    async with database.writing() as session:
        await make_sample(session, by="test", now=now)
    await connect(database, now)
    always = {"quiet_from": 0, "quiet_until": 0, "cap": 50}
    await database.at_once(lambda session: change_rule(session, AGENCY, always, by="test", now=now))
    for channel, count in people.items():
        await database.at_once(lambda session, c=channel, n=count: settle(session, c, n, now))  # type: ignore[misc]
    await database.close()


async def connect(database: Database, now: datetime) -> None:
    """Both accounts, as fast as each platform ever allows."""
    accounts = Accounts(database, Seal(SECRET.encode()))
    sealed = {"app_secret": "a", "oa_secret": "o", "access_token": TOKENS["zalo"], "refresh_token": "r"}
    page = {"app_secret": "a", "page_token": TOKENS["messenger"], "verify_token": "v"}
    options: dict[str, dict[str, Any]] = {
        "zalo": {"per_minute": 4000, "endpoint": "v3"},
        "messenger": {"per_second": 300},
    }
    until = now + timedelta(days=1)
    for channel, secrets in (("zalo", sealed), ("messenger", page)):
        ids = ("4000000000000000004", "1000000000000000001")
        given = Particulars(channel, AGENCY, *ids, "Xã Mẫu", options[channel], secrets, until)
        await accounts.put(given, now)


def settle(session: Session, channel: str, count: int, now: datetime) -> None:
    """Add followers in one statement."""
    if not count:
        return
    numbers = _numbers(FIRST[channel], count)
    name = cast(numbers.c.n, String)
    acted = literal(now - timedelta(hours=1), UtcTime())
    row = select(
        literal(f"{channel}:{AGENCY}:") + name,
        literal(channel),
        literal(AGENCY),
        name,
        acted,
        acted,
        literal(True),
    )
    names = ["key", "channel", "agency", "person", "first_at", "last_at", "follows"]
    session.execute(insert(Person).from_select(names, row))


def announce(session: Session, now: datetime, *channels: str, **values: Any) -> int:
    """A broadcast that may begin now, to the followers on these channels; `values`: columns set otherwise."""
    agency = session.scalars(select(Agency).where(Agency.code == AGENCY)).one()
    given = {
        "title": TITLE,
        "text": TEXT,
        "link": LINK,
        "kind": BroadcastKind.NEWS,
        "start_at": now,
        **values,
    }
    told = Broadcast(
        agency_id=agency.id,
        state=BroadcastState.PLANNED,
        created_by="test",
        created_at=now,
        approved_by="test",
        approved_at=now,
        **given,
    )
    session.add(told)
    session.flush()
    session.add_all(
        BroadcastPart(broadcast_id=told.id, channel=channel, agency=AGENCY, way=Way.PEOPLE)
        for channel in channels
    )
    return told.id


def _numbers(first: int, count: int) -> CTE:
    base = select(cast(first, BigInteger).label("n")).cte("numbers", recursive=True)
    return base.union_all(select(base.c.n + 1).where(base.c.n < first + count - 1))
