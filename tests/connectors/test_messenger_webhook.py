"""Facebook's calls: who made them, what they are, and that one broken event costs no other."""

import hashlib
import hmac
import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from messenger_calls import APP, DOOR, NOW, PAGE, call, entry, heard, heard_all, item, signed, words
from multidict import CIMultiDict

from connectors.doors import LARGEST_BODY, Reason, Rejected
from connectors.messages import Message, Odd
from connectors.messenger.signature import signature
from connectors.messenger.webhook import DEEPEST, MOST_EVENTS, challenge, read

V1 = (
    rb'{"object":"page","entry":[{"id":"1","time":1700000000000,"messaging":[{"sender":{"id":"2"},'
    rb'"recipient":{"id":"1"},"timestamp":1700000000000,"message":{"mid":"m_1",'
    rb'"text":"\u0111\u0103ng k\u00fd khai sinh"}}]}]}'
)
V1_SHA256 = "sha256=9797aa40741b998bf60bd036908626e8edc9266ece336ae17fb5fbea0a6a3598"
V1_SHA1 = "sha1=4611a194e2062e5d61413bf6e3e1d3937fc803b8"
V1_NOW = datetime(2023, 11, 14, 22, 14, tzinfo=UTC)
V1_DOOR = replace(DOOR, account="1")


def reason(body: bytes, headers: dict[str, str] | None = None) -> Reason:
    with pytest.raises(Rejected) as caught:
        read(body, signed(body) if headers is None else headers, (DOOR,), NOW)
    return caught.value.reason


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"hello world", "f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17"),
        (b"hello world2", "60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53"),
        (V1, V1_SHA256.removeprefix("sha256=")),
        (
            json.dumps(json.loads(V1), ensure_ascii=False, separators=(",", ":")).encode(),
            "633c1cc399c3f20b2eae9a16bafc795ba14e7179cafd46fcdec87aada041680b",
        ),
    ],
)
def test_the_signature_is_the_one_that_is_known(body: bytes, told: str) -> None:
    assert signature(body, "sesame") == f"sha256={told}"


def test_a_message_signed_by_facebook_is_read() -> None:
    (event,) = read(V1, {"x-hub-signature-256": V1_SHA256}, (V1_DOOR,), V1_NOW)
    assert isinstance(event, Message)
    assert (event.id, event.address.key, event.text) == ("m_1", "messenger:xa-mau:2", "đăng ký khai sinh")
    assert event.at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_body_written_anew_is_not_the_one_that_was_signed() -> None:
    anew = json.dumps(json.loads(V1), ensure_ascii=False, separators=(",", ":")).encode()
    assert reason(anew, {"X-Hub-Signature-256": V1_SHA256}) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize(
    "text", [r"\u0111\u0103ng k\u00fd", r"a\/b", unicodedata.normalize("NFD", "đăng ký lại"), "giấy 👶🏽 tờ"]
)
def test_the_bytes_are_verified_however_they_are_written(text: str) -> None:
    body = call(entry(words("m_1", "HERE"))).replace(b"HERE", text.encode())
    (event,) = heard(body)
    assert isinstance(event, Message)
    assert event.text == unicodedata.normalize("NFC", json.loads(f'"{text}"'))


def test_a_header_is_found_in_any_case() -> None:
    assert read(V1, CIMultiDict({"X-HUB-Signature-256": V1_SHA256}), (V1_DOOR,), V1_NOW)


@pytest.mark.parametrize("body", [V1, b"", b"{", b"x" * LARGEST_BODY])
def test_nothing_is_told_of_a_call_that_is_not_signed(body: bytes) -> None:
    assert reason(body, {}) is Reason.UNSIGNED
    assert reason(body, {"X-Hub-Signature": V1_SHA1}) is Reason.UNSIGNED
    assert reason(body, signed(body, "another")) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize(
    "told",
    [
        "",
        "sha256=",
        V1_SHA1,
        V1_SHA256[:-1],
        V1_SHA256[7:],
        V1_SHA256.upper(),
        "sha256=" + "đ" * 64,
        "\udc80",
    ],
)
def test_whatever_else_is_told_as_a_signature_is_wrong(told: str) -> None:
    assert reason(V1, {"X-Hub-Signature-256": told}) is Reason.WRONG_SIGNATURE


def test_a_call_without_any_account_connected_is_turned_away() -> None:
    with pytest.raises(Rejected) as caught:
        heard(V1, ())
    assert caught.value.reason is Reason.WRONG_SIGNATURE


def test_an_empty_secret_signs_nothing() -> None:
    empty = "sha256=" + hmac.new(b"", V1, hashlib.sha256).hexdigest()
    with pytest.raises(Rejected):
        read(V1, {"X-Hub-Signature-256": empty}, (replace(V1_DOOR, secrets=("",)),), V1_NOW)


def test_each_of_several_secrets_may_have_signed() -> None:
    door = replace(V1_DOOR, secrets=("old", "sesame"))
    for secret in door.secrets:
        (event,) = read(V1, signed(V1, secret), (door,), V1_NOW)
        assert isinstance(event, Message)


def test_an_app_speaks_only_for_its_own_pages() -> None:
    other = replace(DOOR, agency="xa-khac", account="105", secrets=("not sesame",))
    body = call(entry(words("m_1")), entry(item(message={"mid": "m_2", "text": "a"}), page="105"))
    mine, theirs = heard(body, (DOOR, other))
    assert isinstance(mine, Message)
    assert isinstance(theirs, Odd)
    assert (theirs.address.agency, theirs.name) == ("", "wrong account")


