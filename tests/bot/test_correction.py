"""What an editor publishes in one process is what the next answer of another process says."""

import aiohttp
import pytest
from eventually import eventually
from known import NOW
from processes import AGENCY, Page, Process, prepare

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.blocks import BlockKind
from knowledge.drafting import save
from knowledge.drafts import AnswerBody, DraftKind
from knowledge.publishing import publish
from knowledge.switching import block

ASKED, SAID = "chợ phiên họp ngày nào", "Ngày mồng 5 và 10."


class Reader(Page):
    """A page that reads what it is told."""

    async def asks(self, port: int, text: str) -> str:
        """The reply."""
        assert await self.say(port, text) == 202
        told: list[str] = []

        async def replied() -> bool:
            lines = await self._lines(port, 0)
            told[:] = [line["text"] for line in lines if line.get("reply_to") == self.accepted[-1]]
            return bool(told)

        await eventually(replied, seconds=60)
        return told[-1]


@pytest.mark.timeout(300)  # a process takes seconds to start, and many on a busy machine
async def test_what_is_published_or_blocked_here_is_answered_so_over_there(empty_url: str) -> None:
    await prepare(empty_url)
    database, server = Database(empty_url), Process(empty_url, "serve", "--port", "0")
    await server.start()
    try:
        async with aiohttp.ClientSession() as http:
            reader = Reader(http)

            async def hears(words: str) -> bool:
                return words in await reader.asks(server.port, ASKED)

            assert not await hears(SAID)
            await _publish(database)
            await eventually(lambda: hears(SAID), seconds=60)
            await _block(database)
            await eventually(lambda: hears("rà soát lại"), seconds=60)
    finally:
        await server.kill()
        await database.close()


async def _publish(database: Database) -> None:
    async with database.writing() as session:
        agency, body = await find_agency(session, AGENCY), AnswerBody(text=SAID, questions=(ASKED,))
        draft = await save(
            session, agency=agency, kind=DraftKind.ANSWER, subject="cho", body=body, by="lan", now=NOW
        )
        await publish(session, draft.id, by="lan", now=NOW)


async def _block(database: Database) -> None:
    async with database.writing() as session:
        agency = await find_agency(session, AGENCY)
        await block(session, agency, BlockKind.ANSWER, "cho", "xem lại", "lan", NOW)
