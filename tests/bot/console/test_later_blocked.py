"""What is switched off is told once it is on again, and holds up nothing that an officer writes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from known import MARRIAGE
from offices import Office, office
from town import fresh_url
from wishing import answered, knows, wishes

from knowledge.agencies import find_agency
from knowledge.blocks import Block, BlockKind
from knowledge.findings import Unknown, Written
from knowledge.switching import block, unblock

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with office(url, folder) as it:
            yield it


async def test_what_is_switched_off_is_not_told_later_either_and_holds_up_no_officer(it: Office) -> None:
    it.place.go_to(hour=22)
    asked, who = "hội quán zyrtal mở cửa lúc nào", "5275811702619001"
    await wishes(it, "messenger", who, asked)
    number = await answered(it, asked)
    await it.page("/talks")
    await it.officer.post(f"/later/{number}", {}, page="/talks")
    talk = await it.asked("messenger", who)
    await it.does("write", talk, text="Cán bộ trả lời ngay trong tối nay.")
    async with asyncio.timeout(60):
        while "tối nay" not in (await it.place.messenger.texts(who))[-1]:  # noqa: ASYNC110 (a letter)
            await asyncio.sleep(0.05)
    await it.officer.post("/blocks", {"what": f"answer:a-{asked[-20:]}", "reason": "sai"}, page="/blocks")
    await knows(it, asked, Unknown)
    it.place.go_to(hour=8)
    await asyncio.sleep(1)
    assert "Ông/Bà đã hỏi" not in "".join(await it.place.messenger.texts(who))
    await it.page("/blocks")
    (off,) = await it.place.rows(Block, ended_at=None)
    await it.officer.post(f"/blocks/{off.id}/end", {}, page="/blocks")
    await knows(it, asked, Written)
    it.place.pass_time(timedelta(minutes=11))
    await it.posted()
    assert "Ông/Bà đã hỏi" in (await it.place.messenger.texts(who))[-1]


async def test_on_a_channel_that_is_switched_off_nobody_can_be_told(it: Office) -> None:
    it.place.go_to(hour=9)
    asked = "nuôi cá sấu trong ao nhà"
    await wishes(it, "zalo", "5275811702619002", asked)
    number = await answered(it, asked)
    async with it.place.database.writing() as session:
        agency = await find_agency(session, "xa-b")
        off = await block(session, agency, BlockKind.CHANNEL, "zalo", "sai", "cuc", it.place.hours())
    await knows(it, asked, Unknown, "zalo")
    _, page = await it.page(f"/later/{number}")
    async with it.place.database.writing() as session:
        await unblock(session, off.id, by="cuc", now=it.place.hours())
    await knows(it, asked, Written, "zalo")
    assert "1 hỏi câu mà trợ lý vẫn chưa trả lời được" in page


async def test_who_asks_what_is_switched_off_is_told_once_it_is_on_again(it: Office) -> None:
    it.place.go_to(hour=9)
    asked, channels = "lịch phát nước tưới ruộng", ("zalo", "messenger", "webchat")
    await answered(it, asked)
    code = f"a-{asked[-20:]}"
    await it.page("/blocks")
    await it.officer.post("/blocks", {"what": f"answer:{code}", "reason": "sai"}, page="/blocks")
    await knows(it, asked, Unknown)
    for number, channel in enumerate(channels):
        await wishes(it, channel, f"527581170261902{number}", asked)
    (off,) = await it.place.rows(Block, ended_at=None)
    _, page = await it.page(f"/later/block/{off.id}")
    assert "3 hỏi câu mà trợ lý vẫn chưa trả lời được" in page
    assert f"/later/block/{off.id}" not in (await it.page("/"))[1]
    _, page = await it.officer.post(f"/blocks/{off.id}/end", {}, page="/blocks")
    assert "3 người hỏi trong lúc tạm ngừng muốn được báo" in page
    await knows(it, asked, Written)
    _, page = await it.page("/")
    assert f"/later/block/{off.id}" in page
    assert f"Đã bật lại câu trả lời “{asked}”" in page
    assert (await it.page(f"/later/block/{off.id}", it.stranger))[0] == 404
    _, page = await it.page(f"/later/block/{off.id}")
    assert "3 người đã hỏi và muốn được báo: 3 nhận được ngay." in page
    await it.officer.post(f"/later/block/{off.id}", {}, page="/talks")
    await it.posted()
    for number, channel in enumerate(channels):
        texts = await it.place.way(channel).texts(f"527581170261902{number}")
        assert f"Trả lời: {asked}." in texts[-1]
    assert f"/later/block/{off.id}" not in (await it.page("/"))[1]


async def test_who_asks_of_a_topic_that_is_off_is_told_when_an_editor_answers_meanwhile(it: Office) -> None:
    it.place.go_to(hour=9)
    asked, who = "đăng ký kết hôn cần giấy tờ gì", "5275811702619031"
    await it.page("/blocks")
    await it.officer.post("/blocks", {"what": f"procedure:{MARRIAGE}", "reason": "đổi"}, page="/blocks")
    await knows(it, asked, Unknown)
    await wishes(it, "messenger", who, asked)
    number = await answered(it, asked)
    await it.page("/talks")
    await it.officer.post(f"/later/{number}", {}, page="/talks")
    await it.posted()
    assert f"Trả lời: {asked}." in (await it.place.messenger.texts(who))[-1]
