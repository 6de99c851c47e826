"""The one HTTP client: asks allowed hosts only, and always knows whether a request may have arrived."""

import asyncio
import gzip
import re
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from farside import Call, FarSide, far_side

from connectors.channel import Lost, Refused, Unreachable
from connectors.http import CONNECTIONS, LARGEST_ANSWER, Answer, Http, Part


async def well(call: Call) -> None:
    await call.tell({"ok": True})


async def silence(_call: Call) -> None:
    await asyncio.Event().wait()


@pytest.fixture
async def side() -> AsyncIterator[FarSide]:
    async with far_side(well) as side:
        yield side


@pytest.fixture
async def http(side: FarSide) -> AsyncIterator[Http]:
    async with Http([side.host], seconds=5) as http:
        yield http


async def test_an_answer_comes_whole_whatever_its_status(side: FarSide, http: Http) -> None:
    async def refuse(call: Call) -> None:
        await call.answer(b'{"error": -216}', "401 Unauthorized", X_Ratelimit_Remain="12")

    side.answering = refuse
    answer = await http.ask("GET", side.url + "/v3.0/oa")
    assert (answer.status, answer.json(), answer.headers["x-ratelimit-remain"]) == (
        401,
        {"error": -216},
        "12",
    )


async def test_what_is_asked_arrives(side: FarSide, http: Http) -> None:
    await http.ask("POST", side.url, headers={"access_token": "hush"}, query={"a": "ă&b"}, json={"đ": "ộ"})
    await http.ask("POST", side.url, form={"code": "a b"})
    await http.ask("POST", side.url, parts=[Part("file", b"\x89PNG", "a.png", "image/png"), Part("n", "1")])
    first, second, third = side.calls
    assert "access_token: hush" in first.head
    assert "GET /?a=%C4%83%26b" not in first.head
    assert first.head.startswith("POST /?a=%C4%83%26b HTTP/1.1")
    assert first.body == b'{"\\u0111": "\\u1ed9"}'
    assert second.body == b"code=a+b"
    assert re.search(rb'name="file"; filename="a.png"\r\n', third.body)
    assert b"\x89PNG" in third.body


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example/",
        "http://{host}@evil.example/",
        "http://me:word@{host}/",
        "http://{host}.evil.example/",
        "http://evil.example#@{host}/",
        "http://evil.example\\@{host}/",
        "http://{host}\\@evil.example/",
        "http://[::1/",
        "ftp://{host}/",
        "file:///etc/passwd",
        "//{host}/",
        "",
    ],
)
async def test_only_allowed_hosts_are_asked(side: FarSide, http: Http, address: str) -> None:
    with pytest.raises(Unreachable) as failure:
        await http.ask("GET", address.format(host=side.host))
    assert not side.calls
    assert "word" not in str(failure.value)


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
async def test_a_redirect_is_not_followed(side: FarSide, http: Http, status: str) -> None:
    async def redirect(call: Call) -> None:
        await call.answer(b"", status, Location=side.url + "/elsewhere")

    side.answering = redirect
    with pytest.raises(Unreachable, match="redirected"):
        await http.ask("GET", side.url)
    assert len(side.calls) == 1


async def test_a_server_that_is_not_there_was_not_reached() -> None:
    async with far_side(well) as gone:
        pass
    async with Http([gone.host], seconds=1) as http:
        with pytest.raises(Unreachable, match="ClientConnector"):
            await http.ask("POST", gone.url, json={})


async def test_a_server_that_does_not_speak_tls_was_not_reached(side: FarSide, http: Http) -> None:
    with pytest.raises(Unreachable):
        await http.ask("POST", side.url.replace("http:", "https:"), json={})
    assert not side.calls


async def test_a_connection_that_ends_after_the_request_leaves_doubt(side: FarSide, http: Http) -> None:
    async def cut(call: Call) -> None:
        call.cut()

    side.answering = cut
    with pytest.raises(Lost):
        await http.ask("POST", side.url, json={})
    assert len(side.calls) == 1


