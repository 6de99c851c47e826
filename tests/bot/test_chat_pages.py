"""The pages and files of the web chat as a browser receives them."""

import re
import stat
from collections.abc import AsyncIterator
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from chatting import Running, add_agency, running
from eventually import eventually

from bot.settings import Settings
from bot.webchat.signing import FILE, signing_key
from connectors.database import Database
from connectors.webchat.pages import Pages


@pytest.fixture
async def chat(database: Database, tmp_path: Path) -> AsyncIterator[Running]:
    await add_agency(database)
    async with running(database, tmp_path) as service:
        yield service


async def test_the_page_says_whose_it_is_that_it_is_a_machine_and_whom_to_call(chat: Running) -> None:
    async with chat.client.get("/xa-mau/") as answer:
        page = await answer.text()
        assert answer.status == 200
    assert "<title>Trợ lý của UBND xã Mẫu</title>" in page
    assert "máy trả lời tự động" in page
    assert 'href="tel:02990000000"' in page
    assert "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ" in page


async def test_the_page_may_run_and_show_only_what_is_ours(chat: Running) -> None:
    async with chat.client.get("/xa-mau/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert not re.search(r"\sstyle=|\son\w+=|<style", page)
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or "application/json" in script for script in scripts)


async def test_who_may_embed_the_page_is_a_setting(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    origins = "https://xamau.tinhmau.gov.vn https://tinhmau.gov.vn"
    async with running(database, tmp_path, chat_embed_origins=origins) as chat:
        async with chat.client.get("/xa-mau/") as answer:
            assert answer.headers["Content-Security-Policy"].endswith(f"frame-ancestors {origins}")
        async with chat.client.get("/xa-nao/") as answer:
            assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_a_setting_cannot_smuggle_in_another_rule() -> None:
    with pytest.raises(ValueError, match="chat_embed_origins"):
        Settings(_env_file=None, chat_embed_origins="*; script-src *")


async def test_the_first_page_leads_to_the_only_agency_or_lets_choose(chat: Running) -> None:
    async with chat.client.get("/", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/xa-mau/")
    async with chat.client.get("/xa-mau", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (308, "/xa-mau/")
    await add_agency(chat.database, "xa-khac", "UBND xã <b>Khác</b>")

    async def known() -> bool:
        async with chat.client.get("/xa-khac/") as answer:
            return answer.status == 200

    await eventually(known)
    async with chat.client.get("/") as answer:
        page = await answer.text()
    assert 'href="/xa-mau/"' in page
    assert "UBND xã &lt;b&gt;Khác&lt;/b&gt;" in page


async def test_files_are_kept_by_browsers_until_they_change(chat: Running) -> None:
    pages = Pages()
    for name, file in pages.static.items():
        async with chat.client.get(f"{pages.assets}/{name}") as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert await answer.read() == file.body
    async with chat.client.get("/static/webchat/earlier/chat.css") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=3600")
    async with chat.client.get(f"{pages.assets}/chat.js", headers={"Accept-Encoding": "identity"}) as answer:
        assert "Content-Encoding" not in answer.headers


async def test_the_widget_may_be_loaded_by_any_portal(chat: Running) -> None:
    async with chat.client.get("/widget.js") as answer:
        script = await answer.text()
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.content_type == "text/javascript"
    assert "__WORDS__" not in script
    assert "Hỏi trợ lý" in script


def test_the_page_is_light() -> None:
    pages = Pages()
    files = [file for name, file in pages.static.items() if not name.endswith(".woff2")]
    assert sum(len(file.body) for file in files) + len(pages.widget()) < 60_000


def test_the_signing_key_is_made_once_even_by_many_and_read_by_none_else(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, var=tmp_path / "var")
    with ThreadPool(8) as pool:
        keys = set(pool.map(lambda _: signing_key(settings), range(8)))
    assert len(keys) == 1
    assert stat.S_IMODE((tmp_path / "var" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == [FILE]
    assert signing_key(Settings(_env_file=None, secret_key="given")) == b"given"


async def test_a_database_that_is_gone_is_told_and_nothing_is_accepted(
    database: Database, tmp_path: Path
) -> None:
    await add_agency(database)
    gone = Database("postgresql://nobody@127.0.0.1:1/none")
    async with running(database, tmp_path) as chat:
        token = await chat.visitor()
    async with running(gone, tmp_path) as chat:
        async with chat.client.get("/xa-mau/") as answer:
            assert answer.status == 503
            assert "Trang đang tạm ngừng" in await answer.text()
        for answer in (
            await chat.client.post("/xa-mau/chat/visitor"),
            await chat.post(token, {"id": "message-1", "text": "a"}),
            await chat.client.get("/xa-mau/chat/lines", headers={"X-Visitor": token}),
            await chat.client.get("/xa-mau/chat/stream", headers={"X-Visitor": token}),
            await chat.client.delete("/xa-mau/chat/lines", headers={"X-Visitor": token}),
        ):
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert "Hệ thống đang bận" in (await answer.json())["error"]
    await gone.close()
