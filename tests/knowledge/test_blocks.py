"""What is switched off is not said to anybody from the next look on, and said again once it is let go."""

import pytest
from desk_of_drafts import ASKED, LAN, MINH, SAID, Desk, answer, opened
from known import BIRTH, BIRTH_FOREIGN, MARRIAGE, NOW, STAY
from sqlalchemy import select

from connectors.database import Database
from knowledge.blocks import Block, BlockKind
from knowledge.changes import Change
from knowledge.explaining import Cause, explain
from knowledge.facets import Facet
from knowledge.findings import Context, Finding, Found, Routed, Unknown, Unsure, Written
from knowledge.refusals import RefusedError
from knowledge.replaying import replay
from knowledge.switching import active, block, unblock

MARRY = "đăng ký kết hôn cần giấy tờ gì"
HELLO, FIRE = "xin chào", "cháy nhà rồi cứu với"


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


async def switch(desk: Desk, kind: BlockKind, subject: str = "", agency: str = "xa-b") -> Block:
    owner = await desk.agency(agency)
    async with desk.database.writing() as session:
        return await block(session, owner, kind, subject, "Đang rà soát", LAN, NOW)


def blocked(finding: Finding) -> bool:
    return isinstance(finding, Unknown) and finding.blocked is not None


async def test_a_procedure_is_not_said_below_its_agency_and_the_next_one_is_not_said_instead(
    desk: Desk,
) -> None:
    row = await switch(desk, BlockKind.PROCEDURE, MARRIAGE)
    finding = await desk.ask(MARRY)
    assert isinstance(finding, Unknown)
    assert finding.blocked
    assert (finding.blocked.number, finding.blocked.reason) == (row.id, "Đang rà soát")
    assert finding.ranked[0].code == MARRIAGE
    assert isinstance(await desk.ask(MARRY, "xa-c"), Found)
    async with desk.database.writing() as session:
        await unblock(session, row.id, by=MINH, now=NOW)
    assert isinstance(await desk.ask(MARRY), Found)


async def test_a_button_says_it_neither_and_a_facet_asked_next_is_not_taken_for_another_procedure(
    desk: Desk,
) -> None:
    await switch(desk, BlockKind.PROCEDURE, MARRIAGE)
    await desk.ask(MARRY)
    pressed = desk.library.picked("xa-b", MARRIAGE, (Facet.FEE,), NOW)
    assert pressed
    assert blocked(pressed)
    context = replay(desk.library, "xa-b", ["đăng ký tạm trú", MARRY], NOW)
    assert blocked(desk.library.answer("xa-b", "còn lệ phí thì sao", context, NOW))


@pytest.mark.parametrize(
    ("kind", "subject", "channels"),
    [
        (BlockKind.AGENCY, "", ("webchat", "zalo")),
        (BlockKind.ALL, "", ("webchat", "zalo")),
        (BlockKind.FIELD, "hộ tịch", ("webchat", "zalo")),
        (BlockKind.CHANNEL, "zalo", ("zalo",)),
    ],
)
async def test_whole_fields_channels_and_agencies_fall_silent_but_for_greetings_and_emergencies(
    desk: Desk, kind: BlockKind, subject: str, channels: tuple[str, ...]
) -> None:
    await switch(desk, kind, subject, "tinh-a")
    for channel in ("webchat", "zalo"):
        finding = await desk.ask(MARRY, channel=channel)
        assert blocked(finding) is (channel in channels), channel
        assert isinstance(await desk.ask(HELLO, channel=channel), Routed)
        assert isinstance(await desk.ask(FIRE, channel=channel), Routed)


async def test_an_editors_answer_is_switched_off_alone(desk: Desk) -> None:
    version = await desk.live(answer())
    await switch(desk, BlockKind.ANSWER, version.subject)
    assert blocked(await desk.ask(ASKED))
    assert isinstance(await desk.ask(MARRY), Found)
    await desk.live(answer(SAID, "câu khác hẳn ở chợ"), "khac")
    assert isinstance(await desk.ask("câu khác hẳn ở chợ"), Written)


async def test_of_two_matters_the_one_that_may_be_said_is(desk: Desk) -> None:
    both = "đăng ký khai sinh cho con; đăng ký tạm trú"
    finding = await desk.ask(both)
    assert isinstance(finding, Found)
    assert finding.also
    await switch(desk, BlockKind.PROCEDURE, finding.procedure.code)
    left = await desk.ask(both)
    assert isinstance(left, Found)
    assert (left.procedure.code, left.also) == (finding.also[0].procedure.code, ())
    await switch(desk, BlockKind.PROCEDURE, left.procedure.code)
    assert blocked(await desk.ask(both))


async def test_a_choice_is_offered_unless_all_of_it_is_blocked(desk: Desk) -> None:
    offered = Context(MARRY, MARRIAGE, (), (), NOW, others=(BIRTH, BIRTH_FOREIGN))
    await switch(desk, BlockKind.PROCEDURE, BIRTH)
    await desk.ask(HELLO)
    assert isinstance(desk.library.answer("xa-b", "không phải", offered, NOW), Unsure)
    await switch(desk, BlockKind.PROCEDURE, BIRTH_FOREIGN)
    await desk.ask(HELLO)
    assert blocked(desk.library.answer("xa-b", "không phải", offered, NOW))


async def test_it_is_explained(desk: Desk) -> None:
    await switch(desk, BlockKind.CHANNEL, "zalo")
    await desk.ask(HELLO)
    assert explain(desk.library, "xa-b", MARRY, None, NOW).cause is Cause.SURE
    assert explain(desk.library, "xa-b", MARRY, None, NOW, "zalo").cause is Cause.BLOCKED


async def test_who_and_why_is_recorded_and_told(desk: Desk) -> None:
    row = await switch(desk, BlockKind.PROCEDURE, STAY)
    assert (await switch(desk, BlockKind.PROCEDURE, STAY)).id == row.id
    async with desk.database.reading() as session:
        assert [each.id for each in await active(session, [2, 3])] == [row.id]
        assert not await active(session, [3])
    async with desk.database.writing() as session:
        await unblock(session, row.id, by=MINH, now=NOW)
        with pytest.raises(RefusedError, match="trước đó"):
            await unblock(session, row.id, by=LAN, now=NOW)
    async with desk.database.reading() as session:
        assert not await active(session, [2, 3])
        query = select(Change).where(Change.subject == f"block:{row.id}").order_by(Change.id)
        lines = (await session.scalars(query)).all()
    assert [(each.by, each.learned) for each in lines] == [(LAN, True), (MINH, True)]
    assert "Đang rà soát" in lines[0].what


@pytest.mark.parametrize(
    ("kind", "subject", "why"),
    [
        (BlockKind.PROCEDURE, "9.999999", "Không có thủ tục"),
        (BlockKind.ANSWER, "khong-co", "Không có câu trả lời"),
        (BlockKind.FIELD, "Không có", "Không có lĩnh vực"),
        (BlockKind.CHANNEL, "fax", "Không có kênh"),
        (BlockKind.ALL, "", "cơ quan cao nhất"),
    ],
)
async def test_what_is_not_there_is_not_switched_off(
    desk: Desk, kind: BlockKind, subject: str, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        await switch(desk, kind, subject)
    assert isinstance(await desk.ask(MARRY), Found)
