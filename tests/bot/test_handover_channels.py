"""Officers and the assistant never talk over each other, on any platform on which both may answer."""

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from doors import PlatformWay
from town import Town, fresh_url, town

from bot import people_wording
from bot.asked import KEPT
from bot.rehearsal.platforms.faults import Fault
from knowledge.questions import Question

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_platform = pytest.mark.parametrize("channel", ["zalo", "messenger"])
"""On the page of the portal no officer answers yet."""
PAPERS, STAFF = "làm giấy khai sinh cho con cần giấy tờ gì", "Chào bác, cháu là cán bộ tư pháp."
_people = itertools.count(5275811702490001)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with town(url, folder, staff_answers=True) as place:
            yield place


@pytest.fixture
def who() -> str:
    return str(next(_people))


async def _taken_over(place: Town, way: PlatformWay, who: str) -> None:
    await way.say("xin chào", who)
    await place.settled()
    way.staff(STAFF, who)
    await place.settled()


@every_platform
async def test_after_an_officer_answered_the_assistant_is_silent_and_keeps_the_question(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    await _taken_over(place, way, who)
    await way.say(f"{PAPERS} số {who}", who)
    await place.settled()
    assert len(await way.texts(who)) == 1
    kept = [row for row in await place.rows(Question, channel=channel) if row.kind == KEPT]
    assert "giấy khai sinh" in kept[-1].asked


@every_platform
async def test_half_an_hour_later_the_assistant_answers_again(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    await _taken_over(place, way, who)
    place.pass_time(timedelta(minutes=29))
    await way.say(PAPERS, who)
    await place.settled()
    assert len(await way.texts(who)) == 1
    place.pass_time(timedelta(minutes=2))
    await way.say(PAPERS, who)
    await place.settled()
    assert "Giấy chứng sinh" in (await way.texts(who))[-1]


@every_platform
async def test_a_word_calls_the_assistant_back(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    await _taken_over(place, way, who)
    await way.say("trợ lý ơi", who)
    await way.say(PAPERS, who)
    await place.settled()
    back, reply = (await way.texts(who))[-2:]
    assert back.startswith(people_wording.ASSISTANT_BACK)
    assert "Giấy chứng sinh" in reply


@every_platform
async def test_an_officer_silences_the_assistant_for_that_person_only(
    place: Town, channel: str, who: str
) -> None:
    way, other = place.platform(channel), str(next(_people))
    await _taken_over(place, way, who)
    await way.say(PAPERS, other)
    await place.settled()
    assert len(await way.texts(other)) == 1


@every_platform
async def test_who_is_in_danger_is_told_whom_to_call_though_an_officer_holds_the_talk(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    await _taken_over(place, way, who)
    await way.say("cháy nhà rồi cứu với", who)
    await place.settled()
    assert "114" in (await way.texts(who))[-1]


@every_platform
async def test_a_reply_that_waited_while_an_officer_answered_is_not_said_any_more(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    way.suffer(Fault.BROKEN, most=None)
    await way.say(PAPERS, who)
    await place.tried()
    way.staff(STAFF, who)
    await way.hooks.idle()
    way.recover()
    await place.settled()
    assert await way.texts(who) == []


@every_platform
async def test_who_asks_for_a_human_in_office_hours_is_left_to_one(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    place.go_to(hour=9)
    await way.say("gặp cán bộ", who)
    await place.settled()
    (told,) = await way.texts(who)
    assert "Cán bộ của UBND xã B sẽ trả lời Ông/Bà tại đây" in told
    await way.say(PAPERS, who)
    await place.settled()
    assert len(await way.texts(who)) == 1


@every_platform
async def test_who_asks_for_a_human_at_night_is_told_when_one_is_there_and_answered_meanwhile(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    place.go_to(hour=20)
    await way.say("gặp cán bộ", who)
    await way.say(PAPERS, who)
    await place.settled()
    told, reply = await way.texts(who)
    assert "7 giờ 30" in told
    assert "Giấy chứng sinh" in reply


async def test_what_another_app_of_the_page_holds_is_kept_and_not_answered(place: Town, who: str) -> None:
    way = place.messenger
    await way.say("xin chào", who)
    await place.settled()
    way.server.office.hand_over(who, "998877")
    await way.say("hỏi giấy kết hôn", who)
    await place.settled()
    assert len(await way.texts(who)) == 1
    assert [row.asked for row in await place.rows(Question, channel="messenger", kind=KEPT)][-1] == (
        "hỏi giấy kết hôn"
    )
