"""People who wish to be told when there is an answer, and the answer that comes."""

import asyncio
import re

from known import answer, change
from offices import Office
from sqlalchemy import update

from knowledge.findings import Finding, Written
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question

BUTTON = "Báo khi có trả lời"


async def wishes(it: Office, channel: str, who: str, asked: str) -> None:
    """Ask, be refused, and press the button."""
    way = it.place.way(channel)
    await way.say(asked, who)
    await it.place.settled()
    refusal = (await way.read(who))[-1]
    numbered = re.search(rf"^(\d+)\. {BUTTON}$", refusal.text, re.MULTILINE)
    await way.press(int(numbered[1]) if numbered else refusal.buttons.index(BUTTON) + 1, who)
    await it.place.settled()
    assert (await way.texts(who))[-1].startswith("Đã ghi nhận.")


async def answered(it: Office, asked: str) -> int:
    """An editor's answer is live, and the questions stand in a group that it answers; the group's number."""
    now = it.place.hours()
    group = QuestionGroup(
        agency_id=2, title=asked, keys=[], state=GroupState.ANSWERED, first_at=now, last_at=now
    )
    written = answer(2, f"a-{asked[-20:]}", f"Trả lời: {asked}.", asked)
    await change(it.place.database, group, written)
    async with it.place.database.writing() as session:
        asking = update(Question).where(Question.asked == asked)
        # The clock looks at them no more: it would put them into a group of its own.
        await session.execute(asking.values(group_id=group.id, grouped_at=now))
    await knows(it, asked, Written)
    return group.id


async def knows(it: Office, asked: str, finding: type[Finding], channel: str = "") -> None:
    """Wait until the service answers so."""
    library, now = it.place.service.library, it.place.hours()
    async with asyncio.timeout(60):
        while not isinstance(library.answer("xa-b", asked, None, now, channel), finding):  # noqa: ASYNC110 (a tick)
            await asyncio.sleep(0.05)
