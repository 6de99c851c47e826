"""A reply leaves message by message, each once, and goes on where it was interrupted."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pacing import NOON, RATE
from postoffice import AN, FAST, LINES, LONG, TOKEN, Desk, opened

from connectors import outgoing, people
from connectors.channel import (
    Lost,
    Refused,
    Resting,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.database import Database
from connectors.delivering import PlatformChannel
from connectors.directory import Accounts
from connectors.messages import Echoed
from connectors.outbox import Outbox
from connectors.outgoing import tag
from connectors.secrets import Seal


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with opened(database) as desk:
        yield desk


async def test_a_long_reply_leaves_in_order_and_its_buttons_with_the_last(desk: Desk) -> None:
    await desk.send()
    assert desk.office.texts == LINES
    assert [message["buttons"] for message in desk.office.taken] == [[], [], ["Lệ phí"]]
    assert [message["tag"] for message in desk.office.taken] == [tag(TOKEN, part) for part in range(3)]


async def test_the_same_reply_is_sent_once_however_often_it_is_tried(desk: Desk) -> None:
    for _ in range(3):
        await desk.send()
    assert desk.office.texts == LINES


@pytest.mark.parametrize(
    ("status", "kind"), [(503, Unreachable), (429, Throttled), (403, Stopped), (400, Refused)]
)
async def test_what_was_interrupted_goes_on_with_the_message_that_failed(
    desk: Desk, status: int, kind: type[SendError]
) -> None:
    desk.office.faults["/message"] = [200, status]
    with pytest.raises(kind):
        await desk.send()
    assert desk.office.texts == LINES[:1]
    desk.clock.pass_(1_000)
    await desk.send()
    assert desk.office.texts == LINES


@pytest.mark.parametrize("echoed", [False, True])
async def test_a_message_whose_answer_was_lost_waits_for_its_echo_before_it_goes_again(
    desk: Desk, echoed: bool
) -> None:
    desk.office.faults["/message"] = [200, "cut"]
    with pytest.raises(Lost):
        await desk.send()
    with pytest.raises(Throttled) as wait:
        await desk.send()
    assert wait.value.retry_after == timedelta(seconds=3)
    if echoed:
        echo = Echoed("p2", AN, NOON, tag(TOKEN, 1))
        await desk.database.at_once(lambda session: outgoing.note(session, [echo]))
    else:
        desk.clock.pass_(3)
    await desk.send()
    assert desk.office.texts == (LINES if echoed else [*LINES[:2], *LINES[1:]])


async def test_a_message_that_is_lost_twice_is_left_and_the_next_one_goes(desk: Desk) -> None:
    desk.office.faults["/message"] = ["cut", "cut"]
    for _ in range(2):
        with pytest.raises(Lost):
            await desk.send()
        desk.clock.pass_(5)
    await desk.send()
    assert desk.office.texts == [LINES[0], *LINES]


async def test_a_stale_token_is_renewed_and_the_message_sent(desk: Desk) -> None:
    desk.office.token = "access-2"
    await desk.send()
    assert desk.office.texts == LINES
    assert (desk.office.asked["/message"], desk.office.asked["/token"]) == (4, 1)


async def test_a_token_that_stays_stale_is_renewed_once_a_try_and_rests_the_account(desk: Desk) -> None:
    desk.office.faults["/message"] = [401] * 100
    for _ in range(FAST.failures):
        with pytest.raises(StaleToken):
            await desk.send()
        desk.clock.pass_(1)
    assert desk.office.asked["/token"] == FAST.failures
    with pytest.raises(Resting, match="StaleToken"):
        await desk.send()
    assert desk.office.asked["/token"] == FAST.failures


async def test_a_renewal_that_is_lost_does_not_leave_the_message_in_doubt(desk: Desk) -> None:
    desk.office.faults["/message"], desk.office.faults["/token"] = [401], ["cut"]
    with pytest.raises(Unreachable, match="renewing"):
        await desk.send()
    await desk.send()
    assert desk.office.texts == LINES


async def test_a_stopped_account_is_not_used_until_somebody_mended_it(desk: Desk) -> None:
    there = await desk.elsewhere()
    account = await desk.accounts.stop(desk.accounts.all[0], "an administrator must consent again")
    with pytest.raises(Stopped, match="consent again"):
        await desk.send()
    assert not desk.office.asked
    await there.set_secrets(account, access_token="access-1")
    await desk.send()
    assert desk.office.texts == LINES


async def test_an_operator_who_mended_the_account_ends_its_rest(desk: Desk) -> None:
    desk.office.faults["/message"] = [403]
    with pytest.raises(Stopped):
        await desk.send()
    with pytest.raises(Resting, match="Stopped") as rest:
        await desk.send()
    assert rest.value.retry_after is not None
    assert rest.value.retry_after >= timedelta(minutes=10)
    there = await desk.elsewhere()
    await there.resume(there.all[0])
    await desk.send()
    assert desk.office.texts == LINES


async def test_secrets_that_do_not_open_send_nothing(desk: Desk) -> None:
    stranger = Accounts(desk.database, Seal(b"another key of the same kind"))
    outbox = Outbox(desk.database, people.last_acts)
    with pytest.raises(Stopped, match="another key"):
        await PlatformChannel(desk.post, stranger, outbox, clock=desk.clock).send(AN, LONG, token=TOKEN)
    assert not desk.office.asked


async def test_an_agency_without_an_account_can_send_nothing(desk: Desk) -> None:
    nowhere = replace(AN, agency="xa-khac")
    with pytest.raises(Stopped, match="no account"):
        await desk.send(to=nowhere)
    with pytest.raises(Stopped, match="no account"):
        await desk.channel.ability("xa-khac")
    assert (await desk.channel.ability("xa-mau")).longest == 40


async def test_after_the_window_nothing_is_sent(desk: Desk) -> None:
    await desk.database.at_once(lambda session: people.saw(session, AN, NOON))
    desk.clock.pass_(48 * 3600 + 1)
    with pytest.raises(WindowClosed):
        await desk.send()
    assert not desk.office.asked


@pytest.mark.parametrize(("per_second", "shown"), [(20, False), (1.6, True)])
async def test_a_turn_that_is_near_is_waited_for_and_a_longer_wait_is_shown(
    desk: Desk, per_second: float, shown: bool
) -> None:
    desk.post.pace = replace(RATE, per_second=per_second, burst=1)
    outbox = Outbox(desk.database, people.last_acts)
    channel = PlatformChannel(desk.post, desk.accounts, outbox, clock=lambda: datetime.now(UTC))
    await channel.send(AN, LONG, token=TOKEN)
    assert desk.office.texts == LINES
    assert bool(desk.office.asked["/typing"]) is shown
    await channel.close()


async def test_a_turn_that_is_far_is_handed_back_with_its_time(desk: Desk) -> None:
    desk.post.pace = replace(RATE, per_second=0.1, burst=1)
    for sent in (1, 2):
        with pytest.raises(Throttled) as wait:
            await desk.send()
        assert wait.value.retry_after == timedelta(seconds=10)
        assert desk.office.texts == LINES[:sent]
        desk.clock.pass_(10)
    await desk.send()
    assert desk.office.texts == LINES
