"""A delivery is on record before it leaves, leaves once, and its end is known or said to be unknown."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from eventually import eventually
from newsroom import article
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from telling_office import DAY, Office, names, opened

from broadcasts.broadcast import BroadcastItem
from broadcasts.deliveries import DeliveryState as State
from broadcasts.deliveries import Skip
from broadcasts.ruling import change_rule
from connectors.database import Database
from connectors.pace import Rate
from connectors.people import Person
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 60) as office:
        yield office


async def test_everybody_is_told_once_and_each_message_is_known_by_the_platforms_id(office: Office) -> None:
    number = await office.announce()
    await office.tell(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)
    assert set(office.box.tags.values()) == {f"congdan:news-{number}:0"}
    assert await office.tally(number) == {State.ACCEPTED: 60}
    row = await office.row(number, "00007")
    assert (row.platform_id, row.attempted_at, row.ended_at) == (
        "m-00007",
        office.clock.now,
        office.clock.now,
    )


async def test_two_senders_share_the_work_and_nobody_is_told_twice(office: Office) -> None:
    number = await office.announce()
    async with office.sending(), office.sending():
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)


@pytest.mark.parametrize(
    ("fault", "state", "reason"),
    [
        (400, State.REFUSED, "Refused: HTTP 400"),
        (408, State.REFUSED, "window"),
        (404, State.GONE, "Gone: HTTP 404"),
        ("cut", State.UNKNOWN, "Lost: 127.0.0.1: ServerDisconnectedError"),
    ],
)
async def test_what_the_platform_says_of_one_is_the_end_of_that_one(
    office: Office, fault: int | str, state: State, reason: str
) -> None:
    office.box.faults["00011"] = [fault]
    number = await office.announce()
    await office.tell(number)
    row = await office.row(number, "00011")
    assert (row.state, row.reason) == (state, reason)
    assert await office.tally(number) == {State.ACCEPTED: 59, state: 1}
    assert office.box.taken["00011"] == (fault == "cut")


async def test_who_is_gone_is_not_in_the_next_audience(office: Office) -> None:
    office.box.faults["00011"] = [404]
    await office.tell(await office.announce())
    person = await office.do(lambda session: session.get_one(Person, "zalo:xa-an:00011"))
    assert person.gone_at == office.clock.now
    again = await office.announce()
    assert (await office.row(again, "00011")).reason == Skip.LEFT


@pytest.mark.parametrize("faults", [[503], [429], [401, 401]])
async def test_what_surely_did_not_arrive_is_sent_when_the_account_is_well(
    office: Office, faults: list[int]
) -> None:
    office.box.faults["00011"] = list(faults)
    number = await office.announce()
    async with office.sending():
        await office.until(lambda: not office.box.faults["00011"])
        await eventually(lambda: _is_planned_again(office, number))
        office.clock.pass_(timedelta(minutes=10))
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)


async def _is_planned_again(office: Office, number: int) -> bool:
    return (await office.row(number, "00011")).due_at is not None


async def test_a_stale_token_is_renewed_and_nobody_notices(office: Office) -> None:
    office.box.token = "access-2"
    await office.tell(number := await office.announce())
    assert await office.tally(number) == {State.ACCEPTED: 60}


async def test_an_account_that_was_stopped_holds_its_parcels_and_raises_an_alarm(office: Office) -> None:
    number = await office.announce()
    account = await office.accounts.stop(office.accounts.all[0], "nobody consented")
    async with office.sending():
        await office.until(lambda: bool(office.alarms))
    assert not office.box.taken
    assert office.alarms == ["nobody consented"]
    await office.accounts.resume(account)
    office.clock.pass_(timedelta(minutes=11))
    await office.tell(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)


async def test_nobody_gets_more_than_a_days_news_and_the_rest_comes_next_morning(office: Office) -> None:
    async with office.sending():
        for _ in range(3):
            await office.ended(await office.announce())
        number = await office.announce()
        await eventually(lambda: _is_put_off(office, number, "later"))
        assert office.box.taken.total() == 180
        assert await office.tally(number) == {State.PLANNED: 60}
        office.clock.pass_(timedelta(hours=18))
        await eventually(lambda: _is_put_off(office, number, "later"))
        office.clock.pass_(timedelta(hours=2))
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(60), 4)


async def test_at_night_nothing_is_sent_and_in_the_morning_everything(office: Office) -> None:
    number = await office.announce()
    office.clock.pass_(timedelta(hours=11))
    async with office.sending():
        await eventually(lambda: _is_put_off(office, number, "quiet hours"))
        assert not office.box.taken
        office.clock.pass_(timedelta(hours=9))
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)


async def _is_put_off(office: Office, number: int, why: str) -> bool:
    return all(parcel.error == why for parcel in await office.parcels(number))


async def test_who_was_not_reached_until_the_end_is_not_told_any_more(office: Office) -> None:
    number = await office.announce(until=office.clock.now + DAY)
    office.clock.pass_(DAY)
    await office.tell(number)
    assert await office.tally(number) == {State.SKIPPED: 60}
    assert (await office.row(number, "00003")).reason == Skip.EXPIRED
    assert not office.box.taken


async def test_whom_the_cap_held_until_the_end_is_said_to_be_held_by_it(office: Office) -> None:
    now = office.clock.now
    await office.do(lambda session: change_rule(session, "xa-an", {"cap": 1}, by="lan", now=now))
    await office.tell(await office.announce())
    numbers = [await office.announce(until=now + span) for span in (timedelta(hours=2), DAY)]
    async with office.sending():
        for number in numbers:
            await eventually(lambda number=number: _is_put_off(office, number, "later"))
        office.clock.pass_(DAY)
        for number, reason in zip(numbers, ("cap", "expired"), strict=True):
            await office.ended(number)
            assert {row.reason for row in await office.rows(number)} == {reason}


async def test_an_article_held_meanwhile_is_left_out_for_all_who_follow(office: Office) -> None:
    async def hold(title: str) -> None:
        act = update(Article).where(Article.title == title).values(state=ArticleState.HELD)
        await office.do(lambda session: session.execute(act))

    def choose(session: Session) -> None:
        here = session.scalars(select(Agency)).one()
        for place, title in enumerate(("Tin thứ nhất", "Tin thứ hai")):
            item = article(session, here, title)
            session.add(BroadcastItem(broadcast_id=number, article_id=item.id, version=1, position=place))

    number = await office.announce(laid=False, title="", text="")
    await office.do(choose)
    await office.rounds.lay_out()
    office.box.open.clear()
    async with office.sending(in_flight=2):
        await office.until(lambda: office.box.came == 1)
        await hold("Tin thứ nhất")
        office.box.open.set()
        await office.ended(number)
    texts = list(office.box.texts.values())
    assert "Tin thứ nhất" in texts[0]
    assert not [text for text in texts[1:] if "Tin thứ nhất" in text]
    assert all("Tin thứ hai" in text for text in texts)


async def test_who_stops_news_meanwhile_is_not_told(office: Office) -> None:
    number = await office.announce()

    def stop(session: Session) -> None:
        session.get_one(Person, "zalo:xa-an:00011").wants_news = False

    await office.do(stop)
    await office.tell(number)
    assert (await office.row(number, "00011")).reason == Skip.STOPPED
    assert office.box.taken["00011"] == 0


async def test_the_accounts_pace_is_kept_and_a_part_of_it_left_for_replies(office: Office) -> None:
    office.platform.pace = Rate(per_second=10, burst=10)
    number = await office.announce()
    async with office.sending():
        for told in range(7, 60, 7):
            await office.told(told)
            office.clock.pass_(timedelta(seconds=1))
        await office.ended(number)
    assert office.box.taken == dict.fromkeys(names(60), 1)
