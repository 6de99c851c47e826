"""Which endpoint a message takes, and what it looks like with choices, links, pictures and files."""

from typing import Any

import pytest
from zaloing import AGENCY, CITIZEN, SENT, V2, V3, cut, desk, far_side, put

from connectors.adapting import Part, parts
from connectors.channel import ChoiceStyle, Lost, Refused, StaleToken, Stopped
from connectors.database import Database
from connectors.messages import Address, Choice, Reply
from connectors.zalo import bodies
from connectors.zalo.buttons import heard
from connectors.zalo.options import ZaloOptions

TEXT = Part("Xin chào")
CLOSED = {"error": -235, "message": "This API does not support this type of OA"}
SHUT = {"error": -240, "message": "MessageV2 API has been shut down"}
VISITOR = Address("zalo", AGENCY, "anon:300:400")
CHOICES = tuple(Choice(f"Việc {number}", f"procedure {number}") for number in range(1, 6))
LINKS = (("Cổng dịch vụ công", "https://dichvucong.gov.vn"),)


async def test_an_authority_is_sent_to_the_other_endpoint_and_stays_there(database: Database) -> None:
    await put(database)
    async with far_side(**{V3: [CLOSED], V2: [SENT]}) as (far, base):
        async with desk(database, base) as us:
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
            assert us.account.options == {"endpoint": "v2"}
        async with desk(database, base) as later:
            await later.platform.post(later.account, CITIZEN, TEXT, tag="")
    assert [asked.path for asked in far.asked] == [V3, V2, V2]
    assert far.asked[0].body == far.asked[1].body


async def test_an_endpoint_that_was_shut_leads_back_to_the_other(database: Database) -> None:
    await put(database, endpoint="v2")
    async with far_side(**{V3: [SENT], V2: [SHUT]}) as (far, base), desk(database, base) as us:
        for _ in range(2):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert us.account.options == {"endpoint": "v3"}
    assert [asked.path for asked in far.asked] == [V2, V3, V3]


async def test_an_account_that_neither_takes_is_stopped_after_one_round(database: Database) -> None:
    await put(database)
    async with far_side(**{V3: [CLOSED], V2: [SHUT]}) as (far, base), desk(database, base) as us:
        with pytest.raises(Stopped):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert us.account.options == {}
    assert len(far.asked) == 2


@pytest.mark.parametrize("code", [-32, -200, -201, -216, -213, -230, -234, -240, -9999])
async def test_no_other_error_sends_the_message_a_second_time(sqlite_url: str, code: int) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{V3: [{"error": code}]}) as (far, base), desk(database, base) as us:
        with pytest.raises(Exception, match=str(code)):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert us.account.options == {}
    assert len(far.asked) == 1
    await database.close()


@pytest.mark.parametrize(("answer", "kind"), [(cut, Lost), ({"error": -216}, StaleToken)])
async def test_what_fails_behind_the_switch_is_told_and_not_remembered(
    sqlite_url: str, answer: Any, kind: type[Exception]
) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{V3: [CLOSED], V2: [answer]}) as (_, base), desk(database, base) as us:
        with pytest.raises(kind):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert us.account.options == {}
    await database.close()


async def test_a_visitor_who_does_not_follow_is_answered_in_the_conversation(database: Database) -> None:
    await put(database, endpoint="v3")
    async with far_side(**{V2: [SENT]}) as (far, base), desk(database, base) as us:
        await us.platform.post(us.account, VISITOR, TEXT, tag="")
        for person in ("anon:", "anon:300", "anon::400", "anon:300:"):
            with pytest.raises(Refused):
                await us.platform.post(us.account, Address("zalo", AGENCY, person), TEXT, tag="")
    (asked,) = far.asked
    assert asked.json()["recipient"] == {"anonymous_id": "300", "conversation_id": "400"}


def test_numbered_choices_stand_in_the_text_alone() -> None:
    assert bodies.text(Part("1. Việc", CHOICES, LINKS), ZaloOptions()) == {"text": "1. Việc"}


@pytest.mark.parametrize("template", [False, True])
def test_buttons_come_back_as_their_choice_and_links_open(template: bool) -> None:
    options = ZaloOptions(choices=ChoiceStyle.BUTTONS, button_template=template)
    payload = bodies.text(Part("Chọn", CHOICES[:4], LINKS), options)["attachment"]["payload"]
    *pressed, opened = payload["buttons"]
    assert [heard(button["payload"]) for button in pressed] == [
        (choice.payload, choice.label) for choice in CHOICES[:4]
    ]
    assert {button["type"] for button in pressed} == {"oa.query.hide"}
    assert opened == {
        "title": "Cổng dịch vụ công",
        "type": "oa.open.url",
        "payload": {"url": "https://dichvucong.gov.vn"},
    }
    assert payload.get("template_type") == ("button" if template else None)


