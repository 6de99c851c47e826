"""What each kind of call becomes."""

from typing import Any

import pytest
from zalo_calls import AT, OA, USER, call, echo, only

from connectors.messages import (
    Address,
    Echoed,
    Event,
    Followed,
    Form,
    Message,
    Odd,
    Opened,
    Reacted,
    Receipt,
    ReceiptKind,
    StaffReplied,
    Submitted,
    Unfollowed,
    Withdrew,
)
from connectors.zalo.buttons import spoken

WHO = Address("zalo", "xa-mau", USER)
FORMS = {
    "text": (Form.TEXT, {}),
    "image": (Form.IMAGE, {"thumbnail": "https://t.zdn.vn/a.jpg", "url": "https://f.zdn.vn/a.jpg"}),
    "gif": (Form.IMAGE, {"url": "https://f.zdn.vn/a.gif"}),
    "sticker": (Form.STICKER, {"id": "46420", "url": "https://f.zdn.vn/s.png"}),
    "location": (Form.LOCATION, {"coordinates": {"latitude": "16.04", "longitude": "108.2"}}),
    "file": (Form.FILE, {"url": "http://f.zdn.vn/a.pdf", "name": "a.pdf", "size": "27", "checksum": "0"}),
    "audio": (Form.AUDIO, {"url": "https://f.zdn.vn/a.amr"}),
    "video": (Form.VIDEO, {"url": "https://f.zdn.vn/a.mp4", "thumbnail": "", "description": "a"}),
    "link": (Form.LINK, {"url": "https://xa.gov.vn", "thumbnail": "", "description": "a"}),
    "business_card": (Form.CONTACT, {"url": "", "thumbnail": "", "description": '{"phone":"0900000000"}'}),
}


def sent(kind: str, **message: Any) -> Event:
    return only(call(f"user_send_{kind}", message={"msg_id": "m1", **message}))


@pytest.mark.parametrize(("kind", "form", "payload"), [(kind, *of) for kind, of in FORMS.items()])
def test_a_message_of_each_form_is_a_message(kind: str, form: Form, payload: dict[str, Any]) -> None:
    attachments = [{"type": kind, "payload": payload}]
    for text in ("Xin chào", ""):
        event = sent(kind, text=text, attachments=attachments)
        assert isinstance(event, Message)
        assert (event.id, event.address, event.at, event.text) == (f"{OA}:m1", WHO, AT, text)
        assert event.form is (form if text or form is not Form.TEXT else Form.OTHER)
        assert event.payload is None


def test_a_text_without_words_is_what_hangs_on_it() -> None:
    for kind, form in (("photo", Form.IMAGE), ("contact", Form.CONTACT), ("new", Form.OTHER)):
        event = sent("text", attachments=[{"type": kind}])
        assert isinstance(event, Message)
        assert event.form is form


def test_a_button_of_ours_comes_back_with_its_payload_and_label() -> None:
    text = spoken("1.000656|fee|", "Lệ phí")
    assert sent("text", text=text) == Message(f"{OA}:m1", WHO, "Lệ phí", AT, "1.000656|fee|")


@pytest.mark.parametrize("text", ["#khaisinh", "#chon", "#chon a", "#chonx~y", "# chon a~b"])
def test_any_other_keyword_is_a_plain_message(text: str) -> None:
    assert sent("text", text=text) == Message(f"{OA}:m1", WHO, text, AT)


def test_following_leaving_and_opening_are_told() -> None:
    follower = {"oa_id": OA, "follower": {"id": USER}, "sender": None, "recipient": None}
    follow = only(call("follow", source="oa_profile", **follower))
    assert follow == Followed(f"{OA}:follow:{USER}:1767225600000", WHO, AT)
    unfollow = only(call("unfollow", **follower))
    assert unfollow == Unfollowed(f"{OA}:unfollow:{USER}:1767225600000", WHO, AT)
    opened = only(call("user_click_chatnow", oa_id=OA, user_id=USER, sender=None, recipient=None))
    assert opened == Opened(f"{OA}:user_click_chatnow:{USER}:1767225600000", WHO, AT)


def test_a_withdrawal_of_consent_is_told() -> None:
    event = only(call("user_withdraw", oa_id=OA, user_id=USER, sender=None, recipient=None))
    assert event == Withdrew(f"{OA}:user_withdraw:{USER}:1767225600000", WHO, AT)


