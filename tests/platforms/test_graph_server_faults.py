"""What goes wrong with a call: limits, failures that were successes, answers that never come."""

import json
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from a_graph import ANNA, PAGE, SECRET, a_graph

from bot.rehearsal.platforms.faults import SEND, Fault, Rule
from bot.rehearsal.platforms.messenger.access import proof
from bot.rehearsal.platforms.messenger.setup import Limits


@pytest.mark.parametrize(("code", "status"), [(1, 500), (2, 500), (1200, 400), (613, 400), (368, 400)])
async def test_an_error_can_be_met_with_nothing_taken(code: int, status: int) -> None:
    async with a_graph() as graph:
        graph.server.meet(code)
        answer = await graph.send()
        assert (answer.status, answer.code) == (status, (code, None))
        assert not graph.server.outbox.taken
        assert (await graph.send()).status == 200


async def test_an_error_may_hide_a_message_that_was_sent() -> None:
    async with a_graph() as graph:
        graph.server.meet(1, 1357046, taken=True)
        assert (await graph.send()).code == (1, 1357046)
        assert len(graph.server.outbox.taken) == 1


async def test_an_error_may_come_with_the_status_of_success() -> None:
    async with a_graph() as graph:
        graph.server.meet(36000, status=200)
        answer = await graph.send()
        assert (answer.status, answer.code) == (200, (36000, None))


async def test_silence_may_hide_a_message_that_was_sent() -> None:
    async with a_graph() as graph:
        graph.server.meet(0, taken=True, silent=True)
        with pytest.raises(aiohttp.ClientError):
            await graph.send()
        assert len(graph.server.outbox.taken) == 1
        assert graph.server.outbox.taken[0].lost


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [(Fault.THROTTLED, 400, {613, 80006}), (Fault.ERROR, 200, {1, 2, 1200})],
)
async def test_a_plan_speaks_the_platforms_words(fault: Fault, status: int, code: set[int]) -> None:
    async with a_graph(rules=[Rule(fault=fault, most=1)]) as graph:
        answer = await graph.send()
        assert answer.status == status
        assert answer.code[0] in code
        assert (await graph.send()).status == 200


async def test_a_plan_loses_an_answer_to_a_message_that_was_taken() -> None:
    async with a_graph(rules=[Rule(fault=Fault.LOST, most=1)]) as graph:
        with pytest.raises(aiohttp.ClientError):
            await graph.send()
        await graph.send()
        assert [sent.lost for sent in graph.server.outbox.taken] == [True, False]


async def test_a_plan_ends_a_token() -> None:
    async with a_graph(rules=[Rule(fault=Fault.EXPIRED, most=1, where=(SEND,))]) as graph:
        assert (await graph.send()).code == (190, 463)
        graph.token = graph.server.renew_token()
        assert (await graph.send()).status == 200


async def test_too_many_in_a_second_are_refused() -> None:
    async with a_graph(limits=Limits(sends_per_second=2)) as graph:
        graph.server.world.clock.begin()
        answers = [(await graph.send()).status for _ in range(20)]
        assert answers[:2] == [200, 200]
        assert 400 in answers


async def test_the_headers_tell_what_is_used_up_and_at_all_of_it_calls_are_refused() -> None:
    async with a_graph(limits=Limits(per_engaged_person=4)) as graph:
        answer = await graph.send()
        case = json.loads(answer.headers["X-Business-Use-Case-Usage"])[PAGE][0]
        assert (case["type"], case["call_count"]) == ("messenger", 25)
        assert json.loads(answer.headers["X-App-Usage"])["call_count"] == 25
        for _ in range(3):
            await graph.send()
        refused = await graph.send()
        case = json.loads(refused.headers["X-Business-Use-Case-Usage"])[PAGE][0]
        assert refused.code == (80006, None)
        assert case["estimated_time_to_regain_access"] > 0
        graph.server.citizens.say("2", "a")
        assert (await graph.send()).status == 200


async def test_usage_can_be_set_by_hand() -> None:
    async with a_graph() as graph:
        graph.server.use_up(95)
        case = (await graph.send()).headers["X-Business-Use-Case-Usage"]
        assert json.loads(case)[PAGE][0]["call_count"] == 95
        graph.server.use_up(None)
        assert (await graph.send()).status == 200


async def test_media_that_cannot_be_fetched_and_media_uploaded_once() -> None:
    async with a_graph() as graph:
        graph.server.world.unfetchable.add("https://a.b/gone.png")

        def media(**payload: Any) -> dict[str, Any]:
            return {"attachment": {"type": "image", "payload": payload}}

        assert (await graph.ask(message=media(url="https://a.b/gone.png"))).code == (100, 2018008)
        sent = await graph.ask(message=media(url="https://a.b/c.png", is_reusable=True))
        again = await graph.ask(message=media(attachment_id=sent.body["attachment_id"]))
        assert again.status == 200
        form = aiohttp.FormData({"message": json.dumps({"attachment": {"type": "image", "payload": {}}})})
        form.add_field("filedata", b"\x89PNG", filename="a.png", content_type="image/png")
        made = await graph.call("POST", f"{PAGE}/message_attachments", data=form)
        assert (await graph.ask(message=media(attachment_id=made.body["attachment_id"]))).status == 200
        graph.server.move_clock(91 * 86400)
        graph.server.citizens.say(ANNA, "a")
        late = await graph.ask(message=media(attachment_id=made.body["attachment_id"]))
        assert late.code == (100, 2018074)


def item(to: str, text: str) -> dict[str, Any]:
    body = urlencode({"recipient": json.dumps({"id": to}), "message": json.dumps({"text": text})})
    return {"method": "POST", "relative_url": "me/messages", "body": body}


async def test_a_batch_answers_each_call_in_its_place() -> None:
    async with a_graph(require_proof=True) as graph:
        asked = [item(ANNA, "a"), item("42", "b"), {"method": "GET", "relative_url": "v25.0/me?fields=name"}]
        form = {"batch": json.dumps(asked), "appsecret_proof": proof(SECRET, graph.token)}
        first, second, third = (await graph.call("POST", "", data=form)).body
        assert (first["code"], json.loads(first["body"])["recipient_id"]) == (200, ANNA)
        assert (second["code"], json.loads(second["body"])["error"]["error_subcode"]) == (400, 2018001)
        assert json.loads(third["body"])["name"] == "Xã Mẫu"
        assert {header["name"] for header in first["headers"]} >= {"X-App-Usage"}


async def test_a_batch_may_answer_null_and_has_an_end() -> None:
    async with a_graph() as graph:
        graph.server.meet(0, silent=True)
        answer = await graph.post("", batch=[item(ANNA, "a")], include_headers=False)
        assert answer.body == [None]
        many = await graph.post("", batch=[item(ANNA, "a")] * 51)
        assert (many.status, many.code) == (400, (100, None))
