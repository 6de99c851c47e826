"""What the Page said, what became of it, what Facebook says of the Page, and comments."""

from datetime import UTC, datetime
from typing import Any

import pytest
from messenger_calls import (
    APP,
    AT,
    NOW,
    PAGE,
    PERSON,
    STAMP,
    call,
    entry,
    heard,
    heard_all,
    heard_one,
    item,
)

from connectors.messages import (
    Address,
    Commented,
    Echoed,
    Event,
    Odd,
    Reacted,
    Receipt,
    ReceiptKind,
    StaffReplied,
    Warned,
)

WHO = Address("messenger", "xa-mau", PERSON)
INBOX = 26390203743090


SAID = "Lệ phí: 8.000 đồng"


def echo(name: str = "messaging", **parts: object) -> Event:
    said = {"is_echo": True, "mid": "m_1", "text": SAID, **parts}
    swapped = {"sender": {"id": PAGE}, "recipient": {"id": PERSON}}
    return heard_one({**item(message=said), **swapped}, name)


def name_of(raw: object, where: str = "messaging") -> str:
    event = heard_one(raw, where)
    assert isinstance(event, Odd)
    return event.name


@pytest.mark.parametrize("where", ["messaging", "standby"])
def test_what_we_sent_comes_back_with_its_tag(where: str) -> None:
    tag = "congdan:reply:m_7:0"
    assert echo(where, metadata=tag, app_id=int(APP)) == Echoed("m_1", WHO, AT, tag, SAID)
    assert echo(where, metadata=tag) == echo(where, metadata=tag, app_id=INBOX)


@pytest.mark.parametrize("app_id", [int(APP), APP])
def test_what_our_app_sent_without_a_tag_is_ours_too(app_id: object) -> None:
    assert echo(app_id=app_id) == Echoed("m_1", WHO, AT, text=SAID)


@pytest.mark.parametrize("where", ["messaging", "standby"])
def test_everything_else_that_the_page_said_is_a_humans(where: str) -> None:
    assert echo(where, app_id=INBOX) == StaffReplied("m_1", WHO, AT, str(INBOX), SAID)
    assert echo(where, app_id="556", metadata="theirs") == StaffReplied("m_1", WHO, AT, "556", SAID)
    assert echo(where) == StaffReplied("m_1", WHO, AT, text=SAID)


def test_an_echo_with_the_person_as_sender_is_of_the_same_talk() -> None:
    said = {"is_echo": True, "mid": "m_1", "attachments": [{"type": "template", "payload": None}]}
    assert heard_one(item(message=said)) == StaffReplied("m_1", WHO, AT)
    assert heard_one({**item(message=said), "recipient": {}}) == StaffReplied("m_1", WHO, AT)


def test_the_page_as_sender_is_an_echo_whether_it_says_so_or_not() -> None:
    swapped = {"sender": {"id": PAGE}, "recipient": {"id": PERSON}}
    told = StaffReplied("m_1", WHO, AT, text="a")
    assert heard_one({**item(message={"mid": "m_1", "text": "a"}), **swapped}) == told
    alone = {"sender": {"id": PAGE}, "recipient": {"id": PAGE}}
    assert name_of({**item(message={"mid": "m_1"}), **alone}) == "echo without a person"
    assert name_of({**item(postback={"mid": "m_1", "payload": "a"}), **swapped}) == "event without a person"