@pytest.mark.parametrize(
    ("info", "given"),
    [
        (
            {
                "name": "Nguyễn Văn A",
                "phone": "84900000000",
                "user_dob": "30/10/1999",
                "gender": "Nam",
                "full_address": {"user_city": "Đà Nẵng", "user_ward": "Sơn Trà", "user_address": "1 Lê Lợi"},
            },
            {
                "name": "Nguyễn Văn A",
                "phone": "84900000000",
                "born": "30/10/1999",
                "gender": "Nam",
                "address": "1 Lê Lợi",
                "ward": "Sơn Trà",
                "city": "Đà Nẵng",
            },
        ),
        (
            {"name": "A", "phone": 84900000000, "address": "1", "city": "H", "district": "B", "ward": "P"},
            {"name": "A", "phone": "84900000000", "address": "1", "ward": "P", "district": "B", "city": "H"},
        ),
        ({"phone": "84900000000", "name": None, "full_address": []}, {"phone": "84900000000"}),
    ],
)
def test_submitted_particulars_are_read_in_both_shapes(info: dict[str, Any], given: dict[str, str]) -> None:
    event = only(call("user_submit_info", info=info))
    assert isinstance(event, Submitted)
    assert (event.address, dict(event.info)) == (WHO, given)


@pytest.mark.parametrize(
    "direction",
    [
        {"sender": {"id": USER}, "recipient": {"id": OA}},
        {"sender": {"id": OA}, "recipient": {"id": USER}},
    ],
)
def test_receipts_are_read_in_both_directions_and_shapes(direction: dict[str, Any]) -> None:
    got = only(call("user_received_message", message={"msg_id": "m1"}, **direction))
    assert isinstance(got, Receipt)
    assert (got.address, got.kind, got.ids) == (WHO, ReceiptKind.DELIVERED, ("m1",))
    for message, ids in (({"msg_ids": ["m1", "m2"]}, ("m1", "m2")), ({"msg_id": "m1"}, ("m1",))):
        seen = only(call("user_seen_message", message=message, **direction))
        assert isinstance(seen, Receipt)
        assert (seen.address, seen.kind, seen.ids) == (WHO, ReceiptKind.SEEN, ids)


def test_a_receipt_of_what_went_to_a_phone_is_not_ours() -> None:
    message = {"msg_id": "m1", "tracking_id": "t", "delivery_time": "1767225600000"}
    value = call("user_received_message", sender={"id": OA}, recipient={"id": "84900000000"}, message=message)
    assert isinstance(only(value), Odd)


@pytest.mark.parametrize("kind", ["text", "image", "gif", "list", "file", "sticker", "template", "new"])
def test_what_went_out_is_an_echo_or_the_answer_of_a_human(kind: str) -> None:
    name = f"oa_send_{kind}"
    assert only(echo(name, msg_id="m1", text="Chào")) == Echoed("m1", WHO, AT, text="Chào")
    human = only(echo(name, admin="77", msg_id="m1", text="Chào"))
    assert human == StaffReplied(f"{OA}:m1", WHO, AT, "77", "Chào")


def test_a_human_is_noticed_even_where_the_message_is_broken() -> None:
    assert isinstance(only(echo("oa_send_text", admin="77", msg_id=None)), StaffReplied)


def test_the_echo_of_a_template_has_its_words() -> None:
    attachments = [{"type": "template", "payload": {"zinstant_id": "1", "text": "Lệ phí"}}]
    assert only(echo("oa_send_text", msg_id="m1", attachments=attachments)) == Echoed(
        "m1", WHO, AT, text="Lệ phí"
    )


def test_a_reaction_is_told() -> None:
    event = only(call("user_reacted_message", message={"msg_id": "m1", "react_icon": "/-heart"}))
    assert isinstance(event, Reacted)
    assert (event.address, event.to, event.sign) == (WHO, "m1", "/-heart")


@pytest.mark.parametrize("kind", ["text", "image", "file", "sticker"])
def test_an_anonymous_visitor_is_reached_by_visitor_and_talk(kind: str) -> None:
    message = {"msg_id": "m1", "text": "Chào", "conversation_id": "c9"}
    event = only(call(f"anonymous_send_{kind}", message=message))
    assert isinstance(event, Message)
    assert event.address.person == f"anon:{USER}:c9"
    assert event.form is FORMS[kind][0]


@pytest.mark.parametrize(
    "name",
    [
        "oa_send_anonymous_text",
        "oa_send_group_text",
        "oa_send_consent",
        "oa_reacted_message",
        "user_send_group_text",
        "create_group",
        "user_join_group",
        "update_user_info",
        "add_user_to_tag",
        "user_feedback",
        "user_call_oa",
        "tomorrow",
    ],
)
def test_everything_else_is_odd_and_named(name: str) -> None:
    event = only(call(name, message={"msg_id": "m1", "text": "a", "conversation_id": "c"}))
    assert isinstance(event, Odd)
    assert event.name == name