def test_a_list_has_a_line_for_each_choice_and_a_subtitle_on_the_first() -> None:
    message = bodies.text(Part("Ông/Bà cần việc nào?", CHOICES), ZaloOptions(choices=ChoiceStyle.LIST))
    payload = message["attachment"]["payload"]
    assert payload["template_type"] == "list"
    assert [element["title"] for element in payload["elements"]] == [choice.label for choice in CHOICES]
    assert payload["elements"][0]["subtitle"] == message["text"] == "Ông/Bà cần việc nào?"
    assert heard(payload["elements"][4]["default_action"]["payload"]) == ("procedure 5", "Việc 5")


@pytest.mark.parametrize("style", list(ChoiceStyle))
@pytest.mark.parametrize("count", range(8))
async def test_nothing_that_a_reply_offers_is_left_out(
    sqlite_url: str, style: ChoiceStyle, count: int
) -> None:
    database = Database(sqlite_url)
    await put(database, choices=style.value)
    choices = tuple(Choice(f"Việc {'rất dài ' * 20}{number}", f"p{number}") for number in range(count))
    reply = Reply("ă" * 3_990, choices, (*LINKS, ("Mẫu đơn", "https://example.gov.vn/a")))
    async with far_side() as (_, base), desk(database, base) as us:
        ability = us.platform.ability(us.account)
    said = [bodies.text(part, ZaloOptions(choices=style)) for part in parts(reply, ability)]
    whole = repr(said)
    assert all(len(message["text"]) <= 2_000 for message in said)
    assert all(f"rất dài {number}" in whole for number in range(count))
    assert "https://example.gov.vn/a" in whole
    assert all(
        len(message.get("attachment", {}).get("payload", {}).get("buttons", ())) <= 5 for message in said
    )
    await database.close()


def test_a_choice_that_could_not_come_back_is_refused() -> None:
    with pytest.raises(Refused):
        bodies.text(Part("?", (Choice("a", "p" * 2_000),)), ZaloOptions(choices=ChoiceStyle.BUTTONS))


async def test_pictures_files_and_forms(database: Database) -> None:
    await put(database)
    async with far_side(**{V3: [SENT]}) as (far, base), desk(database, base) as us:
        post = us.platform
        await post.post_image(us.account, CITIZEN, attachment_id="up-1", caption="Sơ đồ")
        await post.post_image(us.account, CITIZEN, url="https://example.gov.vn/a.jpg")
        await post.post_file(us.account, CITIZEN, "token-1")
        await post.ask_info(
            us.account, CITIZEN, title="T" * 200, subtitle="Để trả lời", image_url="https://a/b"
        )
        with pytest.raises(Refused):
            await post.post_image(us.account, CITIZEN)
    first, second, file, form = (asked.json()["message"] for asked in far.asked)
    assert first["text"] == "Sơ đồ"
    assert first["attachment"]["payload"] == {
        "template_type": "media",
        "elements": [{"media_type": "image", "attachment_id": "up-1"}],
    }
    assert second["attachment"]["payload"]["elements"] == [
        {"media_type": "image", "url": "https://example.gov.vn/a.jpg"}
    ]
    assert file == {"attachment": {"type": "file", "payload": {"token": "token-1"}}}
    (element,) = form["attachment"]["payload"]["elements"]
    assert len(element["title"]) <= 100


async def test_an_account_that_knows_no_buttons_gets_numbers_from_then_on(database: Database) -> None:
    await put(database, choices="buttons")
    refused = {"error": -233, "message": "Message type is not supported"}
    async with far_side(**{V3: [refused, SENT]}) as (far, base), desk(database, base) as us:
        await us.platform.post(us.account, CITIZEN, Part("Chọn việc", CHOICES[:2], LINKS), tag="")
        assert us.platform.ability(us.account).choices is ChoiceStyle.NUMBERED
    plain = far.asked[1].json()["message"]
    assert plain.keys() == {"text"}
    assert "2. Việc 2" in plain["text"]
    assert "https://dichvucong.gov.vn" in plain["text"]
