"""Signing in, as a colleague finds it and as a thief does."""

from datetime import timedelta
from html import unescape
from pathlib import Path

import pyotp
from desks import Desk, desk
from known import NOW
from signing import PASSWORD, browser, hidden, invited, joined, sent, shown, sign_in
from sqlalchemy import func, select

from bot.console import forgetting, sessions
from bot.console.editors import Editor, EditorSession, FormUse, SignInTry
from bot.console.rights import Role
from connectors.database import Database
from knowledge.changes import Change


async def told(it: Desk, subject: str) -> list[str]:
    async with it.database.reading() as session:
        query = select(Change.what).where(Change.subject == subject).order_by(Change.id)
        return list(await session.scalars(query))


async def test_whoever_is_invited_chooses_a_password_and_is_in(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        http = browser(it, **{"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130"})
        await joined(it, "lan", Role.EDITOR, http=http)
        assert "Chrome trên Android" in await shown(http, "/account")
        assert await told(it, "editor:lan") == [
            "Đặt mật khẩu bằng liên kết mời",
            "Đăng nhập từ Chrome trên Android",
        ]


async def test_a_link_is_good_once_and_for_three_days(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        path = await invited(it, "lan", Role.EDITOR)
        it.clock.ahead += timedelta(hours=72, minutes=1)
        assert "đã hết hạn" in await shown(browser(it), path)
        it.clock.ahead -= timedelta(hours=1)
        http = browser(it)
        form = hidden(await shown(http, path))
        for typed, wrong in (
            ("ngắn", "ít nhất 10"),
            ("1234567890", "dễ đoán"),
            ("lan lan lan lan", "dễ đoán"),
        ):
            values = {"password": typed, "password-again": typed, **form}
            status, text, _ = await sent(http, path, values)
            assert (status, wrong in text) == (422, True), text
        values = {"password": PASSWORD, "password-again": PASSWORD, **form}
        assert (await sent(http, path, values))[0] == 303
        assert (await sent(http, path, values))[0] == 404


async def test_a_chief_needs_the_phone_and_no_code_is_good_twice(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        secret = await joined(it, "hoa", Role.CHIEF)
        http = browser(it)
        status, text, _ = await sign_in(http, "hoa")
        assert (status, "Nhập mã 6 số" in text) == (200, True)
        it.clock.ahead += timedelta(seconds=60)
        code = {"otp": pyotp.TOTP(secret).at(it.clock()), **hidden(text)}
        assert (await sent(http, "/sign-in/code", code | {"otp": "000 000"}))[0] == 422
        assert (await sent(http, "/sign-in/code", code))[0] == 303
        thief = browser(it)
        _, text, _ = await sign_in(thief, "hoa")
        assert (await sent(thief, "/sign-in/code", code | hidden(text)))[0] == 422
        assert "Đăng nhập" in await shown(thief, "/account")


async def test_a_clock_that_ran_ahead_locks_nobody_out(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        it.clock.ahead += timedelta(days=2)
        secret = await joined(it, "hoa", Role.CHIEF)
        for _ in range(8):
            await sign_in(browser(it), "hoa", "không phải")
        it.clock.ahead -= timedelta(days=2)
        http = browser(it)
        _, text, _ = await sign_in(http, "hoa")
        code = {"otp": pyotp.TOTP(secret).at(it.clock()), **hidden(text)}
        assert (await sent(http, "/sign-in/code", code))[0] == 303
        it.clock.ahead -= timedelta(days=400)
        assert "Tài khoản của tôi" in await shown(http, "/account")


async def test_wrong_passwords_cost_growing_pauses_and_names_are_not_told_apart(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path) as it:
        await joined(it, "lan", Role.EDITOR)
        answers = {}
        for name in ("lan", "nobody"):
            http = browser(it)
            answers[name] = [await sign_in(http, name, "không phải") for _ in range(7)]
        assert [answer[0] for answer in answers["lan"]] == [422] * 5 + [429] * 2
        assert [answer[0] for answer in answers["nobody"]] == [422] * 5 + [429] * 2
        assert (await sign_in(browser(it), "lan"))[0] == 429
        it.clock.ahead += timedelta(seconds=20)
        assert (await sign_in(browser(it), "lan"))[0] == 303
        async with it.database.reading() as session:
            kept = list(await session.scalars(select(SignInTry)))
        assert not any("lan" in row.key or "127.0.0.1" in row.key for row in kept)


async def test_a_stolen_cookie_dies_with_signing_out(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        http, thief = browser(it), browser(it)
        await joined(it, "lan", Role.EDITOR, http=http)
        thief.cookie_jar.update_cookies(
            {cookie.key: cookie.value for cookie in http.cookie_jar if cookie.key == sessions.COOKIE}
        )
        account = await shown(thief, "/account")
        assert "Bà Lan" in account
        assert (await sent(http, "/sign-out", hidden(account)))[0] == 303
        assert "Bà Lan" not in await shown(thief, "/account")


async def test_an_idle_device_and_an_old_one_sign_in_again(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, desk_idle_minutes=30, desk_hours=2) as it:
        http = browser(it)
        await joined(it, "lan", Role.EDITOR, http=http)
        for _ in range(4):
            it.clock.ahead += timedelta(minutes=29)
            assert "Bà Lan" in await shown(http, "/account")
        it.clock.ahead += timedelta(minutes=5)
        assert "Bà Lan" not in await shown(http, "/account")
        assert (await sign_in(http, "lan"))[0] == 303
        it.clock.ahead += timedelta(minutes=31)
        assert "Bà Lan" not in await shown(http, "/account")


async def test_a_page_left_open_that_looks_again_by_itself_keeps_nobody_signed_in(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path, desk_idle_minutes=30) as it:
        http = browser(it, **{"HX-Request": "true"})
        await joined(it, "lan", Role.EDITOR, http=http)
        for minutes, status in ((20, 200), (20, 303)):
            it.clock.ahead += timedelta(minutes=minutes)
            async with http.get("/console/talks/open", allow_redirects=False) as answer:
                assert answer.status == status


async def test_what_was_typed_when_the_session_was_over_is_offered_to_be_sent_again(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        http = browser(it)
        await joined(it, "lan", Role.EDITOR, http=http)
        it.clock.ahead += timedelta(days=1)
        typed = {"text": "Lệ phí 25.000 đồng\n<script>alert(1)</script>" * 9, "password": "bí mật của tôi"}
        status, text, _ = await sent(http, "/account/others", typed)
        assert (status, "còn nguyên" in text, "bí mật" in text) == (403, True, False)
        form = {name: unescape(value) for name, value in hidden(text).items()}
        status, text, _ = await sent(http, "/sign-in", {"name": "lan", "password": PASSWORD, **form})
        assert status == 200
        assert 'action="/console/account/others"' in text
        assert "Lệ phí 25.000 đồng" in text
        assert "<script>alert" not in text
        assert (await sent(http, "/account/others", hidden(text)))[0] == 303


async def test_another_site_gains_nothing_without_a_session(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            _, text, _ = await sent(browser(it, **headers), "/account/others", {"text": "của kẻ khác"})
            assert "của kẻ khác" not in text


async def test_a_password_is_changed_by_who_knows_it_and_the_other_devices_are_out(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        http, other = browser(it), browser(it)
        await joined(it, "lan", Role.EDITOR, http=http)
        await sign_in(other, "lan")
        form = hidden(await shown(http, "/account"))
        new = {"password-new": "mắm tôm 9 hòn đá", "password-again": "mắm tôm 9 hòn đá"}
        status, text, _ = await sent(http, "/account/password", {"password": "sai rồi", **new, **form})
        assert (status, "chưa đúng" in text) == (422, True)
        assert (await sent(http, "/account/password", {"password": PASSWORD, **new, **form}))[0] == 303
        assert "Bà Lan" in await shown(http, "/account")
        assert "Bà Lan" not in await shown(other, "/account")
        assert (await sign_in(other, "lan"))[0] == 422
        assert (await sign_in(other, "lan", new["password-new"]))[0] == 303


async def test_cookies_are_for_the_desk_and_no_script(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, public_url="https://tro-ly.example") as it:
        path = await invited(it, "lan", Role.EDITOR)
        async with browser(it).get(f"/console{path}") as answer:
            cookie = answer.cookies["congdan-door"]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["path"]) == (
            True,
            True,
            "Lax",
            "/console",
        )
        async with it.database.reading() as session:
            assert await session.scalar(select(EditorSession.digest)) is None
            assert await session.scalar(select(Editor.password)) == ""
        editor = await it.colleague("editor")
        chosen = {"agency": "1", "csrf": await editor.token("/account")}
        async with editor.http.post("/console/agency", data=chosen, allow_redirects=False) as answer:
            assert (answer.status, answer.cookies["said"]["secure"]) == (303, True)


async def test_signs_of_who_signed_in_when_are_forgotten(database: Database) -> None:
    old, whole = NOW - timedelta(days=40), timedelta(days=7)
    async with database.writing() as session:
        session.add(Editor(id=1, name="lan", full_name="Lan", created_at=NOW))
        await session.flush()
        for at, name in ((old, "old"), (NOW, "new")):
            session.add_all(
                [
                    SignInTry(key=name, count=1, last_at=at),
                    FormUse(token=name, at=at),
                    EditorSession(digest=name, editor_id=1, began_at=at, seen_at=at),
                ]
            )
        await session.flush()
        assert await session.run_sync(forgetting.forget_old, NOW, whole, 1000) == 1
        for table in (SignInTry, FormUse, EditorSession):
            assert await session.scalar(select(func.count()).select_from(table)) == 1
