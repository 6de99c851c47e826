"""Every page and act of the desk against every role, by request."""

import re
from pathlib import Path

import aiohttp
from desks import Colleague, Desk, desk
from route_rights import expected
from signing import browser

from bot.console import access
from bot.console.rights import ALLOWED, Right, Role
from bot.console.routes import all_routes

PLACE = re.compile(r"\{(\w+)(?::((?:[^{}]|\{[^{}]*\})*))?\}")
ENDS_IT = "/sign-out"


def filled(path: str) -> str:
    """An address of the route, of something that is not there."""

    def value(found: re.Match[str]) -> str:
        form = found[2] or r"\d"
        if "|" in form:
            return form.split("|")[0]
        return "999999" if form.startswith((r"\d", "[0-9]")) else "begin" if form == "[a-z-]+" else "xa-b"

    return PLACE.sub(value, path)


def test_every_route_states_its_right_in_the_table() -> None:
    """A route that is new, or takes another right: put it into tests/bot/console/route_rights.py."""
    stated = expected()
    found = {(route.method, route.path): route.right for route in all_routes()}
    assert found.keys() - stated.keys() == set(), "add these to tests/bot/console/route_rights.py"
    assert stated.keys() - found.keys() == set(), "take these out of tests/bot/console/route_rights.py"
    assert {key: right for key, right in found.items() if stated[key] != right} == {}, "another right there"


def test_pages_without_signing_in_are_those_for_signing_in() -> None:
    assert {route.path for route in access.open_routes()} == {
        "/sign-in",
        "/sign-in/code",
        "/sign-in/factor",
        "/invited/{code}",
    }


async def answer(http: aiohttp.ClientSession, method: str, path: str, token: str) -> tuple[int, str]:
    """Status, and where it leads."""
    data = {"csrf": token} if method == "POST" else None
    address = f"/console{filled(path)}"
    async with http.request(method, address, data=data, allow_redirects=False) as told:
        return told.status, told.headers.get("Location", "")


async def surprises(colleague: Colleague, role: Role) -> list[str]:
    """Where the desk did not answer as the table says."""
    token, found = await colleague.token("/account"), []
    assert token
    for (method, path), right in expected().items():
        if path == ENDS_IT:
            continue
        status, _ = await answer(colleague.http, method, path, token)
        refused = right is not None and right not in ALLOWED[role]
        if (refused and status != 403) or (not refused and status in {403, 405}) or status >= 500:
            found.append(f"{role.value}: {method} {path}: {status}")
    return found


async def strangers(it: Desk) -> list[str]:
    found, http = [], browser(it)
    for method, path in expected():
        status, there = await answer(http, method, path, "0" * 40)
        if status != 303 or not there.startswith("/console/sign-in"):
            found.append(f"nobody: {method} {path}: {status} {there}")
    return found


async def test_each_role_reaches_what_it_may_and_nothing_else(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        found = await strangers(it)
        for role in Role:
            found += await surprises(await it.colleague(role, "xa-b"), role)
        assert found == []


async def test_rights_of_an_agency_hold_below_it_and_not_beside_or_above(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path) as it:
        province, commune = await it.colleague("chief", "tinh-a"), await it.colleague("editor", "xa-b")
        for colleague, agencies in ((province, {1, 2, 3}), (commune, {2})):
            for agency in (1, 2, 3):
                status, _ = await colleague.post("/agency", {"agency": agency}, page="/account")
                assert (status == 200) == (agency in agencies), (colleague.editor.name, agency)


async def test_who_has_no_role_any_more_sees_nothing_and_may_sign_out(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        chief, editor = await it.colleague("chief", "xa-b"), await it.colleague("editor", "xa-b")
        taken = {"agency": 2, "role": "editor"}
        await chief.post(f"/people/{editor.editor.id}/take", taken, page="/account")
        for path in ("/", "/account", "/numbers"):
            status, text = await editor.get(path)
            assert (status, "Chưa được giao việc" in text) == (403, True)
        await editor.post("/sign-out", page="/")
        assert "Mật khẩu" in (await editor.get("/"))[1]


def test_a_role_that_does_more_is_no_part_of_one_that_does_less() -> None:
    assert ALLOWED[Role.CONTRIBUTOR] < ALLOWED[Role.EDITOR] < ALLOWED[Role.CHIEF]
    assert Right.OPERATE not in ALLOWED[Role.CHIEF]
    assert not ALLOWED[Role.OPERATOR] & {Right.EDIT, Right.SEND, Right.PEOPLE, Right.TALK}
