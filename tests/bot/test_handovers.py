"""A human and the assistant never talk over each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from attending import LAN, Citizen, citizen
from sqlalchemy import select, update

from bot import handovers
from bot.handovers import Handover, HandoverReason
from bot.inbox import Inbox, InboxRow
from bot.people_wording import ASSISTANT_BACK
from bot.staffing import ASSISTANT
from connectors.database import Database
from connectors.messages import SILENCE, Followed, Form, StaffReplied
from knowledge.agencies import Agency
from knowledge.changes import Change

WEEK = "Thứ 2 - thứ 6: sáng 7h30 - 11h30, chiều 13h30 - 17h"
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Nine in the morning there."""
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def lan(database: Database) -> Citizen:
    lan = await citizen(database)
    async with database.writing() as session:
        await session.execute(update(Agency).values(hours=WEEK))
        session.add(Change(agency_id=None, by="test", what="hours", at=lan.now))
    await lan.library.refresh(database)
    lan.now, lan.options = MONDAY, {"staff_answers": lambda *_: True}
    return lan


async def replied(lan: Citizen, at: datetime, *, lasting: timedelta = 30 * MINUTE) -> None:
    inbox = Inbox(lan.database, clock=lambda: lan.now, handover=lasting)
    await inbox.keep(StaffReplied(lan.name(), lan.address, at, "Cán bộ A"))
    await inbox.close()


async def held(lan: Citizen) -> HandoverReason | None:
    async with lan.database.reading() as session:
        return await session.run_sync(handovers.holding, lan.address, lan.now)


async def test_after_a_human_answered_the_assistant_is_silent_and_keeps_what_is_said(lan: Citizen) -> None:
    await replied(lan, lan.now)
    assert await lan.says("lệ phí khai sinh") == SILENCE
    assert await lan.shows(Form.IMAGE) == SILENCE
    assert await lan.does(Followed(lan.name(), LAN, lan.now)) == SILENCE
    assert await lan.questions() == [("kept", "lệ phí khai sinh")]
    lan.address = replace(LAN, person="binh")
    assert (await lan.says("lệ phí khai sinh")).text
    lan.address = LAN
    lan.waits(30)
    assert (await lan.says("lệ phí khai sinh")).text


async def test_each_answer_of_a_human_begins_the_time_anew(lan: Citizen) -> None:
    await replied(lan, lan.now)
    lan.waits(20)
    await replied(lan, lan.now)
    lan.waits(20)
    assert await lan.says("lệ phí khai sinh") == SILENCE


async def test_news_that_come_late_or_twice_silence_nobody_anew(lan: Citizen) -> None:
    await replied(lan, lan.now - 31 * MINUTE)
    assert await held(lan) is None
    await replied(lan, lan.now - 5 * MINUTE)
    await lan.says("trợ lý")
    await replied(lan, lan.now - 5 * MINUTE)
    assert await held(lan) is None
    await replied(lan, lan.now + MINUTE)
    assert await held(lan) is None, "what happened before the talk was given back holds it no more"


async def test_a_clock_ahead_of_ours_silences_no_longer(lan: Citizen) -> None:
    await replied(lan, lan.now + timedelta(days=9))
    lan.waits(31)
    assert await held(lan) is None


async def test_what_a_human_said_is_no_row_and_names_no_nobody(lan: Citizen) -> None:
    lan.address = replace(LAN, person="")
    await replied(lan, lan.now)
    async with lan.database.reading() as session:
        assert (await session.scalars(select(InboxRow))).all() == []
        assert (await session.scalars(select(Handover))).all() == []


async def test_in_office_hours_an_officer_answers_here_and_the_assistant_makes_room(lan: Citizen) -> None:
    reply = await lan.says("cho tôi gặp cán bộ")
    assert "sẽ trả lời Ông/Bà tại đây" in reply.text
    assert "30 phút" in reply.text
    assert [choice.payload for choice in reply.choices] == [ASSISTANT]
    assert await held(lan) is HandoverReason.ASKED
    assert await lan.says("có ai không") == SILENCE
    lan.waits(31)
    assert (await lan.says("lệ phí khai sinh")).text.startswith("Lệ phí")


async def test_room_is_made_until_closing_at_most(lan: Citizen) -> None:
    lan.now = MONDAY.replace(hour=4, minute=20)
    assert "10 phút" in (await lan.says("cho tôi gặp cán bộ")).text
    lan.waits(11)
    assert await held(lan) is None


@pytest.mark.parametrize(
    ("now", "when"),
    [
        (MONDAY.replace(hour=5), "13 giờ 30 thứ Hai 23/11/2026"),
        (MONDAY.replace(day=27, hour=11), "7 giờ 30 thứ Hai 30/11/2026"),
    ],
)
async def test_out_of_hours_one_is_told_when_and_the_assistant_goes_on(
    lan: Citizen, now: datetime, when: str
) -> None:
    lan.now = now
    assert when in (await lan.says("cho tôi gặp cán bộ")).text
    assert await held(lan) is None
    assert (await lan.says("lệ phí khai sinh")).text.startswith("Lệ phí")


async def test_where_officers_do_not_answer_here_one_is_told_whom_to_call_and_when(lan: Citizen) -> None:
    lan.options = {}
    reply = await lan.says("cho tôi gặp cán bộ")
    assert "0123 000 001" in reply.text
    assert "đang trong giờ làm việc" in reply.text
    lan.now = MONDAY.replace(hour=14)
    assert "7 giờ 30 thứ Ba 24/11/2026" in (await lan.says("cho tôi gặp cán bộ")).text


@pytest.mark.parametrize("text", ["trợ lý", "tro ly oi", "Hỏi trợ lý", "quay lại trợ lý"])
async def test_the_citizen_calls_the_assistant_back_by_words(lan: Citizen, text: str) -> None:
    await lan.says("cho tôi gặp cán bộ")
    assert (await lan.says(text)).text.startswith(ASSISTANT_BACK)
    assert await held(lan) is None
    assert (await lan.says("lệ phí khai sinh")).text.startswith("Lệ phí")


async def test_the_citizen_calls_the_assistant_back_by_a_button(lan: Citizen) -> None:
    await replied(lan, lan.now)
    assert (await lan.says("Hỏi trợ lý", payload=ASSISTANT)).text.startswith(ASSISTANT_BACK)
    assert await held(lan) is None


async def test_wishes_are_done_while_a_human_holds_the_talk(lan: Citizen) -> None:
    await replied(lan, lan.now)
    await lan.says("ngừng tin")
    row = await lan.row()
    assert row is not None
    assert row.wants_news is False
    assert (await lan.says("xóa dữ liệu của tôi")).text.startswith("Đã xóa")


async def test_handovers_that_ended_are_forgotten(lan: Citizen) -> None:
    await replied(lan, lan.now)
    async with lan.database.writing() as session:
        assert await session.run_sync(handovers.forget_ended, lan.now, 10) == 0
        assert await session.run_sync(handovers.forget_ended, lan.now + timedelta(days=1), 10) == 1
