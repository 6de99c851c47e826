"""Fetching from what means harm or is broken: there is an end, and a reason that an editor understands."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from certificates import self_signed
from farside import Call
from hypothesis import example, given, settings
from hypothesis import strategies as st
from portal_wire import (
    LOCAL,
    Portal,
    Time,
    Wire,
    here,
    page,
    redirect,
    secure_side,
    wired,
)

from connectors.portal.fetching import LARGEST_PAGE, MOST_REDIRECTS, Fetcher
from connectors.portal.pages import Away, BadCertificate, Forbidden, Oversize, PortalError, Unreadable
from connectors.portal.unpacking import Unpacker


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://xa-mau.vn/", "javascript:1", "http://[", "#"])
async def test_a_redirect_out_of_the_web_is_not_followed(wire: Wire, to: str) -> None:
    wire.portal.pages["/"] = redirect(to)
    with pytest.raises(Forbidden, match="không phải trang web"):
        await wire.fetcher.fetch(wire.at("/"))


async def test_a_redirect_in_circles_is_told(wire: Wire) -> None:
    wire.portal.pages = {"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(Away, match="vòng quanh"):
        await wire.fetcher.fetch(wire.at("/"))
    assert wire.portal.read == ["/", "/a", "/b"]


async def test_a_redirect_without_end_is_left(wire: Wire) -> None:
    wire.portal.pages = {f"/{number}": redirect(f"/{number + 1}") for number in range(99)}
    with pytest.raises(Away, match="quá 5 lần"):
        await wire.fetcher.fetch(wire.at("/0"))
    assert len(wire.portal.read) == MOST_REDIRECTS + 1


async def endless(call: Call) -> None:
    await call.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not call.writer.is_closing():
        await call.write(b"<p>Tin</p>" * 5_000)
        await asyncio.sleep(0)


async def trickle(call: Call) -> None:
    await call.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not call.writer.is_closing():
        await call.write(b"<")
        await asyncio.sleep(0.02)


async def silence(_call: Call) -> None:
    await asyncio.Event().wait()


def raw(data: bytes) -> Callable[[Call], Awaitable[None]]:
    async def answer(call: Call) -> None:
        await call.write(data)
        call.cut()

    return answer


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (endless, Oversize, "5 MB"),
        (page(b"x" * (LARGEST_PAGE + 1)), Oversize, "5 MB"),
        (raw(HEAD + b"Content-Length: 900000000000\r\n\r\nx"), Oversize, "5 MB"),
        (page(gzip.compress(bytes(100_000_000), 9), Content_Encoding="gzip"), Oversize, "5 MB"),
        (page(zlib.compress(bytes(100_000_000), 9), Content_Encoding="deflate"), Oversize, "5 MB"),
        (raw(b""), Away, "ngắt"),
        (raw(HEAD + b"Content-Length: 100\r\n\r\n<p>"), Away, "ngắt"),
        (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), Away, "giao thức"),
        (page(gzip.compress(b"Tin" * 9_999)[:-30], Content_Encoding="gzip"), Away, "ngắt"),
        (page(b"\x1f\x8bnonsense of any kind", Content_Encoding="gzip"), Unreadable, "nén"),
        (page(b"<p>Tin</p>", Content_Encoding="br"), Unreadable, "br"),
        (page(b"<p>Tin</p>", Content_Encoding="gzip, gzip"), Unreadable, "nén"),
        (raw(b"220 mail.xa-mau.vn ESMTP\r\n"), Away, "giao thức"),
        (raw(HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n"), Away, "giao thức"),
    ],
)
async def test_an_answer_that_is_none_is_told_as_what_it_is(
    wire: Wire, answer: Callable[[Call], Awaitable[None]], kind: type[PortalError], says: str
) -> None:
    wire.portal.pages["/tin"] = answer
    tracemalloc.start()
    try:
        with pytest.raises(kind, match=says):
            await wire.fetcher.fetch(wire.at("/tin"))
        assert tracemalloc.get_traced_memory()[1] < 6 * LARGEST_PAGE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("answer", [trickle, silence])
async def test_an_answer_that_takes_too_long_is_left(answer: Callable[[Call], Awaitable[None]]) -> None:
    async with wired(seconds=0.5) as wire:
        wire.portal.pages |= {"/tin": answer, "/robots.txt": answer}
        with pytest.raises(Away, match="quá chậm"):
            await wire.fetcher.fetch(wire.at("/tin"))


async def test_a_wrong_length_does_not_reach_into_the_next_answer(wire: Wire) -> None:
    async def lies(call: Call) -> None:
        await call.write(HEAD + b"Content-Length: 3\r\n\r\nTin" + HEAD + b"Content-Length: 4\r\n\r\nGia!")

    wire.portal.pages = {"/tin": lies, "/khac": page(b"Khac")}
    assert (await wire.fetcher.fetch(wire.at("/tin"))).body == b"Tin"
    assert (await wire.fetcher.fetch(wire.at("/khac"))).body == b"Khac"


async def test_a_long_page_has_time_while_it_flows() -> None:
    async def flows(call: Call) -> None:
        await call.write(HEAD + b"Content-Length: 600000\r\n\r\n")
        for _ in range(12):
            await call.write(b"x" * 50_000)
            await asyncio.sleep(0.05)

    async with wired(seconds=0.5) as wire:
        wire.portal.pages["/tin"] = flows
        assert len((await wire.fetcher.fetch(wire.at("/tin"))).body) == 600_000


async def test_who_is_cancelled_leaves_the_host_to_others(wire: Wire) -> None:
    reached = asyncio.Event()

    async def reach(call: Call) -> None:
        reached.set()
        await silence(call)

    wire.portal.pages = {"/tin": reach, "/khac": page()}
    waiting = asyncio.create_task(wire.fetcher.fetch(wire.at("/tin")))
    await reached.wait()
    waiting.cancel()
    assert (await wire.fetcher.fetch(wire.at("/khac"))).status == 200
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_names_and_servers_that_are_not_there(wire: Wire) -> None:
    with pytest.raises(Away, match=r"Không tìm thấy máy chủ khong-co\.vn"):
        await wire.fetcher.fetch("http://khong-co.vn/")
    async with wired() as gone:
        url = gone.side.url
    with pytest.raises(Away, match="Không kết nối"):
        await wire.fetcher.fetch(url)


@asynccontextmanager
async def secured(certificate: Path) -> AsyncIterator[tuple[Fetcher, int]]:
    time = Time()
    fetcher = Fetcher(clock=time, wait=time.wait, lookup=here("xa-mau.vn"), private=[LOCAL], seconds=5)
    async with secure_side(Portal({"/": page()}), certificate) as port:
        yield fetcher, port
        await fetcher.close()


async def test_a_certificate_that_expired_is_told(tmp_path: Path) -> None:
    async with secured(self_signed(tmp_path, "xa-mau.vn", days=-1)) as (fetcher, port):
        with pytest.raises(BadCertificate, match=r"tự ký|hết hạn"):
            await fetcher.fetch(f"https://xa-mau.vn:{port}/")
        assert (await fetcher.fetch(f"https://xa-mau.vn:{port}/", insecure=True)).body == b"<p>Tin</p>"


async def test_a_port_that_does_not_speak_tls_is_no_matter_of_certificates() -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.xa-mau.vn ESMTP\r\n")
        writer.close()

    server, time = await asyncio.start_server(greet, "127.0.0.1", 0), Time()
    fetcher = Fetcher(clock=time, wait=time.wait, private=[LOCAL], seconds=5)
    with pytest.raises(Away, match="kết nối"):
        await fetcher.fetch(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    await fetcher.close()
    server.close()


answers = st.lists(
    st.one_of(
        st.binary(max_size=30),
        st.sampled_from(
            [
                b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: ", b"\r\n",
                b"Content-Encoding: gzip\r\n", b"Content-Type: text/html; charset=\x00\xff\r\n",
                b"\x1f\x8b\x08", b"Content-Length: 9\r\n",
                b"Transfer-Encoding: chunked\r\n", b"5\r\nabcde\r\n0\r\n",
                b"HTTP/1.1 304 x\r\n", b"ETag: \xff\r\n",
                b"Content-Length: -1\r\n", b"Retry-After: \xc2\xb2\r\n", b"HTTP/1.1 429 x\r\n",
            ]
        ),
    ),
    max_size=6,
).map(b"".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(answers)
@example(b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\r\n\r\n")
def test_any_bytes_are_a_page_or_a_failure_of_a_known_kind(data: bytes) -> None:
    async def ask() -> None:
        async with wired(seconds=0.5) as wire:
            wire.portal.pages["/tin"] = raw(data)
            try:
                found = await wire.fetcher.fetch(wire.at("/tin"))
            except PortalError as error:
                assert str(error).endswith(".")  # noqa: PT017 (either is right)
            else:
                assert (found.kind + found.charset + found.etag).encode().find(b"\x00") < 0

    asyncio.run(ask())


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress, "": bytes}
codings = st.sampled_from(sorted(PACKERS))


@given(st.binary(max_size=300), st.lists(st.integers(1, 40), max_size=20), codings)
def test_what_is_packed_unpacks_alike_however_it_is_cut(body: bytes, cuts: list[int], coding: str) -> None:
    packed = PACKERS[coding](body)
    unpacker = Unpacker("xa-mau.vn", coding, 400)
    for size in [*cuts, 400]:
        unpacker.take(packed[:size])
        packed = packed[size:]
    assert unpacker.whole() == body