def test_a_call_may_be_of_several_pages() -> None:
    other = replace(DOOR, agency="xa-khac", account="105")
    theirs = item(message={"mid": "m_2", "text": "a"}, recipient={"id": "105"})
    events = heard(call(entry(words("m_1")), entry(theirs, page=105)), (DOOR, other))
    assert [event.address.agency for event in events] == ["xa-mau", "xa-khac"]


def test_what_is_told_of_one_page_under_the_name_of_another_is_odd() -> None:
    (event,) = heard_all({**words("m_1"), "recipient": {"id": "105"}})
    assert isinstance(event, Odd)
    assert event.name == "wrong account"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b" " * (LARGEST_BODY + 1), Reason.TOO_LARGE),
        (b"", Reason.NOT_JSON),
        (V1[:-1], Reason.NOT_JSON),
        (b"<html>", Reason.NOT_JSON),
        (b"[" * 100_000 + b"]" * 100_000, Reason.NOT_JSON),
        (b'{"object":"page","entry":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", Reason.WRONG_SHAPE),
        (b"[]", Reason.WRONG_SHAPE),
        (b'"page"', Reason.WRONG_SHAPE),
        (b'{"object":"instagram","entry":[]}', Reason.WRONG_SHAPE),
        (b'{"object":"page"}', Reason.WRONG_SHAPE),
        (b'{"object":"page","entry":{}}', Reason.WRONG_SHAPE),
        (call(entry(*[{}] * MOST_EVENTS)), Reason.TOO_LARGE),
        (call(*[0] * (MOST_EVENTS + 1)), Reason.TOO_LARGE),
    ],
    ids=range(13),
)
def test_what_is_no_call_is_rejected_with_a_reason(body: bytes, why: Reason) -> None:
    assert reason(body) is why


def test_a_rejection_tells_nothing_of_the_call() -> None:
    body = b'{"object":"secret words'
    with pytest.raises(Rejected) as caught:
        heard(body)
    assert "secret" not in repr((caught.value, caught.value.__cause__))


def test_a_thousand_updates_in_one_call_are_a_thousand_events() -> None:
    events = heard(call(*[entry(words(f"m_{n}")) for n in range(1_000)]))
    assert [event.id for event in events] == [f"m_{n}" for n in range(1_000)]


@pytest.mark.parametrize(
    "third",
    [None, [], "message", {}, {"message": 1}, item(message={"text": "no id"}), {"message": {"mid": "m_3"}}],
)
def test_of_ten_events_the_third_is_broken_and_nine_are_read(third: object) -> None:
    items = [words(f"m_{n}") for n in range(10)]
    events = heard_all(*items[:2], third, *items[3:])
    assert [type(event) for event in events] == [Message] * 2 + [Odd] + [Message] * 7
    again = heard_all(*items[:2], third, *items[3:])
    assert events == again  # its made-up id is the same too
    assert events[2].id


@pytest.mark.parametrize("broken", [None, 1, [], {"id": PAGE}, {"id": PAGE, "messaging": 1}, {"id": {}}])
def test_a_broken_entry_costs_no_other(broken: object) -> None:
    odd, event = heard(call(broken, entry(words("m_1"))))
    assert isinstance(odd, Odd)
    assert isinstance(event, Message)


def test_two_entries_with_the_same_message_have_the_same_id() -> None:
    first, second = heard(call(entry(words("m_1")), entry(words("m_1"))))
    assert first == second


def test_the_test_button_of_the_dashboard_is_counted() -> None:
    flat = json.dumps({"field": "messages", "value": {"sender": {"id": "12334"}}}).encode()
    wrapped = call({"id": "0", "time": 1, "changes": [{"field": "messages", "value": {}}]})
    for body in (flat, wrapped):
        (event,) = heard(body)
        assert isinstance(event, Odd)
        assert event.name == "console test"


def asked(**query: str) -> str | None:
    return challenge({f"hub.{name}": value for name, value in query.items()}, ("mở cửa", "old", ""))


def test_facebook_hears_its_challenge_only_with_a_token_of_ours() -> None:
    assert asked(mode="subscribe", verify_token="mở cửa", challenge="1158201444") == "1158201444"
    assert asked(mode="subscribe", verify_token="old", challenge="any word") == "any word"
    assert asked(mode="subscribe", verify_token="wrong", challenge="1") is None
    assert asked(mode="subscribe", verify_token="\udc80", challenge="1") is None
    assert asked(mode="subscribe", verify_token="", challenge="1") is None
    assert asked(mode="unsubscribe", verify_token="old", challenge="1") is None
    assert asked(verify_token="old", challenge="1") is None
    assert asked(mode="subscribe", challenge="1") is None
    assert asked(mode="subscribe", verify_token="old") is None
    assert asked(mode="subscribe", verify_token="old", challenge="1" * 1_001) is None
    assert challenge({}, ()) is None


def test_a_door_shows_no_secret() -> None:
    assert "sesame" not in repr(DOOR)
    assert APP in repr(DOOR)


def test_a_long_call_is_not_a_deep_one() -> None:
    events = heard_all(*[words(f"m_{n}", "[{" * 50) for n in range(DEEPEST)])
    assert {type(event) for event in events} == {Message}
