"""Pause, resume and cancel take effect at the next send, in every process."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from eventually import eventually
from sqlalchemy import text
from sqlalchemy.orm import Session
from telling_office import Office, names, opened

from broadcasts import controlling
from broadcasts.broadcast import BroadcastState
from broadcasts.deliveries import DeliveryState as State
from broadcasts.deliveries import Skip
from connectors.claims import WaitState
from connectors.database import Database
from knowledge.refusals import RefusedError


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 1_000) as office:
        yield office


async def test_paused_in_the_middle_nothing_more_is_attempted_until_it_is_resumed(office: Office) -> None:
    number = await office.announce()
    office.box.open.clear()
    async with office.sending():
        await office.until(lambda: office.box.came == 128)
        await office.control(controlling.pause, number)
        office.box.open.set()
        await eventually(lambda: _all_handed_back(office, number))
        assert office.box.taken.total() == 128
        assert await office.tally(number) == {State.ACCEPTED: 128, State.PLANNED: 872}
        assert (await office.broadcast(number)).reason == "vì thế"
        await office.control(controlling.resume, number)
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(1_000), 1)


async def test_a_pause_in_one_process_stops_the_others(office: Office) -> None:
    number = await office.announce()
    office.box.open.clear()
    async with office.sending(), office.sending():
        await office.until(lambda: office.box.came == 128)
        await office.control(controlling.pause, number)
        office.box.open.set()
        await eventually(lambda: _all_handed_back(office, number))
        assert office.box.taken.total() == 128


async def _all_handed_back(office: Office, number: int) -> bool:
    waiting = [row for row in await office.parcels(number) if row.state is WaitState.WAITING]
    return all(row.lease_until is None and row.due_at.year == 9999 for row in waiting)


async def test_cancelled_in_the_middle_the_rest_is_skipped_at_once_and_the_sum_stays(office: Office) -> None:
    number = await office.announce()
    office.box.open.clear()
    async with office.sending():
        await office.until(lambda: office.box.came == 128)
        await office.control(controlling.cancel, number)
        assert await office.tally(number) == {State.ATTEMPTED: 128, State.SKIPPED: 872}
        office.box.open.set()
        await eventually(lambda: _is_settled(office, number))
    assert office.box.taken.total() == 128
    rows = await office.rows(number)
    assert {row.reason for row in rows if row.state is State.SKIPPED} == {Skip.CANCELLED}
    assert await office.tally(number) == {State.ACCEPTED: 128, State.SKIPPED: 872}


async def _is_settled(office: Office, number: int) -> bool:
    return all(row.state is WaitState.DONE for row in await office.parcels(number))


async def test_what_can_not_be_done_is_refused_in_a_sentence(office: Office) -> None:
    number = await office.announce()
    with pytest.raises(RefusedError, match="không tạm dừng, nên"):
        await office.control(controlling.resume, number)
    await office.control(controlling.pause, number)
    with pytest.raises(RefusedError, match="hiện không gửi"):
        await office.control(controlling.pause, number)
    await office.control(controlling.cancel, number)
    for act in (controlling.cancel, controlling.pause, controlling.resume):
        with pytest.raises(RefusedError):
            await office.control(act, number)
    with pytest.raises(RefusedError, match="Không có đợt gửi tin số 77"):
        await office.control(controlling.pause, 77)


async def test_a_broadcast_begins_once_and_not_before_its_time(office: Office) -> None:
    later = office.clock.now + timedelta(minutes=15)
    number = await office.announce(start_at=later)
    assert (await office.broadcast(number)).state is BroadcastState.PLANNED
    office.clock.pass_(timedelta(minutes=15))
    for _ in range(2):
        await office.rounds.begin_due()
        office.clock.pass_(timedelta(minutes=1))
    assert (await office.broadcast(number)).began_at == later


async def test_one_that_can_not_begin_holds_up_no_other_and_says_so(office: Office) -> None:
    later = office.clock.now + timedelta(minutes=15)
    broken, sound = [await office.announce(start_at=later) for _ in range(2)]
    await office.do(lambda session: _spoil(session, broken, "no kind"))
    office.clock.pass_(timedelta(minutes=15))
    for _ in range(2):
        await office.rounds.begin_due()
    assert (await office.broadcast(sound)).state is BroadcastState.SENDING
    await office.do(lambda session: _spoil(session, broken, "news"))
    found = await office.broadcast(broken)
    assert (found.state, "lỗi chưa lường trước" in found.reason) == (BroadcastState.PLANNED, True)
    await office.rounds.begin_due()
    found = await office.broadcast(broken)
    assert (found.state, found.reason) == (BroadcastState.SENDING, "")


async def test_one_that_can_not_be_laid_out_holds_up_no_other_and_says_so(office: Office) -> None:
    broken = await office.announce(laid=False)
    await office.do(lambda session: _spoil(session, broken, "no kind"))
    await office.tell(await office.announce())
    assert office.box.taken.total() == 1_000
    await office.do(lambda session: _spoil(session, broken, "news"))
    assert "lỗi chưa lường trước" in (await office.broadcast(broken)).reason
    await office.rounds.lay_out()
    assert (await office.broadcast(broken)).reason == ""


def _spoil(session: Session, number: int, kind: str) -> None:
    spoilt = text("UPDATE broadcast SET kind = :kind WHERE id = :number")
    session.execute(spoilt, {"kind": kind, "number": number})


async def test_what_was_handed_back_as_paused_just_when_it_went_on_is_found_again(office: Office) -> None:
    number = await office.announce()
    await office.control(controlling.pause, number)

    def went_on(session: Session) -> None:
        row = session.get_one(type(broadcast), number)
        row.state = BroadcastState.SENDING

    broadcast = await office.broadcast(number)
    await office.do(went_on)
    await office.tell(number)
    assert office.box.taken.total() == 1_000


async def test_a_sender_that_is_told_to_stop_hands_its_parcels_back(office: Office) -> None:
    number = await office.announce()
    office.box.open.clear()
    async with office.sending() as sender:
        await office.until(lambda: office.box.came == 128)
        sender.stop()
        office.box.open.set()
    assert all(row.lease_until is None for row in await office.parcels(number))
    assert await office.tally(number) == {State.ACCEPTED: 128, State.PLANNED: 872}
