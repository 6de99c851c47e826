"""The Send API: what is taken, what is refused and how, and what the outbox tells of it."""

from datetime import timedelta
from typing import Any

import pytest
from a_graph import ANNA, APP, PAGE, SECRET, Code, a_graph

from bot.rehearsal.platforms.messenger.access import proof

TITLE = "Khai sinh"
POSTBACK = {"type": "postback", "title": TITLE, "payload": "P"}
LINK = {"type": "web_url", "title": TITLE, "url": "https://example.com/a"}


def replies(count: int, **values: Any) -> list[dict[str, Any]]:
    return [{"content_type": "text", "title": TITLE, "payload": "P", **values}] * count


def template(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": payload}}


def button(**values: Any) -> dict[str, Any]:
    return template(template_type="button", **{"text": "Chọn", "buttons": [POSTBACK], **values})


def cards(*elements: dict[str, Any]) -> dict[str, Any]:
    return template(template_type="generic", elements=list(elements))


def picture(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "image", "payload": payload}}


async def test_a_message_is_taken_in_order_with_everything_that_was_sent() -> None:
    async with a_graph() as graph:
        for number in range(3):
            answer = await graph.send(text=f"{number}", metadata=f"turn-{number}", quick_replies=replies(2))
            assert (answer.status, answer.body["recipient_id"]) == (200, ANNA)
        taken = graph.server.outbox.to(ANNA)
        assert [sent.text for sent in taken] == ["0", "1", "2"]
        assert taken[-1].id == answer.body["message_id"]
        assert taken[-1].id.startswith("m_")
        assert taken[-1].body["message"]["metadata"] == "turn-2"
        assert len(taken[-1].body["message"]["quick_replies"]) == 2
        assert taken[-1].body["messaging_type"] == "RESPONSE"


TAKEN: dict[str, dict[str, Any]] = {
    "text just below the limit": {"text": "ă" * 1999},
    "thirteen quick replies": {"text": "a", "quick_replies": replies(13, title="t" * 20)},
    "asking for the phone": {"text": "a", "quick_replies": [{"content_type": "user_phone_number"}]},
    "three buttons": button(buttons=[POSTBACK, LINK, {**POSTBACK, "title": "x" * 20}]),
    "a number to call": button(buttons=[{"type": "phone_number", "title": "Gọi", "payload": "+8424"}]),
    "ten cards": cards(*[{"title": "t" * 80, "subtitle": "s" * 80, "buttons": [LINK]}] * 10),
    "a card that opens": cards({"title": "t", "default_action": {"type": "web_url", "url": "https://a.b"}}),
    "a picture by address": picture(url="https://example.com/a.png"),
    "metadata at the limit": {"text": "a", "metadata": "m" * 1000},
}
REFUSED: dict[str, tuple[dict[str, Any], Code]] = {
    "nothing": ({}, (100, 2018034)),
    "empty text": ({"text": ""}, (100, 2018034)),
    "text at the limit": ({"text": "ă" * 2000}, (100, None)),
    "text that is none": ({"text": ["a"]}, (100, None)),
    "text and attachment": ({"text": "a", **picture(url="https://a.b")}, (100, None)),
    "fourteen quick replies": ({"text": "a", "quick_replies": replies(14)}, (100, None)),
    "long title": ({"text": "a", "quick_replies": replies(1, title="t" * 21)}, (100, None)),
    "long payload": ({"text": "a", "quick_replies": replies(1, payload="p" * 1001)}, (100, None)),
    "a strange quick reply": ({"text": "a", "quick_replies": [{"content_type": []}]}, (100, None)),
    "four buttons": (button(buttons=[POSTBACK] * 4), (100, None)),
    "no buttons": (button(buttons=[]), (100, None)),
    "a long button": (button(buttons=[{**POSTBACK, "title": "t" * 21}]), (100, None)),
    "a link to nowhere": (button(buttons=[{**LINK, "url": "javascript:1"}]), (100, None)),
    "long text of a template": (button(text="t" * 641), (100, None)),
    "eleven cards": (cards(*[{"title": "t", "subtitle": "s"}] * 11), (100, None)),
    "a card of a title only": (cards({"title": "t"}), (100, None)),
    "a default action with a title": (cards({"title": "t", "default_action": LINK}), (100, None)),
    "a template of old": (template(template_type="notification_messages"), (100, None)),
    "no such kind": ({"attachment": {"type": {}, "payload": {}}}, (100, None)),
    "an attachment nobody uploaded": (picture(attachment_id="1"), (100, 2018074)),
    "metadata over the limit": ({"text": "a", "metadata": "m" * 1001}, (100, None)),
}


@pytest.mark.parametrize("message", TAKEN.values(), ids=TAKEN)
async def test_what_keeps_to_the_limits_is_taken(message: dict[str, Any]) -> None:
    async with a_graph() as graph:
        assert (await graph.ask(message=message, messaging_type="RESPONSE")).status == 200


