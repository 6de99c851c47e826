"""Colleagues who sign in as people do: by their link, with a password and a phone."""

import re
from typing import Any

import aiohttp
import pyotp
from desks import Desk
from sqlalchemy import select

from bot.console.editors import Editor, Grant
from bot.console.inviting import invite
from bot.console.rights import Role

PASSWORD = "phở bò 7 quả khế"
HIDDEN = re.compile(r'name="(csrf|fresh|kept|once)" value="([^"]*)"')
SECRET = re.compile(r"<code>([A-Z2-7 ]+)</code>")


def browser(it: Desk, **headers: str) -> aiohttp.ClientSession:
    """A browser of its own, which keeps cookies."""
    http = aiohttp.ClientSession(it.url, cookie_jar=aiohttp.CookieJar(unsafe=True), headers=headers or None)
    it.closing.append(http)
    return http


def hidden(text: str) -> dict[str, str]:
    return dict(HIDDEN.findall(text))


async def shown(http: aiohttp.ClientSession, path: str) -> str:
    async with http.get(f"/console{path}") as answer:
        return await answer.text()


async def sent(http: aiohttp.ClientSession, path: str, values: dict[str, Any]) -> tuple[int, str, str]:
    """Status, text, and where it leads."""
    async with http.post(f"/console{path}", data=values, allow_redirects=False) as answer:
        return answer.status, await answer.text(), answer.headers.get("Location", "")


async def invited(it: Desk, name: str, *roles: Role, agency_id: int = 1) -> str:
    """The path of a link, below /console."""
    async with it.database.writing() as session:
        editor = await session.scalar(select(Editor).where(Editor.name == name))
        if editor is None:
            editor = Editor(name=name, full_name=f"Bà {name.title()}", created_at=it.clock())
            session.add(editor)
            await session.flush()
        session.add_all(Grant(editor_id=editor.id, agency_id=agency_id, role=role) for role in roles)
        return invite(editor, it.clock()).removeprefix("/console")


async def joined(it: Desk, name: str, *roles: Role, http: aiohttp.ClientSession | None = None) -> str:
    """Somebody chose a password, and set up a phone where that is asked for; the secret of the phone."""
    path = await invited(it, name, *roles)
    http = http or browser(it)
    form = hidden(await shown(http, path))
    status, text, _ = await sent(http, path, {"password": PASSWORD, "password-again": PASSWORD, **form})
    if status == 303:
        return ""
    found = SECRET.search(text)
    assert found is not None, text
    secret = found[1].replace(" ", "")
    code = {"otp": pyotp.TOTP(secret).at(it.clock())}
    status, text, _ = await sent(http, "/sign-in/factor", hidden(text) | code)
    assert status == 303, text
    return secret


async def sign_in(
    http: aiohttp.ClientSession, name: str, password: str = PASSWORD, **more: str
) -> tuple[int, str, str]:
    form = hidden(await shown(http, "/sign-in"))
    return await sent(http, "/sign-in", {"name": name, "password": password, **form, **more})
