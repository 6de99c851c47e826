"""Answers come and go with Vietnam's days, and somebody is asked before they do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from desk_of_drafts import ASKED, SAID, Desk, answer, opened
from known import NOW

from connectors.database import Database
from knowledge.findings import Finding, Written
from knowledge.reviewing import due

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
BEFORE_MIDNIGHT = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""Of the 24th and the 25th in Vietnam."""


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


def said(finding: Finding) -> str:
    return finding.text if isinstance(finding, Written) else ""


async def test_an_answer_ends_with_its_last_day_without_any_change(desk: Desk) -> None:
    await desk.live(answer(until=date(2026, 11, 24)))
    await desk.ask(ASKED)
    assert not await desk.library.refresh(desk.database)
    for now, wanted in ((BEFORE_MIDNIGHT, SAID), (AFTER_MIDNIGHT, ""), (BEFORE_MIDNIGHT, SAID)):
        assert said(desk.library.answer("xa-b", ASKED, None, now)) == wanted


async def test_an_answer_begins_with_its_first_day(desk: Desk) -> None:
    await desk.live(answer(valid_from=date(2026, 11, 25)))
    assert said(await desk.ask(ASKED, now=BEFORE_MIDNIGHT)) == ""
    assert said(await desk.ask(ASKED, now=AFTER_MIDNIGHT)) == SAID


async def test_while_an_own_answer_does_not_hold_the_one_from_above_is_given(desk: Desk) -> None:
    above = await desk.live(answer("Của tỉnh."), agency="tinh-a")
    await desk.live(answer("Của xã.", until=date(2026, 11, 24)), above.subject)
    assert said(await desk.ask(ASKED, now=BEFORE_MIDNIGHT)) == "Của xã."
    assert said(await desk.ask(ASKED, now=AFTER_MIDNIGHT)) == "Của tỉnh."


async def test_a_button_of_an_answer_gives_it_while_it_holds(desk: Desk) -> None:
    version = await desk.live(answer(until=date(9999, 12, 31)))
    await desk.library.refresh(desk.database)
    finding = desk.library.picked("xa-b", f"answer:{version.subject}", (), NOW)
    assert isinstance(finding, Written)
    assert finding.text == SAID
    other = await desk.live(answer("Hết.", "câu đã hết hạn", until=TODAY - DAY))
    await desk.library.refresh(desk.database)
    assert desk.library.picked("xa-b", f"answer:{other.subject}", (), NOW) is None


async def test_what_ends_soon_or_is_to_be_looked_at_is_told_the_most_urgent_first(desk: Desk) -> None:
    wanted = {
        "over": answer("a", "câu một", until=TODAY - DAY),
        "soon": answer("b", "câu hai", until=TODAY + 14 * DAY),
        "look": answer("c", "câu ba", review_by=TODAY),
        "later": answer("d", "câu bốn", until=TODAY + 15 * DAY, review_by=TODAY + DAY),
        "long-gone": answer("e", "câu năm", until=TODAY - 15 * DAY),
        "drafted": answer("f", "câu sáu", until=TODAY),
    }
    for code, body in wanted.items():
        await desk.live(body, code)
    await desk.save(wanted["drafted"].model_copy(update={"valid_until": None}), "drafted")
    async with desk.database.reading() as session:
        told = await due(session, [2], TODAY)
        assert [(each.answer.code, each.ended) for each in told] == [
            ("over", True),
            ("soon", False),
            ("look", False),
        ]
        assert [each.review_by for each in told] == [None, None, TODAY]
        assert len(await due(session, [2], TODAY, most=1)) == 1
        assert not await due(session, [3], TODAY)
