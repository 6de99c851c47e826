"""The desk as whoever comes to its door finds it."""

from pathlib import Path

import aiohttp
from desks import desk


async def test_whoever_is_not_signed_in_is_asked_to_sign_in(database_url: str, tmp_path: Path) -> None:
    async with (
        desk(database_url, tmp_path) as it,
        aiohttp.ClientSession(it.url) as http,
        http.get("/console/numbers", allow_redirects=False) as answer,
    ):
        assert answer.status == 303
        assert answer.headers["Location"] == "/console/sign-in?to=%2Fconsole%2Fnumbers"


async def test_an_address_that_leads_nowhere_is_told_so(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        editor = await it.colleague("editor")
        status, text = await editor.get("/no-such-page")
        assert status == 404
        assert "Không có trang này" in text
