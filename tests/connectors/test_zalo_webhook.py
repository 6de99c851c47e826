"""Which calls of Zalo are believed."""

import json
import unicodedata

import pytest
from multidict import CIMultiDict
from zalo_calls import APP, AT, DOOR, KEY, NOW, OA, STAMP, USER, call, heard, signature

from connectors.doors import LARGEST_BODY, Door, Reason, Rejected
from connectors.messages import Address, Message, Withdrew
from connectors.zalo import webhook
from connectors.zalo.signature import mac

VECTOR = (
    '{"app_id":"1000000000000000001","sender":{"id":"2000000000000000002"},'
    '"user_id_by_app":"3000000000000000003","recipient":{"id":"4000000000000000004"},'
    '"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},'
    '"timestamp":"1767225600000"}'
).encode()
VECTOR_MAC = "0405bf040e66f36453cab5d53002ca438ad867c35a5da9b2bb4680410b30ee5a"
GREETING = Message(f"{OA}:96d3cdf3af150460909", Address("zalo", "xa-mau", USER), "Xin chào", AT)


def reason(body: bytes, headers: dict[str, str], *doors: Door) -> Reason:
    with pytest.raises(Rejected) as rejected:
        webhook.read(body, headers, doors or (DOOR,), NOW)
    return rejected.value.reason


def body_of(**fields: object) -> bytes:
    return json.dumps(call("user_send_text", message={"text": "a", "msg_id": "m"}, **fields)).encode()


def test_the_vector_of_the_sheet_verifies() -> None:
    assert len(VECTOR) == 270
    assert mac(APP, VECTOR, STAMP, KEY) == VECTOR_MAC
    assert webhook.read(VECTOR, {"X-ZEvent-Signature": f"mac={VECTOR_MAC}"}, (DOOR,), NOW) == (GREETING,)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-ZEvent-Signature": VECTOR_MAC},
        {"x-zevent-signature": f"mac={VECTOR_MAC.upper()}"},
        {"X-ZEVENT-SIGNATURE": f"MAC={VECTOR_MAC}"},
        {"X-ZEvent-Signature": f" mac={VECTOR_MAC} "},
        CIMultiDict({"x-Zevent-signature": f"mac={VECTOR_MAC}"}),
    ],
)
def test_the_header_verifies_in_both_forms_and_in_any_case(headers: dict[str, str]) -> None:
    assert webhook.read(VECTOR, headers, (DOOR,), NOW) == (GREETING,)


@pytest.mark.parametrize(
    "text",
    [
        r'"H\u1ecfi \u0111\u01b0\u1eddng"',
        json.dumps(unicodedata.normalize("NFD", "Hỏi đường"), ensure_ascii=False),
        '"Hỏi đường"',
    ],
)
def test_a_body_verifies_as_its_bytes_are_and_its_text_is_nfc(text: str) -> None:
    body = VECTOR.replace('"Xin chào"'.encode(), text.encode())
    (message,) = webhook.read(body, signature(body), (DOOR,), NOW)
    assert isinstance(message, Message)
    assert message.text == "Hỏi đường"


def test_emoji_and_escaped_slashes_verify() -> None:
    body = VECTOR.replace("Xin chào".encode(), r"🙏 \ud83d\ude4f https:\/\/xa.gov.vn".encode())
    (message,) = webhook.read(body, signature(body), (DOOR,), NOW)
    assert isinstance(message, Message)
    assert message.text == "🙏 🙏 https://xa.gov.vn"


def test_a_body_written_anew_is_rejected() -> None:
    anew = json.dumps(json.loads(VECTOR)).encode()
    assert json.loads(anew) == json.loads(VECTOR)
    assert reason(anew, {"X-ZEvent-Signature": f"mac={VECTOR_MAC}"}) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize(
    "given",
    ["mac=", "x", "mac=mac=" + VECTOR_MAC, VECTOR_MAC[:-1], VECTOR_MAC + "0", "đ" * 64, "\udce1", "0" * 64],
)
def test_any_other_signature_is_wrong(given: str) -> None:
    assert reason(VECTOR, {"X-ZEvent-Signature": given}) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize("headers", [{}, {"X-ZEvent-Signature": ""}, {"X-ZEvent-Signature": "  "}])
def test_an_unsigned_call_is_not_looked_at(headers: dict[str, str]) -> None:
    for body in (VECTOR, b"", b"{"):
        assert reason(body, headers) is Reason.UNSIGNED


