"""What the local Zalo tells of people and of its accounts."""

from datetime import timedelta
from typing import Any

import pytest
from a_zalo import OURS, Zalo, a_zalo, business, doubting

SOME = OURS.model_copy(update={"followers": 120})
GETLIST, GETFOLLOWERS = "/v3.0/oa/user/getlist", "/v2.0/oa/getfollowers"


async def pages(zalo: Zalo, path: str, members: str) -> list[str]:
    found: list[str] = []
    while page := (await zalo.data(path, offset=len(found), count=50))["data"][members]:
        found += [user["user_id"] for user in page]
    return found


@pytest.mark.parametrize(("path", "members"), [(GETLIST, "users"), (GETFOLLOWERS, "followers")])
async def test_every_follower_stands_on_one_page(path: str, members: str) -> None:
    async with a_zalo(SOME) as zalo:
        found = await pages(zalo, path, members)
        assert found == list(zalo.server.world.office().people)
        assert len(set(found)) == 120


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"offset": 0, "count": 51}, -210),
        ({"offset": 9952, "count": 1}, -210),
        ({"offset": 9951, "count": 50}, 0),
        ({"offset": -1, "count": 50}, -201),
        ({"offset": 0}, -201),
    ],
)
async def test_pages_have_limits(asked: dict[str, int], code: int) -> None:
    async with a_zalo(SOME) as zalo:
        assert (await zalo.data(GETLIST, **asked))["error"] == code


async def test_the_parameter_is_an_object_of_json() -> None:
    async with a_zalo() as zalo:
        for given in ("", "[]", "{"):
            assert (await zalo.get(GETLIST, data=given))["error"] == -201


async def test_people_are_listed_by_when_they_last_acted() -> None:
    async with a_zalo(SOME, expires_in=10**8) as zalo:
        zalo.server.citizens.say("1", "Chào")
        for period, count in (("TODAY", 1), ("YESTERDAY", 0), ("L7D", 1), ("2026_01_01:2026_01_02", 0)):
            asked = {"offset": 0, "count": 50, "last_interaction_period": period}
            assert (await zalo.data(GETLIST, **asked))["data"]["total"] == count
        zalo.server.world.clock.move(timedelta(days=40))
        asked = {"offset": 0, "count": 50, "last_interaction_period": "L30D"}
        assert (await zalo.data(GETLIST, **asked))["data"]["total"] == 0
        asked["last_interaction_period"] = "LATELY"
        assert (await zalo.data(GETLIST, **asked))["error"] == -201
        asked = {"offset": 0, "count": 50, "is_follower": "false"}
        assert (await zalo.data(GETLIST, **asked))["data"]["total"] == 1


@pytest.mark.parametrize(
    ("quoting", "quoted", "bare"), [("either", 0, 0), ("quoted", 0, -201), ("bare", -201, 0)]
)
async def test_the_id_of_a_profile_is_text_or_a_number(quoting: str, quoted: int, bare: int) -> None:
    async with a_zalo(SOME, **doubting(quoting=quoting)) as zalo:
        name = next(iter(zalo.server.world.office().people))
        for given, code in ((name, quoted), (int(name), bare)):
            told = await zalo.data("/v2.0/oa/getprofile", user_id=given)
            assert told["error"] == code
            assert code or told["data"]["user_id"] == name


async def test_a_person_is_described() -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.say("1", "Chào")
        told = (await zalo.data("/v3.0/oa/user/detail", user_id="1"))["data"]
        assert (told["user_id"], told["user_is_follower"], told["is_sensitive"]) == ("1", False, False)
        assert told["display_name"]
        zalo.server.doubt(abroad=True)
        assert not (await zalo.data("/v3.0/oa/user/detail", user_id="1"))["data"]["display_name"]
        assert (await zalo.data("/v3.0/oa/user/detail", user_id="2"))["error"] == -213
        zalo.server.citizens.unfollow("1")
        assert (await zalo.data("/v3.0/oa/user/detail", user_id="1"))["error"] == -213


async def test_what_was_shared_is_erased_on_demand() -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.submit("1")
        assert (await zalo.data("/v3.0/oa/user/detail", user_id="1"))["data"]["shared_info"]["phone"]
        assert (await zalo.post("/v2.0/oa/deletefollowerinfo", {"user_id": "1"}))["error"] == 0
        assert not (await zalo.data("/v3.0/oa/user/detail", user_id="1"))["data"]["shared_info"]
        assert zalo.server.world.office().erased == ["1"]
        assert (await zalo.post("/v2.0/oa/deletefollowerinfo", {"user_id": "2"}))["error"] == -213


async def test_the_two_versions_may_be_closed_to_a_kind_of_account() -> None:
    asked = {"offset": 0, "count": 1}
    async with a_zalo(**doubting(v3_users_closed_to_government=True)) as zalo:
        assert (await zalo.data(GETLIST, **asked))["error"] == -235
        assert (await zalo.data(GETFOLLOWERS, **asked))["error"] == 0
    async with a_zalo(business()) as zalo:
        assert (await zalo.data(GETLIST, **asked))["error"] == 0
        assert (await zalo.data(GETFOLLOWERS, **asked))["error"] == -235


async def test_the_account_tells_its_kind() -> None:
    async with a_zalo(SOME) as zalo:
        told = (await zalo.get("/v2.0/oa/getoa"))["data"]
        assert (told["oaid"], told["oa_type"], told["num_follower"]) == (SOME.oa_id, 4, 120)


async def test_the_talk_can_be_read_newest_first() -> None:
    async with a_zalo() as zalo:
        said = zalo.server.citizens.say("1", "Chào")
        sent = (await zalo.send("1", "Dạ"))["data"]["message_id"]
        asked: dict[str, Any] = {"user_id": "1", "offset": 0, "count": 10}
        lines = (await zalo.data("/v2.0/oa/conversation", **asked))["data"]
        assert [(line["src"], line["message_id"], line["from_id"]) for line in lines] == [
            (0, sent, OURS.oa_id),
            (1, said, "1"),
        ]
        assert (await zalo.data("/v2.0/oa/conversation", **{**asked, "count": 11}))["error"] == -210
