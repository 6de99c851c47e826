"""People first, whichever the channel: a welcome once, a sentence for everything, and to be forgotten."""

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from chat_door import ChatWay
from town import Town, fresh_url, town

from bot import people_wording, routed_wording
from bot.asked import message_key
from bot.handovers import Handover
from bot.inbox import InboxRow
from bot.talks import Talk
from connectors.messages import Form
from connectors.outgoing import Outgoing
from connectors.people import Person
from connectors.webchat.lines import WebchatLine
from knowledge.questions import Question

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_channel = pytest.mark.parametrize("channel", ["zalo", "messenger", "webchat"])
every_platform = pytest.mark.parametrize("channel", ["zalo", "messenger"])
"""The page of the portal greets by itself, takes words only, and has no news to send."""
PAPERS, FEE = "làm giấy khai sinh cho con cần giấy tờ gì", "lệ phí đăng ký kết hôn bao nhiêu"
KINDS = (Form.IMAGE, Form.STICKER, Form.AUDIO, Form.VIDEO, Form.FILE, Form.LOCATION)
_people = itertools.count(5275811702460001)


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
    """Somebody whom nobody knows yet."""
    return str(next(_people))


@every_platform
async def test_who_comes_is_welcomed_once_with_three_examples(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.come(who)
    await place.settled()
    (welcome,) = await way.read(who)
    assert "trợ lý tự động của UBND xã B" in welcome.text
    assert all(label in welcome.text + "".join(welcome.buttons) for label, _ in routed_wording.EXAMPLES)
    assert welcome.text.count("91/2025/QH15") == 1
    place.pass_time(timedelta(minutes=1))
    way.come(who)
    await way.say(PAPERS, who)
    await place.settled()
    later = (await way.texts(who))[1:]
    assert later
    assert not any("91/2025/QH15" in text or "máy trả lời" in text for text in later)


@every_platform
async def test_who_asks_at_once_is_answered_and_told_who_speaks(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    await way.say(PAPERS, who)
    await place.settled()
    (read,) = await way.texts(who)
    assert "Giấy chứng sinh" in read
    assert read.count("91/2025/QH15") == read.count("máy trả lời tự động của UBND xã B") == 1


@every_platform
async def test_what_is_no_text_gets_a_fitting_sentence(place: Town, channel: str) -> None:
    way = place.platform(channel)
    senders = {kind: str(next(_people)) for kind in KINDS}
    for kind, who in senders.items():
        way.show(kind, who)
    await place.settled()
    for kind, who in senders.items():
        (read,) = await way.texts(who)
        assert read.startswith(people_wording.FORMS[kind])


@every_platform
async def test_five_photos_get_one_sentence(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    for _ in range(5):
        way.show("image", who)
    await place.settled()
    assert len(await way.texts(who)) == 1


@every_platform
async def test_news_are_asked_for_and_ended(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    for text, wanted in (("đăng ký tin", True), ("ngừng tin", False)):
        await way.say(text, who)
        await place.settled()
        (person,) = await place.rows(Person, channel=channel, person=who)
        assert person.wants_news is wanted
        assert "nhận tin của UBND xã B" in (await way.texts(who))[-1]


@every_channel
async def test_who_asks_for_it_is_forgotten(place: Town, channel: str, who: str) -> None:
    way = place.way(channel)
    messages = [await way.say(text, who) for text in (PAPERS, "gặp cán bộ", FEE)]
    await place.settled()
    await way.say("xóa dữ liệu của tôi", who)
    await place.settled()
    assert (await way.texts(who))[-1].startswith("Đã xóa dữ liệu của Ông/Bà")
    known = way.visitor(who) if isinstance(way, ChatWay) else who
    for table in (InboxRow, Person, Outgoing):
        assert not await place.rows(table, person=known), table
    for keyed in (Talk, Handover):
        assert not [row for row in await place.rows(keyed) if known in row.key], keyed
    asked = {row.message_id for row in await place.rows(Question, channel=channel)}
    assert not {message_key(channel, place.kept_id(way, name)) for name in messages} & asked


async def test_zalo_is_told_to_forget_a_person_too(place: Town, who: str) -> None:
    await place.zalo.say("xóa dữ liệu của tôi", who)
    await place.settled()
    assert who in place.zalo.server.world.office().erased


async def test_the_page_shows_no_line_from_before_the_forgetting(place: Town, who: str) -> None:
    await place.webchat.say(PAPERS, who)
    await place.settled()
    await place.webchat.say("xóa dữ liệu của tôi", who)
    await place.settled()
    rows = await place.rows(WebchatLine, visitor=place.webchat.visitor(who))
    assert len(rows) <= 2
    assert not any("khai sinh" in row.body["text"] for row in rows)
