"""What goes to very many goes straight to the platform, and leaves no trace in the outbox."""

from collections.abc import AsyncIterator

import pytest
from postoffice import AN, FAST, Desk, opened
from sqlalchemy import func, select

from connectors.adapting import Part
from connectors.bulk import PlatformBulk
from connectors.channel import Refused, StaleToken, Stopped
from connectors.database import Database
from connectors.messages import Address
from connectors.outgoing import Outgoing
from connectors.webchat import lines
from connectors.webchat.channel import ABILITY, WebChat, WebChatBulk

NEWS = Part("Tin mới", links=(("Xem bài", "https://xa-mau.example/1"), ("x", "javascript:1")))


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with opened(database) as desk:
        yield desk


async def test_a_message_leaves_once_with_its_tag_and_its_id_comes_back(desk: Desk) -> None:
    bulk = PlatformBulk(desk.channel)
    account = await bulk.account("xa-mau")
    assert await bulk.post(account, AN, NEWS, tag="congdan:news-1:0") == "p1"
    assert [(told["to"], told["tag"]) for told in desk.office.taken] == [("an", "congdan:news-1:0")]
    assert bulk.ability(account).longest == 40
    assert bulk.rate(account) == FAST
    count = select(func.count()).select_from(Outgoing)
    assert await desk.database.at_once(lambda session: session.scalar(count)) == 0


async def test_a_stale_token_is_renewed_once(desk: Desk) -> None:
    bulk = PlatformBulk(desk.channel)
    account = await bulk.account("xa-mau")
    desk.office.token = "access-2"
    await bulk.post(account, AN, NEWS, tag="t")
    desk.office.faults["/message"] = [401, 401]
    with pytest.raises(StaleToken):
        await bulk.post(await bulk.account("xa-mau"), AN, NEWS, tag="t")
    assert len(desk.office.taken) == 1


async def test_what_the_platform_refuses_is_told_as_it_is(desk: Desk) -> None:
    bulk = PlatformBulk(desk.channel)
    desk.office.faults["/message"] = [400]
    with pytest.raises(Refused):
        await bulk.post(await bulk.account("xa-mau"), AN, NEWS, tag="t")


async def test_an_account_that_can_not_send_is_none(desk: Desk) -> None:
    bulk = PlatformBulk(desk.channel)
    with pytest.raises(Stopped, match="no account"):
        await bulk.account("xa-khac")
    await desk.accounts.stop(desk.accounts.all[0], "blocked")
    with pytest.raises(Stopped, match="blocked"):
        await bulk.account("xa-mau")


async def test_in_the_web_chat_news_stand_as_a_line_once_and_answer_nothing(database: Database) -> None:
    chat = WebChat(database)
    bulk, to = WebChatBulk(chat), Address("webchat", "xa-mau", "khach")
    account = await bulk.account("xa-mau")
    assert (account, bulk.rate(account), bulk.ability(account)) == (None, None, ABILITY)
    for _ in range(2):
        assert await bulk.post(account, to, NEWS, tag="congdan:news-1:0") == ""
    async with database.reading() as session:
        told = [lines.as_json(line) for line in await lines.since(session, "xa-mau", "khach", 0)]
    await chat.close()
    assert [(line["text"], line["from"], line["links"]) for line in told] == [
        ("Tin mới", "assistant", [{"label": "Xem bài", "url": "https://xa-mau.example/1"}])
    ]
    assert "reply_to" not in told[0]