@pytest.mark.parametrize(("message", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_oversteps_a_limit_is_refused(message: dict[str, Any], code: Code) -> None:
    async with a_graph() as graph:
        answer = await graph.ask(message=message)
        assert (answer.status, answer.code) == (400, code)
        assert answer.body["error"]["fbtrace_id"]
        assert not graph.server.outbox.taken


ASKED: dict[str, tuple[dict[str, Any], Code]] = {
    "a message and an action": ({"message": {"text": "a"}, "sender_action": "typing_on"}, (100, 2018014)),
    "no such action": ({"sender_action": "dance"}, (100, None)),
    "two recipients": ({"message": {"text": "a"}, "recipient": {"id": ANNA, "comment_id": "1"}}, (100, None)),
    "nobody": ({"message": {"text": "a"}, "recipient": {"id": "42"}}, (100, 2018001)),
    "a phone number": ({"message": {"text": "a"}, "recipient": {"phone_number": "+84"}}, (200, 2018027)),
    "no such type": ({"message": {"text": "a"}, "messaging_type": "SHOUT"}, (100, None)),
    "a tag without its type": ({"message": {"text": "a"}, "tag": "HUMAN_AGENT"}, (100, None)),
    "a type without its tag": ({"message": {"text": "a"}, "messaging_type": "MESSAGE_TAG"}, (100, None)),
    "a template nobody approved": ({"message": {"template": {}}, "messaging_type": "UTILITY"}, (100, None)),
}


@pytest.mark.parametrize(("body", "code"), ASKED.values(), ids=ASKED)
async def test_a_call_that_contradicts_itself_is_refused(body: dict[str, Any], code: Code) -> None:
    async with a_graph() as graph:
        assert (await graph.ask(**body)).code == code


async def test_typing_is_an_action_and_no_message() -> None:
    async with a_graph() as graph:
        answer = await graph.ask(sender_action="typing_on")
        assert answer.body == {"recipient_id": ANNA}
        assert [(action.person, action.name) for action in graph.server.world.actions] == [
            (ANNA, "typing_on")
        ]
        assert not graph.server.outbox.taken


async def test_the_window_closes_after_a_day_and_opens_with_any_act() -> None:
    async with a_graph() as graph:
        graph.server.move_clock(timedelta(hours=24, seconds=1).total_seconds())
        assert (await graph.send()).code == (10, 2018278)
        assert (await graph.ask(sender_action="typing_on")).code == (10, 2018278)
        graph.server.citizens.react(ANNA, "m_1")
        assert (await graph.send()).status == 200


async def test_a_human_has_seven_days_and_retired_tags_have_none() -> None:
    async with a_graph() as graph:
        agent = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT", "message": {"text": "a"}}
        graph.server.move_clock(timedelta(days=6).total_seconds())
        assert (await graph.ask(**agent)).status == 200
        assert graph.server.outbox.taken[-1].body["tag"] == "HUMAN_AGENT"
        assert (await graph.ask(**{**agent, "tag": "ACCOUNT_UPDATE"})).code == (100, None)
        assert (await graph.ask(**{**agent, "tag": "CUSTOMER_FEEDBACK"})).code == (100, None)
        graph.server.move_clock(timedelta(days=2).total_seconds())
        assert (await graph.ask(**agent)).code == (10, 2018278)


async def test_people_who_cannot_be_reached_are_told_of_in_the_platforms_words() -> None:
    async with a_graph() as graph:
        graph.server.office.refuse(ANNA)
        answer = await graph.send()
        assert (answer.status, answer.code) == (400, (551, 1545041))
        graph.server.office.refuse(ANNA, 10, 2018108)
        assert (await graph.send()).code == (10, 2018108)
        graph.server.office.refuse(ANNA, 0)
        graph.server.world.people[ANNA].deaf = True
        assert (await graph.send()).status == 200
        assert graph.server.outbox.taken[-1].body["deaf"]


async def test_an_app_that_is_not_live_writes_only_to_people_with_a_role() -> None:
    async with a_graph() as graph:
        graph.server.app.live = False
        answer = await graph.send()
        assert (answer.status, answer.code) == (403, (200, 2018028))
        graph.server.app.roles.add(ANNA)
        assert (await graph.send()).status == 200


async def test_another_app_may_control_the_thread() -> None:
    async with a_graph() as graph:
        graph.server.office.hand_over(ANNA, "26390203743090")
        assert (await graph.send()).code == (2018300, None)
        owner = await graph.get(f"{PAGE}/thread_owner", recipient=ANNA)
        assert owner.body["data"][0]["thread_owner"]["app_id"] == "26390203743090"
        assert (await graph.post("me/take_thread_control", recipient={"id": ANNA})).code == (10, None)
        graph.server.world.page().default_app = APP
        assert (await graph.post("me/take_thread_control", recipient={"id": ANNA})).body == {"success": True}
        assert (await graph.send()).status == 200
        handed = await graph.post("me/pass_thread_control", recipient={"id": ANNA}, target_app_id="1")
        assert handed.code == (100, 2018164)


async def test_forms_and_parameters_are_read_like_json() -> None:
    async with a_graph() as graph:
        form = {"recipient": f'{{"id":"{ANNA}"}}', "message": '{"text":"a"}', "access_token": graph.token}
        answer = await graph.call("POST", f"{PAGE}/messages", data=form, **graph.bare())
        assert answer.status == 200
        broken = await graph.call("POST", "me/messages", data={**form, "message": "{"}, **graph.bare())
        assert broken.code == (100, None)
        nonsense = await graph.call("POST", "me/messages", data=b"[1", **graph.bare())
        assert nonsense.code == (100, None)
        deep = await graph.call("POST", "me/messages", data={**form, "message": "[" * 50_000}, **graph.bare())
        assert deep.code == (100, None)


async def test_the_proof_is_asked_for_where_the_app_says_so() -> None:
    async with a_graph(require_proof=True) as graph:
        body = {"recipient": {"id": ANNA}, "message": {"text": "a"}}
        assert (await graph.post("me/messages", **body)).code == (100, None)
        assert (await graph.post("me/messages", **body, appsecret_proof="0" * 64)).code == (104, None)
        good = proof(SECRET, graph.token)
        assert (await graph.post("me/messages", **body, appsecret_proof=good)).status == 200


def test_the_proof_is_that_of_the_documents() -> None:
    known = "d8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856"
    assert proof("app-secret", "page-token") == known
