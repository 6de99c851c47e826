"""Articles and broadcasts of the local Zalo: made in two steps, moderated, refused by their rules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from a_zalo import OURS, V2, Zalo, a_zalo, doubting
from aiohttp import web

COVER = {"cover_type": "photo", "photo_url": "https://xa.gov.vn/a.jpg", "status": "show"}
ARTICLE = {
    "type": "normal",
    "title": "Lịch tiếp công dân",
    "author": "UBND xã Mẫu",
    "cover": COVER,
    "description": "Sáng thứ Hai",
    "body": [{"type": "text", "content": "Từ 8 giờ"}],
    "status": "show",
}
DAY, NIGHT = "2026-11-22T09:00:00+07:00", "2026-11-22T22:00:00+07:00"


async def verified(zalo: Zalo, made: dict[str, Any]) -> dict[str, Any]:
    """What `verify` says when it is no longer being processed."""
    while (told := await zalo.post("/v2.0/article/verify", {"token": made["data"]["token"]}))[
        "error"
    ] == -214:
        pass
    return told


async def create(zalo: Zalo, **changes: Any) -> dict[str, Any]:
    return await zalo.post("/v2.0/article/create", {**ARTICLE, **changes})


async def publish(zalo: Zalo, **changes: Any) -> str:
    told = await verified(zalo, await create(zalo, **changes))
    return str(told["data"]["id"])


@asynccontextmanager
async def a_picture(size: int) -> AsyncIterator[str]:
    async def give(_request: web.Request) -> web.Response:
        return web.Response(body=b"0" * size)

    app = web.Application()
    app.router.add_get("/a.jpg", give)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/a.jpg"
    finally:
        await runner.cleanup()


async def test_an_article_is_there_when_verify_gives_its_id() -> None:
    async with a_zalo(**doubting(verify_rounds=3)) as zalo:
        token = (await create(zalo))["data"]["token"]
        told = [await zalo.post("/v2.0/article/verify", {"token": token}) for _ in range(5)]
        assert [answer["error"] for answer in told] == [-214, -214, -214, 0, 0]
        assert told[3] == told[4]
        detail = await zalo.get("/v2.0/article/getdetail", id=told[3]["data"]["id"])
        assert detail["data"]["title"] == ARTICLE["title"]


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"cover": None}, -201, "cover value is invalid"),
        ({"cover": {**COVER, "status": ""}}, -200, "create media fail"),
        ({"cover": {**COVER, "photo_url": "https://xa.gov.vn/ảnh.jpg"}}, -201, "is invalid"),
        ({"cover": {**COVER, "photo_url": "https://xa.gov.vn/a b.jpg"}}, -201, "is invalid"),
        ({"title": "x" * 150}, -201, "title allow 1 to 150 characters"),
        ({"description": "x" * 300}, -201, "description"),
        ({"author": "x" * 51}, -201, "author"),
        ({"body": []}, -201, "body is invalid"),
        ({"body": [{"type": "dance"}]}, -201, "body is invalid"),
        ({"type": "poem"}, -201, "type is invalid"),
    ],
)
async def test_what_create_refuses_at_once(changes: dict[str, Any], code: int, told: str) -> None:
    async with a_zalo() as zalo:
        answer = await create(zalo, **changes)
        assert answer["error"] == code
        assert told in answer["message"]


async def test_the_longest_title_that_is_taken_has_149_characters() -> None:
    async with a_zalo() as zalo:
        assert (await create(zalo, title="ệ" * 149, description="ệ" * 299, author="ệ" * 50))["error"] == 0


@pytest.mark.parametrize(("size", "code"), [(999_999, 0), (1_000_000, -200)])
async def test_a_picture_is_fetched_and_may_be_too_large(size: int, code: int) -> None:
    async with a_zalo() as zalo, a_picture(size) as url:
        made = await create(zalo, cover={**COVER, "photo_url": url})
        assert made["error"] == 0
        assert (await verified(zalo, made))["error"] == code


async def test_a_picture_that_cannot_be_fetched_fails_at_verify_and_then_for_a_while() -> None:
    async with a_zalo() as zalo:
        zalo.server.unfetchable(COVER["photo_url"])
        for _ in range(4):
            failed = await verified(zalo, await create(zalo))
            assert (failed["error"], failed["message"]) == (-200, "Upload media failed")
        assert (await create(zalo))["message"] == "Too many failed attempts"


async def test_an_article_is_changed_listed_and_removed() -> None:
    async with a_zalo() as zalo:
        first, second = await publish(zalo), await publish(zalo, title="Hai")
        changed = await zalo.post("/v2.0/article/update", {**ARTICLE, "id": first, "title": "Một"})
        assert (await verified(zalo, changed))["data"]["id"] == first
        listed = (await zalo.get("/v2.0/article/getslice", offset=0, limit=10, type="normal"))["data"]
        assert listed["total"] == 2
        assert {media["title"] for media in listed["medias"]} == {"Một", "Hai"}
        assert (await zalo.post("/v2.0/article/remove", {"id": second}))["error"] == 0
        assert (await zalo.post("/v2.0/article/remove", {"id": second}))["error"] == -201
        assert (await zalo.get("/v2.0/article/getdetail", id=second))["error"] == -201


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"limit": 11, "type": "normal"}, "maximum limit is 10"),
        ({"limit": 10}, "type accept only 2 value normal and video."),
    ],
)
async def test_a_slice_wants_a_type_and_at_most_ten(query: dict[str, Any], told: str) -> None:
    async with a_zalo() as zalo:
        answer = await zalo.get("/v2.0/article/getslice", offset=0, **query)
        assert (answer["error"], answer["message"]) == (-201, told)


async def test_the_package_limits_articles() -> None:
    async with a_zalo(OURS.model_copy(update={"articles": 1})) as zalo:
        assert [(await create(zalo))["error"] for _ in range(2)] == [0, -223]


async def broadcast(zalo: Zalo, *articles: str, **target: Any) -> dict[str, Any]:
    elements = [{"media_type": "article", "attachment_id": name} for name in articles]
    payload = {"template_type": "media", "elements": elements}
    message = {"attachment": {"type": "template", "payload": payload}}
    return await zalo.post(V2, {"recipient": {"target": target}, "message": message})


async def test_a_broadcast_waits_for_moderation_and_reaches_followers() -> None:
    async with a_zalo(OURS.model_copy(update={"followers": 7}), scale=3600) as zalo:
        zalo.server.set_clock(DAY)
        zalo.server.doubt(moderation=10**9)
        assert (await broadcast(zalo, await publish(zalo), ages="2,3"))["error"] == 0
        zalo.server.doubt(moderation=0)
        await broadcast(zalo, await publish(zalo))
        waiting, through = zalo.server.broadcasts()
        assert (waiting["through"], through["through"]) == (False, True)
        assert (waiting["audience"], waiting["target"]) == (7, {"ages": "2,3"})


async def test_a_broadcast_wants_day_articles_and_texts_in_its_target() -> None:
    async with a_zalo(OURS.model_copy(update={"broadcasts": 1})) as zalo:
        name = await publish(zalo)
        zalo.server.set_clock(NIGHT)
        assert (await broadcast(zalo, name))["error"] == -234
        zalo.server.set_clock(DAY)
        assert (await broadcast(zalo, name, ages=[2, 3]))["error"] == -201
        assert (await broadcast(zalo, name, villages="2"))["error"] == -201
        assert (await broadcast(zalo, "none"))["error"] == -201
        assert (await broadcast(zalo))["error"] == -201
        assert (await broadcast(zalo, *[name] * 6))["error"] == -201
        assert (await broadcast(zalo, *[name] * 5))["error"] == 0
        assert (await broadcast(zalo, name))["error"] == -211


async def test_what_is_gone_and_what_never_was_is_not_found() -> None:
    async with a_zalo() as zalo:
        assert (await zalo.post("/v2.0/article/upload_image", {}))["message"] == "API is not support"
        assert (await zalo.post("/v3.0/article/create", ARTICLE))["message"] == "empty or invalid API"