def test_a_call_signed_with_the_key_of_another_account_is_rejected() -> None:
    neighbour = Door("zalo", "xa-ben", "5", APP, ("their-key",))
    assert reason(VECTOR, signature(VECTOR, key="their-key"), DOOR, neighbour) is Reason.WRONG_SIGNATURE


def test_each_of_several_keys_may_have_signed() -> None:
    door = Door("zalo", "xa-mau", OA, APP, ("old-key", KEY))
    for key in door.secrets:
        assert webhook.read(VECTOR, signature(VECTOR, key=key), (door,), NOW) == (GREETING,)


@pytest.mark.parametrize("secrets", [(), ("",)])
def test_an_account_without_a_key_lets_nobody_in(secrets: tuple[str, ...]) -> None:
    door = Door("zalo", "xa-mau", OA, APP, secrets)
    assert reason(VECTOR, signature(VECTOR, key=""), door) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize(
    "door",
    [
        Door("zalo", "xa-mau", "5", APP, (KEY,)),
        Door("zalo", "xa-mau", OA, "9", (KEY,)),
        Door("messenger", "xa-mau", OA, APP, (KEY,)),
    ],
)
def test_an_account_or_app_that_is_not_connected_is_told_so(door: Door) -> None:
    assert reason(VECTOR, signature(VECTOR), door) is Reason.WRONG_ACCOUNT


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe{\x00}\x00", b"<html>", b'{"app_id":' * 50_000, b"[" * 100_000]
)
def test_what_is_no_json_is_rejected(body: bytes) -> None:
    assert reason(body, signature(body)) is Reason.NOT_JSON


@pytest.mark.parametrize("body", [b"[]", b"1", b"null", b'"a"', b"{}", b'[{"app_id":"1"}]', b'{"app_id":{}}'])
def test_json_of_another_shape_is_rejected(body: bytes) -> None:
    assert reason(body, signature(body)) is Reason.WRONG_SHAPE


def test_a_body_that_is_too_large_is_not_looked_at() -> None:
    body = VECTOR + b" " * (LARGEST_BODY + 1 - len(VECTOR))
    assert reason(body, signature(body)) is Reason.TOO_LARGE
    assert reason(body, {}) is Reason.TOO_LARGE
    assert webhook.read(body[:-1], signature(body[:-1]), (DOOR,), NOW) == (GREETING,)


@pytest.mark.parametrize("fields", [{"timestamp": None}, {"timestamp": 1767225600000}, {"app_id": int(APP)}])
def test_fields_of_the_signature_may_be_numbers_or_missing(fields: dict[str, object]) -> None:
    body = body_of(**fields)
    stamp = "" if fields.get("timestamp", 1) is None else STAMP
    assert len(webhook.read(body, signature(body, stamp=stamp), (DOOR,), NOW)) == 1


@pytest.mark.parametrize("stamp", ["\ud800", "1" * 10_000, ["a"], {"a": 1}, 1.5, True])
def test_a_stamp_that_is_none_breaks_nothing(stamp: object) -> None:
    body = body_of(timestamp=stamp)
    assert reason(body, signature(body, stamp="x")) is Reason.WRONG_SIGNATURE


def test_a_call_is_for_the_account_it_names_first() -> None:
    doors = (Door("zalo", "xa-ben", "5", APP, (KEY,)), DOOR)
    (one,) = heard(call("user_send_text", message={"text": "a", "msg_id": "m"}), *doors)
    assert one.address.agency == "xa-mau"
    (other,) = heard(call("follow", oa_id="5", follower={"id": USER}, sender=None, recipient=None), *doors)
    assert other.address.agency == "xa-ben"


def test_a_call_that_names_no_account_is_for_every_account_of_its_app_whose_key_signed() -> None:
    doors = (DOOR, Door("zalo", "xa-ben", "5", APP, (KEY,)), Door("zalo", "xa-xa", "6", APP, ("another",)))
    events = heard(call("user_withdraw", user_id=USER, sender=None, recipient=None), *doors)
    assert [type(event) for event in events] == [Withdrew, Withdrew]
    assert [event.address.agency for event in events] == ["xa-mau", "xa-ben"]
    assert len({event.id for event in events}) == 2


def test_secrets_are_in_no_text_about_a_door_or_a_rejection() -> None:
    with pytest.raises(Rejected) as rejected:
        webhook.read(VECTOR, {"X-ZEvent-Signature": "0" * 64}, (DOOR,), NOW)
    assert KEY not in f"{DOOR!r} {rejected.value!r} {rejected.value}"
