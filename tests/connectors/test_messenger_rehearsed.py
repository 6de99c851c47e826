"""The client against a server that was written from the platform's documentation, not from the client."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from graph_wire import NOON

from bot.rehearsal.platforms.faults import Fault, Rule
from bot.rehearsal.platforms.messenger.server import GraphServer
from bot.rehearsal.platforms.messenger.setup import Setup
from bot.rehearsal.platforms.serving import running
from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import (
    Gone,
    Later,
    Lost,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.http import Http
from connectors.messages import Address, Choice
from connectors.messenger import comments, posts, profile, subscribing, tokens
from connectors.messenger.api import Graph
from connectors.messenger.attachments_upload import Attachments, File
from connectors.messenger.errors import Duplicate
from connectors.messenger.people import person
from connectors.messenger.platform import MessengerPlatform
from connectors.messenger.posts import Post
from connectors.messenger.profile import Wanted
from connectors.messenger.tokens import App
from connectors.secrets import Seal

PAGE, APP, SECRET, BACK = "104000000000001", "1517776481860111", "sesame", "https://xamau.gov.vn/back"
LAN = Address("messenger", "xa-mau", "5275811702471834")
HELLO = Part("Xin chào")


class Rehearsal:
    """A platform, and the client's parts that call it."""

    def __init__(self, server: GraphServer, base: str, http: Http, database: Database) -> None:
        self.server, self.base = server, base
        self.paced: list[tuple[Any, ...]] = []
        self.graph = Graph(http, base=base, paced=lambda *told: self.paced.append(told))
        self.accounts = Accounts(database, Seal(b"a key of sixteen"))
        self.platform = MessengerPlatform(self.graph, self.accounts)
        self.attachments = Attachments(database, self.graph)

    @property
    def account(self) -> Account:
        secrets = {"app_secret": SECRET, "page_token": self.server.token()}
        options = {"page_posts": True, "private_replies": True}
        return Account(1, "messenger", "xa-mau", PAGE, APP, "Xã Mẫu", options, secrets)

    async def post(self, part: Part = HELLO, to: Address = LAN) -> str:
        return await self.platform.post(self.account, to, part, tag="congdan:t:0")


@pytest.fixture
async def rehearsal(sqlite_url: str) -> AsyncIterator[Rehearsal]:
    server = GraphServer(Setup(app_id=APP, app_secret=SECRET, require_proof=True, redirects=(BACK,)))
    database = Database(sqlite_url)
    async with running(server) as base, Http([urlsplit(base).netloc], seconds=5) as http:
        server.citizens.say(LAN.person, "Làm khai sinh")
        yield Rehearsal(server, base, http, database)
    await database.close()


async def test_what_is_said_arrives_as_it_was_meant(rehearsal: Rehearsal) -> None:
    link = ("Xem trên cổng", "https://dichvucong.gov.vn")
    mid = await rehearsal.post(Part("Lệ phí: miễn phí", (Choice("Thời hạn", "1|time|"),), (link,)))
    sent = rehearsal.server.outbox.taken[-1]
    assert (sent.id, sent.to, sent.text) == (mid, LAN.person, "Lệ phí: miễn phí")
    assert sent.body["messaging_type"] == "RESPONSE"
    assert sent.body["tag"] is None
    assert sent.body["message"]["metadata"] == "congdan:t:0"
    await rehearsal.platform.noticed(rehearsal.account, LAN)
    await rehearsal.platform.typing(rehearsal.account, LAN)
    assert [action.name for action in rehearsal.server.world.actions] == ["mark_seen", "typing_on"]


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [(551, 1545041, Gone), (2018300, None, Later), (613, None, Throttled), (2, None, Unreachable)],
)
async def test_a_refusal_is_of_its_kind(
    rehearsal: Rehearsal, code: int, subcode: int | None, kind: type[SendError]
) -> None:
    rehearsal.server.meet(code, subcode, status=200)
    with pytest.raises(kind):
        await rehearsal.post()
    assert await rehearsal.post()


async def test_the_window_closes_after_a_day(rehearsal: Rehearsal) -> None:
    rehearsal.server.move_clock(timedelta(hours=24, minutes=1).total_seconds())
    with pytest.raises(WindowClosed):
        await rehearsal.post()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.LOST, Lost),
        (Fault.DROPPED, Lost),
        (Fault.HTML, Lost),
        (Fault.BROKEN, Unreachable),
        (Fault.REDIRECT, Unreachable),
        (Fault.THROTTLED, Throttled),
        (Fault.EXPIRED, StaleToken),
    ],
)
async def test_a_fault_is_of_its_kind(rehearsal: Rehearsal, fault: Fault, kind: type[SendError]) -> None:
    rehearsal.server.faults.follow([Rule(fault=fault, most=1)])
    with pytest.raises(kind):
        await rehearsal.post()


async def test_a_wrong_proof_is_for_an_operator(rehearsal: Rehearsal) -> None:
    for options in ({}, {"appsecret_proof": False}):
        wrong = {**rehearsal.account.secrets, "app_secret": "another"}
        with pytest.raises(Stopped):
            await rehearsal.platform.post(
                replace(rehearsal.account, secrets=wrong, options=options), LAN, HELLO, tag=""
            )


