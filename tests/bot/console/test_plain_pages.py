"""Pages of setting up say what to do in words and buttons of the desk, and in Vietnamese."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from aiohttp import web
from aiohttp.test_utils import TestServer
from certificates import self_signed
from desks import desk
from signing import browser, invited, shown

from bot import channel_check_wording
from bot.console.channels_telling import at_the_desk
from bot.console.rights import Role


def _said() -> Iterator[str]:
    for name, value in vars(channel_check_wording).items():
        if name.isupper() and name not in {"HEAD", "NOT_READY", "LACKING"}:
            yield from (
                value.values() if isinstance(value, Mapping) else [value] if isinstance(value, str) else value
            )


def test_advice_of_a_check_names_no_command_at_the_desk() -> None:
    told = [at_the_desk(each.replace("{agency}", "xa-b").replace("{kind}", "zalo")) for each in _said()]
    assert len(told) > 80
    assert [each for each in told if re.search(r"congdan |chạy lại|Error\b|…", each)] == []


async def test_a_portal_with_a_certificate_nobody_vouches_for_is_added_by_whoever_takes_the_risk(
    sqlite_url: str, tmp_path: Path
) -> None:
    settings = {"portal_private_hosts": "127.0.0.1", "portal_pause_seconds": 0}
    async with shady_portal(tmp_path) as url, desk(sqlite_url, tmp_path, **settings) as it:
        operator = await it.colleague("operator", "xa-b")
        status, told = await operator.post("/sources/look", {"url": url}, page="/sources/new")
        assert (status, "Chỉ chấp nhận khi đã hỏi đơn vị quản trị cổng" in told) == (422, True)
        assert "--insecure" not in told
        assert "chấp nhận chứng chỉ này" in told
        taken = {"url": url, "insecure": "1"}
        status, found = await operator.post("/sources/look", taken, page="/sources/new")
        assert (status, 'name="insecure" value="1"' in found) == (200, True), found


async def test_what_is_wrong_with_a_form_is_said_in_vietnamese(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        operator, page = await it.colleague("operator", "tinh-a"), "/setup/agencies/new"
        for name in ("", "x" * 1_000):
            typed = {"code": "xa-moi", "name": name, "level": "commune"}
            status, told = await operator.post(page, typed, page=page)
            assert status == 422
            fault = re.search(r'class="fault">([^<]*)', told)
            assert fault is not None
            assert fault[1].startswith("Chưa đúng: ")
            assert not re.search(r"\b(value|should|string|at)\b", fault[1], re.IGNORECASE)


async def test_an_error_leads_back_to_the_page_it_came_from_and_to_no_other_site(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        editor = await it.colleague("editor", "xa-b")
        data = {"what": "nothing:", "reason": "Đang sửa", "csrf": await editor.token()}
        for before, led in ((f"{it.url}/console/blocks?x=1", "/console/blocks?x=1"), ("https://x.vn/a", "")):
            sent = editor.http.post("/console/blocks", data=data, headers={"Referer": before})
            async with sent as answer:
                told = await answer.text()
            assert answer.status == 422
            assert re.findall(r'href="([^"]*)">Quay lại trang trước', told) == ([led] if led else [])
            assert "Đang sửa" in told  # what was typed is seen again


async def test_an_invitation_says_that_a_phone_is_needed_to_whom_it_is(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        for name, role, needed in (("lan", Role.EDITOR, False), ("hoa", Role.CHIEF, True)):
            told = await shown(browser(it), await invited(it, name, role))
            assert ("lập mã 6 số trên điện thoại" in told) is needed


@asynccontextmanager
async def shady_portal(folder: Path) -> AsyncIterator[str]:
    """A feed, behind a certificate that it signed itself."""

    async def feed(_request: web.Request) -> web.Response:
        items = "".join(f"<item><title>Tin {each}</title><link>/{each}</link></item>" for each in range(3))
        told = f'<rss version="2.0"><channel><title>Tin xã</title>{items}</channel></rss>'
        return web.Response(text=told, content_type="application/rss+xml")

    context, app = SSLContext(PROTOCOL_TLS_SERVER), web.Application()
    context.load_cert_chain(self_signed(folder, "127.0.0.1"))
    app.router.add_get("/", feed)
    server = TestServer(app, scheme="https")
    await server.start_server(ssl=context)
    try:
        yield str(server.make_url("/"))
    finally:
        await server.close()
