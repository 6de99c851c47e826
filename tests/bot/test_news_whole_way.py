"""From the portal to the followers, as people see it, through the whole service and its platforms."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from chat_door import AGENCY
from news_town import EDITOR, EVERY, LAND, OTHER, SCHOOL, UNDO, NewsTown, news_town

from broadcasts import corrections, proposing
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from knowledge.opening import VIETNAM
from knowledge.refusals import RefusedError

LAN, MAI, HOA, OLD, BINH, VAN = (f"527581170247{number}" for number in range(1834, 1840))
STOP = "ngừng tin"


@pytest.fixture
async def home(database_url: str, tmp_path: Path) -> AsyncIterator[NewsTown]:
    async with news_town(database_url, tmp_path) as home:
        yield home


async def test_a_new_article_reaches_whoever_wants_it_once(home: NewsTown) -> None:
    place = home.place
    place.zalo.come(OLD)
    await home.signs_up("messenger", OLD)
    place.pass_time(timedelta(days=3))
    for who in (LAN, MAI, HOA):
        place.zalo.come(who)
    await home.signs_up("zalo", HOA, "đăng ký tin giáo dục")
    await home.signs_up("messenger", LAN)
    await home.signs_up("messenger", MAI, "Chào")
    await home.signs_up("webchat", LAN)
    await home.signs_up("webchat", MAI, "Chào")
    home.portal.tell("/cu", "Tin của tuần trước", home.now - timedelta(days=10))
    home.portal.tell("/moi", "Tin của sáng nay", home.now - timedelta(hours=1))
    await home.add_source()
    assert (await home.article("Tin của tuần trước")).state == "kept"
    assert (await home.article("Tin của sáng nay")).state == "waiting"

    title = LAND.format(1)
    article = await home.appears("/dat-1", title)
    assert article.state == "waiting"
    await home.approve(article)
    planned = await home.planned(article)
    await home.signs_up("zalo", MAI, STOP)
    assert await home.news("zalo", LAN, title) == []
    place.pass_time(UNDO)
    told = await home.ended(planned)

    assert told.state is BroadcastState.DONE
    for channel in ("zalo", "messenger", "webchat"):
        (text,) = await home.news(channel, LAN, title)
        assert STOP in text
        assert await home.news(channel, MAI, title) == []
    assert f"{home.portal.base}/dat-1" in (await home.news("zalo", LAN, title))[0]
    assert await home.news("zalo", HOA, title) == []
    assert [await home.news(channel, OLD, title) for channel in ("zalo", "messenger")] == [[], []]
    assert await home.reached(told) == (3, 5)
    ledger = await home.ledger(told)
    assert ledger[home.key("zalo", OLD)] == ledger[home.key("messenger", OLD)] == ("skipped", "window")


async def test_who_wants_land_news_daily_gets_one_digest_of_them_next_morning(home: NewsTown) -> None:
    for who in (LAN, MAI):
        home.place.zalo.come(who)
    await home.signs_up("zalo", LAN, "đăng ký tin đất đai hằng ngày")
    await home.add_source()
    auction = "Đấu giá quyền sử dụng đất tại khu dân cư mới"
    titles = (LAND.format(1), auction, SCHOOL.format(2027))
    articles = [await home.appears(f"/{number}", title) for number, title in enumerate(titles)]
    for article in articles:
        await home.told(article)
    assert [len(await home.news("zalo", MAI, title)) for title in titles] == [1, 1, 1]
    assert [await home.news("zalo", LAN, title) for title in titles] == [[], [], []]

    home.go_to(8, 1)
    digest = await home.ended(await home.planned(articles[0], BroadcastKind.DIGEST))
    (text,) = await home.news("zalo", LAN, "Tin trong ngày của UBND xã B")
    assert [title in text for title in titles] == [True, True, False]
    assert await home.news("zalo", MAI, "Tin trong ngày") == []
    assert await home.reached(digest) == (1, 1)


async def test_at_night_news_wait_for_seven_and_an_emergency_of_two_people_does_not(home: NewsTown) -> None:
    await _everywhere(home, LAN)
    await home.add_source()
    home.go_to(22)
    title, danger = LAND.format(1), "Lũ về trong đêm"
    article = await home.appears("/dat-1", title)
    await home.approve(article)
    news = await home.planned(article)
    assert news.start_at is not None
    assert f"{news.start_at.astimezone(VIETNAM):%H:%M}" == "07:00"

    notice = await home.act(
        lambda session: proposing.propose_emergency(
            session, AGENCY, title=danger, text="Bà con lên nhà văn hóa.", by=EDITOR, now=home.now
        )
    )
    with pytest.raises(RefusedError):
        await home.act(lambda session: proposing.second(session, notice.id, by=EDITOR, now=home.now))
    await home.ticks()
    assert (await home.row(notice)).state is BroadcastState.DRAFT
    await home.act(lambda session: proposing.second(session, notice.id, by=OTHER, now=home.now))
    assert await home.reached(await home.ended(notice)) == (3, 3)
    assert [len(texts) for texts in await _all_of(home, LAN, danger)] == [1, 1, 1]
    assert await _all_of(home, LAN, title) == [[], [], []]

    home.go_to(6, 59)
    await home.ticks()
    assert (await home.row(news)).state is BroadcastState.PLANNED
    home.go_to(7, 0)
    await home.ended(news)
    assert [len(texts) for texts in await _all_of(home, LAN, title)] == [1, 1, 1]


async def test_what_everybody_sees_is_corrected_and_taken_away(database_url: str, tmp_path: Path) -> None:
    async with news_town(database_url, tmp_path, page_posts=True) as home:
        await home.rule(ways={"zalo": "platform"})
        await _everywhere(home, LAN, zalo=False)
        home.place.zalo.come(LAN)
        await home.add_source()
        title, right = LAND.format(1), "Ngày đúng là 15 tháng 12."
        told = await home.told(await home.appears("/dat-1", title))
        office, page = home.place.zalo.server.world.office(), home.place.messenger.server.world
        (made,) = office.articles.values()
        assert (made.body["title"], len(office.broadcasts)) == (title, 1)
        assert await home.news("zalo", LAN, title) == []
        (post,) = page.posts.values()
        assert title in post.values["message"]
        assert f"{home.portal.base}/dat-1" in str(post.values)
        assert await home.reached(told) == (2, 2)
        await home.signs_up("messenger", MAI)

        corrected = await home.act(
            lambda session: corrections.correct(session, told.id, text=right, by=EDITOR, now=home.now)
        )
        assert await home.reached(await _after_undo(home, corrected)) == (2, 2)
        assert right in (await home.news("messenger", LAN, "ĐÍNH CHÍNH"))[0]
        assert await home.news("messenger", MAI, right) == []
        (post,), (made,) = page.posts.values(), office.articles.values()
        assert right in post.values["message"]
        assert right in str(made.body)
        assert len(office.broadcasts) == 1

        withdrawn = await home.act(
            lambda session: corrections.withdraw(session, told.id, text="Tin sai.", by=EDITOR, now=home.now)
        )
        assert await home.reached(await _after_undo(home, withdrawn)) == (2, 2)
        assert len(await home.news("messenger", LAN, "RÚT LẠI")) == 1
        assert await home.news("messenger", MAI, "RÚT LẠI") == []
        assert not page.posts
        assert not office.articles


async def test_an_article_that_changes_after_its_approval_waits_for_another_one(home: NewsTown) -> None:
    await _everywhere(home, LAN)
    await home.add_source()
    title, newer = LAND.format(1), LAND.format(1) + ", đã bổ sung"
    article = await home.appears("/dat-1", title)
    await home.approve(article)
    planned = await home.planned(article)
    home.portal.stories[0].title = newer
    home.place.pass_time(EVERY + timedelta(seconds=1))
    fallen = await home.in_state(planned, BroadcastState.DRAFT)
    assert newer in fallen.reason
    home.place.pass_time(UNDO)
    await home.ticks()
    assert await _all_of(home, LAN, title) == [[], [], []]

    await home.act(lambda session: proposing.approve(session, planned.id, by=OTHER, now=home.now))
    assert await home.reached(await _after_undo(home, planned)) == (3, 3)
    assert [len(texts) for texts in await _all_of(home, LAN, newer)] == [1, 1, 1]


async def test_an_article_that_left_the_portal_is_not_told(home: NewsTown) -> None:
    await _everywhere(home, LAN)
    await home.add_source()
    title = LAND.format(1)
    await home.appears("/truong", SCHOOL.format(2027))
    home.go_to(20)
    article = await home.appears("/dat-1", title)
    home.go_to(22)
    await home.approve(article)
    planned = await home.planned(article)
    del home.portal.stories[0]
    home.go_to(6, 56)
    fallen = await home.in_state(planned, BroadcastState.DRAFT)
    assert "mở được trang của bài" in fallen.reason
    home.go_to(7, 30)
    await home.ticks()
    home.go_to(7, 1)
    cancelled = await home.in_state(planned, BroadcastState.CANCELLED)
    assert "không còn trên cổng" in cancelled.reason
    assert await _all_of(home, LAN, title) == [[], [], []]


async def test_no_rule_tells_what_bears_a_stamp_of_secrecy(home: NewsTown) -> None:
    await home.rule(automatic=["*"], undo_minutes=0)
    await _everywhere(home, LAN)
    await home.add_source()
    secret, plain = "Kế hoạch diễn tập phòng thủ", LAND.format(1)
    held = await home.appears(
        "/mat", secret, "MẬT\n\nỦy ban nhân dân xã giao các thôn thực hiện kế hoạch này."
    )
    assert held.state == "held"
    assert any("độ mật" in remark["told"] for remark in held.remarks)
    told = await home.ended(await home.planned(await home.appears("/dat-1", plain)))
    assert await home.reached(told) == (3, 3)
    assert (await home.article(secret)).state == "held"
    assert await _all_of(home, LAN, secret) == [[], [], []]


async def _everywhere(home: NewsTown, who: str, *, zalo: bool = True) -> None:
    """The person gets news on every channel."""
    if zalo:
        home.place.zalo.come(who)
    for channel in ("messenger", "webchat"):
        await home.signs_up(channel, who)


async def _all_of(home: NewsTown, who: str, words: str) -> list[list[str]]:
    return [await home.news(channel, who, words) for channel in ("zalo", "messenger", "webchat")]


async def _after_undo(home: NewsTown, broadcast: Broadcast) -> Broadcast:
    home.place.pass_time(UNDO)
    return await home.ended(broadcast)
