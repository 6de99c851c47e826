"""Posts and comments of a Page."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from graph_wire import NOON, PAGE, Wire, account, wired

from connectors.channel import Lost, Refused, SendError, Stopped
from connectors.messenger import comments, posts
from connectors.messenger.errors import Duplicate
from connectors.messenger.posts import LATEST, SOONEST, Post

POST = f"{PAGE}_77"
OURS = account(page_posts=True)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


async def test_a_post_carries_a_link(wire: Wire) -> None:
    wire.say({"id": POST})
    told = await posts.publish(wire.graph, OURS, Post("Lịch tiếp dân", "https://xamau.gov.vn/1"), NOON)
    assert told == POST
    assert wire.last.path == f"v25.0/{PAGE}/feed"
    assert wire.last.json == {"message": "Lịch tiếp dân", "link": "https://xamau.gov.vn/1"}


async def test_a_post_carries_pictures_that_were_uploaded(wire: Wire) -> None:
    wire.say({"id": 99})
    photo = await posts.upload_photo(wire.graph, OURS, b"\x89PNG\r\n", alt="Cổng xã")
    assert b'name="source"' in wire.last.body
    assert b"image/png" in wire.last.body
    assert "Cổng xã".encode() in wire.last.body
    wire.say({"id": POST})
    await posts.publish(wire.graph, OURS, Post("Ảnh", photos=(photo,)), NOON)
    assert wire.last.json["attached_media"] == [{"media_fbid": "99"}]


async def test_a_picture_by_its_address_is_a_post_of_its_own(wire: Wire) -> None:
    wire.say({"id": "99", "post_id": POST})
    assert await posts.publish_photo(wire.graph, OURS, "https://xamau.gov.vn/a.jpg", "Ảnh") == POST
    assert wire.last.json == {"url": "https://xamau.gov.vn/a.jpg", "caption": "Ảnh"}


@pytest.mark.parametrize("ahead", [SOONEST, timedelta(days=3), LATEST])
async def test_a_post_waits_for_its_time(wire: Wire, ahead: timedelta) -> None:
    wire.say({"id": POST})
    await posts.publish(wire.graph, OURS, Post("Mai", at=NOON + ahead), NOON)
    assert wire.last.json["published"] is False
    assert wire.last.json["scheduled_publish_time"] == int((NOON + ahead).timestamp())


@pytest.mark.parametrize(
    "post",
    [
        Post("Mai", at=NOON + SOONEST - timedelta(seconds=1)),
        Post("Mai", at=NOON + LATEST + timedelta(seconds=1)),
        Post("Hôm qua", at=NOON - timedelta(days=1)),
        Post("Cả hai", link="https://a.vn", photos=("1",)),
        Post(" "),
    ],
)
async def test_a_post_that_facebook_would_refuse_is_not_sent(wire: Wire, post: Post) -> None:
    with pytest.raises(Refused):
        await posts.publish(wire.graph, OURS, post, NOON)
    with pytest.raises(Refused):
        await posts.upload_photo(wire.graph, OURS, b"x" * (posts.LARGEST_PHOTO + 1))
    assert wire.calls == []


async def test_nothing_is_published_where_that_is_off(wire: Wire) -> None:
    for act in (
        posts.publish(wire.graph, account(), Post("x"), NOON),
        posts.update(wire.graph, account(), POST, "x"),
        posts.delete(wire.graph, account(), POST),
        comments.hide(wire.graph, account(), "1"),
        comments.answer(wire.graph, account(), "1", "x"),
    ):
        with pytest.raises(Refused):
            await act
    assert wire.calls == []


async def test_a_lost_post_is_found_again_in_the_feed(wire: Wire) -> None:
    wire.lose()
    with pytest.raises(Lost):
        await posts.publish(wire.graph, OURS, Post("Lịch  tiếp dân"), NOON)
    earlier = {"id": "1_1", "message": "Lịch tiếp dân", "created_time": "2026-11-20T05:00:00+0000"}
    same = {"id": POST, "message": "Lịch tiếp dân ", "created_time": "2026-11-22T05:00:03+0000"}
    wire.say({"data": [{"id": "1_3"}, same, earlier]})
    found = await posts.find(wire.graph, OURS, "Lịch  tiếp dân", NOON)
    assert found is not None
    assert found.id == POST
    assert wire.last.path == f"v25.0/{PAGE}/feed"


async def test_a_lost_post_is_found_among_those_that_wait(wire: Wire) -> None:
    wire.say({"data": []})
    at = int((NOON + timedelta(days=1)).timestamp())
    wire.say({"data": [{"id": POST, "message": "Mai", "scheduled_publish_time": at}]})
    found = await posts.find(wire.graph, OURS, "Mai", NOON)
    assert found is not None
    assert found.scheduled_publish_time == NOON + timedelta(days=1)
    assert wire.last.path == f"v25.0/{PAGE}/scheduled_posts"
    wire.say({"data": []})
    wire.say({"data": []})
    assert await posts.find(wire.graph, OURS, "Mai", NOON) is None


@pytest.mark.parametrize(("code", "kind"), [(506, Duplicate), (283, Stopped), (368, Stopped)])
async def test_a_post_that_is_there_already_is_told_apart(
    wire: Wire, code: int, kind: type[SendError]
) -> None:
    wire.fail(code)
    with pytest.raises(kind):
        await posts.publish(wire.graph, OURS, Post("Lại"), NOON)


async def test_a_post_is_changed_and_taken_away(wire: Wire) -> None:
    wire.say({"success": True})
    await posts.update(wire.graph, OURS, POST, "Mới")
    assert (wire.last.method, wire.last.path, wire.last.json) == ("POST", f"v25.0/{POST}", {"message": "Mới"})
    wire.say({"success": "true"})
    await posts.delete(wire.graph, OURS, POST)
    assert (wire.last.method, wire.last.path) == ("DELETE", f"v25.0/{POST}")
    wire.say({"success": False})
    with pytest.raises(Refused):
        await posts.delete(wire.graph, OURS, POST)


async def test_a_comment_is_answered_for_all_to_see_or_hidden(wire: Wire) -> None:
    wire.say({"id": "77_2"})
    assert await comments.answer(wire.graph, OURS, "77_1", "Cảm ơn Ông/Bà") == "77_2"
    assert wire.last.path == "v25.0/77_1/comments"
    wire.say({"success": True})
    await comments.hide(wire.graph, OURS, "77_1")
    assert wire.last.json == {"is_hidden": True}


@pytest.mark.parametrize("time", ["no", "2026-13-01T00:00:00", -5, 1e30, None, True, [1]])
async def test_a_time_that_is_none_costs_no_post(wire: Wire, time: object) -> None:
    wire.say({"data": [{"id": POST, "message": 7, "created_time": time}]})
    listed = await posts.recent(wire.graph, OURS)
    assert [(post.id, post.message, post.created_time) for post in listed] == [(POST, "", None)]
