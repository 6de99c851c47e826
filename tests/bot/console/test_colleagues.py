"""Colleagues and their rights, as chiefs find them."""

import re
from pathlib import Path

from desks import Colleague, Desk, desk
from signing import browser, hidden, joined, sent, shown, sign_in
from sqlalchemy import select

from bot.console.editors import Editor, Grant
from bot.console.rights import Role
from knowledge.changes import Change

LINK = re.compile(r'>http[^"<]*/console(/invited/[\w-]+)<')


async def number(it: Desk, name: str) -> int:
    async with it.database.reading() as session:
        found = await session.scalar(select(Editor.id).where(Editor.name == name))
    assert found is not None
    return found


async def roles(it: Desk, name: str) -> set[tuple[int, Role]]:
    async with it.database.reading() as session:
        query = select(Grant).join(Editor, Editor.id == Grant.editor_id).where(Editor.name == name)
        return {(grant.agency_id, grant.role) for grant in await session.scalars(query)}


async def act(chief: Colleague, name: str, what: str, **values: object) -> tuple[int, str]:
    return await chief.post(f"/people/{await number(chief.desk, name)}/{what}", values, page="/account")


async def test_a_chief_invites_an_editor_who_then_signs_in(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b")
        typed = {"name": "lan", "full_name": "Bà <b>Lan</b>", "agency": 2, "role": "editor", "once": "x"}
        status, text = await chief.post("/people", typed, page="/people/new")
        found = LINK.search(text)
        assert status == 200
        assert found is not None
        assert "&lt;b&gt;Lan" in text
        status, again = await chief.post("/people", typed, page="/people/new")
        assert (status, LINK.search(again)) == (200, None)
        assert "Đặt mật khẩu" in await shown(browser(it), found[1])
        assert await roles(it, "lan") == {(2, Role.EDITOR)}
        _, log = await chief.get("/log?subject=editor:lan")
        assert "Cấp vai trò Biên tập viên cho Bà &lt;b&gt;Lan&lt;/b&gt; (lan)" in log
        assert "Mời Bà &lt;b&gt;Lan&lt;/b&gt; (lan)" in log
        status, text = await chief.post("/people", typed | {"once": "y"}, page="/people/new")
        assert (status, "Đã có người dùng tên lan" in text, 'value="lan"' in text) == (422, True, True)


async def test_nobody_gives_what_they_may_not_do_nor_where(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b")
        await it.colleague("editor", "xa-b", "lan")
        for agency, role in ((2, "operator"), (3, "editor"), (1, "chief"), (2, "king"), (99, "editor")):
            status, _ = await act(chief, "lan", "grant", agency=agency, role=role)
            assert status == 422, (agency, role)
        assert await roles(it, "lan") == {(2, Role.EDITOR)}
        assert (await act(chief, "lan", "grant", agency=2, role="chief"))[0] == 200
        assert await roles(it, "lan") == {(2, Role.EDITOR), (2, Role.CHIEF)}


async def test_who_may_do_more_or_works_elsewhere_is_out_of_reach(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b")
        await it.colleague("editor", "xa-c", "hoa")
        await it.colleague("operator", "xa-b", "minh")
        await it.colleague("chief", "tinh-a", "an")
        await it.colleague("editor", "xa-b", "an")
        _, people = await chief.get("/people")
        assert ("hoa" in people, "minh" in people) == (False, True)
        for what in ("link", "factor", "disable", "enable", "sign-out"):
            assert (await act(chief, "hoa", what))[0] == 404, what
            assert (await act(chief, "minh", what))[0] == 422, what
            assert (await act(chief, "an", what))[0] == 422, what
        async with it.database.reading() as session:
            assert set(await session.scalars(select(Editor.invitation))) == {""}
            assert set(await session.scalars(select(Editor.disabled_at))) == {None}


async def test_the_last_chief_stays(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "tinh-a", "an")
        status, text = await act(chief, "an", "take", agency=1, role="chief")
        assert (status, "cuối cùng" in text) == (422, True)
        assert (await act(chief, "an", "disable"))[0] == 422
        await joined(it, "binh", Role.CHIEF)
        assert (await act(chief, "an", "take", agency=1, role="chief"))[0] in {200, 403}
        assert await roles(it, "an") == set()
        _, text = await chief.get("/")
        assert "Chưa được giao việc" in text


async def test_a_lost_phone_a_forgotten_password_a_thief(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief, http = await it.colleague("chief", "tinh-a"), browser(it)
        await joined(it, "hoa", Role.CHIEF, http=http)
        assert "Bà Hoa" in await shown(http, "/account")
        assert (await act(chief, "hoa", "factor"))[0] == 200
        assert "Bà Hoa" not in await shown(http, "/account")
        _, text = await act(chief, "hoa", "link", once="1")
        found = LINK.search(text)
        assert found is not None
        values = {"password": "cơm tấm 3 con voi", "password-again": "cơm tấm 3 con voi"}
        form = hidden(await shown(http, found[1]))
        status, text, _ = await sent(http, found[1], values | form)
        assert (status, "<svg" in text) == (200, True)
        assert (await act(chief, "hoa", "disable"))[0] == 200
        form = hidden(await shown(http, "/sign-in"))
        status, text, _ = await sent(http, "/sign-in", {"name": "hoa", "password": values["password"]} | form)
        assert (status, "chưa đúng" in text) == (422, True)
        async with it.database.reading() as session:
            lines = list(await session.scalars(select(Change).where(Change.subject == "editor:hoa")))
        assert [row.by for row in lines] == [
            "hoa",
            "hoa",
            "hoa",
            *["chief.tinh-a"] * 2,
            "hoa",
            "chief.tinh-a",
        ]
        secrets = {found[1], values["password"], "argon2"}
        assert not any(secret in f"{row.what}{row.after}{row.before}" for row in lines for secret in secrets)


async def test_who_becomes_a_chief_comes_back_with_a_second_factor(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief, http = await it.colleague("chief", "tinh-a"), browser(it)
        await joined(it, "lan", Role.EDITOR, http=http)
        assert (await act(chief, "lan", "grant", agency=2, role="contributor"))[0] == 200
        assert "Bà Lan" in await shown(http, "/account")
        assert (await act(chief, "lan", "grant", agency=1, role="chief"))[0] == 200
        assert "Bà Lan" not in await shown(http, "/account")
        _, text, _ = await sign_in(http, "lan")
        assert "<svg" in text


async def test_a_stolen_device_does_not_take_an_account_over(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "tinh-a", "an")
        for what in ("link", "factor"):
            status, text = await act(chief, "an", what)
            assert (status, LINK.search(text), "Tài khoản" in text) == (422, None, True)


async def test_what_somebody_did_is_told_by_the_name_colleagues_know_them_by(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b", "hoa")
        await chief.get("/blocks")
        newcomer = await it.colleague("chief", "xa-b", "minh")
        await newcomer.post("/blocks", {"what": "channel:zalo", "reason": "Đổi số máy."}, page="/blocks")
        assert "Bà minh tạm ngừng" in (await chief.get("/blocks"))[1]
        for by in ("minh", "BÀ MINH"):
            log = (await chief.get(f"/log?by={by}"))[1]
            assert ("Đổi số máy" in log, "Bà minh · " in log, "Bà hoa · " in log) == (True, True, False)
