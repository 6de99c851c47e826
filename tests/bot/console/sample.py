"""A small province after some weeks of work at its desk: for walks through every page, and pictures.

Everything is made up: places, people, telephone numbers. Time stands still, so that a picture changes only
when its page does.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desks import Clock, Colleague, Desk, desk
from sample_answers import fill_answers
from sample_news import fill_news
from sample_questions import fill_questions
from sample_talks import fill_talks
from sample_words import CHIEF, COMMUNE, DRAFTER, EDITOR, NOW, OPERATOR, PROVINCE, SECOND
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import sessions
from bot.console.editors import Editor, EditorSession, Grant
from bot.console.rights import Role
from bot.numbers import counting, following, reaching
from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel
from knowledge.changes import Change
from knowledge.starter import import_starter

KEY = "a key that only this sample has, of 64 letters or thereabouts, so."
NOWHERE = "http://127.0.0.1:9"
HOURS = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ 30 – 17 giờ"


class Still(Clock):
    """A clock that stands."""

    def __call__(self) -> datetime:
        return NOW


@asynccontextmanager
async def sample_desk(url: str, var: Path) -> AsyncIterator[tuple[Desk, Colleague]]:
    """The sample, served; and its chief, who is its operator as well, at work for the commune."""
    places: dict[str, Any] = {"zalo_api_url": NOWHERE, "zalo_oauth_url": NOWHERE, "graph_url": NOWHERE}
    async with desk(url, var, fill=furnish_sample, clock=Still(), secret_key=KEY, **places) as it:
        it.service.clock.stop()
        chief = await it.colleague(Role.CHIEF, "tinh-an-hoa", CHIEF)
        async with it.database.writing() as session:
            here = update(EditorSession).where(EditorSession.digest == sessions.digest(chief.cookie))
            await session.execute(here.values(agency_id=COMMUNE, agent="Chrome trên Android"))
        yield it, chief


async def furnish_sample(database: Database) -> None:
    """All of it; the figures are counted as the clock would."""
    async with database.writing() as session:
        await _agencies(session)
        await _colleagues(session)
    async with database.writing() as session:
        await fill_questions(session)
    async with database.writing() as session:
        await fill_answers(session)
    await database.at_once(lambda session: fill_news(session, KEY.encode()))
    await database.at_once(fill_talks)
    await counting.count_due(database)
    await reaching.count_due(database, NOW)
    await following.count_due(database, NOW)


async def _agencies(session: AsyncSession) -> None:
    began = NOW - timedelta(days=60)
    province = Agency(
        id=PROVINCE,
        code="tinh-an-hoa",
        name="UBND tỉnh An Hòa",
        level=AgencyLevel.PROVINCE,
        address="01 đường Trung Tâm, tỉnh An Hòa",
        phone="0123 000 001",
        hours=HOURS,
        portal_url="https://an-hoa.example/",
        online_url="https://dichvucong.example/",
        created_at=began,
    )
    session.add(province)
    await session.flush()
    for number, (code, name, phone) in enumerate(
        (
            ("xa-phu-thinh", "UBND xã Phú Thịnh", "0123 000 123"),
            ("xa-tan-lap", "UBND xã Tân Lập", "0123 000 124"),
        ),
        COMMUNE,
    ):
        place = {"address": f"Thôn Trung, {name.removeprefix('UBND ')}", "phone": phone, "hours": HOURS}
        values = {"level": AgencyLevel.COMMUNE, "parent_id": PROVINCE, "created_at": began, **place}
        portal = f"https://{code}.an-hoa.example/"
        session.add(Agency(id=number, code=code, name=name, portal_url=portal, **values))
    await session.flush()
    session.add(Change(agency_id=PROVINCE, by=OPERATOR, what="thêm cơ quan UBND xã Phú Thịnh", at=began))
    await import_starter(session, province, by=OPERATOR, now=began)


async def _colleagues(session: AsyncSession) -> None:
    """One of each role, one who has not joined yet, one who left."""
    people = (
        (CHIEF, "Lê Thị Hoa", PROVINCE, (Role.OPERATOR,)),  # and chief, once she signs in
        (EDITOR, "Nguyễn Thị Lan", COMMUNE, (Role.EDITOR,)),
        (SECOND, "Trần Văn Minh", COMMUNE, (Role.CHIEF,)),
        (DRAFTER, "Phạm Thùy Dung", COMMUNE, (Role.CONTRIBUTOR,)),
        (OPERATOR, "Võ Anh Tuấn", PROVINCE, (Role.OPERATOR,)),
        ("mai", "Đỗ Thị Mai", COMMUNE, (Role.EDITOR,)),
        ("son", "Bùi Văn Sơn", COMMUNE, (Role.EDITOR,)),
    )
    for number, (name, full_name, place, roles) in enumerate(people, 1):
        since = None if name == "mai" else NOW - timedelta(hours=3 * number)
        row = Editor(id=number, name=name, full_name=full_name, signed_in_at=since)
        row.created_at, row.password = NOW - timedelta(days=50), "" if name == "mai" else "kept elsewhere"
        if name == "mai":
            row.invitation, row.invited_until = "b" * 64, NOW + timedelta(days=2)
        row.disabled_at = NOW - timedelta(days=9) if name == "son" else None
        session.add(row)
        await session.flush()
        session.add_all(Grant(editor_id=number, agency_id=place, role=role) for role in roles)
    device = {"agent": "Firefox trên Windows", "began_at": NOW - timedelta(days=1)}
    session.add(EditorSession(digest="a" * 64, editor_id=1, seen_at=NOW - timedelta(hours=5), **device))


assert NOW.tzinfo is UTC
