"""What comes in between while news are told: pauses, second thoughts, farewells, processes that die."""

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from chat_door import AGENCY
from news_aside import aside
from news_town import EDITOR, LAND, OTHER, UNDO, NewsTown, news_town
from sqlalchemy.orm import Session

from bot.rehearsal.platforms.faults import Fault
from broadcasts import proposing
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import Told
from broadcasts.preferences import PreferenceChange

TITLE = LAND.format(1)
STOP, FORGET = "ngừng tin", "xóa dữ liệu của tôi"
SLOW, QUICK = 60, 300
"""Messages a minute."""


async def test_a_pause_holds_at_once_and_who_stops_news_in_it_is_not_told(
    database_url: str, tmp_path: Path
) -> None:
    async with news_town(database_url, tmp_path, per_minute=SLOW) as home:
        people = await home.crowd(8)
        async with aside(home.place, "obey") as other:
            planned = await _begun(home, people)
            await other.do("pause", planned.id)
            home.place.pass_time(UNDO)
            told = await _at_rest(home, people)
            assert 0 < sum(told) < len(people)
            await home.writes(people[-1], STOP)
            await home.writes(people[-2], FORGET)
            assert [await home.news("zalo", who, "Đã ghi nhận") for who in people[-1:]] != [[]]
            assert await home.counts(people, TITLE) == told
            await other.do("resume", planned.id)
            await home.ended(planned)
        assert await home.counts(people, TITLE) == [*[1] * 6, 0, 0]
        assert await home.reached(planned) == (6, 8)
        ledger = await home.ledger(planned)
        assert ledger[home.key("zalo", people[-1])] == ("skipped", "stopped")
        assert home.key("zalo", people[-2]) not in ledger


async def test_a_cancelled_broadcast_reaches_nobody_more(database_url: str, tmp_path: Path) -> None:
    async with news_town(database_url, tmp_path, per_minute=SLOW) as home:
        people = await home.crowd(8)
        async with aside(home.place, "obey") as other:
            planned = await _begun(home, people)
            await other.do("cancel", planned.id)
        home.place.pass_time(UNDO)
        told = await _at_rest(home, people)
        await home.until(lambda: _all_settled(home, planned))
        assert (await home.row(planned)).state is BroadcastState.CANCELLED
        assert await home.counts(people, TITLE) == told
        assert await home.reached(planned) == (sum(told), len(people))


async def test_who_has_everything_deleted_leaves_the_ledgers_and_the_totals_stay(
    database_url: str, tmp_path: Path
) -> None:
    async with news_town(database_url, tmp_path) as home:
        people = await home.crowd(3)
        who = people[1]
        await home.signs_up("zalo", who, "đăng ký tin")
        await home.add_source()
        told = await home.told(await home.appears("/dat-1", TITLE))
        assert await home.reached(told) == (3, 3)
        await home.signs_up("zalo", who, FORGET)
        assert await home.reached(told) == (3, 3)
        assert not [key for key in await home.ledger(told) if who in key]
        for table in (Told, PreferenceChange):
            assert not [row for row in await home.place.rows(table) if who in row.person_key]
        again = await home.told(await home.appears("/dat-2", LAND.format(2)))
        assert await home.counts(people, LAND.format(2)) == [1, 0, 1]
        assert await home.reached(again) == (2, 2)


@pytest.mark.parametrize("begun", [False, True])
async def test_zalo_is_not_let_tell_everybody_once_somebody_stopped_news(
    database_url: str, tmp_path: Path, *, begun: bool
) -> None:
    async with news_town(database_url, tmp_path) as home:
        await home.rule(ways={"zalo": "platform"})
        people = await home.crowd(3)
        await home.add_source()
        article = await home.appears("/dat-1", TITLE)
        await home.approve(article)
        planned = await home.planned(article)
        if begun:
            home.place.pass_time(UNDO)
            await home.in_state(planned, BroadcastState.SENDING)
        await home.signs_up("zalo", people[0], STOP)
        home.place.pass_time(UNDO)
        await home.ended(planned)
        assert not home.place.zalo.server.world.office().broadcasts
        assert await home.counts(people, TITLE) == [0, 1, 1]
        assert await home.reached(planned) == (2, 2)


