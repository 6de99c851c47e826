"""Signing in, as a colleague and as a thief find it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pyotp
from desks import Desk, desk
from sqlalchemy import select

from bot.console.access_passwords import Passwords
from bot.console.editors import Editor, Grant
from bot.console.inviting import invite
from bot.console.rights import Role

PASSWORD = "phở bò 7 quả khế"
HIDDEN = re.compile(r'name="(csrf|fresh)" value="([^"]*)"')


def browser(it: Desk) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(it.url, cookie_jar=aiohttp.CookieJar(unsafe=True))


async def hidden(http: aiohttp.ClientSession, path: str) -> dict[str, str]:
    async with http.get(f"/console{path}") as answer:
        return dict(HIDDEN.findall(await answer.text()))


async def invited(it: Desk, name: str, role: Role) -> str:
    async with it.database.writing() as session:
        editor = Editor(name=name, full_name=f"Bà {name}", created_at=it.clock())
        session.add(editor)
        await session.flush()
        session.add(Grant(editor_id=editor.id, agency_id=1, role=role))
        return invite(editor, it.clock())


async def test_an_invited_editor_chooses_a_password_and_is_in(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it, browser(it) as http:
        path = await invited(it, "lan", Role.EDITOR)
        form = await hidden(http, path.removeprefix("/console"))
        typed = {"password": PASSWORD, "password-again": PASSWORD, **form}
        async with http.post(path, data=typed, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
        async with http.get("/console/account") as answer:
            assert answer.status == 200
            assert "lan" in await answer.text()


async def test_a_chief_sets_up_a_second_factor_first(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it, browser(it) as http:
        path = await invited(it, "hoa", Role.CHIEF)
        form = await hidden(http, path.removeprefix("/console"))
        typed = {"password": PASSWORD, "password-again": PASSWORD, **form}
        async with http.post(path, data=typed) as answer:
            text = await answer.text()
            assert "<svg" in text
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")
        values = dict(HIDDEN.findall(text)) | {"otp": pyotp.TOTP(secret).at(it.clock())}
        async with http.post("/console/sign-in/factor", data=values, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
        async with http.get("/console/account") as answer:
            assert "đang dùng" in await answer.text()