async def test_used_up_limits_are_told(rehearsal: Rehearsal) -> None:
    rehearsal.server.use_up(85)
    await rehearsal.post()
    assert rehearsal.paced[-1][:2] == (1, 85.0)
    rehearsal.server.use_up(100)
    with pytest.raises(Throttled):
        await rehearsal.post()
    assert rehearsal.paced[-1][2] is not None


async def test_a_comment_gets_one_private_reply(rehearsal: Rehearsal) -> None:
    comment = rehearsal.server.office.comment(LAN.person, "Thủ tục này ở đâu?")
    to = replace(LAN, person=f"comment:{comment}")
    assert await rehearsal.post(to=to)
    with pytest.raises(Duplicate):
        await rehearsal.post(to=to)
    assert await comments.answer(rehearsal.graph, rehearsal.account, comment, "Đã nhắn riêng cho Ông/Bà")
    await comments.hide(rehearsal.graph, rehearsal.account, comment)


async def test_a_profile_is_set_read_and_taken_away(rehearsal: Rehearsal) -> None:
    examples = [Choice("Làm giấy khai sinh cần gì?", "ask|Làm giấy khai sinh cần gì?")]
    wanted = Wanted("UBND xã Mẫu", examples, "ask|tra cứu", "ask|gặp cán bộ", "https://xamau.gov.vn")
    await profile.put(rehearsal.graph, rehearsal.account, wanted)
    assert (await profile.show(rehearsal.graph, rehearsal.account)).lacking == ()
    await profile.remove(rehearsal.graph, rehearsal.account)
    assert (await profile.show(rehearsal.graph, rehearsal.account)).lacking == profile.FIELDS


async def test_posts_are_made_found_changed_and_deleted(rehearsal: Rehearsal) -> None:
    now = datetime.now(UTC)
    graph, account = rehearsal.graph, rehearsal.account
    photo = await posts.upload_photo(graph, account, b"\x89PNG picture", alt="Cổng xã")
    first = await posts.publish(graph, account, Post("Có ảnh", photos=(photo,)), now)
    made = await posts.publish(graph, account, Post("Lịch tiếp dân", "https://xamau.gov.vn/1"), now)
    with pytest.raises(Duplicate):
        await posts.publish(graph, account, Post("Lịch tiếp dân", "https://xamau.gov.vn/1"), now)
    found = await posts.find(graph, account, "Lịch tiếp dân", now - timedelta(minutes=1))
    assert found is not None
    assert found.id == made
    await posts.update(graph, account, made, "Lịch tiếp dân mới")
    await posts.delete(graph, account, first)
    assert [post.message for post in await posts.recent(graph, account)][:1] == ["Lịch tiếp dân mới"]
    waiting = await posts.publish(graph, account, Post("Mai", at=now + timedelta(days=1)), now)
    assert [post.id for post in await posts.scheduled(graph, account)] == [waiting]


async def test_a_file_is_uploaded_and_sent(rehearsal: Rehearsal) -> None:
    picture = File("image", b"\x89PNG picture", "cong.png", "image/png")
    secrets = rehearsal.account.secrets
    kept = await rehearsal.accounts.put(Particulars("messenger", "xa-mau", PAGE, APP, "", {}, secrets), NOON)
    name = await rehearsal.attachments.upload(kept, picture, NOON)
    assert await rehearsal.platform.post_media(
        rehearsal.account, LAN, "image", attachment_id=name, tag="congdan:t:1"
    )


async def test_a_consent_leads_to_a_token_that_is_checked_and_subscribed(rehearsal: Rehearsal) -> None:
    dialog = {"client_id": APP, "redirect_uri": BACK, "scope": ",".join(tokens.NEEDED), "state": "s"}
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"{rehearsal.base}/v25.0/dialog/oauth", params=dialog, allow_redirects=False) as came,
    ):
        code = parse_qs(urlsplit(came.headers["Location"]).query)["code"][0]
    pages = await tokens.connect(rehearsal.graph, App(APP, SECRET), code=code, redirect=BACK)
    assert [(page.page_id, page.name) for page in pages] == [(PAGE, "Xã Mẫu")]
    account = replace(
        rehearsal.account, options={}, secrets={"app_secret": SECRET, "page_token": pages[0].token}
    )
    health = await tokens.check(rehearsal.graph, account)
    assert (health.valid, health.missing, health.until) == (True, (), None)
    await subscribing.subscribe(rehearsal.graph, account)
    assert await subscribing.missing(rehearsal.graph, account) == ()
    assert await person(rehearsal.graph, account, LAN.person) is not None


async def test_a_killed_token_is_told_by_the_check(rehearsal: Rehearsal) -> None:
    rehearsal.server.kill_token(460)
    with pytest.raises(StaleToken, match="190/460"):
        await rehearsal.post()
    assert not (await tokens.check(rehearsal.graph, rehearsal.account)).valid
