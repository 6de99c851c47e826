"""Whatever is thrown at the reader of Facebook's calls: it is read, or rejected with a reason."""

import json
import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from messenger_calls import DOOR, NOW, PAGE, STAMP, call, entry, heard, item, words

from connectors.doors import STALE, Rejected
from connectors.messages import Event, Message, Odd
from connectors.messenger.webhook import challenge, read

ANY_TEXT = st.text(st.characters(), max_size=30)  # with NUL and halves of surrogate pairs
ANY_VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | ANY_TEXT
    | st.sampled_from([PAGE, STAMP, "m_1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
KINDS: list[dict[str, Any]] = [
    words("m_1", quick_reply={"payload": "a"}, attachments=[{"type": "image", "payload": {"sticker_id": 1}}]),
    item(message={"mid": "m_2", "is_echo": True, "app_id": 555, "metadata": "congdan:x", "text": "a"}),
    item(postback={"mid": "m_3", "payload": "GET_STARTED", "title": "a", "referral": {"ref": "x"}}),
    item(postback={"payload": "a", "title": "a"}),
    item(delivery={"mids": ["m_1"], "watermark": STAMP}),
    item(read={"watermark": STAMP}),
    item(reaction={"mid": "m_1", "action": "react", "emoji": "a"}),
    item(message_edit={"mid": "m_1", "num_edit": 1}),
    item(referral={"ref": "a"}),
    item(optin={"type": "a", "ref": "x"}),
    item(pass_thread_control={"new_owner_app_id": 1}),
    item(**{"policy-enforcement": {"action": "block", "reason": "a"}}),
    {
        "field": "feed",
        "value": {
            "item": "comment",
            "verb": "add",
            "comment_id": "1_2",
            "from": {"id": 5},
            "message": "a",
            "created_time": STAMP,
        },
    },
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value within `value`."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *[place for key, one in inner for place in places(one, (*path, key))]]


def changed(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    copy: Any = list(value) if isinstance(value, list) else dict(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def hold(events: tuple[Event, ...]) -> None:
    """What must be true of every event, whatever it was made of."""
    for event in events:
        assert event.id
        assert event.at <= NOW
        assert isinstance(event, Odd) or event.at >= NOW - STALE
        assert not (isinstance(event, Odd) and event.name.startswith("fault"))
        kept = [event.id, event.address.person, getattr(event, "text", ""), getattr(event, "name", "")]
        for text in (*kept, getattr(event, "payload", None) or ""):
            assert "\x00" not in text
            assert text.encode().decode() == text
            assert len(text) <= 20_000
        assert all(unicodedata.is_normalized("NFC", text) for text in kept)


def tried(body: bytes) -> tuple[Event, ...]:
    try:
        events = heard(body)
    except Rejected:
        return ()
    hold(events)
    assert events == heard(body)
    return events


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_rejected(body: bytes) -> None:
    tried(body)


@given(
    st.binary(max_size=50), st.dictionaries(ANY_TEXT | st.just("X-Hub-Signature-256"), ANY_TEXT, max_size=3)
)
def test_any_headers_are_rejected(body: bytes, headers: dict[str, str]) -> None:
    try:
        read(body, headers, (DOOR,), NOW)
    except Rejected:
        return
    raise AssertionError(headers)


@given(ANY_VALUE)
def test_any_json_is_read_or_rejected(value: object) -> None:
    tried(json.dumps(value).encode())
    tried(json.dumps({"object": "page", "entry": value}).encode())
    for name in ("messaging", "standby", "changes"):
        tried(call({"id": PAGE, "time": STAMP, name: value}))


@given(st.data(), st.sampled_from(KINDS), st.sampled_from(["messaging", "standby", "changes"]))
def test_a_call_with_one_wrong_value_loses_no_event(
    data: st.DataObject, raw: dict[str, Any], name: str
) -> None:
    place = data.draw(st.sampled_from(places(raw)))
    broken = changed(raw, place, data.draw(ANY_VALUE))
    events = tried(call(entry(broken, name=name), entry(words("m_last"))))
    assert isinstance(events[-1], Message)
    assert len(events) in ({1, 2} if name == "changes" else {2})  # the Page's own publications are none


@given(st.data())
def test_a_call_cut_or_changed_in_its_bytes_is_read_or_rejected(data: st.DataObject) -> None:
    body = call(entry(*data.draw(st.lists(st.sampled_from(KINDS), max_size=3))))
    at = data.draw(st.integers(0, len(body)))
    tried(body[:at])
    tried(body[:at] + data.draw(st.binary(max_size=4)) + body[at + data.draw(st.integers(0, 4)) :])


@given(st.dictionaries(st.sampled_from(["hub.mode", "hub.verify_token", "hub.challenge"]), ANY_TEXT))
def test_no_query_is_answered_without_our_token(query: dict[str, str]) -> None:
    assert challenge(query, ("a token that nobody draws by chance",)) is None
