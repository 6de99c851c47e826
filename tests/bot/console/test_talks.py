"""Who asks for a person is answered by one, whatever the channel, and the assistant makes room."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from offices import Office, office
from sqlalchemy import update
from town import fresh_url

from bot.inbox import REPLY
from bot.officers import forgetting
from bot.officers.letters import Letter, LetterFate
from bot.officers.talks import OfficerLine, OfficerTalk, TalkState
from bot.retention import forget_old
from connectors.claims import WaitState
from connectors.messages import Address

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_channel = pytest.mark.parametrize("channel", ["zalo", "messenger", "webchat"])
every_platform = pytest.mark.parametrize("channel", ["zalo", "messenger"])
PAPERS, WORDS = "làm giấy khai sinh cho con cần giấy tờ gì", "Mời Ông/Bà đến quầy số 2 trước 16 giờ."
_people = itertools.count(5275811702510001)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with office(url, folder) as it:
            yield it


@pytest.fixture
def who(it: Office) -> str:
    """Somebody new, at nine in the morning."""
    it.place.go_to(hour=9)
    return str(next(_people))


async def _texts(it: Office, channel: str, who: str) -> list[str]:
    return await it.place.way(channel).texts(who)


@every_channel
async def test_the_whole_way_from_the_wish_for_a_person_to_the_assistant_and_back(
    it: Office, channel: str, who: str
) -> None:
    way = it.place.way(channel)
    talk = await it.asked(channel, who)
    assert "Cán bộ của UBND xã B sẽ trả lời Ông/Bà tại đây" in (await way.texts(who))[0]
    await way.say(PAPERS, who)
    await it.place.settled()
    assert len(await way.texts(who)) == 1, "the assistant is silent"
    _, inbox = await it.page("/talks")
    assert f"/console/talks/{talk.id}" in inbox
    assert "2 tin chưa trả lời" in inbox
    assert PAPERS in inbox
    assert "Đã nhận" in (await it.does("claim", talk))[1]
    status, page = await it.does("write", talk, text=WORDS)
    assert (status, WORDS in page) == (200, True)
    await it.posted()
    assert (await way.texts(who))[-1].endswith(WORDS)
    assert "đã gửi" in (await it.page(f"/talks/{talk.id}"))[1]
    await it.does("back", talk)
    await it.posted()
    assert "trợ lý tự động trả lời tiếp" in (await way.texts(who))[-1]
    await way.say(PAPERS, who)
    await it.place.settled()
    texts = await way.texts(who)
    assert "Giấy chứng sinh" in texts[-1]
    assert sum(text.endswith(WORDS) for text in texts) == 1
    assert f"/console/talks/{talk.id}" not in (await it.page("/talks"))[1]


async def test_in_the_web_chat_the_officer_is_named_and_what_is_left_to_one_is_said_so(
    it: Office, who: str
) -> None:
    talk = await it.asked("webchat", who)
    await it.place.webchat.say("còn ai ở đó không", who)
    await it.place.settled()
    await it.does("write", talk, text=WORDS)
    await it.posted()
    lines = await it.place.webchat._lines(who)
    assert (lines[-1]["from"], lines[-1]["by"]) == ("officer", "Cán bộ Bà cuc")
    assert [line.get("left", False) for line in lines if line["from"] == "visitor"] == [False, True]


async def test_of_two_who_claim_at_once_one_gets_it_and_the_other_is_told_who(it: Office, who: str) -> None:
    talk = await it.asked("zalo", who)
    pages = await asyncio.gather(it.does("claim", talk), it.does("claim", talk, it.other))
    won = ["Đã nhận." in page for _, page in pages]
    assert sorted(won) == [False, True]
    assert "đã nhận cuộc này trước" in pages[won.index(False)][1]


async def test_a_colleague_takes_over_and_only_then_may_write(it: Office, who: str) -> None:
    talk = await it.asked("messenger", who)
    await it.does("claim", talk)
    status, page = await it.does("write", talk, it.other, text=WORDS)
    assert status == 422
    assert "Bà cuc đang trả lời" in page
    assert WORDS in page, "what was typed is not lost"
    await it.does("take", talk, it.other, **{"from": "nobody"})
    assert (await it.talk()).claimed_by == "cuc"
    await it.does("take", talk, it.other, **{"from": "cuc"})
    assert (await it.does("write", talk, it.other, text=WORDS))[0] == 200
    await it.posted()
    assert (await _texts(it, "messenger", who))[-1] == f"Cán bộ Bà dao:\n{WORDS}"


@every_platform
async def test_words_of_a_process_that_died_after_sending_them_arrive_once(
    it: Office, channel: str, who: str
) -> None:
    talk = await it.asked(channel, who)
    await it.does("write", talk, text=WORDS)
    await it.posted()
    letter = (await it.place.rows(Letter))[-1]
    reply = REPLY.dump_python(REPLY.validate_python({"text": WORDS, "by": "Cán bộ Bà cuc"}), mode="json")
    async with it.place.database.writing() as session:
        unsettled = {"state": WaitState.WAITING, "fate": LetterFate.WAITING, "reply": reply}
        await session.execute(update(Letter).where(Letter.id == letter.id).values(**unsettled))
    await it.posted()
    assert sum(text.endswith(WORDS) for text in await _texts(it, channel, who)) == 1
    assert (await it.place.rows(Letter))[-1].fate is LetterFate.SENT


async def test_a_form_that_is_sent_twice_says_it_once(it: Office, who: str) -> None:
    talk = await it.asked("zalo", who)
    for _ in range(2):
        await it.does("write", talk, text=WORDS, once=f"once-{who}")
    await it.posted()
    assert sum(text.endswith(WORDS) for text in await _texts(it, "zalo", who)) == 1


@every_platform
async def test_that_the_window_is_over_is_told_before_and_after(it: Office, channel: str, who: str) -> None:
    talk = await it.asked(channel, who)
    assert "được nhắn" in (await it.page(f"/talks/{talk.id}"))[1]
    it.place.pass_time(timedelta(days=8))
    assert "đã quá khung giờ được nhắn" in (await it.page("/talks"))[1]
    await it.does("write", talk, text=WORDS)
    await it.posted()
    assert "chưa tới: đã quá khung giờ" in (await it.page(f"/talks/{talk.id}"))[1]
    assert len(await _texts(it, channel, who)) == 1


async def test_that_a_person_blocks_us_is_told(it: Office, who: str) -> None:
    talk = await it.asked("messenger", who)
    it.place.messenger.block(who)
    await it.does("write", talk, text=WORDS)
    await it.posted()
    assert "đã rời hoặc chặn trang" in (await it.page(f"/talks/{talk.id}"))[1]


@every_platform
async def test_what_a_colleague_answers_in_the_platforms_own_tools_is_a_line_too(
    it: Office, channel: str, who: str
) -> None:
    talk = await it.asked(channel, who)
    it.place.platform(channel).staff("Cháu gọi lại bác ngay.", who)
    await it.place.settled()
    assert "Cháu gọi lại bác ngay." in (await it.page(f"/talks/{talk.id}"))[1]


async def test_where_nobody_answers_in_time_the_assistant_does_and_the_talk_still_waits(
    it: Office, who: str
) -> None:
    talk = await it.asked("zalo", who)
    assert "Trợ lý đang im lặng" in (await it.page(f"/talks/{talk.id}"))[1]
    it.place.pass_time(timedelta(minutes=31))
    await it.place.zalo.say(PAPERS, who)
    await it.place.settled()
    assert "Giấy chứng sinh" in (await _texts(it, "zalo", who))[-1]
    _, page = await it.page(f"/talks/{talk.id}")
    assert "Chưa ai nhận" in page
    assert "Trợ lý đang trả lời trong lúc chờ" in page
    assert "Giấy chứng sinh" in page, "the officer sees what the assistant said"


async def test_at_night_one_is_told_when_and_the_talk_waits_for_the_morning(it: Office, who: str) -> None:
    it.place.go_to(hour=22)
    talk = await it.asked("webchat", who)
    await it.place.webchat.say(PAPERS, who)
    await it.place.settled()
    told, reply = await _texts(it, "webchat", who)
    assert "7 giờ 30" in told
    assert "Giấy chứng sinh" in reply
    it.place.go_to(hour=8)
    assert f"/console/talks/{talk.id}" in (await it.page("/talks"))[1]


@every_channel
async def test_of_who_has_everything_erased_nothing_is_left_and_nothing_more_arrives(
    it: Office, channel: str, who: str
) -> None:
    way, talk = it.place.way(channel), await it.asked(channel, who)
    async with it.place.database.writing() as session:
        await session.execute(update(Letter).values(due_at=it.place.hours()))
    await it.does("write", talk, text=WORDS)
    await it.posted()
    await way.say("xóa dữ liệu của tôi", who)
    await it.place.settled()
    assert await it.place.rows(OfficerTalk, id=talk.id) == []
    assert await it.place.rows(OfficerLine, talk_id=talk.id) == []
    assert (await it.place.rows(Letter, about=f"talk:{talk.id}"))[0].person == ""
    assert (await it.page(f"/talks/{talk.id}"))[0] == 404


async def test_a_letter_that_waits_while_its_person_is_erased_is_never_sent(it: Office, who: str) -> None:
    talk = await it.asked("zalo", who)
    await it.does("write", talk, text=WORDS)
    await it.posted()
    later = it.place.hours() + timedelta(hours=1)
    async with it.place.database.writing() as session:
        held = {"state": WaitState.WAITING, "fate": LetterFate.WAITING, "due_at": later, "token": f"t-{who}"}
        waiting = update(Letter).where(Letter.about == f"talk:{talk.id}")
        await session.execute(waiting.values(**held, reply={"text": "Lời đến muộn."}))
        await session.run_sync(forgetting.forget, Address("zalo", "xa-b", who))
    it.place.pass_time(timedelta(hours=2))
    await it.posted()
    assert (await it.place.rows(Letter, about=f"talk:{talk.id}"))[0].fate is LetterFate.GONE
    assert "Lời đến muộn." not in "".join(await _texts(it, "zalo", who))


async def test_a_talk_of_another_agency_is_not_there(it: Office, who: str) -> None:
    talk = await it.asked("zalo", who)
    assert (await it.page(f"/talks/{talk.id}", it.stranger))[0] == 404
    assert (await it.does("claim", talk, it.stranger))[0] == 404
    assert f"/console/talks/{talk.id}" not in (await it.page("/talks", it.stranger))[1]
    assert (await it.talk()).state is TalkState.WAITING


async def test_talks_are_forgotten_a_while_after_they_were_closed(it: Office, who: str) -> None:
    talk = await it.asked("zalo", who)
    await it.does("close", talk)
    long_ago = it.place.hours() - timedelta(days=400)
    async with it.place.database.writing() as session:
        closed = update(OfficerTalk).where(OfficerTalk.id == talk.id)
        await session.execute(closed.values(closed_at=long_ago))
    await forget_old(it.place.database, it.place.settings)
    assert await it.place.rows(OfficerLine, talk_id=talk.id) == []
