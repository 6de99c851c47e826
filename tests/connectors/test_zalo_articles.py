"""Articles are made in two steps, looked for before they are made again, and told to whom they concern."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zaloing import NOON, OA, SENT, V2, Desk, cut, desk, far_side, page, put

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo.server import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account, Setup
from connectors.channel import Later, Lost, Refused, SendError, Throttled, Unreachable
from connectors.database import Database
from connectors.zalo.articles import Articles, MediaRefused, Target, filters
from connectors.zalo.drafts import Draft, Film, Picture, Words, address, body, same_title
from connectors.zalo.uploads import LARGEST_FILE, LARGEST_IMAGE, USABLE, Uploads

DRAFT = Draft(
    "Lịch tiếp công dân tháng 12",
    "Chủ tịch UBND xã tiếp công dân vào thứ Năm hằng tuần.",
    "UBND xã Mẫu",
    "https://example.gov.vn/ảnh bìa.jpg",
    (
        Words("Sáng thứ Năm, 7 giờ 30."),
        Picture("https://example.gov.vn/b.jpg", "Sơ đồ"),
        Film("https://youtu.be/1"),
    ),
)
CREATE, VERIFY = "/v2.0/article/create", "/v2.0/article/verify"


@asynccontextmanager
async def platform(database: Database) -> AsyncIterator[tuple[ZaloServer, Desk, Articles]]:
    ours = Account(access_token="access-0", refresh_token="refresh-0", followers=3)
    server = ZaloServer(Setup(accounts=(ours,)))
    server.world.clock.set(NOON)
    await put(database)
    async with running(server) as base, desk(database, base) as us:
        yield server, us, Articles(us.api)


async def verified(articles: Articles, us: Desk, token: str) -> str:
    for _ in range(5):
        if name := await articles.verify(us.account, token):
            return name
    raise AssertionError("never verified")


async def test_an_article_is_made_changed_found_and_removed(database: Database) -> None:
    async with platform(database) as (_, us, articles):
        token = await articles.create(us.account, DRAFT)
        assert await articles.verify(us.account, token) is None
        name = await verified(articles, us, token)
        assert await verified(articles, us, token) == name
        _, [found] = await articles.page(us.account)
        assert (found.id, found.title, found.status) == (name, DRAFT.title, "show")
        assert found.link.startswith("https://")
        changed = replace(DRAFT, title="Lịch tiếp công dân (mới)", shown=False)
        assert await verified(articles, us, await articles.update(us.account, name, changed)) == name
        detail = await articles.detail(us.account, name)
        assert (detail.title, detail.status) == ("Lịch tiếp công dân (mới)", "hide")
        await articles.remove(us.account, name)
        assert await articles.page(us.account) == (0, [])


async def test_articles_are_listed_ten_at_a_time(database: Database) -> None:
    async with platform(database) as (_, us, articles):
        for number in range(12):
            token = await articles.create(us.account, replace(DRAFT, title=f"Bài {number}"))
            await verified(articles, us, token)
        total, listed = await articles.page(us.account, 0, 50)
        assert (total, len(listed)) == (12, 10)
        assert [each.title for each in (await articles.page(us.account, 10))[1]] == ["Bài 1", "Bài 0"]


async def test_a_cover_that_is_not_taken_is_told_when_the_article_is_verified(database: Database) -> None:
    async with platform(database) as (server, us, articles):
        server.world.unfetchable.add(address(DRAFT.cover_url))
        token = await articles.create(us.account, DRAFT)
        with pytest.raises(MediaRefused):
            await verified(articles, us, token)
        for _ in range(3):
            await articles.create(us.account, DRAFT)
        with pytest.raises(Later) as raised:
            await articles.create(us.account, DRAFT)
        assert raised.value.retry_after == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("answer", "made", "asked"),
    [
        (cut, Lost, Unreachable),
        (page(502), Lost, Unreachable),
        ({"error": -32}, Throttled, Throttled),
        ({"error": 0}, Refused, Refused),
    ],
)
async def test_asking_again_changes_nothing_but_making_again_would(
    sqlite_url: str, answer: object, made: type[SendError], asked: type[SendError]
) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{CREATE: [answer], VERIFY: [answer]}) as (_, base), desk(database, base) as us:
        articles = Articles(us.api)
        with pytest.raises(made):
            await articles.create(us.account, DRAFT)
        with pytest.raises(asked):
            await articles.verify(us.account, "token")
    await database.close()


async def test_a_broadcast_goes_to_everybody_or_to_some(database: Database) -> None:
    async with platform(database) as (server, us, articles):
        name = await verified(articles, us, await articles.create(us.account, DRAFT))
        assert await articles.broadcast(us.account, [name])
        assert await articles.broadcast(us.account, [name], Target(cities=(20, 34), gender=2))
        told = server.broadcasts(OA)
        assert [one["target"] for one in told] == [{}, {"cities": "20,34", "gender": "2"}]
        for articles_at_once in ([], [name] * 6):
            with pytest.raises(Refused):
                await articles.broadcast(us.account, articles_at_once)
        server.world.clock.set(NOON + timedelta(hours=12))
        with pytest.raises(Later):
            await articles.broadcast(us.account, [name])


def test_cities_stand_for_the_part_of_the_country_and_nothing_is_sent_for_nothing() -> None:
    assert filters(Target(ages=(2, 3), locations=(1,), cities=(20,))) == {"ages": "2,3", "cities": "20"}
    assert filters(Target(locations=(0, 1), platforms=(1,))) == {"locations": "0,1", "platform": "1"}


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=100))
def test_what_is_too_long_is_cut_and_what_is_missing_is_said(
    title: str, description: str, author: str
) -> None:
    try:
        made = body(replace(DRAFT, title=title, description=description, author=author))
    except Refused:
        return
    assert 0 < len(made["title"]) <= 140
    assert 0 < len(made["description"]) <= 250
    assert 0 < len(made["author"]) <= 50
    assert same_title(made["title"], title) or not any(letter.isalnum() for letter in title)


def test_addresses_are_escaped_once_and_only_public_ones_pass() -> None:
    assert (
        address("https://a.vn/ảnh bìa.jpg?x=á&y=1#z")
        == "https://a.vn/%E1%BA%A3nh%20b%C3%ACa.jpg?x=%C3%A1&y=1"
    )
    assert address(address("https://a.vn/100% đúng.jpg")) == "https://a.vn/100%25%20%C4%91%C3%BAng.jpg"
    assert address("https://xãmẫu.vn/a") == "https://xn--xmu-mla5329a.vn/a"
    for wrong in (
        "",
        "a.jpg",
        "ftp://a/b",
        "https://",
        "https://me:pass@a.vn/",
        "javascript:alert(1)",
        "https://[",
        "https://a.vn/" + "b" * 3_000,
    ):
        with pytest.raises(Refused):
            address(wrong)
    with pytest.raises(Refused):
        body(replace(DRAFT, blocks=()))
    with pytest.raises(Refused):
        body(replace(DRAFT, blocks=(Words("a"),) * 101))


async def test_uploads_are_checked_before_they_leave_and_taken_for_seven_days(database: Database) -> None:
    async with platform(database) as (server, us, _):
        uploads = Uploads(us.api)
        for content in (b"\xff\xd8\xff\xe0 jpeg", b"\x89PNG\r\n\x1a\n png", b"GIF89a gif"):
            taken = await uploads.image(us.account, content, NOON)
            assert taken.usable_until == NOON + USABLE
            assert taken.id in server.world.office().uploads
        assert (await uploads.file(us.account, b"%PDF-1.7", "Mẫu đơn\n.PDF", NOON)).id
        before = len(server.world.office().uploads)
        for image in (b"", b"BM bitmap", b"\xff\xd8\xff" + b"\0" * LARGEST_IMAGE):
            with pytest.raises(Refused):
                await uploads.image(us.account, image, NOON)
        for content, name in (
            (b"", "a.pdf"),
            (b"MZ", "a.exe"),
            (b"MZ", "pdf"),
            (b"\0" * (LARGEST_FILE + 1), "a.doc"),
        ):
            with pytest.raises(Refused):
                await uploads.file(us.account, content, name, NOON)
        assert len(server.world.office().uploads) == before


async def test_an_upload_without_an_id_is_refused(database: Database) -> None:
    await put(database)
    paths = {"/v2.0/oa/upload/image": [{"error": 0, "data": {}}], V2: [SENT]}
    async with far_side(**paths) as (_, base), desk(database, base) as us:
        with pytest.raises(Refused, match="another shape"):
            await Uploads(us.api).image(us.account, b"\xff\xd8\xff", NOON)
