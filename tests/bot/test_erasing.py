"""“Xóa dữ liệu của tôi” leaves nothing by which a person could be known, and nobody else is touched."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from attending import LAN, Citizen, citizen
from eventually import eventually
from far_side import PACE, Far
from sqlalchemy import func, select

from bot.conversation import Conversation
from bot.events import Attending
from bot.handovers import Handover
from bot.inbox import Inbox, InboxRow
from bot.talks import Talk
from bot.worker import Worker
from connectors.claims import WaitState
from connectors.database import Database, Table
from connectors.messages import Message, StaffReplied
from connectors.outgoing import Outcome, Outgoing
from connectors.people import Person
from knowledge.questions import Question

BINH = replace(LAN, person="binh")


@pytest.fixture
async def lan(database: Database) -> Citizen:
    return await citizen(database)


async def count(database: Database, table: type[Table]) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def sent(lan: Citizen, person: str) -> Outgoing:
    return Outgoing(
        token=f"t-{person}",
        part=0,
        channel=LAN.channel,
        agency=LAN.agency,
        person=person,
        digest="d",
        outcome=Outcome.ACCEPTED,
        tries=1,
        attempted_at=lan.now,
    )


@pytest.mark.parametrize(
    "erasing", ["xóa dữ liệu của tôi", "xoa du lieu cua toi", "xoas duwx lieeuj cuar tooi"]
)
async def test_all_that_names_a_person_is_erased_and_confirmed_once(lan: Citizen, erasing: str) -> None:
    far, inbox = Far(), Inbox(lan.database)
    worker = Worker(
        lan.database, {"zalo": far}, Attending(Conversation(lan.library)), arrived=inbox.arrived, pace=PACE
    )
    async with lan.database.writing() as session:
        session.add_all([sent(lan, "lan"), sent(lan, "binh")])
    running = asyncio.create_task(worker.run())
    for who in (LAN, BINH):
        for text in ("lệ phí khai sinh", "gọi tôi 0912345678"):
            await inbox.keep(Message(lan.name(), who, text, lan.now))
    await inbox.keep(Message("erase", LAN, erasing, lan.now))

    async def done() -> bool:
        async with lan.database.reading() as session:
            states = await session.scalars(select(InboxRow.state))
            return set(states) == {WaitState.DONE}

    await eventually(done)
    worker.stop()
    await running
    assert far.forgotten == ["lan"]
    assert [text for who, text in far.sent if who == "lan"][-1].startswith("Đã xóa dữ liệu")
    async with lan.database.reading() as session:
        assert set(await session.scalars(select(InboxRow.person))) == {"", "binh"}
        assert not any("lan" in key for key in await session.scalars(select(InboxRow.key)))
        for table in (Person, Talk, Outgoing):
            (row,) = await session.scalars(select(table))
            assert "binh" in {getattr(row, "key", "").rpartition(":")[2], getattr(row, "person", "")}
    assert await count(lan.database, Question) == 2


async def test_a_message_that_comes_again_after_the_erasing_is_still_known(lan: Citizen) -> None:
    inbox = Inbox(lan.database)
    await lan.says("lệ phí khai sinh")
    await inbox.keep(Message("m1", LAN, "lệ phí khai sinh", lan.now))
    await lan.says("xóa dữ liệu của tôi")
    await inbox.keep(Message("m1", LAN, "lệ phí khai sinh", lan.now))
    assert await count(lan.database, InboxRow) == 1


async def test_what_was_given_up_is_not_tried_again_after_the_erasing(lan: Citizen) -> None:
    await Inbox(lan.database).keep(Message("m1", LAN, "số của tôi 001088012345", lan.now))
    async with lan.database.writing() as session:
        row = (await session.scalars(select(InboxRow))).one()
        row.state = WaitState.FAILED
    await lan.says("xóa dữ liệu của tôi")
    async with lan.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
    assert (row.state, row.text, row.person) == (WaitState.DONE, "", "")


async def test_who_was_erased_is_a_stranger_with_the_next_word(lan: Citizen) -> None:
    await lan.says("lệ phí khai sinh")
    await Inbox(lan.database, clock=lambda: lan.now).keep(StaffReplied("s", LAN, lan.now))
    await lan.says("xóa dữ liệu của tôi")
    assert await count(lan.database, Handover) == 0
    lan.now += timedelta(minutes=1)
    assert "91/2025/QH15" in (await lan.says("lệ phí khai sinh")).text


async def test_in_the_web_chat_it_is_told_what_that_means_there(lan: Citizen) -> None:
    lan.address = replace(LAN, channel="webchat")
    await lan.says("lệ phí khai sinh")
    assert "Xóa trò chuyện" in (await lan.says("xoá hết dữ liệu của mình đi")).text
    assert await count(lan.database, Talk) == 0
