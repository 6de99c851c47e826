"""What a hostile or broken page may post: it gets a clear answer, and nothing breaks."""

import io
import json
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from chatting import Running, add_agency, running

from connectors.database import Database

A_NAME = "message-1"


@pytest.fixture
async def chat(database: Database, tmp_path: Path) -> AsyncIterator[Running]:
    await add_agency(database)
    async with running(database, tmp_path) as service:
        yield service


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b"9" * 5_000,
        b'{"id": "message-1"}',
        b'{"id": "message-1", "text": 5}',
        b'{"id": "message-1", "text": ["a"]}',
        b'{"id": "message-1", "text": "a", "payload": {"a": 1}}',
        b'{"id": "short", "text": "a"}',
        b'{"id": "../../../etc", "text": "a"}',
        b'{"id": "message-1\\n", "text": "a"}',
        b'{"id": 12345678, "text": "a"}',
        b'{"text": "a"}',
        json.dumps({"id": A_NAME, "text": "a", "payload": "x" * 501}).encode(),
    ],
)
async def test_what_is_no_message_is_refused_in_a_sentence(chat: Running, body: bytes) -> None:
    async with chat.post(await chat.visitor(), body) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"].startswith("Không đọc được tin nhắn này.")


@pytest.mark.parametrize("chunked", [False, True])
async def test_ten_megabytes_are_refused_before_they_are_read(chat: Running, chunked: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(160):
            yield b"x" * 65_536

    headers = {"X-Visitor": await chat.visitor()}
    body = pieces() if chunked else io.BytesIO(b"x" * 10_485_760)
    try:
        async with chat.client.post("/xa-mau/chat/messages", data=body, headers=headers) as answer:
            assert answer.status == 413
            assert "2.000 ký tự" in (await answer.json())["error"]
    except (aiohttp.ClientConnectionError, ConnectionError):
        pass  # the server hung up while this side was still writing, as it may
    await chat.say(headers["X-Visitor"], "vẫn nói được")
    await chat.answers(headers["X-Visitor"])


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("khai\x00 sinh\x07", "khai sinh"),
        ("khai \ud800sinh\udfff", "khai sinh"),
        ("\u202exin chào\u202c", "xin chào"),
        (unicodedata.normalize("NFD", "thủ tục"), "thủ tục"),
        ("  một\r\nhai  ", "một\nhai"),
        ("☺☺☺", "☺☺☺"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("", ""),
        ("   \n ", ""),
        ("<b>đậm</b>", "<b>đậm</b>"),
        ("x" * 2_000, "x" * 2_000),
    ],
)
async def test_strange_letters_reach_the_conversation_clean(chat: Running, typed: str, heard: str) -> None:
    token = await chat.visitor()
    await chat.say(token, typed)
    await chat.answers(token)
    assert [message.text for message in chat.talker.heard] == [heard]


async def test_a_message_too_long_is_told_so_in_the_chat(chat: Running) -> None:
    token = await chat.visitor()
    name = await chat.say(token, "á" * 5_000)
    (answer,) = await chat.answers(token)
    assert "dài quá 2.000 ký tự" in answer["text"]
    assert answer["reply_to"] == name
    assert len((await chat.lines(token))[0]["text"]) < 250
    assert chat.talker.heard == []


async def test_length_is_counted_as_it_is_read(chat: Running) -> None:
    token = await chat.visitor()
    await chat.say(token, unicodedata.normalize("NFD", "ề" * 2_000))
    assert (await chat.answers(token))[0]["text"].startswith("Đã nghe")


@pytest.mark.parametrize(
    "token", ["", "x", "a" * 22 + "." + "b" * 24, "a" * 5_000, "'; DROP TABLE webchat_line; --", "ề.ề"]
)
async def test_a_token_that_is_not_ours_opens_nothing(chat: Running, token: str) -> None:
    headers = {"X-Visitor": token}
    async with chat.post(token, {"id": A_NAME, "text": "a"}) as answer:
        assert answer.status == 401
        assert "hết hiệu lực" in (await answer.json())["error"]
    for what in ("lines", "stream"):
        async with chat.client.get(f"/xa-mau/chat/{what}", headers=headers) as answer:
            assert answer.status == 401
    async with chat.client.delete("/xa-mau/chat/lines", headers=headers) as answer:
        assert answer.status == 401


