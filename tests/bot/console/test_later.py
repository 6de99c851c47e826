"""Who asked while there was no answer, and wished it, is told when it is there: once, where one may."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from offices import Office, office
from sqlalchemy import update
from town import fresh_url
from wishing import BUTTON, answered, wishes

from bot.officers.letters import Letter
from bot.officers.wishes_later import LaterWish
from bot.retention import forget_old
from knowledge.questions import Question

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_channel = pytest.mark.parametrize("channel", ["zalo", "messenger", "webchat"])
_people = itertools.count(5275811702610001)
NEVER_SAID = itertools.cycle(
    (
        "hội quán zyrtal mở cửa lúc nào",
        "thuê sân bóng của xã ra sao",
        "nuôi cá sấu trong ao nhà",
        "lịch phát nước tưới ruộng",
        "đăng ký học bơi hè cho trẻ em",
        "thả diều ở bờ đê",
        "mở lớp dạy múa lân",
        "tham quan nhà máy bia",
        "tiêm phòng cho chó mèo",
        "xin cây giống trồng rừng",
        "lịch chiếu phim lưu động",
        "đổi rác lấy quà",
    )
)
"""The knowledge says nothing of them; each is another matter, so that the answer to one answers no other."""


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with office(url, folder) as it:
            it.place.go_to(hour=9)
            yield it


@pytest.fixture
def who(it: Office) -> str:
    it.place.go_to(hour=9)
    return str(next(_people))


@pytest.fixture
def asked() -> str:
    return next(NEVER_SAID)


async def _told(it: Office, number: int) -> str:
    await it.page("/talks")
    _, page = await it.officer.post(f"/later/{number}", {}, page="/talks")
    await it.posted()
    return page


async def test_whoever_wished_is_told_once_wherever_they_asked(it: Office, asked: str, who: str) -> None:
    people = {channel: str(next(_people)) for channel in ("zalo", "messenger", "webchat")}
    for channel, person in people.items():
        await wishes(it, channel, person, asked)
    number = await answered(it, asked)
    _, page = await it.page(f"/later/{number}")
    assert "3 người đã hỏi và muốn được báo: 3 nhận được ngay." in page
    assert "Báo cho 3 người" in page
    assert "Đang báo cho 3 người." in await _told(it, number)
    for channel, person in people.items():
        texts = await it.place.way(channel).texts(person)
        assert re.match(rf"Ông/Bà đã hỏi ngày \d\d/11/2026: “{asked}”", texts[-1])
        assert f"Trả lời: {asked}." in texts[-1]
    assert "Chưa báo cho ai" in await _told(it, number)
    _, page = await it.page(f"/later/{number}")
    assert "Không có ai đang chờ" in page
    assert "đã gửi" in page
    told = [text for channel, who in people.items() for text in await it.place.way(channel).texts(who)]
    assert sum("Ông/Bà đã hỏi ngày" in text for text in told) == 3


async def test_two_editors_who_tell_at_once_tell_nobody_twice(it: Office, asked: str, who: str) -> None:
    await wishes(it, "messenger", who, asked)
    number = await answered(it, asked)
    await it.page("/talks")
    both = (it.officer.post(f"/later/{number}", {}, page="/talks") for _ in range(2))
    await asyncio.gather(*both)
    await it.posted()
    assert len(await it.place.rows(Letter, about=f"group:{number}")) == 1


async def test_who_asked_the_same_twice_is_told_once(it: Office, asked: str, who: str) -> None:
    for _ in range(2):
        await wishes(it, "messenger", who, asked)
    number = await answered(it, asked)
    assert "1 người đã hỏi" in (await it.page(f"/later/{number}"))[1]
    await _told(it, number)
    assert "Không có ai đang chờ" in (await it.page(f"/later/{number}"))[1]


async def test_who_is_past_the_window_is_counted_before_and_gets_nothing(
    it: Office, asked: str, who: str
) -> None:
    late, soon = who, str(next(_people))
    await wishes(it, "messenger", late, asked)
    it.place.pass_time(timedelta(hours=25))
    await wishes(it, "messenger", soon, asked)
    number = await answered(it, asked)
    _, page = await it.page(f"/later/{number}")
    assert "2 người đã hỏi và muốn được báo: 1 nhận được ngay, 1 đã quá khung giờ của nền tảng." in page
    await _told(it, number)
    assert "Ông/Bà đã hỏi" not in "".join(await it.place.messenger.texts(late))
    assert "Ông/Bà đã hỏi" in (await it.place.messenger.texts(soon))[-1]


async def test_at_night_the_answer_waits_for_the_morning(it: Office, asked: str, who: str) -> None:
    it.place.go_to(hour=22)
    await wishes(it, "messenger", who, asked)
    number = await answered(it, asked)
    assert "1 nhận lúc 7 giờ" in (await it.page(f"/later/{number}"))[1]
    await it.officer.post(f"/later/{number}", {}, page="/talks")
    await asyncio.sleep(1)
    assert "Ông/Bà đã hỏi" not in (await it.place.messenger.texts(who))[-1]
    it.place.go_to(hour=8)
    await it.posted()
    assert "Ông/Bà đã hỏi" in (await it.place.messenger.texts(who))[-1]


@every_channel
async def test_who_had_everything_erased_or_wants_it_no_more_is_not_told(
    it: Office, channel: str, asked: str, who: str
) -> None:
    way, other = it.place.way(channel), str(next(_people))
    await wishes(it, channel, who, asked)
    await wishes(it, channel, other, asked)
    await way.say("xóa dữ liệu của tôi", who)
    await way.press(1, other)
    await it.place.settled()
    assert (await way.texts(other))[-1].startswith("Đã bỏ.")
    number = await answered(it, asked)
    assert "Không có ai đang chờ" in (await it.page(f"/later/{number}"))[1]


async def test_nobody_is_told_what_somebody_else_asked(it: Office, asked: str, who: str) -> None:
    await wishes(it, "webchat", str(next(_people)), asked)
    question = (await it.place.rows(Question, asked=asked))[-1]
    await it.place.webchat.say(BUTTON, who, f"later|{question.id}")
    await it.place.settled()
    assert "không còn được lưu" in (await it.place.webchat.texts(who))[-1]


async def test_one_question_that_is_answered_by_itself_is_told_too(it: Office, asked: str, who: str) -> None:
    await wishes(it, "zalo", who, asked)
    await answered(it, asked)
    question = (await it.place.rows(Question, asked=asked))[0]
    await it.page("/talks")
    await it.officer.post(f"/later/question/{question.id}", {}, page="/talks")
    await it.posted()
    assert f"“{asked}”" in (await it.place.zalo.texts(who))[-1]


async def test_while_the_question_has_no_answer_yet_nobody_can_be_told(
    it: Office, asked: str, who: str
) -> None:
    await wishes(it, "zalo", who, asked)
    question = (await it.place.rows(Question, asked=asked))[0]
    _, page = await it.page(f"/later/question/{question.id}")
    assert "1 hỏi câu mà trợ lý vẫn chưa trả lời được" in page
    assert "Báo cho" not in page.partition("<h1>")[2].partition("</h1>")[2]
    assert (await it.page(f"/later/question/{question.id}", it.stranger))[0] == 404


async def test_a_wish_is_forgotten_after_a_month(it: Office, asked: str, who: str) -> None:
    await wishes(it, "zalo", who, asked)
    async with it.place.database.writing() as session:
        await session.execute(update(LaterWish).values(wished_at=it.place.hours() - timedelta(days=400)))
    await forget_old(it.place.database, it.place.settings)
    assert await it.place.rows(LaterWish) == []
