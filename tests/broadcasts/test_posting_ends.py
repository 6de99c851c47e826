"""How publications end that do not go as planned, and how they are corrected and taken away."""

import asyncio
import hashlib
import random

import pytest
from picturing import LOCAL, a_picture, picture_server
from press import MINUTE, PUBLIC, TITLE, Press, a_press, post_due

from broadcasts.broadcast import BroadcastKind
from broadcasts.posts import PostState
from connectors.database import Database
from connectors.zalo.covers import cover
from knowledge.articles import ArticleState

REMOVE = "/article/remove"
_BOTH = ("zalo", "messenger")


async def test_a_process_that_dies_anywhere_leaves_nothing_twice(database: Database) -> None:
    luck = random.Random(7)
    async with a_press(database, verify_rounds=1) as press:
        numbers = [await press.announce(channel, title=f"Tin {i}") for i in range(4) for channel in _BOTH]
        for _ in range(12):
            dying = asyncio.create_task(post_due(press.poster()))
            await asyncio.wait([dying], timeout=luck.random() * 0.15)
            dying.cancel()
            await asyncio.gather(dying, return_exceptions=True)
            press.at(press.now + MINUTE * luck.choice((0, 0.5, 3)))
        await press.run(60 * 5)
        assert len(press.articles) == len(set(press.articles))
        assert len(press.posts) == len(set(press.posts)) == 4
        outcomes = [(await press.post(number)).outcome for number in numbers]
        assert set(outcomes) <= {PostState.ACCEPTED, PostState.UNKNOWN}
        told = [name for made in press.zalo.broadcasts() for name in made["articles"]]
        assert len(told) == len(set(told))


async def test_a_cover_that_is_refused_gives_way_to_the_plain_one(database: Database) -> None:
    picture = a_picture()
    async with picture_server(picture) as there, a_press(database, private=(LOCAL,)) as press:
        refused = f"{PUBLIC}/media/{hashlib.sha256(cover(picture)).hexdigest()}.jpg"
        press.zalo.unfetchable(refused)
        number = await press.announce(url=f"{there}/bai", picture=f"{there}/anh.png")
        await press.run()
        post = await press.post(number)
        assert (post.outcome, press.articles, press.told) == (PostState.ACCEPTED, [TITLE], 1)
        shown = press.zalo.world.office().articles[post.known["article"]].body["cover"]["photo_url"]
        assert shown == f"{PUBLIC}/media/{post.cover}.jpg" != refused
        assert "ảnh bìa" in post.reason


async def test_without_an_address_of_ours_zalo_gets_nothing_and_the_setting_is_named(
    database: Database,
) -> None:
    async with a_press(database) as press:
        press.public = ""
        number = await press.announce()
        await press.run()
        post = await press.post(number)
        assert (post.outcome, press.articles) == (PostState.REFUSED, [])
        assert "CONGDAN_PUBLIC_URL" in post.reason


@pytest.mark.parametrize("spent", ["articles", "broadcasts"])
async def test_a_quota_that_ends_half_way_is_told(database: Database, spent: str) -> None:
    async with a_press(database, office={spent: 1}) as press:
        first, second = await press.announce(), await press.announce(title="Tin thứ hai")
        await press.run()
        assert (await press.post(first)).outcome is PostState.ACCEPTED
        rest = await press.post(second)
        assert (rest.outcome, press.told) == (PostState.SKIPPED, 1)
        assert "hạn mức" in rest.reason
        assert ("chưa được gửi" in rest.reason) is (spent == "broadcasts")


async def test_at_night_zalo_is_waited_for(database: Database) -> None:
    async with a_press(database) as press:
        press.at(press.now + 11 * 60 * MINUTE)  # 23:00
        number = await press.announce(kind=BroadcastKind.EMERGENCY)
        await press.run(60)
        assert (await press.post(number)).outcome is PostState.PLANNED
        await press.run(60 * 8)
        assert ((await press.post(number)).outcome, press.told) == (PostState.ACCEPTED, 1)


async def test_news_wait_for_the_end_of_the_quiet_hours(database: Database) -> None:
    async with a_press(database) as press:
        press.at(press.now + 9.5 * 60 * MINUTE)  # 21:30
        number = await press.announce("messenger")
        await press.run(60 * 9)
        assert ((await press.post(number)).outcome, press.posts) == (PostState.PLANNED, [])
        await press.run(60 * 2)
        assert (await press.post(number)).outcome is PostState.ACCEPTED


async def test_an_article_that_left_the_portal_is_not_published(database: Database) -> None:
    async with a_press(database) as press:
        number = await press.announce(state=ArticleState.GONE)
        await press.run()
        post = await press.post(number)
        assert (post.outcome, press.articles) == (PostState.SKIPPED, [])


async def test_an_account_that_cannot_publish_raises_an_alarm_and_goes_on_when_mended(
    database: Database,
) -> None:
    async with a_press(database) as press:
        press.trouble["zalo"] = "Cần cấp quyền lại"
        number = await press.announce()
        await press.run(30)
        assert (await press.post(number)).outcome is PostState.PLANNED
        assert "zalo: Cần cấp quyền lại" in press.alarms
        press.trouble.clear()
        await press.run(30)
        assert (await press.post(number)).outcome is PostState.ACCEPTED


@pytest.mark.parametrize(("channel", "call"), [("zalo", REMOVE), ("messenger", "DELETE")])
async def test_a_withdrawal_takes_away_what_was_published_even_when_its_answer_is_lost(
    database: Database, channel: str, call: str
) -> None:
    async with a_press(database) as press:
        number = await press.announce(channel)
        await press.run()
        _lose(press, channel, call)
        over = await press.afterwards(number, BroadcastKind.WITHDRAWAL)
        await press.run()
        assert (await press.post(over)).outcome is PostState.ACCEPTED
        assert (await press.post(number)).outcome is PostState.WITHDRAWN
        assert (press.articles, press.posts) == ([], [])


@pytest.mark.parametrize("channel", ["zalo", "messenger"])
async def test_a_correction_changes_what_was_published(database: Database, channel: str) -> None:
    async with a_press(database) as press:
        number = await press.announce(channel)
        await press.run()
        right = await press.afterwards(number, BroadcastKind.CORRECTION)
        await press.run()
        assert (await press.post(right)).outcome is PostState.ACCEPTED
        assert (await press.post(number)).outcome is PostState.ACCEPTED
        (said,) = press.articles or press.posts
        assert said != TITLE
        assert "ĐÍNH CHÍNH" in said
        assert press.told == (1 if channel == "zalo" else 0)  # nobody is told twice by it


def _lose(press: Press, channel: str, call: str) -> None:
    wire = press.wires[channel]

    def strike(path: str) -> None:
        if call in path and not wire.lose:
            wire.lose.append(path)
            wire.meet = lambda _path: None

    wire.meet = strike
