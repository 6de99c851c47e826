"""A province and its communes with articles, followers, an account on Zalo: what pages about news show."""

from datetime import timedelta

from known import NOW, furnish
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import Delivery, DeliveryState, Parcel
from broadcasts.posts import Post, PostState
from connectors.accounts import ChannelAccount
from connectors.database import Database
from connectors.messages import Address
from connectors.people import Person
from knowledge.articles import Article, ArticleState, ArticleVersion
from knowledge.guarding import remarks

SECRET = "MẬT\nKế hoạch diễn tập.\nLiên hệ ông A, CCCD 079085001234."
PLAIN = "Thông báo lịch cắt điện ngày 25/11"
HELD = "Kế hoạch diễn tập"
SENT, RUNNING = 900, 901
DAY = timedelta(days=1)


def article(
    number: int, title: str, text: str, state: ArticleState = ArticleState.WAITING, agency: int = 1
) -> list[object]:
    found = [remark.as_mapping() for remark in remarks(title, "", text)]
    words = {"title": title, "lead": "", "text": text, "digest": str(number)}
    row = Article(
        id=number,
        agency_id=agency,
        url=f"https://cong.example/{number}",
        state=state,
        topics=["electricity"],
        remarks=found,
        first_at=NOW,
        seen_at=NOW,
        published_at=NOW,
        version=1,
        told_version=0,
        **words,
    )
    return [row, ArticleVersion(article_id=number, number=1, published_at=NOW, at=NOW, **words)]


def follower(number: int, channel: str = "zalo", *, wants: bool | None = None, days: float = 0.1) -> Person:
    address = Address(channel, "tinh-a", f"55{number:04}")
    return Person(
        key=address.key,
        channel=channel,
        agency="tinh-a",
        person=address.person,
        first_at=NOW - DAY,
        last_at=NOW - timedelta(days=days),
        follows=True,
        wants_news=wants,
    )


def account(channel: str = "zalo") -> ChannelAccount:
    return ChannelAccount(
        channel=channel, agency="tinh-a", platform_id=f"1-{channel}", app_id="2", sealed="", created_at=NOW
    )


def ledger(session: Session, number: int, state: BroadcastState, states: list[tuple[str, str]]) -> None:
    """A broadcast that began, whose ledger holds these states and reasons, three to a parcel."""
    over = state is BroadcastState.DONE
    session.add(
        Broadcast(
            id=number,
            agency_id=1,
            kind=BroadcastKind.NEWS,
            state=state,
            title="Tạm ngừng tiếp dân",
            text="Sáng 25/11 trụ sở tạm ngừng tiếp dân.",
            created_by="lan",
            created_at=NOW,
            approved_by="lan",
            approved_at=NOW,
            start_at=NOW,
            began_at=NOW,
            ended_at=NOW if over else None,
        )
    )
    session.flush()
    part = BroadcastPart(broadcast_id=number, channel="zalo", agency="tinh-a", way=Way.PEOPLE, laid=True)
    session.add(part)
    session.flush()
    keys = [Address("zalo", "tinh-a", f"55{place:04}").key for place in range(len(states))]
    for key, (kind, reason) in zip(keys, states, strict=True):
        session.add(Delivery(broadcast_id=number, person_key=key, state=DeliveryState(kind), reason=reason))
    for at in range(0, len(states), 3):
        kinds = [kind for kind, _ in states[at : at + 3]]
        session.add(
            Parcel(
                key=f"{number}:{at}",
                broadcast_id=number,
                part_id=part.id,
                channel="zalo",
                agency="tinh-a",
                first_key=keys[at],
                last_key=keys[min(at + 2, len(keys) - 1)],
                size=len(kinds),
                tally={kind: kinds.count(kind) for kind in kinds},
                due_at=NOW + DAY,
                state="done" if over else "waiting",  # else the clock may end it while a test looks
            )
        )
    session.flush()


def unknown_post(session: Session, number: int) -> None:
    part = BroadcastPart(broadcast_id=number, channel="messenger", agency="tinh-a", way=Way.POST)
    session.add(part)
    session.flush()
    where = {"channel": "messenger", "agency": "tinh-a", "key": "messenger:tinh-a", "state": "done"}
    session.add(Post(part_id=part.id, broadcast_id=number, due_at=NOW, outcome=PostState.UNKNOWN, **where))
    session.flush()


async def newsroom(database: Database) -> None:
    """Articles 1 to 4; 40 followers, two who want no news, three silent too long; two broadcasts."""
    await furnish(database)
    states = [("seen", "")] * 80 + [("unknown", "Lost: no answer in time"), ("skipped", "stopped")]

    def fill(session: Session) -> None:
        session.add_all([account(), *(follower(number) for number in range(40))])
        session.add_all([follower(50, wants=False), follower(51, wants=False)])
        session.add_all(follower(number, days=30) for number in (60, 61, 62))
        for rows in (
            article(1, PLAIN, "Từ 7 giờ 30 đến 11 giờ."),
            article(2, HELD, SECRET, ArticleState.HELD),
            article(3, "Lịch tiêm chủng tháng 11", "Tại trạm y tế.", ArticleState.KEPT),
            article(4, "Họp dân xã C", "Tối thứ sáu.", agency=3),
        ):
            session.add_all(rows[:1])
            session.flush()
            session.add_all(rows[1:])
        ledger(session, SENT, BroadcastState.DONE, states)
        unknown_post(session, SENT)
        ledger(session, RUNNING, BroadcastState.PAUSED, [("seen", ""), ("planned", "")])

    await database.at_once(fill)
