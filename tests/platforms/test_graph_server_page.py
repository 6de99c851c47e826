"""The Page: its posts, its comments, private replies, and the Messenger profile."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from a_graph import ANNA, PAGE, Graph, a_graph, hearing

MENU = [
    {"locale": "default", "call_to_actions": [{"type": "postback", "title": "Tra cứu", "payload": "MENU"}]}
]
START = {"payload": "GET_STARTED"}


def ahead(graph: Graph, **time: float) -> int:
    return int(graph.server.world.now() + timedelta(**time).total_seconds())


async def test_a_post_is_published_listed_changed_and_deleted() -> None:
    async with hearing() as heard:
        graph = heard.graph
        post = (await graph.post(f"{PAGE}/feed", message="Lịch tiêm", link="https://a.b/c")).body["id"]
        assert post.startswith(f"{PAGE}_")
        assert (await graph.get(f"{PAGE}/feed")).body["data"][0]["message"] == "Lịch tiêm"
        assert (await graph.post(post, message="Lịch tiêm mới")).body == {"success": True}
        assert (await graph.get(post)).body["message"] == "Lịch tiêm mới"
        assert (await graph.delete(post)).body == {"success": True}
        assert (await graph.get(post)).code == (100, 33)
        changes = [change["value"] for change in await heard.told("changes")]
    assert [(value["verb"], value["from"]["id"]) for value in changes] == [
        ("add", PAGE),
        ("edit", PAGE),
        ("remove", PAGE),
    ]


async def test_the_same_words_are_not_posted_twice_running() -> None:
    async with a_graph() as graph:
        assert (await graph.post(f"{PAGE}/feed", message="Tin")).status == 200
        assert (await graph.post(f"{PAGE}/feed", message="Tin")).code == (506, None)
        assert (await graph.post(f"{PAGE}/feed", message="Tin khác")).status == 200


async def test_a_post_wants_words_and_a_link_that_can_be_read() -> None:
    async with a_graph() as graph:
        graph.server.world.unfetchable.add("https://down.example/")
        assert (await graph.post(f"{PAGE}/feed")).code == (100, None)
        assert (await graph.post(f"{PAGE}/feed", link="https://down.example/")).code == (1609005, None)


@pytest.mark.parametrize("time", [{"minutes": 9}, {"days": 31}, {"days": -1}])
async def test_a_post_is_scheduled_within_thirty_days_only(time: dict[str, float]) -> None:
    async with a_graph() as graph:
        at = ahead(graph, **time)
        post = {"message": "Tin", "published": False, "scheduled_publish_time": at}
        assert (await graph.post(f"{PAGE}/feed", **post)).code == (100, None)


async def test_a_scheduled_post_appears_when_its_time_comes() -> None:
    async with hearing() as heard:
        graph = heard.graph
        at = ahead(graph, hours=1)
        post = {"message": "Tin", "published": False, "scheduled_publish_time": at}
        name = (await graph.post(f"{PAGE}/feed", **post)).body["id"]
        assert (await graph.post(f"{PAGE}/feed", **{**post, "published": True})).code == (100, None)
        waiting = (await graph.get(f"{PAGE}/scheduled_posts")).body["data"]
        assert [(one["id"], one["scheduled_publish_time"]) for one in waiting] == [(name, at)]
        assert (await graph.get(f"{PAGE}/feed")).body["data"] == []
        assert not await heard.told("changes")
        graph.server.move_clock(3601)
        assert (await graph.get(f"{PAGE}/feed")).body["data"][0]["id"] == name
        assert (await heard.told("changes"))[0]["value"]["verb"] == "add"


async def test_pictures_come_by_address_as_a_file_and_within_a_post() -> None:
    async with a_graph() as graph:
        by_address = await graph.post(f"{PAGE}/photos", url="https://a.b/c.png", caption="Ảnh")
        assert by_address.body["post_id"].startswith(PAGE)
        form = aiohttp.FormData({"published": "false", "access_token": graph.token})
        form.add_field("source", b"\x89PNG", filename="a.png", content_type="image/png")
        hidden = await graph.call("POST", f"{PAGE}/photos", data=form, **graph.bare())
        assert hidden.status == 200, hidden.body
        media = [{"media_fbid": hidden.body["id"]}]
        assert (await graph.post(f"{PAGE}/feed", message="a", attached_media=media)).status == 200
        unknown = await graph.post(f"{PAGE}/feed", message="b", attached_media=[{"media_fbid": "1"}])
        assert unknown.code == (100, None)
        assert (await graph.post(f"{PAGE}/photos")).status == 400


async def test_a_comment_gets_one_private_reply_which_opens_no_window() -> None:
    async with a_graph() as graph:
        comment = graph.server.office.comment("77", "Hỏi về hộ khẩu")
        assert (await graph.get(comment)).body["can_reply_privately"]
        reply: dict[str, Any] = {"recipient": {"comment_id": comment}, "message": {"text": "Xin chào"}}
        assert (await graph.post(f"{PAGE}/messages", **reply)).body["recipient_id"] == "77"
        assert graph.server.outbox.taken[-1].body["comment"] == comment
        assert (await graph.post(f"{PAGE}/messages", **reply)).code == (10900, None)
        assert (await graph.send("77")).code == (10, 2018278)
        graph.server.citizens.say("77", "Vâng")
        assert (await graph.send("77")).status == 200


async def test_a_private_reply_is_late_after_seven_days_and_wants_a_person() -> None:
    async with a_graph() as graph:
        comment = graph.server.office.comment("77", "Hỏi")
        post = graph.server.office.visitor_post("78", "Hỏi")
        ours = (await graph.post(f"{comment}/comments", message="Tại xã")).body["id"]
        message = {"text": "Xin chào"}

        async def reply(**recipient: str) -> Any:
            return await graph.post(f"{PAGE}/messages", recipient=recipient, message=message)

        assert (await reply(post_id=post)).status == 200
        assert (await reply(comment_id=ours)).code == (10903, None)
        assert (await reply(comment_id="1_2")).code == (100, 2534025)
        graph.server.move_clock(timedelta(days=7, seconds=1).total_seconds())
        assert (await reply(comment_id=comment)).code == (10903, None)


async def test_comments_are_hidden_and_deleted() -> None:
    async with hearing() as heard:
        comment = heard.graph.server.office.comment(ANNA, "…")
        assert (await heard.graph.post(comment, is_hidden=True)).body == {"success": True}
        assert (await heard.graph.get(comment)).body["is_hidden"]
        assert (await heard.graph.delete(comment)).body == {"success": True}
        verbs = [change["value"]["verb"] for change in await heard.told("changes")]
    assert verbs == ["add", "hide", "remove"]


async def test_the_profile_is_kept_told_and_deleted() -> None:
    async with a_graph() as graph:
        at = f"{PAGE}/messenger_profile"
        assert (await graph.get(at)).body == {"data": []}
        assert (await graph.post(at, persistent_menu=MENU)).code == (100, None)
        set_ = await graph.post(at, get_started=START, persistent_menu=MENU)
        assert set_.body == {"result": "success"}
        told = await graph.get(at, fields="get_started,greeting,persistent_menu")
        assert told.body == {"data": [{"get_started": START, "persistent_menu": MENU}]}
        assert (await graph.delete(at, fields=["get_started"])).code == (100, None)
        gone = await graph.delete(at, fields=["get_started", "persistent_menu"])
        assert gone.body == {"result": "success"}
        assert (await graph.get(at)).body == {"data": []}


FLAT = [{"question": "Khai sinh?", "payload": "IB"}]
WRONG: dict[str, dict[str, Any]] = {
    "nothing known": {"colour": "blue"},
    "a long payload": {"get_started": {"payload": "p" * 1001}},
    "a long greeting": {"greeting": [{"locale": "default", "text": "t" * 161}]},
    "no default greeting": {"greeting": [{"locale": "vi_VN", "text": "t"}]},
    "five questions": {"ice_breakers": FLAT * 5},
    "both forms": {"ice_breakers": [*FLAT, {"locale": "default", "call_to_actions": FLAT}]},
    "a long title": {
        "persistent_menu": [
            {
                "locale": "default",
                "call_to_actions": [{"type": "postback", "title": "t" * 31, "payload": "p"}],
            }
        ]
    },
    "a nested menu": {
        "persistent_menu": [{"locale": "default", "call_to_actions": [{"type": "nested", "title": "t"}]}]
    },
    "a domain that is none": {"whitelisted_domains": ["a.b"]},
}


@pytest.mark.parametrize("profile", WRONG.values(), ids=WRONG)
async def test_a_profile_over_the_limits_is_refused_whole(profile: dict[str, Any]) -> None:
    async with a_graph() as graph:
        await graph.post("me/messenger_profile", get_started=START)
        assert (await graph.post("me/messenger_profile", **profile)).code == (100, None)
        assert graph.server.world.page().profile == {"get_started": START}


async def test_the_profile_is_asked_ten_times_in_ten_minutes() -> None:
    async with a_graph() as graph:
        for _ in range(10):
            assert (await graph.get("me/messenger_profile")).status == 200
        assert (await graph.get("me/messenger_profile")).code == (613, None)
        graph.server.move_clock(601)
        assert (await graph.post("me/messenger_profile", ice_breakers=FLAT)).status == 200


async def test_one_person_may_have_a_menu_of_their_own() -> None:
    async with a_graph() as graph:
        at = "me/custom_user_settings"
        assert (await graph.post(at, psid=ANNA, persistent_menu=MENU)).status == 200
        told = (await graph.get(at, psid=ANNA)).body["data"]
        assert told == [{"user_level_persistent_menu": MENU}]
        await graph.delete(at, psid=ANNA)
        assert (await graph.get(at, psid=ANNA)).body == {"data": []}


async def test_a_persons_profile_may_be_read_empty_or_refused() -> None:
    async with a_graph() as graph:
        fields = {"fields": "first_name,last_name"}
        assert (await graph.get(ANNA, **fields)).body["id"] == ANNA
        graph.server.world.people[ANNA].hidden = 0
        assert (await graph.get(ANNA, **fields)).body == {}
        graph.server.world.people[ANNA].hidden = 2018218
        assert (await graph.get(ANNA, **fields)).code == (2018218, None)
