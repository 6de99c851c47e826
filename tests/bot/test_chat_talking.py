"""A talk over the web chat, as a page leads it over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chatting import Running, add_agency, events, running

from connectors.database import Database
from connectors.messages import Address, Choice, Reply
from connectors.webchat.channel import WebChat
from connectors.webchat.lines import PAGE


@pytest.fixture
async def chat(database: Database, tmp_path: Path) -> AsyncIterator[Running]:
    await add_agency(database)
    async with running(database, tmp_path) as service:
        yield service


async def test_a_question_is_answered_and_both_stand_in_the_history(chat: Running) -> None:
    token = await chat.visitor()
    name = await chat.say(token, "làm giấy khai sinh cần gì")
    await chat.answers(token)
    mine, theirs = await chat.lines(token)
    assert (mine["from"], mine["message"]) == ("visitor", name)
    assert mine["text"] == "làm giấy khai sinh cần gì"
    assert (theirs["from"], theirs["reply_to"]) == ("assistant", name)
    assert theirs["text"] == "Đã nghe: làm giấy khai sinh cần gì"
    assert theirs["choices"][0] == {"label": "Lệ phí", "payload": "fee"}
    assert await chat.lines(token, after=mine["id"]) == [theirs]


async def test_a_button_carries_its_payload(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, "Lệ phí", payload="fee")
    await chat.answers(token)
    assert chat.talker.heard[0].payload == "fee"


async def test_a_message_sent_twice_is_answered_once(chat: Running) -> None:
    token = await chat.visitor()
    body = {"id": "abcdefgh", "text": "xin chào"}
    for _ in range(3):
        async with chat.post(token, body) as answer:
            assert answer.status == 202
    await chat.say(token, "cuối")
    await chat.answers(token, 2)
    assert [message.text for message in chat.talker.heard] == ["xin chào", "cuối"]


async def test_two_visitors_may_choose_the_same_id(chat: Running) -> None:
    for token in (await chat.visitor(), await chat.visitor()):
        async with chat.post(token, {"id": "the-same-id", "text": "xin chào"}) as answer:
            assert answer.status == 202
        await chat.answers(token)
    assert len(chat.talker.heard) == 2


async def test_nobody_reads_the_lines_of_another(chat: Running) -> None:
    await add_agency(chat.database, "xa-khac", "UBND xã Khác")
    mine, other = await chat.visitor(), await chat.visitor()
    await chat.say(mine, "xin chào")
    await chat.answers(mine)
    assert await chat.lines(other) == []


async def test_what_names_the_visitor_is_answered_but_not_kept(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, "căn cước 079203001234 cấp lại ở đâu")
    await chat.answers(token)
    assert chat.talker.heard[0].text == "căn cước 079203001234 cấp lại ở đâu"
    mine, _ = await chat.lines(token)
    assert mine["text"] == "căn cước [số giấy tờ] cấp lại ở đâu"


async def test_a_reply_tried_twice_stands_once(chat: Running) -> None:
    token = await chat.visitor()
    address = Address("webchat", "xa-mau", token.partition(".")[0])
    for _ in range(2):
        await chat.webchat.send(address, Reply("Xin chào"), token="webchat:v:one")
    assert [line["text"] for line in await chat.lines(token)] == ["Xin chào"]


async def test_a_link_that_is_not_to_a_web_page_is_left_out(chat: Running) -> None:
    token = await chat.visitor()
    links = (("xấu", "javascript:alert(1)"), ("tốt", "https://vi-du.vn/"))
    address = Address("webchat", "xa-mau", token.partition(".")[0])
    await chat.webchat.send(address, Reply("Xem", links=links), token="webchat:v:one")
    (line,) = await chat.lines(token)
    assert line["links"] == [{"label": "tốt", "url": "https://vi-du.vn/"}]


async def test_a_stream_tells_what_was_said_and_then_what_is_said(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, "một")
    await chat.answers(token)
    headers = {"X-Visitor": token}
    async with chat.client.get("/xa-mau/chat/stream?after=0", headers=headers) as answer:
        told = events(answer)
        assert [(await anext(told))[1]["text"] for _ in range(2)] == ["một", "Đã nghe: một"]
        assert (await anext(told))[0] == "ready"
        await chat.say(token, "hai")
        seen = [(await anext(told))[1] for _ in range(2)]
    assert [line["text"] for line in seen] == ["hai", "Đã nghe: hai"]


async def test_a_broken_stream_goes_on_where_it_stood(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, "một")
    first, second = (await chat.answers(token), await chat.lines(token))[1]
    for headers, query in ((str(first["id"]), "0"), ("", str(first["id"]))):
        resumed = {"X-Visitor": token} | ({"Last-Event-ID": headers} if headers else {})
        async with chat.client.get(f"/xa-mau/chat/stream?after={query}", headers=resumed) as answer:
            assert await anext(events(answer)) == ("line", second)


async def test_a_line_written_by_another_process_is_told_soon(chat: Running, database_url: str) -> None:
    token = await chat.visitor()
    other = Database(database_url)
    headers = {"X-Visitor": token}
    async with chat.client.get("/xa-mau/chat/stream", headers=headers) as answer:
        told = events(answer)
        assert (await anext(told))[0] == "ready"
        await _send_from(other, token, "từ nơi khác")
        async with asyncio.timeout(60):
            kind, line = await anext(told)
    await other.close()
    assert (kind, line["text"]) == ("line", "từ nơi khác")


async def test_an_idle_stream_shows_that_it_lives(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    async with running(database, tmp_path, heartbeat=0.02) as chat:
        headers = {"X-Visitor": await chat.visitor()}
        async with chat.client.get("/xa-mau/chat/stream", headers=headers) as answer:
            told = events(answer)
            assert [(await anext(told))[0] for _ in range(3)] == ["ready", "alive", "alive"]


async def test_streams_end_when_the_server_stops(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    async with running(database, tmp_path) as chat:
        headers = {"X-Visitor": await chat.visitor()}
        answer = await chat.client.get("/xa-mau/chat/stream", headers=headers)
        told = events(answer)
        await anext(told)
        chat.webchat.streams.close()
        async with asyncio.timeout(60):
            assert [event async for event in told] == []


async def test_a_visitor_may_not_open_streams_without_end(chat: Running) -> None:
    headers = {"X-Visitor": await chat.visitor()}
    opened = [await chat.client.get("/xa-mau/chat/stream", headers=headers) for _ in range(7)]
    assert [answer.status for answer in opened] == [200] * 6 + [429]
    assert "đóng bớt" in (await opened[-1].json())["error"]
    for answer in opened:
        answer.close()


async def test_a_long_history_comes_whole(chat: Running) -> None:
    token = await chat.visitor()
    address = Address("webchat", "xa-mau", token.partition(".")[0])
    for number in range(PAGE + 5):
        await chat.webchat.send(address, Reply(str(number)), token=f"webchat:v:{number}")
    newest = await chat.lines(token)
    assert [line["text"] for line in newest] == [str(number) for number in range(5, PAGE + 5)]
    headers = {"X-Visitor": token}
    async with chat.client.get("/xa-mau/chat/stream?after=1", headers=headers) as answer:
        told = events(answer)
        texts = [(await anext(told))[1].get("text") for _ in range(PAGE + 4)]
    assert [text for text in texts if text] == [str(number) for number in range(1, PAGE + 5)][
        : len(texts) - 1
    ]


async def test_a_visitor_may_have_everything_forgotten(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, "xin chào")
    await chat.answers(token)
    async with chat.client.delete("/xa-mau/chat/lines", headers={"X-Visitor": token}) as answer:
        assert answer.status == 204
    assert await chat.lines(token) == []


async def test_fifty_visitors_at_once_are_each_answered_in_order(chat: Running) -> None:
    async def talk() -> list[str]:
        token = await chat.visitor()
        for text in ("một", "hai", "ba"):
            await chat.say(token, text)
        return [line["text"] for line in await chat.answers(token, 3)]

    told = await asyncio.gather(*(talk() for _ in range(50)))
    assert all(texts == ["Đã nghe: một", "Đã nghe: hai", "Đã nghe: ba"] for texts in told)


async def test_what_is_said_while_nothing_answers_is_answered_later(chat: Running) -> None:
    chat.talker.may_answer.clear()
    token = await chat.visitor()
    await chat.say(token, "xin chào")
    assert [line for line in await chat.lines(token) if line["from"] == "assistant"] == []
    chat.talker.may_answer.set()
    assert (await chat.answers(token))[0]["text"] == "Đã nghe: xin chào"


async def test_markup_and_sql_come_back_as_they_were_typed(chat: Running) -> None:
    token = await chat.visitor()
    typed = "<script>alert(1)</script> '; DROP TABLE inbox; --"
    await chat.say(token, typed)
    await chat.answers(token)
    assert (await chat.lines(token))[0]["text"] == typed


async def _send_from(database: Database, token: str, text: str) -> None:
    address = Address("webchat", "xa-mau", token.partition(".")[0])
    await WebChat(database).send(address, Reply(text, (Choice("a", "b"),)), token="webchat:v:far")
