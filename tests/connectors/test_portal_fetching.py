"""Fetching from a portal that behaves: what comes, how politely it is asked for, where a redirect leads."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from certificates import self_signed
from farside import Call, far_side
from portal_wire import LOCAL, Portal, Time, Wire, here, page, redirect, secure_side, wired

from connectors.portal.fetching import Fetcher
from connectors.portal.hosts import Resting
from connectors.portal.pages import Away, BadCertificate, Forbidden, Missing, PortalError


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


async def test_a_page_comes_as_it_is(wire: Wire) -> None:
    kind = 'TEXT/HTML; Charset="Windows-1258"'
    wire.portal.pages["/tin?id=5"] = page(b"<p>\xd0\xea</p>", Content_Type=kind, ETag='W/"5"')
    found = await wire.fetcher.fetch(wire.at("/tin?id=5#binh-luan"))
    assert (found.url, found.status, found.kind, found.charset) == (
        wire.at("/tin?id=5"),
        200,
        "text/html",
        "windows-1258",
    )
    assert (found.body, found.etag, found.modified, found.unchanged) == (
        b"<p>\xd0\xea</p>",
        'W/"5"',
        "",
        False,
    )
    assert "<p>" not in repr(found)


async def test_a_page_that_has_not_changed_says_so(wire: Wire) -> None:
    async def known(call: Call) -> None:
        same = 'If-None-Match: "5"' in call.head and "If-Modified-Since: Sun, 22 Nov 2026" in call.head
        await call.answer(b"" if same else b"new", "304 Not Modified" if same else "200 OK", ETag='"6"')

    wire.portal.pages["/tin"] = known
    url, since = wire.at("/tin"), "Sun, 22 Nov 2026 04:00:00 GMT"
    again = await wire.fetcher.fetch(url, etag='"5"', modified=since)
    assert (again.unchanged, again.body, again.etag) == (True, b"", '"6"')
    assert (await wire.fetcher.fetch(url)).body == b"new"


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', "ộ", "\x00", " ", "x" * 400])
async def test_a_condition_that_can_not_be_written_is_left_out(wire: Wire, etag: str) -> None:
    wire.portal.pages["/tin"] = page()
    assert not (await wire.fetcher.fetch(wire.at("/tin"), etag=etag)).unchanged
    assert "If-None-Match" not in wire.side.calls[-1].head


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"Tin" * 999, mtime=0)),
        ("x-gzip", gzip.compress(b"Tin" * 999, mtime=0)),
        ("deflate", zlib.compress(b"Tin" * 999)),
        ("Deflate", zlib.compress(b"Tin" * 999, wbits=-15)),
        ("identity", b"Tin" * 999),
        ("gzip", b"Tin" * 999),
    ],
)
async def test_what_comes_packed_is_unpacked(wire: Wire, coding: str, packed: bytes) -> None:
    wire.portal.pages["/tin"] = page(packed, Content_Encoding=coding)
    assert (await wire.fetcher.fetch(wire.at("/tin"))).body == b"Tin" * 999


async def test_who_we_are_is_said_and_no_cookie_is_kept(wire: Wire) -> None:
    wire.portal.pages["/tin"] = page(Set_Cookie="JSESSIONID=1; Path=/")
    async with far_side(wire.portal) as side:
        contact = "mailto:tro-ly@tinh.gov.vn (Đ)\r\nX-Evil: 1"
        fetcher = Fetcher(clock=wire.time, wait=wire.time.wait, private=[LOCAL], contact=contact)
        await fetcher.fetch(side.url + "/tin")
        await fetcher.fetch(side.url + "/tin")
        await fetcher.close()
    heads = [call.head for call in side.calls]
    assert len(heads) == 3
    assert all("User-Agent: congdan/1.0 (+mailto:tro-ly@tinh.gov.vnX-Evil:1)\r\n" in head for head in heads)
    assert not any("cookie" in head.lower() for head in heads)


async def test_a_host_is_asked_one_at_a_time_and_with_pauses(wire: Wire) -> None:
    busy = 0

    async def alone(call: Call) -> None:
        nonlocal busy
        busy += 1
        await asyncio.sleep(0.01)
        assert busy == 1
        busy -= 1
        await call.answer(b"Tin")

    wire.portal.pages = {f"/{number}": alone for number in range(5)}
    hosts = ["xa-mau.vn", "www.xa-mau.vn"]
    urls = [wire.at(f"/{number}", hosts[number % 2]) for number in range(5)]
    await asyncio.gather(*(wire.fetcher.fetch(url) for url in urls))
    assert wire.time.waited == [1.0] * 6, "five pages, and a robots.txt with www. and without"


async def test_two_hosts_do_not_wait_for_each_other(wire: Wire) -> None:
    wire.portal.pages = {"/": page()}
    await wire.fetcher.fetch(wire.at("/", "xa-mau.vn"))
    await wire.fetcher.fetch(wire.at("/", "khac.vn"))
    assert wire.time.waited == [1.0, 1.0], "each between its robots.txt and its page"


async def test_a_clock_that_jumps_back_makes_nobody_wait_longer(wire: Wire) -> None:
    wire.portal.pages = {"/": page()}
    await wire.fetcher.fetch(wire.at("/"))
    wire.time.now -= timedelta(hours=5)
    await wire.fetcher.fetch(wire.at("/"))
    assert max(wire.time.waited) == 1.0


@pytest.mark.parametrize(
    ("status", "asked", "minutes"),
    [
        ("429 Too Many", "120", 2),
        ("429 Too Many", "", 1),
        ("503 Busy", "Sun, 22 Nov 2026 05:10:00 GMT", 10),
        ("503 Busy", "999999999999", 60),
        ("503 Busy", "bận", 1),
        ("503 Busy", "Sun, 22 Nov 2020 05:10:00 GMT", 1),
    ],
)
async def test_a_portal_that_asks_for_rest_is_left_alone(
    wire: Wire, status: str, asked: str, minutes: int
) -> None:
    headers = {"Retry-After": asked} if asked else {}
    wire.portal.pages = {"/busy": page(b"", status, **headers), "/tin": page()}
    urls = [wire.at("/busy"), wire.at("/tin"), wire.at("/tin")]
    told = await asyncio.gather(*(wire.fetcher.fetch(url) for url in urls), return_exceptions=True)
    assert isinstance(told[0], Resting)
    assert f" {minutes} phút" in str(told[0])
    assert [type(error) for error in told] == [Resting] * 3
    assert wire.portal.read == ["/busy"]
    wire.time.now = told[0].until
    assert (await wire.fetcher.fetch(wire.at("/tin"))).status == 200


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        ("404 Not Found", Missing, "404"),
        ("410 Gone", Missing, "410"),
        ("401 Unauthorized", Forbidden, "401"),
        ("403 Forbidden", Forbidden, "403"),
        ("400 Bad Request", Away, "400"),
        ("500 Internal Server Error", Away, "500"),
        ("503 Service Unavailable", Away, "503"),
        ("304 Not Modified", Away, "304"),
        ("302 Found", Away, "302"),
        ("300 Multiple Choices", Away, "300"),
    ],
)
async def test_each_refusal_is_told_as_what_it_is(
    wire: Wire, status: str, kind: type[PortalError], says: str
) -> None:
    wire.portal.pages["/tin"] = page(b"", status)
    with pytest.raises(kind, match=says) as told:
        await wire.fetcher.fetch(wire.at("/tin"))
    assert type(told.value) is kind
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
async def test_a_redirect_within_the_portal_is_followed(wire: Wire, status: str) -> None:
    wire.portal.pages = {
        "/": redirect("/trang-chu", status),
        "/trang-chu": redirect(wire.at("/tin t%E1%BB%A9c", "www.xa-mau.vn")),
        "/tin%20t%E1%BB%A9c": page(),
    }
    found = await wire.fetcher.fetch(wire.at("/", "xa-mau.vn"))
    assert found.url == wire.at("/tin%20t%E1%BB%A9c", "www.xa-mau.vn")


async def test_a_redirect_to_a_host_that_is_named_is_followed(wire: Wire) -> None:
    wire.portal.pages = {"/": redirect(wire.at("/tin", "khac.vn")), "/tin": page()}
    url = wire.at("/", "xa-mau.vn")
    with pytest.raises(Forbidden, match=r"khac\.vn"):
        await wire.fetcher.fetch(url)
    assert (await wire.fetcher.fetch(url, hosts=["xa-mau.vn", "www.KHAC.vn"])).url == wire.at(
        "/tin", "khac.vn"
    )


async def test_a_certificate_nobody_vouches_for_is_taken_only_where_an_editor_said_so(tmp_path: Path) -> None:
    portal, time = Portal({"/": page(), "/khac": page()}), Time()
    async with secure_side(portal, self_signed(tmp_path, "xa-mau.vn")) as port:
        portal.pages["/khac"] = redirect(f"https://khac.vn:{port}/")
        names = here("xa-mau.vn", "www.xa-mau.vn", "khac.vn")
        fetcher = Fetcher(clock=time, wait=time.wait, lookup=names, private=[LOCAL], seconds=5)
        url = f"https://xa-mau.vn:{port}"
        with pytest.raises(BadCertificate, match="tự ký"):
            await fetcher.fetch(f"{url}/")
        assert not portal.asked
        assert (await fetcher.fetch(f"{url}/", insecure=True)).status == 200
        with pytest.raises(BadCertificate, match=r"khac\.vn"):
            await fetcher.fetch(f"{url}/khac", hosts=["xa-mau.vn", "khac.vn"], insecure=True)
        with pytest.raises(BadCertificate):
            await fetcher.fetch(f"{url}/")
        await fetcher.close()
