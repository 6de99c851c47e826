"""What the local Zalo calls the webhook with: every spelling, rightly signed, and echoes of what was sent."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from a_zalo import SETUP, Zalo, a_zalo, doubting
from receiving import Got, Receiver, receiving

from bot.rehearsal.platforms.faults import Fault, Rule
from bot.rehearsal.platforms.zalo.citizens import Citizens
from bot.rehearsal.platforms.zalo.events import mac_of, spelled

BODY = (
    '{"app_id":"1000000000000000001","sender":{"id":"2000000000000000002"},'
    '"user_id_by_app":"3000000000000000003","recipient":{"id":"4000000000000000004"},'
    '"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},'
    '"timestamp":"1767225600000"}'
)
OURS = "4000000000000000004"


@asynccontextmanager
async def heard(**setup: Any) -> AsyncIterator[tuple[Zalo, Receiver]]:
    """A Zalo whose webhook is a receiver; hours pass in no time."""
    async with receiving() as receiver, a_zalo(hook=receiver.url, scale=1e6, **setup) as zalo:
        yield zalo, receiver


def read(got: Got) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(got.body)
    return fields


def signed(got: Got, secret: str = SETUP.oa_secret) -> bool:
    """The rule of the sheet, written a second time."""
    timestamp = read(got)["timestamp"]
    mac = hashlib.sha256(SETUP.app_id.encode() + got.body + timestamp.encode() + secret.encode()).hexdigest()
    return got.headers["X-ZEvent-Signature"].removeprefix("mac=") == mac


def test_the_signature_is_that_of_the_sheet() -> None:
    assert len(BODY.encode()) == 270
    assert (
        mac_of("1000000000000000001", BODY.encode(), "1767225600000", "test-oa-secret")
        == "0405bf040e66f36453cab5d53002ca438ad867c35a5da9b2bb4680410b30ee5a"
    )


def test_every_spelling_holds_the_same() -> None:
    fields = {"text": "Đăng ký 👶", "url": "https://x.vn"}
    spellings = {name: spelled(fields, name) for name in ("plain", "slashes", "unicode")}
    assert all(json.loads(body) == fields for body in spellings.values())
    assert b"https:\\/\\/x.vn" in spellings["slashes"]
    assert spellings["unicode"].isascii()
    assert not spellings["slashes"].isascii()


async def test_what_a_citizen_writes_arrives_signed() -> None:
    async with heard() as (zalo, receiver):
        names = [zalo.server.citizens.say("2", f"Câu {number} / hỏi", quote="q") for number in range(20)]
        await zalo.server.hooks.idle()
    assert [read(got)["message"]["msg_id"] for got in receiver.got] == names
    assert all(signed(got) for got in receiver.got)
    first = read(receiver.got[0])
    assert (first["event_name"], first["app_id"]) == ("user_send_text", SETUP.app_id)
    assert (first["sender"], first["recipient"]) == ({"id": "2"}, {"id": OURS})
    assert first["message"]["quote_msg_id"] == "q"
    assert len({got.body.isascii() for got in receiver.got}) == 2


ACTS: dict[str, Callable[[Citizens], Any]] = {
    **{
        f"user_send_{kind}": lambda c, k=kind: c.send("2", k)
        for kind in ("image", "gif", "sticker", "location")
    },
    **{f"user_send_{kind}": lambda c, k=kind: c.send("2", k) for kind in ("file", "audio", "video", "link")},
    "user_send_business_card": lambda c: c.card("2"),
    "follow": lambda c: c.follow("2"),
    "unfollow": lambda c: c.unfollow("2"),
    "user_click_chatnow": lambda c: c.chat_now("2"),
    "user_withdraw": lambda c: c.withdraw("2"),
    "user_submit_info": lambda c: c.submit("2", older=True),
    "user_reacted_message": lambda c: c.react("2", "m"),
    "anonymous_send_text": lambda c: c.visit("2", "t", "Chào"),
    "create_group": lambda c: c.event({"event_name": "create_group", "group": {"id": "9"}}),
}


@pytest.mark.parametrize("name", ACTS)
async def test_every_act_has_its_event(name: str) -> None:
    async with heard() as (zalo, receiver):
        ACTS[name](zalo.server.citizens)
        await zalo.server.hooks.idle()
    (got,) = receiver.got
    assert read(got)["event_name"] == name
    assert signed(got)


async def test_a_sent_message_is_echoed_received_and_seen() -> None:
    async with heard() as (zalo, receiver):
        zalo.server.citizens.say("2", "Chào")
        sent = (await zalo.send("2", "Dạ"))["data"]["message_id"]
        await zalo.server.hooks.idle()
    events = {read(got)["event_name"]: read(got) for got in receiver.got}
    echo = events["oa_send_text"]
    assert (echo["sender"], echo["recipient"]) == ({"id": OURS}, {"id": "2"})
    assert echo["message"] == {"text": "Dạ", "msg_id": sent}
    assert events["user_received_message"]["message"] == {"msg_id": sent}
    assert events["user_seen_message"]["message"] == {"msg_ids": [sent]}


async def test_receipts_have_another_shape_elsewhere() -> None:
    async with heard(**doubting(receipts_from="user", seen_as="msg_id", echo_other_id=True)) as (
        zalo,
        receiver,
    ):
        zalo.server.citizens.say("2", "Chào")
        sent = (await zalo.send("2", "Dạ"))["data"]["message_id"]
        await zalo.server.hooks.idle()
    events = {read(got)["event_name"]: read(got) for got in receiver.got}
    assert events["user_seen_message"]["sender"] == {"id": "2"}
    assert events["oa_send_text"]["message"]["msg_id"] != sent
    assert events["user_seen_message"]["message"] == {"msg_id": events["oa_send_text"]["message"]["msg_id"]}


async def test_a_person_of_the_office_has_an_admin_id() -> None:
    async with heard() as (zalo, receiver):
        zalo.server.citizens.staff_reply("2", "Tôi trả lời")
        await zalo.server.hooks.idle()
    assert read(receiver.got[0])["sender"] == {"id": OURS, "admin_id": "7"}


async def test_a_tap_on_a_button_is_a_text() -> None:
    buttons = [
        {"title": "Lệ phí", "type": "oa.query.hide", "payload": "#lephi"},
        {"title": "Cổng", "type": "oa.open.url", "payload": {"url": "https://x.vn"}},
    ]
    async with heard(**doubting(echoes=False)) as (zalo, receiver):
        zalo.server.citizens.say("2", "Chào")
        attachment = {"type": "template", "payload": {"buttons": buttons}}
        sent = (await zalo.send("2", "Chọn", attachment=attachment))["data"]["message_id"]
        assert zalo.server.citizens.tap("2", sent, 0)
        assert not zalo.server.citizens.tap("2", sent, 1)
        await zalo.server.hooks.idle()
    assert [read(got)["message"]["text"] for got in receiver.got] == ["Chào", "#lephi"]


async def test_the_header_may_hold_the_bare_digits() -> None:
    async with heard(**doubting(signature="mixed")) as (zalo, receiver):
        for number in range(20):
            zalo.server.citizens.say("2", f"{number}")
        await zalo.server.hooks.idle()
    assert {got.headers["X-ZEvent-Signature"].startswith("mac=") for got in receiver.got} == {True, False}
    assert all(signed(got) for got in receiver.got)


async def test_the_app_secret_may_have_signed() -> None:
    async with heard(**doubting(signed_with="app secret")) as (zalo, receiver):
        zalo.server.citizens.say("2", "Chào")
        await zalo.server.hooks.idle()
    assert signed(receiver.got[0], SETUP.app_secret)


async def test_a_forgery_has_a_new_id_and_a_wrong_signature() -> None:
    async with heard(rules=(Rule(fault=Fault.FORGED),)) as (zalo, receiver):
        name = zalo.server.citizens.say("2", "Chào")
        await zalo.server.hooks.idle()
    true, forged = sorted(receiver.got, key=signed, reverse=True)
    assert (signed(true), signed(forged)) == (True, False)
    assert read(true)["message"]["msg_id"] == name != read(forged)["message"]["msg_id"]
    assert zalo.server.hooks.record.counts["forged 200"] == 1


async def test_an_unknown_kind_comes_rightly_signed() -> None:
    async with heard(rules=(Rule(fault=Fault.UNKNOWN),)) as (zalo, receiver):
        zalo.server.citizens.say("2", "Chào")
        await zalo.server.hooks.idle()
    assert len(receiver.got) == 2
    assert all(signed(got) for got in receiver.got)
    assert read(receiver.got[1])["event_name"] != "user_send_text"
