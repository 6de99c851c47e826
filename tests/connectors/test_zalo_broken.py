"""What is broken inside a call, or hostile, costs nothing but itself."""

import json
import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zalo_calls import AT, DOOR, NOW, OA, STAMP, USER, call, echo, heard, only, signature

from connectors.doors import STALE, Rejected
from connectors.messages import Event, Message, Odd, Receipt
from connectors.zalo import webhook

ANY_TEXT = st.text(st.characters(), max_size=40)  # with NUL and halves of surrogate pairs
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
MESSAGE = {"msg_id": "m1", "text": "Xin chào", "msg_ids": ["m1"], "react_icon": "", "conversation_id": "c"}
VALID: list[dict[str, Any]] = [
    call("user_send_text", message=MESSAGE),
    call("user_send_link", message={**MESSAGE, "attachments": [{"type": "link", "payload": {"text": "a"}}]}),
    call("user_seen_message", message=MESSAGE),
    call("user_reacted_message", message=MESSAGE),
    call("anonymous_send_text", message=MESSAGE),
    call("follow", oa_id=OA, follower={"id": USER}),
    call("user_withdraw", user_id=USER),
    call("user_submit_info", info={"name": "A", "full_address": {"user_ward": "B"}}),
    echo("oa_send_text", msg_id="m1", text="a"),
    echo("oa_send_text", admin="7", msg_id="m1"),
]


def texts(value: object) -> list[str]:
    """Every text in an event."""
    if isinstance(value, str):
        return [value]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in texts(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    return [text for each in value.values() for text in texts(each)] if hasattr(value, "values") else []


def assert_can_be_kept(event: Event) -> None:
    assert event.at <= NOW
    assert event.id
    for text in texts(event):
        assert "\x00" not in text
        assert text.encode().decode() == text
        assert unicodedata.is_normalized("NFC", text)
        assert len(text) <= 20_000


@given(st.binary(max_size=300))
def test_any_bytes_are_rejected(body: bytes) -> None:
    for headers in ({}, signature(body), {"X-ZEvent-Signature": body.decode("latin-1")}):
        with pytest.raises(Rejected):
            webhook.read(body, headers, (DOOR,), NOW)


@given(ANY_VALUE, ANY_TEXT)
def test_any_json_is_rejected_unless_it_is_for_us(value: object, header: str) -> None:
    body = json.dumps(value).encode()
    with pytest.raises(Rejected):
        webhook.read(body, {"X-ZEvent-Signature": header or "x"}, (DOOR,), NOW)


@given(st.data())
def test_of_a_signed_call_nothing_is_lost_whatever_is_broken_in_it(data: st.DataObject) -> None:
    value = json.loads(json.dumps(data.draw(st.sampled_from(VALID))))
    for _ in range(data.draw(st.integers(1, 3))):
        place = value
        while isinstance(inner := place.get(data.draw(st.sampled_from(sorted(place)))), dict) and inner:
            place = inner
        place[data.draw(st.sampled_from(sorted(place)))] = data.draw(ANY_VALUE)
    value |= {"app_id": DOOR.app_id, "oa_id": OA, "timestamp": STAMP}
    first, again = heard(value), heard(value, now=NOW + timedelta(hours=2))
    assert len(first) == 1
    assert [event.id for event in first] == [event.id for event in again]
    for event in first:
        assert_can_be_kept(event)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"text": "a"},
        {"msg_id": ["m"]},
        {"msg_id": None},
        {"msg_id": "m" * 129},
        {"msg_id": "a b"},
        [],
        "m",
        7,
    ],
)
def test_a_message_without_an_id_is_odd_under_a_name_that_stays(message: object) -> None:
    value = call("user_send_text", message=message)
    event, again = only(value), only(value, now=NOW + timedelta(hours=1))
    assert isinstance(event, Odd)
    assert (event.name, event.address.person) == ("user_send_text (broken)", USER)
    assert event.id == again.id
    assert event.id != only(call("user_send_text", message=message, timestamp="1767225600001")).id


