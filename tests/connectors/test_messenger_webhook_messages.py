"""What a person writes, sends, presses and opens on Messenger, in our words."""

from datetime import timedelta
from typing import Any

import pytest
from messenger_calls import AT, NOW, PAGE, PERSON, STAMP, heard_all, heard_one, item, words

from connectors.messages import Address, Form, Message, Odd, Opened, Overheard

WHO = Address("messenger", "xa-mau", PERSON)


def attached(*attachments: object, **parts: object) -> Message:
    event = heard_one(item(message={"mid": "m_1", "attachments": list(attachments), **parts}))
    assert isinstance(event, Message)
    return event


def odd(raw: object, name: str = "messaging") -> str:
    event = heard_one(raw, name)
    assert isinstance(event, Odd)
    return event.name


def test_a_text() -> None:
    assert heard_one(words("m_1", "đăng ký khai sinh")) == Message("m_1", WHO, "đăng ký khai sinh", AT)


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("image", Form.IMAGE),
        ("audio", Form.AUDIO),
        ("video", Form.VIDEO),
        ("file", Form.FILE),
        ("sticker", Form.STICKER),
        ("location", Form.LOCATION),
        ("fallback", Form.LINK),
        ("template", Form.LINK),
        ("reel", Form.LINK),
        ("ig_reel", Form.LINK),
        ("post", Form.LINK),
        ("ig_post", Form.LINK),
        ("appointment_booking", Form.OTHER),
        ("never heard of", Form.OTHER),
        (None, Form.OTHER),
    ],
)
@pytest.mark.parametrize("payload", [{"url": "https://scontent.example/1"}, None, "a", []])
def test_each_kind_of_attachment_has_its_form(kind: object, form: Form, payload: object) -> None:
    event = attached({"type": kind, "payload": payload})
    assert (event.form, event.text) == (form, "")
    assert attached({"type": kind}).form is form


@pytest.mark.parametrize("sticker", [369239263222822, "369239343222814"])
def test_the_thumb_is_a_sticker_without_words(sticker: object) -> None:
    image = {"type": "image", "payload": {"url": "https://x.example/", "sticker_id": sticker}}
    assert attached(image) == Message("m_1", WHO, "", AT, form=Form.STICKER)
    assert attached({"type": "image"}, {"type": "sticker", "payload": {"sticker_id": 1}}).form is Form.STICKER
    assert attached({"type": "image"}, sticker_id=sticker).form is Form.STICKER


def test_an_album_is_one_message() -> None:
    assert attached({"type": "image"}, {"type": "image"}, {"type": "video"}).form is Form.IMAGE


def test_a_link_keeps_the_words_around_it() -> None:
    shared = {"type": "fallback", "title": "Cổng", "url": "/x", "payload": None}
    event = attached(shared, text="mẫu này phải không https://x.example")
    assert (event.form, event.text) == (Form.LINK, "mẫu này phải không https://x.example")


@pytest.mark.parametrize(
    "parts", [{}, {"text": ""}, {"text": True}, {"is_unsupported": True}, {"attachments": 1}]
)
def test_what_cannot_be_shown_to_us_is_a_message_still(parts: dict[str, Any]) -> None:
    event = heard_one(item(message={"mid": "m_1", **parts}))
    assert event == Message("m_1", WHO, "", AT, form=Form.OTHER)


def test_broken_attachments_do_not_cost_the_words() -> None:
    shapes: list[object] = [1, "x", {}, [1], [[]]]
    for attachments in shapes:
        assert heard_one(words("m_1", "phí?", attachments=attachments)) == Message("m_1", WHO, "phí?", AT)


def test_a_quick_reply_brings_its_payload_back_unaltered() -> None:
    payload = " facet:phí~2.000815 \u0301\t" + "x" * 900
    event = heard_one(words("m_1", "Lệ phí", quick_reply={"payload": payload}))
    assert event == Message("m_1", WHO, "Lệ phí", AT, payload)


@pytest.mark.parametrize(
    "quick", [None, 1, {}, {"payload": None}, {"payload": {"a": 1}}, {"payload": "x" * 1_001}]
)
def test_a_payload_that_is_none_of_ours_is_left_out(quick: object) -> None:
    assert heard_one(words("m_1", "Lệ phí", quick_reply=quick)) == Message("m_1", WHO, "Lệ phí", AT)


def test_what_no_database_takes_is_taken_out() -> None:
    event = heard_one(words("m_1", "\x00a\ud800\u202eề\u0323\x07 ", quick_reply={"payload": "p\x00\udfff"}))
    assert isinstance(event, Message)
    assert (event.text, event.payload) == ("aệ\u0300", "p")


def test_a_text_of_a_megabyte_is_cut() -> None:
    for text in ("x" * 900_000, "a" + "\u0301\u0323" * 60_000):
        event = heard_one(words("m_1", text))
        assert isinstance(event, Message)
        assert 0 < len(event.text) <= 20_000


@pytest.mark.parametrize("person", [7001, "7001"])
def test_ids_may_be_numbers(person: object) -> None:
    raw = {"sender": {"id": person}, "recipient": {"id": int(PAGE)}, "timestamp": STAMP}
    assert heard_one({**raw, "message": {"mid": 12, "text": "a"}}) == Message("12", WHO, "a", AT)


