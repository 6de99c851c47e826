"""What is told to everybody is told once, whatever is lost on the way."""

import pytest
from press import CODE, MINUTE, TITLE, a_press, post_due

from broadcasts import controlling
from broadcasts.broadcast import BroadcastKind
from broadcasts.posts import PostState
from broadcasts.settling_posts import settle
from connectors.database import Database
from connectors.zalo.drafts import Draft, Words
from knowledge.refusals import RefusedError

CREATE, VERIFY, TELL = "/article/create", "/article/verify", "/oa/message"


async def test_an_article_is_made_waited_for_and_told_to_all_followers(database: Database) -> None:
    async with a_press(database) as press:
        number = await press.announce()
        await press.run()
        post = await press.post(number)
        assert post.outcome is PostState.ACCEPTED
        assert (press.articles, press.told) == ([TITLE], 1)
        assert press.wires["zalo"].count(VERIFY) == 3  # twice it was still being processed
        made = press.zalo.world.office().articles[post.known["article"]]
        assert made.body["cover"]["photo_url"] == f"https://tro-ly.example/media/{post.cover}.jpg"


@pytest.mark.parametrize("way", ["lose", "drop"])
@pytest.mark.parametrize("step", ["/article/getslice", CREATE, VERIFY])
async def test_an_answer_that_is_lost_makes_nothing_twice(database: Database, step: str, way: str) -> None:
    async with a_press(database) as press:
        getattr(press.wires["zalo"], way).append(step)
        number = await press.announce()
        await press.run()
        assert (await press.post(number)).outcome is PostState.ACCEPTED
        assert (press.articles, press.told) == ([TITLE], 1)


@pytest.mark.parametrize("minutes", [0, 0.7], ids=["at once", "after it was asked for once"])
async def test_an_article_that_came_to_be_in_spite_of_a_lost_answer_is_the_one(
    database: Database, minutes: float
) -> None:
    async with a_press(database, verify_rounds=0) as press:
        wire = press.wires["zalo"]
        wire.lose.append(CREATE)
        number = await press.announce()
        await post_due(press.poster())
        await press.run(minutes)
        office = press.zalo.world.office()
        (token,) = office.making
        account = await press.account("zalo", CODE)
        await press.client().verify(account, token)  # as if Zalo had ended it by itself
        await press.run()
        assert (await press.post(number)).outcome is PostState.ACCEPTED
        assert (press.articles, press.told, wire.count(CREATE)) == ([TITLE], 1, 1)


@pytest.mark.parametrize("way", ["lose", "drop"])
async def test_a_telling_that_is_lost_is_unknown_until_an_editor_says(database: Database, way: str) -> None:
    async with a_press(database) as press:
        getattr(press.wires["zalo"], way).append(TELL)
        number = await press.announce()
        await press.run(60)
        post = await press.post(number)
        assert post.outcome is PostState.UNKNOWN
        assert press.wires["zalo"].count(TELL) == 1
        sent = way == "lose"
        await press.act(lambda session: settle(session, post.id, sent, "Lan", press.now))
        await press.run(60)
        settled = await press.post(number)
        assert settled.outcome is (PostState.ACCEPTED if sent else PostState.REFUSED)
        assert (press.wires["zalo"].count(TELL), "Lan" in settled.reason) == (1, True)
        with pytest.raises(RefusedError):
            await press.act(lambda session: settle(session, post.id, sent, "Lan", press.now))


async def test_what_another_publisher_posted_is_not_posted_again(database: Database) -> None:
    async with a_press(database, verify_rounds=0) as press:
        account, theirs = await press.account("zalo", CODE), press.client()
        cover = "https://cong.example/a.jpg"
        draft = Draft(f"{TITLE.upper()} ", "", "Hệ thống khác", cover, (Words("Nội dung"),))
        await theirs.verify(account, await theirs.create(account, draft))
        number = await press.announce()
        await press.run()
        post = await press.post(number)
        assert (post.outcome, press.told, len(press.articles)) == (PostState.REFUSED, 0, 1)
        assert "đã có bài cùng tiêu đề" in post.reason


async def test_two_of_our_own_of_one_title_are_two(database: Database) -> None:
    async with a_press(database) as press:
        first, second = await press.announce(), await press.announce()
        await press.run()
        assert [(await press.post(one)).outcome for one in (first, second)] == [PostState.ACCEPTED] * 2
        assert (press.articles, press.told) == ([TITLE, TITLE], 2)


async def test_the_page_gets_words_and_link_once(database: Database) -> None:
    async with a_press(database) as press:
        number = await press.announce("messenger")
        await press.run()
        post = await press.post(number)
        (said,) = press.posts
        assert (post.outcome, said.startswith(TITLE), "https://xa-an.example/" in said) == (
            PostState.ACCEPTED,
            True,
            True,
        )


@pytest.mark.parametrize("way", ["lose", "drop"])
async def test_a_post_whose_answer_is_lost_is_looked_for(database: Database, way: str) -> None:
    async with a_press(database) as press:
        getattr(press.wires["messenger"], way).append("/feed")
        number = await press.announce("messenger")
        await press.run()
        assert (await press.post(number)).outcome is PostState.ACCEPTED
        assert len(press.posts) == 1


async def test_a_pause_holds_it_before_its_next_step_and_lets_others_by(database: Database) -> None:
    async with a_press(database) as press:
        held = await press.announce()
        await post_due(press.poster())  # created, and being processed
        await press.act(lambda session: controlling.pause(session, held, "Lan", press.now, "Xem lại."))
        other = await press.announce(title="Tin khác")
        await press.run()
        assert (await press.post(other)).outcome is PostState.ACCEPTED
        assert (await press.post(held)).outcome is PostState.PLANNED
        assert press.told == 1
        await press.act(lambda session: controlling.resume(session, held, "Lan", press.now))
        await press.run()
        assert (await press.post(held)).outcome is PostState.ACCEPTED
        assert press.told == 2


async def test_what_is_cancelled_goes_no_further_and_what_is_out_stays(database: Database) -> None:
    async with a_press(database, verify_rounds=0) as press:
        night = press.now + 16 * 60 * MINUTE

        def fall(call: str) -> None:
            if call.endswith(VERIFY):
                press.at(night)

        press.wires["zalo"].meet = fall
        number = await press.announce()
        await post_due(press.poster())  # it is night before it can be told
        await press.act(lambda session: controlling.cancel(session, number, "Lan", press.now, "Sai."))
        await press.run(60 * 12)
        post = await press.post(number)
        assert (post.outcome, press.told, press.articles) == (PostState.SKIPPED, 0, [TITLE])
        assert "chưa được gửi" in post.reason


async def test_an_emergency_does_not_wait_for_what_is_under_way(database: Database) -> None:
    async with a_press(database, verify_rounds=1000) as press:
        news = await press.announce()
        await press.run(1)
        press.zalo.doubt(verify_rounds=0)
        urgent = await press.announce(kind=BroadcastKind.EMERGENCY, title="Lũ lên nhanh")
        await press.run(1)
        assert (await press.post(urgent)).outcome is PostState.ACCEPTED
        assert (await press.post(news)).outcome is PostState.PLANNED


async def test_a_platform_that_accepts_and_never_confirms_is_left_at_the_end(database: Database) -> None:
    async with a_press(database, verify_rounds=10**6) as press:
        number = await press.announce(hours=5)
        await press.run(60 * 6)
        post = await press.post(number)
        assert (post.outcome, press.told) == (PostState.SKIPPED, 0)
        assert "hết hạn" in post.reason
        assert press.wires["zalo"].count(VERIFY) < 100  # ever more rarely
