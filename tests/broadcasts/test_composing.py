"""What a broadcast says: to one person within what a channel can show, and to everybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import NOON, agency, article, broadcast
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, Rhythm
from broadcasts.chosen import Chosen
from broadcasts.composing import Composed, Notice, compose, name_of, publication
from broadcasts.items import Told
from connectors.adapting import Part
from connectors.channel import Ability, ChoiceStyle
from connectors.database import Database
from knowledge.articles import ArticleState

ZALO = Ability(2_000, ChoiceStyle.NUMBERED)
MESSENGER = Ability(2_000, ChoiceStyle.BUTTONS, label_length=20, link_buttons=True, longest_with_buttons=640)
WEBCHAT = Ability(100_000, ChoiceStyle.BUTTONS, link_buttons=True, most_links=50)
LAND, HEALTH = Chosen(wanted=frozenset({"land"})), Chosen(wanted=frozenset({"health"}))


async def composed(database: Database, kind: BroadcastKind, *titles: str, **more: object) -> Composed:
    def act(session: Session) -> Composed:
        here = agency(session, "xa-an")
        topics = {"Đất": ("land",), "Thuốc": ("health",)}
        items = [article(session, here, title, topics=topics.get(title, ())) for title in titles]
        return compose(session, broadcast(session, here, *items, kind=kind, **more))  # type: ignore[arg-type] # columns by name

    return await database.at_once(act)


def said(part: Part | None) -> str:
    assert part is not None
    return part.text


async def test_an_article_is_told_with_its_lead_a_button_the_agency_and_how_to_stop(
    database: Database,
) -> None:
    news = await composed(database, BroadcastKind.NEWS, "Lịch tiêm chủng")
    part = news.part(MESSENGER)
    assert said(part).split("\n") == [
        "Lịch tiêm chủng",
        "",
        "Mở đầu.",
        "",
        "UBND xa-an",
        "Không muốn nhận nữa: nhắn “ngừng tin”.",
    ]
    assert part is not None
    assert [label for label, _ in part.links] == ["Xem bài"]
    assert not news.personal


async def test_where_there_are_no_buttons_the_address_is_written_out(database: Database) -> None:
    news = await composed(database, BroadcastKind.NEWS, "Tin")
    part = news.part(ZALO)
    assert "Xem bài: https://xa-an.example/" in said(part)
    assert part is not None
    assert part.links == ()


async def test_of_several_each_person_gets_what_concerns_him_or_her(database: Database) -> None:
    digest = await composed(database, BroadcastKind.DIGEST, "Đất", "Thuốc", rhythm=Rhythm.DAILY)
    assert digest.personal
    whole, land = said(digest.part(ZALO)), said(digest.part(ZALO, LAND))
    assert "1. Đất" in whole
    assert "2. Thuốc" in whole
    assert "Tin trong ngày của UBND xa-an" in whole
    assert land.startswith("Đất\n")
    assert "Thuốc" not in land
    assert digest.part(ZALO, Chosen(wanted=frozenset({"school"}))) is None
    assert digest.part(ZALO, HEALTH) is digest.part(ZALO, HEALTH)


async def test_what_left_is_not_told_and_nothing_is_left_of_nothing(database: Database) -> None:
    def act(session: Session) -> tuple[Composed, Composed, object, str]:
        here = agency(session, "xa-an")
        items = [article(session, here, title) for title in ("Một", "Hai")]
        news = broadcast(session, here, *items)
        items[0].state = ArticleState.GONE
        session.flush()
        one = compose(session, news)
        items[1].state = ArticleState.NEVER
        session.flush()
        return one, compose(session, news), publication(session, news), name_of(session, news)

    one, none, published, name = await database.at_once(act)
    assert said(one.part(ZALO)).startswith("Hai\n")
    assert none.empty
    assert none.part(ZALO) is None
    assert published is None
    assert name == "Một và 1 tin khác"


async def test_the_version_that_was_approved_is_told(database: Database) -> None:
    def act(session: Session) -> str:
        here = agency(session, "xa-an")
        item = article(session, here, "Như đã duyệt")
        news = broadcast(session, here, item)
        item.title, item.version = "Đã sửa", 2
        session.flush()
        return said(compose(session, news).part(ZALO))

    assert (await database.at_once(act)).startswith("Như đã duyệt")


async def test_an_emergency_says_so_and_a_rehearsal_that_it_is_none(database: Database) -> None:
    def act(session: Session) -> tuple[str, str]:
        here = agency(session, "xa-an")
        alarm = broadcast(session, here, kind=BroadcastKind.EMERGENCY, title="Bão số 9", text="Sơ tán ngay.")
        trial = broadcast(session, here, kind=BroadcastKind.REHEARSAL, about_id=alarm.id)
        return said(compose(session, alarm).part(ZALO)), said(compose(session, trial).part(ZALO))

    alarm, trial = await database.at_once(act)
    assert alarm == "THÔNG BÁO KHẨN: Bão số 9\n\nSơ tán ngay.\n\nUBND xa-an"
    assert trial == f"BẢN THỬ, chưa gửi tới người dân.\n\n{alarm}"


@pytest.mark.parametrize("count", [1, 2])
async def test_what_everybody_can_see_has_the_whole_text(database: Database, count: int) -> None:
    def act(session: Session) -> object:
        here = agency(session, "xa-an")
        items = [article(session, here, f"Tin {number}", at=NOON) for number in range(count)]
        found = publication(session, broadcast(session, here, *items))
        assert found is not None
        return found.title, found.author, len(found.paragraphs), bool(found.link)

    titles = ("Tin 0", "2 tin mới của UBND xa-an")
    assert await database.at_once(act) == (titles[count - 1], "UBND xa-an", 2, count == 1)


ITEMS = st.lists(
    st.builds(
        Told,
        article_id=st.just(1),
        version=st.just(1),
        title=st.text(min_size=1, max_size=600).filter(str.strip),
        lead=st.text(max_size=900),
        text=st.just(""),
        link=st.sampled_from(("", "https://xa-an.example/" + "x" * 30, "https://xa-an.example/" + "x" * 300)),
        picture=st.just(""),
        topics=st.just(frozenset()),
        published_at=st.none(),
    ),
    min_size=1,
    max_size=12,
)


@given(ITEMS, st.sampled_from((ZALO, MESSENGER, WEBCHAT)), st.booleans())
def test_whatever_is_told_fits_into_one_message(items: list[Told], ability: Ability, trial: bool) -> None:
    whole = Composed("UBND xã An", BroadcastKind.NEWS, "Tin mới", None, tuple(items), trial)
    part = whole.part(ability)
    room = ability.longest_with_buttons if part and part.links and ability.longest_with_buttons else 0
    assert len(said(part)) <= (room or ability.longest)
    assert said(part).rstrip().endswith(("“ngừng tin”.", "x"))


@given(st.text(min_size=1, max_size=300).filter(str.strip), st.text(max_size=1_500))
def test_an_emergency_keeps_all_of_its_words_where_there_is_room(title: str, text: str) -> None:
    notice = Notice(title, text)
    whole = Composed("UBND xã An", BroadcastKind.EMERGENCY, "", notice)
    part = whole.part(ZALO)
    assert len(said(part)) <= ZALO.longest
    assert replace(whole, notice=None).empty


async def test_a_broadcast_without_words_says_nothing(database: Database) -> None:
    def act(session: Session) -> Broadcast:
        here = agency(session, "xa-an")
        news = broadcast(session, here)
        assert compose(session, news).empty
        return news

    await database.at_once(act)