def test_an_id_larger_than_a_float_keeps_every_digit() -> None:
    event = heard_one({**words("m_1"), "sender": {"id": 9007199254740993}})
    assert event.address.person == "9007199254740993"


@pytest.mark.parametrize("bad", [None, True, 1.5, "", "a b", "comment:1", "\x00", "x" * 101, [], {"id": 1}])
def test_a_sender_that_is_no_id_makes_the_event_odd(bad: object) -> None:
    assert odd({**words("m_1"), "sender": {"id": bad}}) == "event without a person"


@pytest.mark.parametrize("mid", [None, "", 1.5, "m\x00", "m 1", "m" * 301, ["m"]])
def test_a_message_without_an_id_is_odd(mid: object) -> None:
    assert odd(item(message={"mid": mid, "text": "a"})) == "message without an id"


def test_a_time_is_in_milliseconds_or_seconds_or_the_entrys() -> None:
    for stamp in (
        STAMP,
        STAMP // 1000,
        str(STAMP),
        float(STAMP),
        None,
        "soon",
        True,
        0,
        -5,
        10**30,
        [1],
        "9" * 5_000,
    ):
        event = heard_one({**words("m_1"), "timestamp": stamp})
        assert (event.at, event.id) == (AT, "m_1")


def test_nothing_happens_in_the_future() -> None:
    assert heard_one({**words("m_1"), "timestamp": STAMP + 86_400_000}).at == NOW


def test_what_is_older_than_three_days_is_odd() -> None:
    fresh = STAMP - int(timedelta(days=2, hours=23).total_seconds()) * 1000
    assert isinstance(heard_one({**words("m_1"), "timestamp": fresh}), Message)
    stale = heard_one({**words("m_1"), "timestamp": fresh - 2 * 3_600_000})
    assert isinstance(stale, Odd)
    assert (stale.name, stale.id, stale.address) == ("stale", "m_1", WHO)


def test_a_message_taken_back_is_not_answered() -> None:
    assert odd(item(message={"mid": "m_1", "is_deleted": True})) == "message unsent"


def test_an_edit_is_counted_once_and_not_answered_again() -> None:
    edits = [item(message_edit={"mid": "m_1", "text": "x", "num_edit": n}) for n in (1, "1", 2)]
    first, again, second = heard_all(*edits)
    assert isinstance(first, Odd)
    assert first.name == "message_edit"
    assert first.id == again.id != second.id


def test_a_button_is_a_message_with_its_title() -> None:
    pressed = {"mid": "m_9", "title": "Tra cứu", "payload": "MENU:TTHC"}
    assert heard_one(item(postback=pressed)) == Message("m_9", WHO, "Tra cứu", AT, "MENU:TTHC")


def test_an_old_button_press_without_an_id_gets_always_the_same() -> None:
    one, again, other = heard_all(*[item(postback={"payload": payload, "title": ""}) for payload in "aab"])
    assert one.id == again.id != other.id
    assert heard_one(item(postback={"title": "Của ứng dụng khác"})).id.startswith("postback:")
    assert odd(item(postback={"mid": "m_1"})) == "postback without a payload"


@pytest.mark.parametrize(
    ("referral", "ref"), [(None, ""), ({"ref": "qr-01"}, "qr-01"), ({"ref": None}, ""), (5, ""), ({}, "")]
)
def test_get_started_opens_the_talk(referral: object, ref: str) -> None:
    pressed = {"mid": "m_9", "title": "Bắt đầu", "payload": "GET_STARTED", "referral": referral}
    assert heard_one(item(postback=pressed)) == Opened("m_9", WHO, AT, ref)


def test_a_link_opens_the_talk_again() -> None:
    raw = item(referral={"ref": "qr-01", "source": "SHORTLINK", "type": "OPEN_THREAD"})
    event = heard_one({**raw, "timestamp": STAMP // 1000})
    assert event == heard_one(raw)
    assert isinstance(event, Opened)
    assert (event.address, event.at, event.ref) == (WHO, AT, "qr-01")


def test_an_opt_in_opens_the_talk_unless_its_kind_is_dead() -> None:
    event = heard_one(item(optin={"ref": "PASS_THROUGH"}))
    assert isinstance(event, Opened)
    assert event.ref == "PASS_THROUGH"
    assert odd(item(optin={"type": "notification_messages"})) == "optin notification_messages"
    assert odd(item(optin={"type": "one_time_notif_req"})) == "optin one_time_notif_req"
    assert odd({**item(optin={"user_ref": "u"}), "sender": {"user_ref": "u"}}) == "event without a person"


def test_what_is_said_while_another_app_holds_the_talk_is_only_overheard() -> None:
    standby = heard_all(
        words("m_1", "cán bộ ơi"), item(postback={"mid": "m_2", "title": "Lệ phí"}), name="standby"
    )
    assert standby == (Overheard("m_1", WHO, "cán bộ ơi", AT), Overheard("m_2", WHO, "Lệ phí", AT))
    assert odd(item(referral={"ref": "a"}), "standby") == "standby referral"
    assert odd(item(optin={"ref": "a"}), "standby") == "standby optin"
    assert odd(item(message={"mid": "m_1", "is_deleted": True}), "standby") == "message unsent"
