"""One behaviour, whichever the channel: answered once, in order, whole, with choices that are understood."""

import itertools
import unicodedata
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from known import answer, change
from town import Town, fresh_url, town

from bot import routed_wording
from bot.inbox import InboxRow
from bot.oddities import Oddity
from bot.webhooks.turned_away import TurnedAway
from connectors.doors import Reason
from knowledge.questions import Question

pytestmark = pytest.mark.asyncio(loop_scope="module")
CHANNELS = ("zalo", "messenger", "webchat")
PLATFORMS = ("zalo", "messenger")
"""The page of the portal has no followers, no people known from before, and no webhook."""
every_channel = pytest.mark.parametrize("channel", CHANNELS)
every_platform = pytest.mark.parametrize("channel", PLATFORMS)
PAPERS, FEE = "làm giấy khai sinh cho con cần giấy tờ gì", "lệ phí đăng ký kết hôn bao nhiêu"
FUND = "mức hưởng quỹ đền ơn đáp nghĩa năm nay"
LONG = "Điều kiện hưởng trợ cấp, người dân nộp tại bộ phận một cửa của xã. " * 130
_people = itertools.count(5275811702470001)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with town(url, folder) as place:
            await change(place.database, answer(1, "fund", LONG, FUND))
            await place.service.library.refresh(place.database)
            yield place


@pytest.fixture
def who() -> str:
    """Somebody whom nobody knows yet."""
    return str(next(_people))


@every_channel
async def test_a_question_is_answered(place: Town, channel: str, who: str) -> None:
    way = place.way(channel)
    await way.say(PAPERS, who)
    await place.settled()
    (read,) = await way.texts(who)
    assert "Giấy chứng sinh" in read


@every_channel
async def test_questions_of_one_person_are_answered_in_their_order(
    place: Town, channel: str, who: str
) -> None:
    way = place.way(channel)
    await way.say(PAPERS, who)
    await way.say(FEE, who)
    await place.settled()
    first, second = await way.texts(who)
    assert "khai sinh" in first
    assert "kết hôn" in second


@every_platform
async def test_a_call_that_comes_again_is_answered_once(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    body = place.body(way.message(PAPERS, sender={"id": who}))
    headers = way.headers(body)
    way.know(who)
    assert [await place.call(way, body, headers) for _ in range(3)] == [200, 200, 200]
    await place.settled()
    place.pass_time(timedelta(hours=5))
    assert await place.call(way, body, headers) == 200
    await place.settled()
    assert len(await way.texts(who)) == 1


async def test_a_message_that_the_page_repeats_is_answered_once(place: Town, who: str) -> None:
    body = {"id": f"again-{who}", "text": PAPERS, "payload": None}
    for _ in range(3):
        await place.webchat.post(body, who)
    await place.settled()
    assert len(await place.webchat.texts(who)) == 1


@every_platform
async def test_of_ten_events_the_third_is_broken_and_nine_are_answered(place: Town, channel: str) -> None:
    way = place.platform(channel)
    people = [str(next(_people)) for _ in range(9)]
    with way.together():
        for number, person in enumerate(people):
            if number == 2:
                way.broken()
            await way.say(PAPERS, person)
    await place.settled()
    assert [len(await way.texts(person)) for person in people] == [1] * 9
    assert any("broken" in row.name or "id" in row.name for row in await place.rows(Oddity, channel=channel))


async def test_of_ten_posts_of_the_page_the_third_is_broken_and_nine_are_answered(place: Town) -> None:
    people = [str(next(_people)) for _ in range(9)]
    for number, person in enumerate(people):
        if number == 2:
            await place.webchat.post({"id": 7, "text": None}, person, status=400)
        await place.webchat.say(PAPERS, person)
    await place.settled()
    assert [len(await place.webchat.texts(person)) for person in people] == [1] * 9


@every_platform
async def test_an_event_nobody_knows_is_kept_and_counted(place: Town, channel: str) -> None:
    way = place.platform(channel)
    way.unheard_of()
    way.unheard_of()
    await place.settled()
    names = ("user_did_something", "unknown event messaging_hologram")
    (odd,) = [row for row in await place.rows(Oddity, channel=channel) if row.name in names]
    assert odd.count == 2


@every_channel
async def test_a_text_that_is_longer_than_the_channel_allows_is_split_and_nothing_is_lost(
    place: Town, channel: str, who: str
) -> None:
    limit = {"zalo": 2_000, "messenger": 1_900, "webchat": 10**6}[channel]
    way = place.way(channel)
    await way.say(FUND, who)
    await place.settled()
    read = await way.texts(who)
    assert all(len(unicodedata.normalize("NFC", text)) <= limit for text in read)
    assert " ".join(LONG.split()) in " ".join(" ".join(read).split())


@every_channel
async def test_the_second_choice_is_understood(place: Town, channel: str, who: str) -> None:
    way = place.way(channel)
    await way.say("xin chào", who)
    await place.settled()
    await way.press(2, who)
    await place.settled()
    assert len(await way.texts(who)) == 2
    questions = await place.rows(Question, channel=channel)
    assert questions[-1].asked == routed_wording.EXAMPLES[1][1]


@every_platform
async def test_a_forged_call_is_turned_away_kept_nowhere_and_counted(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    body = place.body(way.message(PAPERS, sender={"id": who}))
    assert await place.call(way, body, way.headers(body, "another key")) == 403
    await place.settled()
    assert not await place.rows(InboxRow, person=who)
    await place.service.counts.write(place.hours())
    counted = await place.rows(TurnedAway, channel=channel, reason=Reason.WRONG_SIGNATURE.value)
    assert sum(row.count for row in counted) == 1


async def test_a_forged_visitor_of_the_page_is_turned_away(place: Town) -> None:
    place.webchat.tokens["forged"] = "A" * 22 + "." + "B" * 24
    await place.webchat.post({"id": "forged", "text": PAPERS, "payload": None}, "forged", status=401)
    assert not await place.rows(InboxRow, platform_id="forged")
