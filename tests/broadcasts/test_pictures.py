"""Every article gets a cover that platforms take, whatever its picture is."""

from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO

import pytest
from picturing import LOCAL, a_picture, picture_server
from PIL import Image
from sqlalchemy.orm import Session

from broadcasts.drawing import plain_cover
from broadcasts.pictures import Covers, content_of, forget_old, keep
from connectors.database import Database
from connectors.portal.fetching import Fetcher

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NAME = "Ủy ban nhân dân xã Đồng Lộc"


def fetcher(*private: str) -> Fetcher:
    return Fetcher(clock=lambda: NOON, seconds=2, private=private, pause=0)


def covers(database: Database, by: Fetcher) -> Covers:
    return Covers(database, by, "https://tro-ly.example/", lambda: NOON)


async def test_a_picture_is_made_smaller_and_kept_once(database: Database) -> None:
    by = fetcher(LOCAL)
    async with picture_server(a_picture()) as there:
        first = await covers(database, by).of(f"{there}/a.png", f"{there}/bai", NAME)
        second = await covers(database, by).of(f"{there}/b.png", f"{there}/bai", NAME)
    await by.close()
    assert (first.digest, first.remark) == (second.digest, "")
    image = Image.open(BytesIO(first.content))
    assert (image.format, image.width) == ("JPEG", 1280)
    kept = await database.at_once(lambda session: content_of(session, first.digest), writing=False)
    assert kept == first.content
    assert covers(database, by).url(first.digest) == f"https://tro-ly.example/media/{first.digest}.jpg"


@pytest.mark.parametrize("content", [b"<html>not a picture", b"", a_picture()[:60]])
async def test_what_is_no_picture_gives_way_to_the_plain_cover(database: Database, content: bytes) -> None:
    by = fetcher(LOCAL)
    async with picture_server(content) as there:
        cover = await covers(database, by).of(f"{there}/a.png", f"{there}/bai", NAME)
    await by.close()
    assert "ảnh bìa chung" in cover.remark
    assert cover.content == plain_cover(NAME)


@pytest.mark.parametrize(
    "picture", ["http://127.0.0.1:9/a.png", "https://other.example/a.png", "file:///a", "x"]
)
async def test_a_picture_that_may_not_be_fetched_is_not(database: Database, picture: str) -> None:
    by = fetcher()
    cover = await covers(database, by).of(picture, "https://127.0.0.1/bai", NAME)
    await by.close()
    assert cover.remark


async def test_an_article_without_a_picture_gets_the_plain_cover_without_a_remark(database: Database) -> None:
    by = fetcher()
    cover = await covers(database, by).of("", "", NAME)
    await by.close()
    assert (cover.remark, cover.content) == ("", plain_cover(NAME))


def test_the_plain_cover_takes_any_name() -> None:
    for name in ("", NAME, "Một tên rất dài " * 50, "x" * 500):
        image = Image.open(BytesIO(plain_cover(name)))
        assert (image.format, image.size) == ("JPEG", (1280, 720))


async def test_an_unknown_digest_is_nothing(database: Database) -> None:
    digest = await database.at_once(lambda session: keep(session, b"jpeg", NOON))
    assert await database.at_once(lambda session: content_of(session, digest), writing=False) == b"jpeg"
    assert await database.at_once(lambda session: content_of(session, "0" * 64), writing=False) is None


async def test_a_cover_is_deleted_when_nobody_can_need_it(database: Database) -> None:
    def made(session: Session) -> tuple[str, str]:
        return keep(session, b"old", NOON - timedelta(days=500)), keep(session, b"new", NOON)

    old, new = await database.at_once(made)
    assert await database.at_once(lambda session: forget_old(session, NOON - timedelta(days=400))) == 1
    for digest, content in ((old, None), (new, b"new")):
        found = await database.at_once(partial(content_of, digest=digest), writing=False)
        assert found == content


async def test_an_old_cover_that_is_wanted_again_is_kept_anew(database: Database) -> None:
    for day in (NOON - timedelta(days=500), NOON):
        await database.at_once(partial(keep, content=b"old", now=day))
    assert await database.at_once(lambda session: forget_old(session, NOON - timedelta(days=400))) == 0
