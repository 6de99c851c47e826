"""Messages to the local Zalo: which endpoint, to whom, when, and what they may hold."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from a_zalo import OURS, V2, V3, Zalo, a_zalo, business, doubting

WRITER = "2000000000000000002"
HOURS_49, DAYS_8 = timedelta(hours=49), timedelta(days=8)


def attached(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": payload}}


def button(title: str = "Xem", kind: str = "oa.query.show", payload: Any = "#xem") -> dict[str, Any]:
    return {"title": title, "type": kind, "payload": payload}


async def test_a_government_account_sends_through_v2_only() -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        assert (await zalo.send(WRITER, "Dạ", V3))["error"] == -235
        data = (await zalo.send(WRITER, "Dạ", V2))["data"]
        assert data.keys() == {"message_id", "user_id"}
        assert [(sent.to, sent.text, sent.through) for sent in zalo.server.outbox.taken] == [
            (WRITER, "Dạ", V2)
        ]


async def test_a_business_account_is_told_its_quota_by_v3() -> None:
    async with a_zalo(business(), **doubting(v2_shut=True)) as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        assert (await zalo.send(WRITER, "Dạ", V2))["error"] == -240
        data = (await zalo.send(WRITER, "Dạ", V3))["data"]
        assert data["quota"]["quota_type"] == "reply"
        assert data["sent_time"].isdecimal()


@pytest.mark.parametrize(
    ("since", "billing", "code"),
    [
        (timedelta(hours=47), "no account", 0),
        (HOURS_49, "no account", -320),
        (HOURS_49, "no money", -321),
        (HOURS_49, "open", 0),
        (DAYS_8, "open", -230),
    ],
)
async def test_how_long_after_an_act_one_may_write(since: timedelta, billing: str, code: int) -> None:
    async with a_zalo(business(), expires_in=10**7, **doubting(billing=billing)) as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        zalo.server.world.clock.move(since)
        answer = await zalo.send(WRITER, "Dạ", V3)
        assert answer["error"] == code
        assert ("quota" in answer.get("data", {})) is (since < HOURS_49)


async def test_the_package_pays_before_the_bill() -> None:
    async with a_zalo(business(allowance=1), expires_in=10**7) as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        zalo.server.world.clock.move(HOURS_49)
        quota = (await zalo.send(WRITER, "Dạ", V3))["data"]["quota"]
        assert (quota["quota_type"], quota["remain"], quota["total"]) == ("sub_quota", "0", "1")
        assert (await zalo.send(WRITER, "Dạ", V3))["error"] == -320


async def test_a_follower_who_never_wrote_gets_three_welcomes() -> None:
    async with a_zalo(OURS.model_copy(update={"followers": 1})) as zalo:
        (follower,) = zalo.server.world.office().people
        assert [(await zalo.send(follower, "Chào"))["error"] for _ in range(4)] == [0, 0, 0, -232]


async def test_nobody_is_written_to_who_is_unknown_or_left() -> None:
    async with a_zalo() as zalo:
        assert (await zalo.send("999", "Dạ"))["error"] == -213
        zalo.server.citizens.follow(WRITER)
        assert (await zalo.send(WRITER, "Chào"))["error"] == 0
        zalo.server.citizens.unfollow(WRITER)
        assert (await zalo.send(WRITER, "Dạ"))["error"] == -213
        zalo.server.citizens.say(WRITER, "Tôi lại đây")
        assert (await zalo.send(WRITER, "Dạ"))["error"] == 0


async def test_text_is_measured_in_composed_letters() -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        apart = unicodedata.normalize("NFD", "ệ" * 2000)
        assert len(apart) == 6000
        assert (await zalo.send(WRITER, apart))["error"] == 0
        assert (await zalo.send(WRITER, "ệ" * 2001))["error"] == -210
        assert (await zalo.send(WRITER, "  "))["error"] == -201


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (attached(buttons=[button()]), 0),
        (
            attached(
                template_type="button", buttons=[button(kind="oa.open.url", payload={"url": "https://x.vn"})]
            ),
            0,
        ),
        (attached(buttons=[button(kind="oa.open.phone", payload={"phone_code": "84900"})]), 0),
        (attached(buttons=[button()] * 6), -201),
        (attached(buttons=[]), -201),
        (attached(buttons=[button(title="x" * 101)]), -201),
        (attached(buttons=[button(payload="x" * 1001)]), -201),
        (attached(buttons=[button(kind="oa.open.url", payload="https://x.vn")]), -201),
        (attached(buttons=[button(kind="oa.dance")]), -201),
        (attached(template_type="list", elements=[{"title": "A", "subtitle": "B"}, {"title": "C"}]), 0),
        (attached(template_type="list", elements=[{"title": "A"}]), -201),
        (attached(template_type="list", elements=[{"title": "A", "subtitle": "B"}] * 6), -201),
        (attached(template_type="media", elements=[{"media_type": "image", "url": "https://x.vn/a.jpg"}]), 0),
        (attached(template_type="media", elements=[{"media_type": "image", "attachment_id": "none"}]), -201),
        (attached(template_type="media", elements=[{"media_type": "article", "attachment_id": "1"}]), -201),
        (attached(template_type="carousel"), -233),
        ({"attachment": "text"}, -201),
        ({"quote_message_id": "never said"}, -201),
    ],
)
async def test_what_a_message_may_hold(message: dict[str, Any], code: int) -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        assert (await zalo.send(WRITER, "Dạ", **message))["error"] == code


async def test_v3_may_know_no_buttons() -> None:
    async with a_zalo(business(), **doubting(cs_templates=False)) as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        assert (await zalo.send(WRITER, "Dạ", V3, **attached(buttons=[button()])))["error"] == -233
        assert (await zalo.send(WRITER, "Dạ", V2, **attached(buttons=[button()])))["error"] == 0


async def test_a_request_for_information_has_one_element_with_a_picture() -> None:
    asked = {"title": "Ông/Bà", "subtitle": "Cho biết", "image_url": "https://x.vn/a.jpg"}
    async with a_zalo() as zalo:
        zalo.server.citizens.say(WRITER, "Chào")
        for elements, code in (([asked], 0), ([asked] * 2, -201), ([{**asked, "image_url": ""}], -201)):
            message = attached(template_type="request_user_info", elements=elements)
            assert (await zalo.send(WRITER, "", **message))["error"] == code


async def test_a_message_of_the_last_two_days_may_be_quoted() -> None:
    async with a_zalo(expires_in=10**7, **doubting(billing="open")) as zalo:
        said = zalo.server.citizens.say(WRITER, "Chào")
        assert (await zalo.send(WRITER, "Dạ", quote_message_id=said))["error"] == 0
        zalo.server.world.clock.move(HOURS_49)
        assert (await zalo.send(WRITER, "Dạ", quote_message_id=said))["error"] == -201


async def test_an_upload_is_good_for_seven_days() -> None:
    async with a_zalo(expires_in=10**7) as zalo:
        png = (await zalo.upload("image", "a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 9))["data"]["attachment_id"]
        pdf = (await zalo.upload("file", "a.pdf", b"%PDF"))["data"]["token"]
        picture = attached(template_type="media", elements=[{"media_type": "image", "attachment_id": png}])
        document = {"attachment": {"type": "file", "payload": {"token": pdf}}}
        for moved, code in ((timedelta(), 0), (timedelta(days=7, seconds=1), -100)):
            zalo.server.world.clock.move(moved)
            zalo.server.citizens.say(WRITER, "Chào")
            assert (await zalo.send(WRITER, "", **picture))["error"] == code
            assert (await zalo.send(WRITER, "", **document))["error"] == code


@pytest.mark.parametrize(
    ("kind", "name", "begins", "size", "code"),
    [
        ("image", "a.png", b"GIF89a", 9, -201),
        ("image", "a.jpg", b"\xff\xd8\xff", 1_048_577, -210),
        ("gif", "a.gif", b"GIF89a", 5_242_880, 0),
        ("file", "a.exe", b"MZ", 9, -201),
        ("file", "a.xlsx", b"PK", 5_242_881, -210),
    ],
)
async def test_uploads_have_a_kind_and_a_size(
    kind: str, name: str, begins: bytes, size: int, code: int
) -> None:
    async with a_zalo() as zalo:
        assert (await zalo.upload(kind, name, begins.ljust(size, b"0")))["error"] == code


async def to(zalo: Zalo, recipient: dict[str, Any], **body: Any) -> int:
    answer = await zalo.post(V2, {"recipient": recipient, "message": {"text": "Dạ"}, **body})
    return int(answer["error"])


async def test_other_receivers_than_a_person() -> None:
    async with a_zalo(OURS.model_copy(update={"groups": ("g",)})) as zalo:
        said = zalo.server.citizens.say(WRITER, "Chào")
        zalo.server.citizens.visit("anonymous", "talk", "Chào")
        assert await to(zalo, {"anonymous_id": "anonymous", "conversation_id": "talk"}) == 0
        assert await to(zalo, {"anonymous_id": "anonymous", "conversation_id": "another"}) == -201
        assert await to(zalo, {"group_id": "g"}) == 0
        assert await to(zalo, {"group_id": "another"}) == -403
        assert [await to(zalo, {"message_id": said}) for _ in range(9)] == [0] * 8 + [-211]
        assert await to(zalo, {}) == -201
        action = {"react_icon": "/-heart", "react_message_id": said}
        assert await to(zalo, {"user_id": WRITER}, sender_action=action) == 0
        assert await to(zalo, {"user_id": WRITER}, sender_action={**action, "react_icon": "?"}) == -201
