"""What people decide: two for an emergency, one for the rest, and what is refused."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from newsroom import HOUR, NOON, Citizen, account, agency, article, broadcast, broadcasts_of, change
from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import announcing, planning, preferences, proposing
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.ruling import change_rule, rule_of
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.changes import Change
from knowledge.refusals import RefusedError

NIGHT = NOON + 10 * HOUR
WORDS = {"title": "Bão số 9", "text": "Sơ tán trước 17 giờ."}


def commune(session: Session) -> Agency:
    here = agency(session, "xa-an")
    account(session, "zalo", "xa-an")
    return here


async def test_two_people_let_an_emergency_out_also_at_night(database: Database) -> None:
    def act(session: Session) -> Broadcast:
        commune(session)
        alarm = proposing.propose_emergency(session, "xa-an", **WORDS, by=" Lan ", now=NIGHT)
        assert alarm.state is BroadcastState.DRAFT
        with pytest.raises(RefusedError, match="người khác"):
            proposing.second(session, alarm.id, by="lan", now=NIGHT)
        with pytest.raises(RefusedError, match=f"broadcast second {alarm.id}"):
            proposing.start(session, alarm.id, by="An", now=NIGHT)
        with pytest.raises(RefusedError, match="người thứ hai"):
            proposing.approve(session, alarm.id, by="An", now=NIGHT)
        proposing.second(session, alarm.id, by="An", now=NIGHT)
        with pytest.raises(RefusedError, match="đã được duyệt"):
            proposing.second(session, alarm.id, by="Bình", now=NIGHT)
        assert [part.way for part in session.scalars(select(BroadcastPart))] == [Way.PEOPLE]
        return alarm

    alarm = await database.at_once(act)
    assert (alarm.state, alarm.start_at) == (BroadcastState.PLANNED, NIGHT)
    assert (alarm.approved_by, alarm.second_by) == ("Lan", "An")
    async with database.reading() as session:
        assert list(await session.scalars(select(Change.by).order_by(Change.id))) == ["Lan", "An"]


async def test_only_an_emergency_may_use_the_reserve(database: Database) -> None:
    def act(session: Session) -> list[Way]:
        here = commune(session)
        values = {"ways": {"zalo": "platform"}, "platform_month": 2, "reserve": 1, "platform_day": 5}
        change_rule(session, "xa-an", values, by="lan", now=NOON)
        room = planning.newsrooms(session)[0]
        for title in ("Aaaaaa", "Bbbbbb"):
            article(session, here, title)
            planning.plan(session, room, NOON)
        Citizen("stopped", wants=False).keep(session)
        for hour in (1, 2):
            alarm = proposing.propose_emergency(session, "xa-an", **WORDS, by="lan", now=NOON + hour * HOUR)
            proposing.second(session, alarm.id, by="an", now=NOON + hour * HOUR)
        ways = select(BroadcastPart.way).order_by(BroadcastPart.broadcast_id)
        return list(session.scalars(ways))

    assert await database.at_once(act) == [Way.PLATFORM, Way.PEOPLE, Way.PLATFORM, Way.PEOPLE]


async def test_news_planned_for_later_days_leave_the_reserve_to_an_emergency(database: Database) -> None:
    def act(session: Session) -> list[Way]:
        here = commune(session)
        values = {"ways": {"zalo": "platform"}, "platform_month": 3, "reserve": 1, "cap": 1}
        change_rule(session, "xa-an", values, by="lan", now=NOON)
        room = planning.newsrooms(session)[0]
        article(session, here, "Aaaaaa")
        planning.plan(session, room, NOON)
        session.scalars(select(Broadcast)).one().state = BroadcastState.SENDING
        article(session, here, "Bbbbbb")
        planning.plan(session, room, NOON)  # the cap moves it to the next day
        notice = announcing.propose_news(session, "xa-an", [], title="Cc", text="Dd", by="lan", now=NOON)
        proposing.approve(session, notice.id, by="lan", now=NOON)
        after_all = NOON + 25 * HOUR
        alarm = proposing.propose_emergency(session, "xa-an", **WORDS, by="lan", now=after_all)
        proposing.second(session, alarm.id, by="an", now=after_all)
        ways = select(BroadcastPart.way).order_by(BroadcastPart.broadcast_id)
        return list(session.scalars(ways))

    assert await database.at_once(act) == [Way.PLATFORM, Way.PLATFORM, Way.PEOPLE, Way.PLATFORM]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda s: proposing.propose_emergency(s, "xa-b", **WORDS, by="lan", now=NOON), "xa-b"),
        (lambda s: proposing.propose_emergency(s, "xa-an", **WORDS, by=" ", now=NOON), "--by"),
        (
            lambda s: proposing.propose_emergency(s, "xa-an", title="\x00", text="x", by="a", now=NOON),
            "Thiếu tiêu đề",
        ),
        (
            lambda s: proposing.propose_emergency(s, "xa-an", title="x", text="y" * 1_501, by="a", now=NOON),
            "dài quá",
        ),
        (
            lambda s: proposing.propose_emergency(s, "xa-an", **WORDS, link="javascript:x", by="a", now=NOON),
            "Liên kết",
        ),
        (lambda s: proposing.second(s, 99, by="lan", now=NOON), "số 99"),
        (lambda s: proposing.second(s, 1, by="lan", now=NOON), "không phải thông báo khẩn"),
        (lambda s: proposing.approve(s, 1, by="lan", now=NOON), "đã được duyệt"),
        (lambda s: proposing.start(s, 2, by="lan", now=NOON), "đã bắt đầu"),
        (lambda s: proposing.start(s, 3, by="lan", now=NOON), "đã hủy"),
        (lambda s: proposing.rehearse(s, 1, by="lan", now=NOON), "nhóm nhận thử"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_what_to_do(
    database: Database, act: Callable[[Session], object], why: str
) -> None:
    def whole(session: Session) -> None:
        here = commune(session)
        for state in (BroadcastState.PLANNED, BroadcastState.SENDING, BroadcastState.CANCELLED):
            broadcast(session, here, article(session, here, "Tin"), state=state)
        with pytest.raises(RefusedError, match=re.escape(why)):
            act(session)
        assert session.scalars(select(Change)).all() == []

    await database.at_once(whole)


async def test_without_an_account_nothing_is_proposed(database: Database) -> None:
    def act(session: Session) -> None:
        agency(session, "xa-an")
        with pytest.raises(RefusedError, match="chưa nối kênh"):
            proposing.propose_emergency(session, "xa-an", **WORDS, by="lan", now=NOON)

    await database.at_once(act)


async def test_an_editor_approves_what_changed_and_lets_it_begin_early(database: Database) -> None:
    def plan(session: Session) -> None:
        article(session, commune(session), "Tin")

    await database.at_once(plan)
    await planning.plan_due(database, NOON)

    def edit(session: Session) -> None:
        change(session, session.scalars(select(Article)).one(), "Tin khác", NOON + HOUR)

    await database.at_once(edit)
    await planning.plan_due(database, NOON + HOUR)

    def approve(session: Session) -> None:
        proposing.approve(session, 1, by="An", now=NOON + HOUR)

    await database.at_once(approve)
    assert await planning.plan_due(database, NOON + HOUR) == 0
    (news,) = await broadcasts_of(database)
    assert (news.state, news.approved_by) == (BroadcastState.PLANNED, "An")
    assert news.start_at == NOON + HOUR + timedelta(minutes=15)
    await database.at_once(lambda session: proposing.start(session, 1, by="An", now=NIGHT) and None)
    (news,) = await broadcasts_of(database)
    assert news.start_at == NOON + 19 * HOUR


async def test_a_rehearsal_goes_to_the_test_group_and_leaves_the_broadcast_alone(database: Database) -> None:
    def act(session: Session) -> tuple[Broadcast, Broadcast]:
        here = commune(session)
        session.add(
            preferences.Tester(
                person_key="zalo:xa-an:lan", agency_id=here.id, name="Lan", added_by="an", added_at=NOON
            )
        )
        news = broadcast(session, here, article(session, here, "Tin"))
        return news, proposing.rehearse(session, news.id, by="lan", now=NIGHT)

    news, trial = await database.at_once(act)
    assert news.state is BroadcastState.DRAFT
    assert (trial.kind, trial.about_id, trial.state) == (
        BroadcastKind.REHEARSAL,
        news.id,
        BroadcastState.PLANNED,
    )


async def test_a_rule_is_inherited_value_by_value_and_nonsense_is_refused(database: Database) -> None:
    def act(session: Session) -> None:
        top = agency(session, "tinh")
        agency(session, "xa-an", top)
        change_rule(session, "tinh", {"cap": 5, "undo_minutes": 60}, by="lan", now=NOON)
        rule = change_rule(session, "xa-an", {"cap": 2, "automatic": ["land"]}, by="an", now=NOON)
        assert (rule.cap, rule.undo_minutes, rule.automatic) == (2, 60, frozenset({"land"}))
        assert change_rule(session, "xa-an", {"cap": None}, by="an", now=NOON).cap == 5
        assert rule_of(session, "nowhere").cap == 3
        for values in ({"cap": 0}, {"quiet_from": 1_440}, {"ways": {"zalo": "fax"}}, {"nap": 1}):
            with pytest.raises(RefusedError):
                change_rule(session, "xa-an", values, by="an", now=NOON)

    await database.at_once(act)