async def test_a_token_of_one_agency_opens_nothing_at_another(chat: Running) -> None:
    await add_agency(chat.database, "tinh-mau", "Tỉnh Mẫu")
    token = await chat.visitor()
    async with chat.client.get("/tinh-mau/chat/lines", headers={"X-Visitor": token}) as answer:
        assert answer.status == 401


async def test_an_agency_that_is_not_there_is_told_so(chat: Running) -> None:
    async with chat.client.get("/xa-nao-do/") as answer:
        assert answer.status == 404
        assert "Không có cơ quan nào ở địa chỉ này" in await answer.text()
    async with chat.client.post("/xa-nao-do/chat/visitor") as answer:
        assert answer.status == 404
        assert "error" in await answer.json()
    async with chat.post(await chat.visitor(), {"id": A_NAME, "text": "a"}, agency="xa-nao-do") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/webchat/v/..%2f..%2fpages.py",
        "/static/webchat/v/%2e%2e/pages.py",
        "/static/webchat/../../etc/passwd",
        "/static/webchat/v/LICENSE-be-vietnam-pro.txt",
        "/static/webchat/v/chat.html",
        "/XA-MAU/",
        "/xa-mau%00/",
        "/xa-mau/../../etc/passwd",
        "/xa-mau/chat/",
        "/%ff%fe/",
        "/" + "a" * 3_000 + "/",
        "/<script>alert(1)</script>/",
    ],
)
async def test_tricks_with_paths_lead_nowhere(chat: Running, path: str) -> None:
    url = aiohttp.client.URL(chat.url + path, encoded=True)
    async with chat.client.get(url) as answer:
        assert answer.status in {400, 404}
        assert "<script>alert" not in await answer.text()


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 19, "9" * 400, "%00", "²"])
async def test_a_place_in_the_talk_must_be_a_number(chat: Running, after: str) -> None:
    headers = {"X-Visitor": await chat.visitor()}
    for what in ("lines", "stream"):
        async with chat.client.get(f"/xa-mau/chat/{what}?after={after}", headers=headers) as answer:
            assert answer.status == 400


async def test_who_writes_too_fast_is_asked_to_wait(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    async with running(database, tmp_path, chat_per_minute=20, chat_burst=3) as chat:
        token, other = await chat.visitor(), await chat.visitor()
        for text in ("một", "hai", "ba"):
            await chat.say(token, text)
        async with chat.post(token, {"id": A_NAME, "text": "bốn"}) as answer:
            assert answer.status == 429
            assert 1 <= int(answer.headers["Retry-After"]) <= 3
            assert "nhắn hơi nhanh" in (await answer.json())["error"]
        await chat.say(other, "người khác vẫn được nghe")


async def test_one_address_may_not_bring_visitors_without_end(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    async with running(database, tmp_path, chat_visitors_per_minute=2, proxy_header="X-Real-IP") as chat:
        statuses = []
        for told in ("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "forged, 192.0.2.1"):
            async with chat.client.post("/xa-mau/chat/visitor", headers={"X-Real-IP": told}) as answer:
                statuses.append(answer.status)
        assert statuses == [201, 201, 429, 201, 429]


async def test_a_header_nobody_named_is_not_believed(database: Database, tmp_path: Path) -> None:
    await add_agency(database)
    async with running(database, tmp_path, chat_visitors_per_minute=1) as chat:
        statuses = []
        for told in ("192.0.2.1", "192.0.2.2"):
            async with chat.client.post("/xa-mau/chat/visitor", headers={"X-Forwarded-For": told}) as answer:
                statuses.append(answer.status)
        assert statuses == [201, 429]