@pytest.mark.parametrize("broken", [{"sender": {"id": OA}}, {"sender": "a"}, {"sender": {"id": {}}}])
def test_a_message_from_nobody_or_from_ourselves_is_odd(broken: dict[str, Any]) -> None:
    assert isinstance(only(call("user_send_text", message=MESSAGE, **broken)), Odd)


@pytest.mark.parametrize(
    "name", ["follow", "user_click_chatnow", "user_submit_info", "oa_send_text", "user_seen_message"]
)
def test_a_bare_call_is_odd(name: str) -> None:
    assert isinstance(only({"app_id": DOOR.app_id, "oa_id": OA, "event_name": name, "timestamp": STAMP}), Odd)


@pytest.mark.parametrize("name", [None, 5.5, "", "\x00", "x" * 500, ["a"]])
def test_an_event_without_a_name_is_odd(name: object) -> None:
    event = only(call("x", message=MESSAGE) | {"event_name": name})
    assert isinstance(event, Odd)
    assert event.name == "unnamed"


def test_ids_that_are_numbers_keep_every_digit() -> None:
    sender, msg_id = 9_007_199_254_740_993, 2**80 + 1
    event = only(
        call("user_send_text", sender={"id": sender}, recipient={"id": int(OA)}, message={"msg_id": msg_id})
    )
    assert isinstance(event, Message)
    assert (event.address.person, event.id) == (str(sender), f"{OA}:{msg_id}")


def test_a_number_longer_than_python_reads_breaks_nothing() -> None:
    body = json.dumps(call("user_send_text", message=MESSAGE | {"size": 1})).replace(
        '"size": 1', '"size": ' + "1" * 5_000
    )
    (event,) = webhook.read(body.encode(), signature(body.encode()), (DOOR,), NOW)
    assert isinstance(event, Message)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\ud800c\u202ed", "abcd"),
        ("  một\r\nhai\t ", "một\nhai"),
        (unicodedata.normalize("NFD", "Đường ở đâu"), "Đường ở đâu"),
        (["a"], ""),
        (5.5, ""),
        (None, ""),
        (12, "12"),
    ],
)
def test_a_text_is_kept_clean(text: object, kept: str) -> None:
    event = only(call("user_send_text", message={"msg_id": "m1", "text": text}))
    assert isinstance(event, Message)
    assert event.text == kept


@pytest.mark.parametrize("letter", ["a", "ế", "e\u0302\u0301", "\u0301\u0323"])
def test_a_text_of_a_million_letters_is_cut(letter: str) -> None:
    body = json.dumps(call("user_send_text", message={"msg_id": "m1", "text": "a"}), ensure_ascii=False)
    whole = body.replace('"a"', '"' + letter * (1_000_000 // len(letter.encode())) + '"').encode()
    (event,) = webhook.read(whole, signature(whole), (DOOR,), NOW)
    assert isinstance(event, Message)
    assert_can_be_kept(event)


def test_of_many_ids_in_a_receipt_some_are_kept() -> None:
    ids = [f"m{number}" for number in range(10_000)]
    event = only(call("user_seen_message", message={"msg_ids": ids}))
    assert isinstance(event, Receipt)
    assert event.ids == tuple(ids[:200])


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        (STAMP, AT),
        (int(STAMP), AT),
        ("1767225600", AT),
        (1767225600, AT),
        ("1767225600500", AT + timedelta(milliseconds=500)),
        ("1767999999999", NOW),
        ("9" * 25, NOW),
        ("9" * 100, NOW),
        ("", NOW),
        ("soon", NOW),
        ("-5", NOW),
        (None, NOW),
        ("١٧٦٧", NOW),
    ],
)
def test_a_time_is_read_as_it_must_be_meant_and_never_lies_ahead(stamp: object, at: object) -> None:
    assert only(call("user_send_text", message=MESSAGE, timestamp=stamp)).at == at


@pytest.mark.parametrize("value", VALID)
def test_an_event_of_more_than_three_days_ago_is_odd(value: dict[str, Any]) -> None:
    assert not isinstance(only(value, now=AT + STALE), Odd)
    old = only(value, now=AT + STALE + timedelta(milliseconds=1))
    assert isinstance(old, Odd)
    assert old.name == f"{value['event_name']} (too old)"
