"""What the webhook is told: how it is written and signed, and by which acts."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from a_graph import ANNA, APP, PAGE, SECRET, hearing

from bot.rehearsal.platforms.messenger.emitting import signed
from bot.rehearsal.platforms.messenger.setup import Quirks

INBOX = "26390203743090"


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (b"hello world", "f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17"),
        (b"hello world2", "60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53"),
    ],
)
def test_the_signature_is_that_of_the_documents(body: bytes, signature: str) -> None:
    assert signed("sesame", body)["X-Hub-Signature-256"] == f"sha256={signature}"


async def test_a_message_comes_in_ascii_with_both_signatures_over_its_bytes() -> None:
    async with hearing() as heard:
        mid = heard.graph.server.citizens.say(ANNA, "đăng ký khai sinh ở https://a.b/ 🙂")
        calls = await heard.calls()
        got = heard.receiver.got[0]
    assert got.body.isascii()
    assert rb"\u0111\u0103ng k\u00fd" in got.body
    assert rb"https:\/\/a.b\/" in got.body
    for header, kind in (("X-Hub-Signature-256", hashlib.sha256), ("X-Hub-Signature", hashlib.sha1)):
        made = hmac.new(SECRET.encode(), got.body, kind).hexdigest()
        assert got.headers[header].partition("=")[2] == made
    entry = calls[0]["entry"][0]
    assert (calls[0]["object"], entry["id"]) == ("page", PAGE)
    assert entry["messaging"][0]["message"] == {"mid": mid, "text": "đăng ký khai sinh ở https://a.b/ 🙂"}
    assert entry["messaging"][0]["sender"] == {"id": ANNA}


async def test_slashes_stay_as_they_are_where_that_is_set() -> None:
    async with hearing(quirks=Quirks(escape_slashes=False)) as heard:
        heard.graph.server.citizens.say(ANNA, "a/b")
        await heard.calls()
        assert b'"a/b"' in heard.receiver.got[0].body


async def test_every_act_of_a_person_has_its_kind() -> None:
    async with hearing() as heard:
        people = heard.graph.server.citizens
        mid = people.say(ANNA, "a", reply_to="m_0")
        people.like(ANNA)
        people.quick(ANNA, "P", "Khai sinh")
        people.start(ANNA, ref="qr")
        people.press(ANNA, "P", "Menu", older=True)
        people.refer(ANNA, "poster")
        people.opt_in(ANNA, "box", "ref-1")
        people.react(ANNA, mid)
        people.unreact(ANNA, mid)
        people.edit(ANNA, mid, "b")
        people.unsend(ANNA, mid)
        people.read(ANNA)
        told = await heard.told()
    kinds = [next(key for key in one if key not in {"sender", "recipient", "timestamp"}) for one in told]
    assert kinds == [
        *("message", "message", "message", "postback", "postback", "referral", "optin"),
        *("reaction", "reaction", "message_edit", "message", "read"),
    ]
    assert told[2]["message"] | {"mid": ""} == {
        "mid": "",
        "text": "Khai sinh",
        "quick_reply": {"payload": "P"},
    }
    assert told[3]["postback"]["referral"]["ref"] == "qr"
    assert "mid" not in told[4]["postback"]
    assert told[6]["sender"] == {"user_ref": "ref-1"}


@pytest.mark.parametrize(
    "kind", ["image", "audio", "video", "file", "sticker", "location", "fallback", "reel"]
)
async def test_a_person_sends_what_is_no_text(kind: str) -> None:
    async with hearing() as heard:
        heard.graph.server.citizens.send(ANNA, kind)
        told = await heard.told()
    assert told[0]["message"]["attachments"][0]["type"] == kind
    assert "text" not in told[0]["message"]


async def test_a_button_that_was_sent_can_be_tapped() -> None:
    async with hearing(receipts=False) as heard:
        reply = {"content_type": "text", "title": "Lệ phí", "payload": "FEE"}
        mid = (await heard.graph.send(quick_replies=[reply])).body["message_id"]
        heard.graph.server.citizens.tap(ANNA, mid, 0)
        told = await heard.told()
    assert told[-1]["message"]["quick_reply"] == {"payload": "FEE"}
    assert told[-1]["message"]["text"] == "Lệ phí"


async def test_our_own_message_comes_back_then_is_delivered_then_read() -> None:
    async with hearing() as heard:
        mid = (await heard.graph.send(metadata="turn-7")).body["message_id"]
        echo, delivery, read = await heard.told()
    assert echo["message"] == {
        "is_echo": True,
        "app_id": int(APP),
        "mid": mid,
        "text": "Xin chào",
        "metadata": "turn-7",
    }
    assert (echo["sender"], echo["recipient"]) == ({"id": PAGE}, {"id": ANNA})
    assert delivery["delivery"]["mids"] == [mid]
    assert "timestamp" not in delivery
    assert read["read"]["watermark"] >= delivery["delivery"]["watermark"]


async def test_an_echo_may_overtake_the_answer() -> None:
    async with hearing(quirks=Quirks(echo_first=1.0), receipts=False, receipt_seconds=60) as heard:
        mid = (await heard.graph.send()).body["message_id"]
        assert json.loads(heard.receiver.got[0].body)["entry"][0]["messaging"][0]["message"]["mid"] == mid


async def test_a_reply_of_the_staff_comes_back_under_the_inbox_without_metadata() -> None:
    async with hearing() as heard:
        heard.graph.server.office.staff_reply(ANNA, "Mời Bà đến quầy 3")
        told = await heard.told()
    assert told[0]["message"]["app_id"] == int(INBOX)
    assert "metadata" not in told[0]["message"]


async def test_while_another_app_has_the_thread_we_stand_by() -> None:
    async with hearing() as heard:
        office, people = heard.graph.server.office, heard.graph.server.citizens
        office.hand_over(ANNA, INBOX)
        people.say(ANNA, "a")
        people.press(ANNA, "P", "Menu")
        office.give_back(ANNA)
        people.say(ANNA, "b")
        standby, told = await heard.told("standby"), await heard.told()
    assert standby[0]["message"]["text"] == "a"
    assert "payload" not in standby[1]["postback"]
    assert [one for one in told if "message" in one][-1]["message"]["text"] == "b"
    assert told[0]["pass_thread_control"]["new_owner_app_id"] == INBOX


async def test_the_page_hears_of_comments_its_own_among_them() -> None:
    async with hearing() as heard:
        office = heard.graph.server.office
        comment = office.comment(ANNA, "Làm giấy khai sinh ở đâu?")
        await heard.graph.post(f"{comment}/comments", message="Tại xã")
        await heard.calls()
        office.uncomment(comment)
        changes = await heard.told("changes")
        times = [entry["time"] for call in await heard.calls() for entry in call["entry"]]
    values = [change["value"] for change in changes]
    assert [value["verb"] for value in values] == ["add", "add", "remove"]
    assert values[0]["from"]["id"] == ANNA
    assert values[0]["parent_id"] == values[0]["post_id"]
    assert (values[1]["from"]["id"], values[1]["parent_id"]) == (PAGE, comment)
    assert "message" not in values[2]
    assert max(times) < 10**11


async def test_the_platform_warns_of_the_policy_without_a_sender() -> None:
    async with hearing() as heard:
        heard.graph.server.office.enforce("block", "spam")
        told = await heard.told()
        assert told[0]["policy-enforcement"] == {"action": "block", "reason": "spam"}
        assert "sender" not in told[0]
        assert (await heard.graph.send()).code == (368, None)


async def test_several_events_come_in_one_call() -> None:
    async with hearing() as heard:
        server = heard.graph.server
        with server.together():
            server.citizens.say(ANNA, "a")
            server.office.event({"sender": {"id": ANNA}, "message": 7})
            server.citizens.say(ANNA, "b")
        with server.together(entries=True):
            server.citizens.say(ANNA, "c")
            server.citizens.say("2", "d")
        one, two = await heard.calls()
    assert [len(entry["messaging"]) for entry in one["entry"]] == [3]
    assert [len(entry["messaging"]) for entry in two["entry"]] == [1, 1]


def texts(call: dict[str, Any]) -> list[str]:
    return [one["message"]["text"] for entry in call["entry"] for one in entry["messaging"]]


@pytest.mark.parametrize("quirk", ["two_entries", "two_elements"])
async def test_an_event_may_wait_for_the_next_and_none_is_lost(quirk: str) -> None:
    async with hearing(quirks=Quirks.model_validate({quirk: 1.0})) as heard:
        for letter in "abc":
            heard.graph.server.citizens.say(ANNA, letter)
        calls = await heard.calls()
    assert [texts(call) for call in calls] == [["a", "b"], ["c"]]
    assert len(calls[0]["entry"]) == (2 if quirk == "two_entries" else 1)


async def test_times_may_be_seconds_ids_numbers_and_a_comment_anonymous() -> None:
    odd = Quirks(seconds=1.0, numeric_ids=1.0, missing_from=1.0)
    async with hearing(quirks=odd) as heard:
        heard.graph.server.citizens.say(ANNA, "a")
        heard.graph.server.office.comment(ANNA, "a")
        calls = await heard.calls()
    message = next(e["messaging"][0] for call in calls for e in call["entry"] if "messaging" in e)
    change = next(e["changes"][0] for call in calls for e in call["entry"] if "changes" in e)
    assert message["timestamp"] < 10**11
    assert message["sender"]["id"] == int(ANNA)
    assert "from" not in change["value"]
