"""Whatever is sent to the ways in: believed when it is signed and sane, turned away in time when not."""

import asyncio
import io
import itertools
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from doors import PlatformWay
from town import VERIFY, Town, fresh_url, town

from bot.inbox import InboxRow
from bot.oddities import Oddity
from bot.webhooks.turned_away import TurnedAway
from connectors.claims import WaitState
from connectors.doors import LARGEST_BODY

pytestmark = pytest.mark.asyncio(loop_scope="module")
every_platform = pytest.mark.parametrize("channel", ["zalo", "messenger"])
"""The page of the portal has no webhook; its own way in is held to its own bad input."""
_people = itertools.count(5275811702500001)
STRANGE: tuple[Any, ...] = (None, True, 7, 1.5, [], {}, "", [[]], {"id": {}})
DEEP = b'{"app_id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with town(url, folder) as place:
            yield place


@pytest.fixture
def who() -> str:
    return str(next(_people))


async def _signed(place: Town, way: PlatformWay, call: Any) -> int:
    body = json.dumps(call, ensure_ascii=False).encode()
    return await place.call(way, body, way.headers(body))


async def _counted(place: Town, channel: str, reason: str) -> int:
    await place.service.counts.write(place.hours())
    return sum(row.count for row in await place.rows(TurnedAway, channel=channel, reason=reason))


@pytest.mark.parametrize(("channel", "status"), [("zalo", 200), ("messenger", 403)])
async def test_an_unsigned_call_is_kept_nowhere(place: Town, channel: str, status: int, who: str) -> None:
    """Zalo's console saves an address only when it answers 200 to a call without a signature."""
    way, before = place.platform(channel), await _counted(place, channel, "unsigned")
    body = place.body(way.message(sender={"id": who}))
    assert await place.call(way, body, {}) == status
    assert not await place.rows(InboxRow, person=who)
    assert await _counted(place, channel, "unsigned") == before + 1


async def test_facebook_is_told_what_it_asks_when_it_knows_the_word(place: Town) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    async with place.http.get("/webhooks/messenger", params=query) as answer:
        assert (answer.status, await answer.text()) == (200, "1158201444")
    async with place.http.get("/webhooks/messenger", params={**query, "hub.verify_token": "no"}) as answer:
        assert answer.status == 403


@every_platform
@pytest.mark.parametrize(
    ("body", "messenger"),
    [
        (b"", 400),
        (b'{"app_id": "1000000000000000001", "event', 400),
        (b"\xff\xfe\x00", 400),
        (b"<html>no</html>", 400),
        (b"[1, 2]", 200),
        (b"null", 200),
        (b'{"object": "page", "entry": 7}', 200),
        (DEEP, 400),
        (b"NaN", 200),
    ],
    ids=["empty", "truncated", "no text", "HTML", "list", "null", "no entries", "deep", "NaN"],
)
async def test_what_is_no_call_is_turned_away_whoever_signed_it(
    place: Town, channel: str, body: bytes, messenger: int
) -> None:
    way, before = place.platform(channel), await _all_counted(place, channel)
    headers = place.messenger.headers(body) if channel == "messenger" else {"X-ZEvent-Signature": "mac=00"}
    status = await place.call(way, body, headers)
    assert status == messenger if channel == "messenger" else status in {200, 400, 403}
    assert await _all_counted(place, channel) == before + 1


async def _all_counted(place: Town, channel: str) -> int:
    await place.service.counts.write(place.hours())
    return sum(row.count for row in await place.rows(TurnedAway, channel=channel))


@every_platform
async def test_a_call_that_is_too_large_is_not_read_to_its_end(place: Town, channel: str) -> None:
    way, body = place.platform(channel), io.BytesIO(b" " * (LARGEST_BODY + 1))
    async with place.http.post(
        f"/webhooks/{channel}", data=body, headers=way.headers(b"{}"), expect100=False
    ) as answer:
        assert answer.status == 413
        assert answer.headers["Connection"] == "close"
    assert await _counted(place, channel, "too large") == 1


