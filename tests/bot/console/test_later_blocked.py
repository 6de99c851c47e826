"""What is switched off is not told later either, and holds up nothing that an officer writes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
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