async def test_an_answer_that_breaks_off_leaves_doubt(side: FarSide, http: Http) -> None:
    async def half(call: Call) -> None:
        await call.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"error"')
        call.cut()

    side.answering = half
    with pytest.raises(Lost):
        await http.ask("POST", side.url, json={})


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
async def test_an_answer_that_is_slow_leaves_doubt(side: FarSide, begun: bytes) -> None:
    async def hesitate(call: Call) -> None:
        await call.write(begun)
        await silence(call)

    side.answering = hesitate
    async with Http([side.host], seconds=0.2) as http:
        with pytest.raises(Lost):
            await http.ask("POST", side.url, json={})


async def test_who_waits_for_a_free_connection_has_not_sent(side: FarSide) -> None:
    side.answering = silence
    async with Http([side.host], seconds=1) as http:
        asks = [http.ask("POST", side.url, json={}) for _ in range(CONNECTIONS + 3)]
        told = await asyncio.gather(*asks, return_exceptions=True)
    lost, unreachable = ([type(error) for error in told].count(kind) for kind in (Lost, Unreachable))
    assert lost + unreachable == CONNECTIONS + 3
    assert unreachable >= 3  # more where the machine is too slow to connect so many in time
    assert len(side.calls) <= lost


@pytest.mark.parametrize("noise", [b"220 mail.example ESMTP\r\n", b"\x00\x01\x02\x03\r\n\r\n"])
async def test_an_answer_that_is_no_http_leaves_doubt(side: FarSide, http: Http, noise: bytes) -> None:
    async def babble(call: Call) -> None:
        await call.write(noise)
        call.cut()

    side.answering = babble
    with pytest.raises(Lost):
        await http.ask("POST", side.url, json={})


async def test_a_large_answer_is_taken_and_a_larger_one_is_not(side: FarSide, http: Http) -> None:
    async def long(call: Call) -> None:
        await call.answer(b"x" * (LARGEST_ANSWER + ("more" in call.head)))

    side.answering = long
    assert len((await http.ask("GET", side.url)).body) == LARGEST_ANSWER
    with pytest.raises(Lost, match="too large"):
        await http.ask("GET", side.url + "/more")


async def test_a_packed_answer_that_grows_without_end_is_left_in_time(side: FarSide, http: Http) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)

    async def swell(call: Call) -> None:
        await call.answer(bomb, Content_Encoding="gzip")

    side.answering = swell
    tracemalloc.start()
    try:
        with pytest.raises(Lost, match="too large"):
            await http.ask("GET", side.url)
        assert tracemalloc.get_traced_memory()[1] < 10 * LARGEST_ANSWER
    finally:
        tracemalloc.stop()


async def test_a_packed_answer_is_unpacked(side: FarSide, http: Http) -> None:
    async def packed(call: Call) -> None:
        await call.answer(gzip.compress(b'{"error": 0}'), Content_Encoding="gzip")

    side.answering = packed
    assert (await http.ask("GET", side.url)).json() == {"error": 0}


@pytest.mark.parametrize(
    "body", [b"<html>502 Bad Gateway</html>", b"", b"\xff\xfe\xff", b"[" * 100_000, b'{"a":', b"1" * 5_000]
)
def test_what_is_no_json_reads_as_nothing(body: bytes) -> None:
    assert Answer(502, {}, body).json() is None


@pytest.mark.parametrize("header", ["one\r\ntwo", "one\ntwo", "one\x00"])
async def test_a_header_that_would_break_the_request_is_refused(
    side: FarSide, http: Http, header: str
) -> None:
    with pytest.raises(Refused):
        await http.ask("POST", side.url, headers={"access_token": header}, json={})
    assert not side.calls


async def test_a_connection_is_used_again_and_replaced_when_the_server_closed_it(
    side: FarSide, http: Http
) -> None:
    for _ in range(3):
        assert (await http.ask("POST", side.url, json={})).json() == {"ok": True}
    assert side.opened == 1
    side.hang_up()
    await asyncio.sleep(0.05)
    assert (await http.ask("POST", side.url, json={})).json() == {"ok": True}
    assert (side.opened, len(side.calls)) == (2, 4)


async def test_no_error_shows_the_address_or_what_was_asked(side: FarSide) -> None:
    side.answering = silence
    async with Http([side.host], seconds=0.1) as http:
        with pytest.raises(Lost) as failure:
            await http.ask("POST", side.url, query={"appsecret_proof": "hush"}, form={"code": "hush"})
    assert "hush" not in str(failure.value)
    assert failure.value.__suppress_context__