@every_platform
async def test_a_body_without_a_stated_length_is_bounded_too(place: Town, channel: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 65_536

    headers = place.platform(channel).headers(b"{}")
    try:
        async with place.http.post(f"/webhooks/{channel}", data=pieces(), headers=headers) as answer:
            assert answer.status == 413
    except ConnectionError:
        pass  # it was closed while more was being written


@every_platform
async def test_a_body_that_does_not_come_is_not_waited_for(place: Town, channel: str) -> None:
    host, port = place.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(
            f"POST /webhooks/{channel} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{".encode()
        )
        async with asyncio.timeout(60):
            answer = await reader.readuntil(b"\r\n\r\n")
        async with asyncio.timeout(60):
            await reader.read()  # to the end of the connection
    finally:
        writer.close()
        await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer.lower()
    assert await _counted(place, channel, "its body did not come in time") == 1


@every_platform
async def test_a_call_for_another_account_is_answered_and_not_kept(
    place: Town, channel: str, who: str
) -> None:
    way = place.platform(channel)
    call = way.message(account="999000999", sender={"id": who})
    assert await _signed(place, way, call) == 200
    await place.settled()
    assert not await place.rows(InboxRow, channel=channel, person=who)
    assert await way.texts(who) == []


@every_platform
async def test_ids_may_be_numbers_that_a_float_can_not_hold(place: Town, channel: str) -> None:
    way, person = place.platform(channel), 9_223_372_036_854_775_783
    assert await _signed(place, way, way.message(sender={"id": person})) == 200
    assert await _signed(place, way, way.message(sender={"id": person + 2})) == 200
    await place.settled()
    rows = await place.rows(InboxRow, channel=channel)
    assert {str(person), str(person + 2)} <= {row.person for row in rows}


@every_platform
@pytest.mark.parametrize("skew", [timedelta(hours=-2), timedelta(hours=2), timedelta(days=300)])
async def test_a_clock_that_is_wrong_costs_no_answer(
    place: Town, channel: str, skew: timedelta, who: str
) -> None:
    way = place.platform(channel)
    way.know(who)
    stamp = way.clock.milliseconds() + int(skew.total_seconds() * 1000)
    call = way.message(sender={"id": who}, timestamp=_as(way, stamp))
    assert await _signed(place, way, call) == 200
    await place.settled()
    assert len(await way.texts(who)) == 1


@every_platform
async def test_seconds_are_told_from_milliseconds(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.know(who)
    call = way.message(sender={"id": who}, timestamp=_as(way, way.clock.milliseconds() // 1000))
    assert await _signed(place, way, call) == 200
    await place.settled()
    assert len(await way.texts(who)) == 1


@every_platform
async def test_a_call_of_last_week_is_counted_and_not_answered(place: Town, channel: str, who: str) -> None:
    way = place.platform(channel)
    way.know(who)
    old = way.clock.milliseconds() - 7 * 86_400_000
    assert await _signed(place, way, way.message(sender={"id": who}, timestamp=_as(way, old))) == 200
    await place.settled()
    assert await way.texts(who) == []
    names = {row.name for row in await place.rows(Oddity, channel=channel)}
    assert names & {"stale", "user_send_text (too old)"}


@every_platform
@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800 lẻ", "x" * 50_000, "🧑‍🌾" * 3_000, "tie\u0302\u0301ng Vie\u0323\u0302t"]
)
async def test_any_text_is_kept_and_answered(place: Town, channel: str, text: str, who: str) -> None:
    way = place.platform(channel)
    way.know(who)
    call = way.message(text, sender={"id": who})
    body = json.dumps(call).encode()
    assert await place.call(way, body, way.headers(body)) == 200
    await place.settled()
    assert await way.texts(who)


@every_platform
async def test_strange_kinds_of_every_field_are_no_fault(place: Town, channel: str) -> None:
    way = place.platform(channel)
    for strange in STRANGE:
        for field in ("sender", "recipient", "message", "timestamp", "event_name", "oa_id"):
            assert await _signed(place, way, way.message(**{field: strange})) in {200, 403}
    await place.settled()
    failed = await place.rows(InboxRow, channel=channel, state=WaitState.FAILED)
    assert {row.error.partition(":")[0] for row in failed} <= {"Gone", "window"}  # nobody knows these people


async def test_an_anonymous_visitor_of_zalo_is_answered(place: Town) -> None:
    place.zalo.server.citizens.visit("anon77", "talk88", "làm giấy khai sinh cho con cần giấy tờ gì")
    await place.settled()
    (read,) = await place.zalo.texts("anon77")
    assert "Giấy chứng sinh" in read


@every_platform
async def test_only_a_post_is_a_call(place: Town, channel: str) -> None:
    async with place.http.put(f"/webhooks/{channel}", data=b"{}") as answer:
        assert answer.status == 405


def _as(way: PlatformWay, stamp: int) -> str | int:
    return str(stamp) if way.channel == "zalo" else stamp
