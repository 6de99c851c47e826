"""An agency is set up at the desk, from its data to a first broadcast to oneself."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from chat_door import AGENCY
from desks import Colleague, Desk, desk
from eventually import eventually
from known import NOW
from little_portal import Portal
from sqlalchemy import select, text
from town import ACCESS, APP, APP_SECRET, REFRESH, SECRETS, Town, town

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup as Zalo
from bot.rehearsal.platforms.zalo import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account as Office
from knowledge.agencies import Agency
from knowledge.changes import Change
from knowledge.sources import Source

OA, OA_SECRET = "4318657068771012646", "oa-secret-of-the-office-11"
DATA = {
    "name": "UBND xã B",
    "address": "Thôn 1, xã B",
    "hours": "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ",
    "phone": "0234 111 222",
}


async def test_what_is_missing_is_the_next_step(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        operator = await it.colleague("operator", "xa-b")
        _, steps = await operator.get("/setup")
        assert re.search(r"1\. Cơ quan <span class=\"word amber\">Đang ở bước này", steps)
        assert "địa chỉ trụ sở" in steps
        status, told = await operator.post("/setup/agency", DATA | await operator.seen("/setup/agency"))
        assert (status, "Đã lưu thông tin của UBND xã B" in told) == (200, True)
        await it.service.library.refresh(it.database)
        _, steps = await operator.get("/setup")
        assert re.search(r"1\. Cơ quan <span class=\"word green\">Xong", steps)
        assert "Bước này do người có quyền trưởng ban biên tập làm." in steps
        async with it.database.reading() as session:
            change = (await session.scalars(select(Change).where(Change.subject == "agency:xa-b"))).one()
        assert change.by == "operator.xa-b"
        assert (change.before or {})["phone"] == ""
        assert (change.after or {})["phone"] == DATA["phone"]


async def test_data_that_cannot_be_kept_come_back_with_the_reason(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        operator = await it.colleague("operator", "xa-b")
        wrong = {**DATA, "portal_url": "javascript:alert(1)", "address": "Thôn <script>x</script>"}
        status, page = await operator.post("/setup/agency", wrong, page="/setup/agency")
        assert status == 422
        assert "javascript:alert(1)" in page
        assert "Thôn &lt;script&gt;" in page
        assert "<script>x" not in page


async def test_a_commune_is_added_below_and_another_code_cannot_be_taken(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path) as it:
        await numbered_on(it)
        operator = await it.colleague("operator", "tinh-a")
        new = {"name": "UBND xã D", "code": "xa-d", "level": "commune"}
        page = "/setup/agencies/new"
        assert (await operator.post(page, {**new, "code": "xa-b"}, page=page))[0] == 422
        assert (await operator.post(page, {**new, "code": "Xã Đ"}, page=page))[0] == 422
        status, told = await operator.post(page, new, page=page)
        assert (status, "Trợ lý của cơ quan này dùng ngay" in told) == (200, True)
        async with it.database.reading() as session:
            added = (await session.scalars(select(Agency).where(Agency.code == "xa-d"))).one()
        assert added.parent_id == 1


async def test_a_source_is_looked_at_added_stopped_and_removed(database_url: str, tmp_path: Path) -> None:
    async with (
        portal() as there,
        desk(database_url, tmp_path, portal_private_hosts="127.0.0.1", portal_pause_seconds=0) as it,
    ):
        operator, other = await it.colleague("operator", "xa-b"), await it.colleague("operator", "xa-c")
        url = f"{there.base}/rss"
        _, found = await operator.post("/sources/look", {"url": url}, page="/sources/new")
        assert "nguồn RSS/Atom" in found
        assert "Thông báo tiêm chủng" in found
        added = {"url": url, "name": "Tin của xã", "every": "60"}
        _, told = await operator.post("/sources", added, page="/sources/new")
        assert "Đã thêm nguồn" in told
        assert "Tin của xã" in told
        number = (await rows(it))[0].id
        assert "Tin của xã" not in (await other.get("/sources"))[1]
        assert (await other.post(f"/sources/{number}/stop", page="/sources"))[0] == 404
        assert "Đã dừng đọc" in (await operator.post(f"/sources/{number}/stop", page="/sources"))[1]
        assert "sẽ được đọc" in (await operator.post(f"/sources/{number}/go", page="/sources"))[1]
        assert "Đã bỏ" in (await operator.post(f"/sources/{number}/remove", page="/sources"))[1]
        assert await rows(it) == []


async def test_an_address_that_cannot_be_read_says_why_and_keeps_what_was_typed(
    database_url: str, tmp_path: Path
) -> None:
    async with portal() as there, desk(database_url, tmp_path, portal_private_hosts="127.0.0.1") as it:
        operator = await it.colleague("operator", "xa-b")
        for url, why in ((f"{there.base}/nothing", "Không đọc được"), ("ftp://x.vn/", "Cần địa chỉ bắt đầu")):
            status, page = await operator.post("/sources/look", {"url": url}, page="/sources/new")
            assert (status, why in page, url in page) == (422, True, True)


async def test_an_account_is_connected_checked_and_removed(database_url: str, tmp_path: Path) -> None:
    zalo = ZaloServer(
        Zalo(
            app_id=APP,
            app_secret=APP_SECRET,
            oa_secret=OA_SECRET,
            accounts=(Office(oa_id=OA, access_token=ACCESS, refresh_token=REFRESH),),
        )
    )
    zalo.world.clock.set(NOW)
    async with (
        running(zalo) as url,
        desk(database_url, tmp_path, zalo_api_url=url, zalo_oauth_url=url) as it,
    ):
        operator = await it.colleague("operator", "xa-b")
        form = "/channels/new/zalo"
        status, page = await operator.post(form, {"app_id": "12", "agency": "xa-b"}, page=form)
        assert (status, "phải là một dãy từ 5 đến 25 chữ số" in page) == (422, True)
        values = {
            "agency": "xa-b",
            "app_id": APP,
            "app_secret": APP_SECRET,
            "oa_secret": OA_SECRET,
            "oa_id": OA,
            "access_token": ACCESS,
            "refresh_token": REFRESH,
        }
        status, page = await operator.post(form, values, page=form)
        assert status == 200
        assert "Đạt" in page
        assert "CONGDAN_PUBLIC_URL" in page
        for place in ("/channels", "/channels/new/zalo?agency=xa-b", "/channels/zalo/xa-b/check"):
            shown = (await operator.get(place))[1]
            assert not [secret for secret in (APP_SECRET, OA_SECRET, ACCESS, REFRESH) if secret in shown]
        remove = "/channels/zalo/xa-b/remove"
        assert (await operator.post(remove, {"sure": "xa"}, page="/channels"))[0] == 422
        assert "Đã gỡ" in (await operator.post(remove, {"sure": "xa-b"}, page="/channels"))[1]
        async with it.database.reading() as session:
            told = " ".join([f"{each.what} {each.after}" for each in await session.scalars(select(Change))])
        assert "Lưu kết nối Zalo OA" in told
        assert not [secret for secret in SECRETS if secret in told]


async def test_the_first_broadcast_reaches_oneself_and_nobody_else(tmp_path: Path, sqlite_url: str) -> None:
    async with town(sqlite_url, tmp_path) as it, chief_of(it) as chief:
        await it.zalo.say("xin chào")
        await it.zalo.say("xin chào", "5275811702471835")
        await it.settled()
        _, page = await chief.get("/setup/first")
        keys = re.findall(r'name="key" value="([^"]+)"', page)
        assert len(keys) == 2
        mine = next(key for key in keys if key.endswith("5275811702471834"))
        await chief.post("/setup/first/testers", {"key": mine, "name": "Bà Lan"}, page="/setup/first")
        words = {"title": "Tin thử", "text": "Chỉ để thử."}
        _, told = await chief.post("/setup/first", words, page="/setup/first")
        assert "Đang gửi thử" in told

        async def mine_has_it() -> bool:
            return any("Chỉ để thử." in said for said in await it.zalo.texts())

        await eventually(mine_has_it)
        others = await it.zalo.texts("5275811702471835")
        assert not [said for said in others if "Chỉ để thử." in said]


@asynccontextmanager
async def chief_of(it: Town) -> AsyncIterator[Colleague]:
    chief = await Desk(it.url, it.service, it.database, it.hours, it.settings).colleague("chief", AGENCY)
    yield chief
    await chief.http.close()


async def numbered_on(it: Desk) -> None:
    """Agencies were furnished by number; the next one is counted from there."""
    if not it.database.is_sqlite:
        async with it.database.writing() as session:
            await session.execute(text("SELECT setval('agency_id_seq', 10)"))


async def rows(it: Desk) -> list[Source]:
    async with it.database.reading() as session:
        return list(await session.scalars(select(Source)))


@asynccontextmanager
async def portal() -> AsyncIterator[Portal]:
    there, app = Portal(), web.Application()
    there.tell("/tin-1", "Thông báo tiêm chủng", NOW - timedelta(days=1))
    app.router.add_get("/{path:.*}", there.answer)
    async with TestServer(app) as server:
        there.base = str(server.make_url("")).rstrip("/")
        yield there
