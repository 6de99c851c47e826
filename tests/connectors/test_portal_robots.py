"""robots.txt: honoured, kept for a day, waited for where it can't be had, and never a way to hurt us."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from portal_wire import Wire, page, redirect, wired

from connectors.portal.fetching import ROBOTS_LAST, ROBOTS_RETRY
from connectors.portal.hosts import Resting
from connectors.portal.pages import Away, Forbidden
from connectors.portal.robots import LARGEST_ROBOTS, MOST_DELAY, rules

SHUT = b"User-agent: *\nDisallow: /tin\nDisallow: /q=\n"


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        wire.portal.pages = {path: page() for path in ("/", "/tin", "/thong-bao")}
        yield wire


async def test_what_robots_forbids_is_not_asked_for(wire: Wire) -> None:
    wire.portal.pages["/robots.txt"] = page(SHUT)
    with pytest.raises(Forbidden, match=r"robots\.txt"):
        await wire.fetcher.fetch(wire.at("/tin"))
    assert (await wire.fetcher.fetch(wire.at("/thong-bao"))).status == 200
    assert wire.portal.asked == ["/robots.txt", "/thong-bao"]


async def test_what_is_said_to_us_counts_more_than_what_is_said_to_all(wire: Wire) -> None:
    wire.portal.pages["/robots.txt"] = page(SHUT + b"\nUser-agent: Congdan\nDisallow: /thong-bao\n")
    assert (await wire.fetcher.fetch(wire.at("/tin"))).status == 200
    with pytest.raises(Forbidden):
        await wire.fetcher.fetch(wire.at("/thong-bao"))


async def test_a_redirect_to_what_robots_forbids_is_not_followed(wire: Wire) -> None:
    wire.portal.pages |= {"/robots.txt": page(SHUT), "/": redirect("/tin")}
    with pytest.raises(Forbidden):
        await wire.fetcher.fetch(wire.at("/"))
    assert wire.portal.read == ["/"]


@pytest.mark.parametrize(
    "answer",
    [
        page(b"", "404 Not Found"),
        page(b"", "403 Forbidden"),
        page(b"", "401 Unauthorized"),
        page(b"<html><body>Disallow: /</body></html>"),
        page(b"", Content_Encoding="br"),
        page(b"x" * (LARGEST_ROBOTS + 1)),
        page(b"\xff\xfe\x00 User-agent"),
        redirect("http://elsewhere.vn/robots.txt"),
    ],
)
async def test_a_portal_without_one_may_be_read(wire: Wire, answer: object) -> None:
    wire.portal.pages["/robots.txt"] = answer  # type: ignore[assignment]
    assert (await wire.fetcher.fetch(wire.at("/tin"))).status == 200


async def test_a_portal_that_fails_to_tell_is_waited_for(wire: Wire) -> None:
    wire.portal.pages["/robots.txt"] = page(b"", "500 Internal Server Error")
    with pytest.raises(Away, match=r"robots\.txt"):
        await wire.fetcher.fetch(wire.at("/tin"))
    wire.portal.pages["/robots.txt"] = page(b"", "429 Too Many Requests")
    with pytest.raises(Resting):
        await wire.fetcher.fetch(wire.at("/tin"))
    assert not wire.portal.read


async def test_it_is_kept_for_a_day_and_longer_while_it_can_not_be_had(wire: Wire) -> None:
    wire.portal.pages["/robots.txt"] = page(SHUT)
    for hours in (0, 20, 3):
        wire.time.now += timedelta(hours=hours)
        await wire.fetcher.fetch(wire.at("/thong-bao"))
    assert wire.portal.asked.count("/robots.txt") == 1
    wire.portal.pages["/robots.txt"] = page(b"", "502 Bad Gateway")
    wire.time.now += ROBOTS_LAST
    for _ in range(2):
        await wire.fetcher.fetch(wire.at("/thong-bao"))
        with pytest.raises(Forbidden):
            await wire.fetcher.fetch(wire.at("/tin"))
    assert wire.portal.asked.count("/robots.txt") == 2
    wire.portal.pages["/robots.txt"] = page(b"")
    wire.time.now += ROBOTS_RETRY
    assert (await wire.fetcher.fetch(wire.at("/tin"))).status == 200


@pytest.mark.parametrize(("asked", "pause"), [("3", 3.0), ("0", 1.0), ("86400", MOST_DELAY), ("ngày", 1.0)])
async def test_a_delay_that_a_portal_asks_for_is_kept_within_reason(
    wire: Wire, asked: str, pause: float
) -> None:
    wire.portal.pages["/robots.txt"] = page(f"User-agent: *\nCrawl-delay: {asked}".encode())
    for _ in range(3):
        await wire.fetcher.fetch(wire.at("/tin"))
    assert wire.time.waited[1:] == [pause, pause]


lines = st.sampled_from(
    [
        "User-agent: *", "User-agent: congdan", "Disallow: /", "Allow: /tin", "Disallow: http://[",
"Allow: //[::1",
        "Crawl-delay: ²", "Crawl-delay: " + "9" * 5_000, "Request-rate: ²/²", "Request-rate: 1/0", "Sitemap: http://[",
        "", "#", ":", "Disallow", "Disallow: %", "Disallow: /\ud800",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(lines, st.text(max_size=20)), max_size=20), st.text(max_size=20))
@example(["User-agent: congdan", "Disallow: /"], "tin")
def test_whatever_stands_in_it_there_are_rules(text: list[str], path: str) -> None:
    found = rules("\n".join(text).encode("utf-8", "surrogatepass"))
    assert 0 <= found.delay <= MOST_DELAY
    assert found.allow(f"http://xa-mau.vn/{path}") in {True, False}


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_rules(body: bytes) -> None:
    assert rules(body).allow("http://xa-mau.vn/") in {True, False}