async def test_in_zalos_night_an_emergency_goes_to_people_at_once(database_url: str, tmp_path: Path) -> None:
    async with news_town(database_url, tmp_path) as home:
        await home.rule(ways={"zalo": "platform"})
        people = await home.crowd(2)
        home.go_to(23)

        def urgent(session: Session) -> Broadcast:
            names = {"title": "Lũ về", "text": "Bà con lên nhà văn hóa.", "by": EDITOR}
            notice = proposing.propose_emergency(session, AGENCY, now=home.now, **names)
            return proposing.second(session, notice.id, by=OTHER, now=home.now)

        began = home.now
        await home.ended(await home.act(urgent))
        assert home.now - began < UNDO
        assert await home.counts(people, "Lũ về") == [1, 1]


async def test_lost_answers_are_settled_by_echoes_and_who_blocks_us_is_left_out_from_then_on(
    database_url: str, tmp_path: Path
) -> None:
    async with news_town(database_url, tmp_path) as home:
        people = await home.crowd(5)
        home.place.zalo.block(people[4])
        home.place.zalo.suffer(Fault.LOST, most=2)
        await home.add_source()
        told = await home.told(await home.appears("/dat-1", TITLE))
        assert await home.counts(people, TITLE) == [1, 1, 1, 1, 0]
        await home.until(lambda: _reached(home, told, (4, 5)))
        assert (await home.ledger(told))[home.key("zalo", people[4])][0] == "gone"
        again = await home.told(await home.appears("/dat-2", LAND.format(2)))
        assert (await home.ledger(again))[home.key("zalo", people[4])] == ("skipped", "left")


@pytest.mark.timeout(240)  # three processes, each of which takes seconds to start on a busy machine
async def test_whatever_dies_or_stops_on_the_way_nobody_is_told_twice_or_forgotten(
    database_url: str, tmp_path: Path
) -> None:
    own = {"broadcast_in_flight": 4, "lease_seconds": 5}
    async with news_town(database_url, tmp_path, per_minute=QUICK) as home:
        people = await home.crowd(40)
        home.place.service.telling.sender.stop()
        planned = await _due(home)
        async with aside(home.place, "work", **own) as first:
            await home.until(lambda: _some_told(home, people, 8))
            await first.end(signal.SIGKILL)
        killed_at = sum(await home.counts(people, TITLE))
        home.place.pass_time(UNDO)
        async with aside(home.place, "work", **own) as second:
            await home.until(lambda: _some_told(home, people, killed_at + 3))
            await second.end(signal.SIGTERM)
        assert killed_at < sum(await home.counts(people, TITLE))
        home.place.pass_time(UNDO)
        async with aside(home.place, "work", **own):
            await home.until(lambda: _is_done(home, planned))
        counts, ledger = await home.counts(people, TITLE), await home.ledger(planned)
        unknown = [who for who in people if ledger[home.key("zalo", who)][0] == "unknown"]
        assert max(counts) == 1
        assert {who for who, count in zip(people, counts, strict=True) if not count} <= set(unknown)
        assert len(unknown) <= own["broadcast_in_flight"]
        assert sum(await home.reached(planned)) == 2 * len(people) - len(unknown)


async def _begun(home: NewsTown, people: Sequence[str]) -> Broadcast:
    """News that are being sent, and have reached somebody."""
    planned = await _due(home)
    await home.until(lambda: _some_told(home, people, 1))
    return planned


async def _due(home: NewsTown) -> Broadcast:
    """News whose time has come."""
    await home.add_source()
    article = await home.appears("/dat-1", TITLE)
    await home.approve(article)
    planned = await home.planned(article)
    home.place.pass_time(UNDO)
    return planned


async def _at_rest(home: NewsTown, people: Sequence[str]) -> list[int]:
    """Whom it reached once what was under way has ended."""
    await home.until(lambda: _none_attempted(home))
    return await home.counts(people, TITLE)


async def _none_attempted(home: NewsTown) -> bool:
    broadcasts = await home.place.rows(Broadcast)
    ledgers = [await home.ledger(broadcast) for broadcast in broadcasts]
    return all(state != "attempted" for ledger in ledgers for state, _ in ledger.values())


async def _some_told(home: NewsTown, people: Sequence[str], least: int) -> bool:
    return sum(await home.counts(people, TITLE)) >= least


async def _is_done(home: NewsTown, broadcast: Broadcast) -> bool:
    return (await home.row(broadcast)).state is BroadcastState.DONE


async def _reached(home: NewsTown, broadcast: Broadcast, wanted: tuple[int, int]) -> bool:
    return await home.reached(broadcast) == wanted


async def _all_settled(home: NewsTown, broadcast: Broadcast) -> bool:
    return all(state != "planned" for state, _ in (await home.ledger(broadcast)).values())