def test_deliveries_and_readings_tell_up_to_when() -> None:
    delivered: dict[str, Any] = item(delivery={"mids": ["m_1", 2, None], "watermark": STAMP - 2_000})
    del delivered["timestamp"]
    for raw, kind, ids in (
        (delivered, ReceiptKind.DELIVERED, ("m_1", "2")),
        (item(read={"watermark": (STAMP - 2_000) // 1_000}), ReceiptKind.SEEN, ()),
    ):
        for where in ("messaging", "standby"):
            event = heard_one(raw, where)
            assert isinstance(event, Receipt)
            assert (event.address, event.at, event.kind, event.ids) == (WHO, AT, kind, ids)
            assert event.upto == datetime(2026, 11, 22, 7, 59, 58, tzinfo=UTC)
            assert event == heard_one(raw, where)


def test_a_watermark_is_never_in_the_future_and_may_be_missing() -> None:
    future = heard_one(item(read={"watermark": STAMP + 86_400_000}))
    assert isinstance(future, Receipt)
    assert future.upto == NOW
    only_ids = heard_one(item(delivery={"mids": ["m_1"]}))
    assert isinstance(only_ids, Receipt)
    assert (only_ids.ids, only_ids.upto) == (("m_1",), None)
    assert name_of(item(read={"watermark": "x"})) == "read of nothing"


def test_a_delivery_without_any_time_was_now() -> None:
    raw = {"sender": {"id": PERSON}, "delivery": {"mids": ["m_1"]}}
    (event,) = heard(call({"id": PAGE, "messaging": [raw]}))
    assert event.at == NOW


def test_a_sign_is_put_and_taken_away() -> None:
    put = heard_one(item(reaction={"mid": "m_1", "action": "react", "emoji": "❤️", "reaction": "love"}))
    taken = heard_one(item(reaction={"mid": "m_1", "action": "unreact", "emoji": "❤️"}))
    unnamed = heard_one(item(reaction={"mid": "m_1", "action": "react", "reaction": "other"}))
    signs = []
    for event in (put, taken, unnamed):
        assert isinstance(event, Reacted)
        assert (event.to, event.address) == ("m_1", WHO)
        signs.append(event.sign)
    assert signs == ["❤️", "", "other"]
    assert len({put.id, taken.id, unnamed.id}) == 3
    assert name_of(item(reaction={"action": "react"})) == "reaction to nothing"


@pytest.mark.parametrize("key", ["policy-enforcement", "policy_enforcement"])
def test_a_warning_is_of_the_page_and_of_nobody(key: str) -> None:
    raw = {"recipient": {"id": PAGE}, "timestamp": STAMP, key: {"action": "block", "reason": "Spam."}}
    event = heard_one(raw)
    assert isinstance(event, Warned)
    assert (event.address, event.text) == (Address("messenger", "xa-mau", ""), "block: Spam.")
    bare = heard_one({**raw, key: {"action": "unblock"}})
    assert isinstance(bare, Warned)
    assert bare.text == "unblock"
    assert name_of({**raw, key: {}}) == "policy enforcement without an action"


@pytest.mark.parametrize(
    "name",
    ["pass_thread_control", "take_thread_control", "request_thread_control", "app_roles", "account_linking"],
)
def test_who_holds_the_talk_is_counted(name: str) -> None:
    assert name_of(item(**{name: {"new_owner_app_id": int(APP), "metadata": "x"}})) == name
    assert name_of(item(**{name: {"new_owner_app_id": APP}}), "standby") == name


def test_a_kind_that_nobody_knows_is_counted_by_a_short_name() -> None:
    assert name_of(item(messaging_feedback={"feedback_screens": []})) == "unknown event messaging_feedback"
    assert name_of(item(**{"Drop\x00 table": 1})) == "unknown event (unnamed)"
    assert name_of(item(message=None)) == "unknown event message"
    assert name_of({"field": "mention", "value": {}}, "changes") == "change of mention"
    (event,) = heard(call({"id": PAGE, "field": "marketing_message_reads", "mid": "m_1"}))
    assert isinstance(event, Odd)
    assert event.name == "unknown entry marketing_message_reads"


def comment(**parts: object) -> dict[str, Any]:
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": "104_9_77",
        "post_id": "104_9",
        "from": {"id": "88", "name": "Ai đó"},
        "created_time": STAMP // 1000,
        "message": "Lệ phí bao nhiêu?",
    }
    return {"field": "feed", "value": value | parts}


def test_a_comment_is_answered_where_it_stands() -> None:
    event = heard_one(comment(), "changes")
    assert isinstance(event, Commented)
    assert event.address == Address("messenger", "xa-mau", "comment:104_9_77")
    assert (event.text, event.at) == ("Lệ phí bao nhiêu?", AT)
    old_form = comment(sender_id=88)
    del old_form["value"]["from"]
    assert heard_one(old_form, "changes") == event


def test_what_the_page_wrote_itself_is_no_event() -> None:
    assert heard_all(comment(**{"from": {"id": PAGE}}), name="changes") == ()
    assert heard_all(comment(**{"from": {"id": int(PAGE)}}, item="status"), name="changes") == ()
    assert heard_all(comment(**{"from": None}, sender_id=int(PAGE)), name="changes") == ()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"verb": "edited"}, "feed comment edited"),
        ({"verb": "remove"}, "feed comment remove"),
        ({"item": "reaction", "reaction_type": "like"}, "feed reaction add"),
        ({"item": "post"}, "feed post add"),
        ({"item": {}, "verb": "x" * 99}, "feed (unnamed) (unnamed)"),
        ({"from": None}, "comment without an author"),
        ({"from": {"name": "a"}}, "comment without an author"),
        ({"comment_id": None}, "comment without an id"),
    ],
)
def test_other_changes_of_the_feed_are_counted(parts: dict[str, Any], name: str) -> None:
    assert name_of(comment(**parts), "changes") == name


def test_a_comment_without_words_and_with_a_time_in_its_entry() -> None:
    raw = comment(message=None, created_time=None)
    (event,) = heard(call({**entry(raw, name="changes"), "time": STAMP // 1000}))
    assert isinstance(event, Commented)
    assert (event.text, event.at) == ("", AT)


@pytest.mark.parametrize("value", [None, 1, [], "x", {}])
def test_a_change_of_no_shape_is_counted(value: object) -> None:
    assert name_of({"field": "feed", "value": value}, "changes") == "feed (unnamed) (unnamed)"
