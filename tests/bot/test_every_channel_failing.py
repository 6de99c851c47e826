"""What goes wrong while a reply is sent, on every platform: nothing is lost, and little is said twice."""

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from chat_door import AGENCY
from town import Town, fresh_url, town

from bot.inbox import InboxRow
from bot.rehearsal.platforms.faults import TOKEN, Fault
from connectors.claims import WaitState
from connectors.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_platform = pytest.mark.parametrize("channel", ["zalo", "messenger"])
"""What the page of the portal shows is in our own database: nothing on the way to it can fail."""
PAPERS = "làm giấy khai sinh cho con cần giấy tờ gì"
AGAIN = [Fault.BROKEN, Fault.HTML, Fault.REDIRECT, Fault.THROTTLED, Fault.DROPPED]
"""After these it has not arrived."""
_people = itertools.count(5275811702480001)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with town(url, folder) as place:
            yield place


@pytest.fixture
def who() -> str:
    return str(next(_people))


@every_platform
@pytest.mark.parametrize("fault", AGAIN)
async def test_what_did_not_arrive_is_sent_again_once(
    place: Town, channel: str, fault: Fault, who: str
) -> None:
    way = place.platform(channel)
    way.suffer(fault)
    await way.say(PAPERS, who)
    await place.settled()
    assert way.faults.counted[fault] >= 1
    assert len(await way.texts(who)) == 1
    assert (await place.health())["alarms"] == []


@every_platform
async def test_an_answer_that_is_lost_is_known_by_its_echo(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.suffer(Fault.LOST)
    await way.say(PAPERS, who)
    await place.settled()
    assert len(await way.texts(who)) == 1


async def test_an_answer_that_is_lost_and_has_no_echo_is_said_twice_at_most(place: Town, who: str) -> None:
    place.zalo.server.doubt(echoes=False)
    place.zalo.suffer(Fault.LOST, most=None)
    await place.zalo.say(PAPERS, who)
    await place.settled()
    place.zalo.recover()
    place.zalo.server.doubt(echoes=True)
    assert len(await place.zalo.texts(who)) == 2


@every_platform
async def test_an_error_inside_a_success_is_an_error(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.suffer(Fault.ERROR)
    await way.say(PAPERS, who)
    await place.settled()
    assert len(await way.texts(who)) == 1


@every_platform
async def test_a_platform_that_is_away_for_an_hour_gets_every_answer_then(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    way.suffer(Fault.BROKEN, most=None)
    people = [who, *(str(next(_people)) for _ in range(3))]
    for person in people:
        await way.say(PAPERS, person)
    await place.tried()
    assert [await way.texts(person) for person in people] == [[]] * 4
    place.pass_time(timedelta(hours=1))
    way.recover()
    await place.settled()
    assert [len(await way.texts(person)) for person in people] == [1] * 4


@every_platform
async def test_who_blocks_us_gets_nothing_and_is_answered_after_coming_back(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    way.block(who)
    await way.say(PAPERS, who)
    await place.settled()
    (row,) = await place.rows(InboxRow, channel=channel, person=who)
    (person,) = await place.rows(Person, channel=channel, person=who)
    assert (row.state, row.error.partition(":")[0]) == (WaitState.FAILED, "Gone")
    assert person.gone_at is not None
    assert (await place.health())["alarms"] == []
    place.pass_time(timedelta(minutes=1))
    way.unblock(who)
    await way.say(PAPERS, who)
    await place.settled()
    (person,) = await place.rows(Person, channel=channel, person=who)
    assert person.gone_at is None
    assert len(await way.texts(who)) == 1


async def test_who_stops_following_gets_nothing_more(place: Town, who: str) -> None:
    await place.zalo.say(PAPERS, who)
    await place.settled()
    place.zalo.suffer(Fault.BROKEN, most=None)
    await place.zalo.say("lệ phí đăng ký kết hôn", who)
    await place.tried()
    place.zalo.server.citizens.unfollow(who)
    place.zalo.recover()
    await place.settled()
    errors = [row.error for row in await place.rows(InboxRow, channel="zalo", state=WaitState.FAILED)]
    assert errors[-1].startswith("Gone")
    assert len(await place.zalo.texts(who)) == 1
    (person,) = await place.rows(Person, channel="zalo", person=who)
    assert person.follows is False


@every_platform
async def test_after_the_window_nothing_is_sent(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.suffer(Fault.BROKEN, most=None)
    await way.say(PAPERS, who)
    await place.tried()
    place.pass_time(way.window + timedelta(minutes=1))
    way.recover()
    await place.settled()
    (row,) = await place.rows(InboxRow, channel=channel, person=who)
    assert (row.state, row.error) == (WaitState.FAILED, "window")
    assert await way.texts(who) == []
    await way.say(PAPERS, who)
    await place.settled()
    assert len(await way.texts(who)) == 1


async def test_a_token_of_zalo_that_is_over_is_renewed_once_and_every_answer_sent(
    place: Town, who: str
) -> None:
    zalo, before = place.zalo.server, sum(place.zalo.server.tokens.refreshes.values())
    zalo.tokens.expire()
    people = [who, *(str(next(_people)) for _ in range(4))]
    for person in people:
        await place.zalo.say(PAPERS, person)
    await place.settled()
    assert [len(await place.zalo.texts(person)) for person in people] == [1] * 5
    assert sum(zalo.tokens.refreshes.values()) - before == 1
    assert (await place.health())["alarms"] == []


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.HTML, Fault.ERROR, Fault.DROPPED, Fault.THROTTLED])
async def test_a_renewal_that_goes_wrong_once_costs_no_consent(place: Town, fault: Fault, who: str) -> None:
    place.zalo.server.tokens.expire()
    place.zalo.suffer(fault, where=TOKEN)
    await place.zalo.say(PAPERS, who)
    await place.settled()
    assert len(await place.zalo.texts(who)) == 1
    assert (await place.health())["alarms"] == []


async def test_a_dead_token_of_a_page_is_an_alarm_and_a_new_one_lets_the_queue_go_on(
    place: Town, who: str
) -> None:
    way, service = place.messenger, place.service
    way.server.kill_token(460)
    await way.say(PAPERS, who)
    await way.say("lệ phí đăng ký kết hôn", who)
    await place.tried()
    (alarm,) = (await place.health())["alarms"]
    assert alarm.startswith(f"stopped, messenger {AGENCY}: ")
    account = await service.platforms.accounts.set_secrets(
        place.account("messenger"), page_token=way.server.renew_token()
    )
    await service.inbox.go_on(account.channel, account.agency)
    await place.settled()
    assert len(await way.texts(who)) == 2
    assert (await place.health())["alarms"] == []
