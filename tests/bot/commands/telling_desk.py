"""A commune whose news are told: accounts, people and articles behind the commands' backs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from shell import plain_url
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from broadcasts import controlling, laying
from broadcasts.broadcast import Broadcast, BroadcastPart, BroadcastState, Way
from broadcasts.posts import Post, PostState
from connectors.accounts import ChannelAccount
from connectors.people import Person
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState, ArticleVersion

T = TypeVar("T")
AN, BINH, CHI = "8100000000001", "8100000000002", "8100000000003"
HOUR, WINDOW = timedelta(hours=1), timedelta(hours=48)


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """The database of the commune xa-b."""

    def __init__(self, url: str) -> None:
        self._url = plain_url(url)

    def do(self, act: Callable[[Session], T]) -> T:
        engine = create_engine(self._url)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            done = act(session)
        engine.dispose()
        return done

    def furnish(self) -> None:
        """A Zalo account; of its followers An is reached, Binh stopped and Chi was silent for long."""

        def act(session: Session) -> None:
            account(session, "zalo")
            person(session, AN, last_at=now() - timedelta(minutes=5))
            person(session, BINH, wants_news=False)
            person(session, CHI, last_at=now() - timedelta(days=30))
            for number, title in enumerate(("Lịch tiêm chủng", "Cắt điện", "Công văn"), start=1):
                article(session, number, title)
            session.get_one(Article, 3).state = ArticleState.HELD

        self.do(act)

    def begin(self, number: int) -> None:
        """It begins, and everybody stands in the ledger."""

        def act(session: Session) -> None:
            controlling.begin(session, session.get_one(Broadcast, number), now())
            parts = select(BroadcastPart).where(
                BroadcastPart.broadcast_id == number, BroadcastPart.way == Way.PEOPLE
            )
            for part in session.scalars(parts).all():
                laying.lay_out(session, part.id, now(), window=WINDOW)

        self.do(act)

    def end(self, number: int) -> None:
        """It is over, whoever was not told."""

        def act(session: Session) -> None:
            session.get_one(Broadcast, number).state = BroadcastState.DONE

        self.do(act)

    def set(self, person: str, **values: str) -> None:
        """What became of a person's share."""
        given = ", ".join(f"{name} = :{name}" for name in values)
        who = {"key": f"zalo:xa-b:{person}", "at": now() - HOUR, **values}

        def act(session: Session) -> None:
            session.execute(
                text(f"UPDATE delivery SET attempted_at = :at, {given} WHERE person_key = :key"), who
            )
            session.execute(text("UPDATE parcel SET dirty = true"))

        self.do(act)

    def publish(self, number: int, outcome: PostState, reason: str = "", **known: str) -> int:
        """A publication of a broadcast; returns its number."""

        def act(session: Session) -> int:
            names = {"channel": "zalo", "agency": "xa-b"}
            part = BroadcastPart(broadcast_id=number, way=Way.PLATFORM, **names)
            session.add(part)
            session.flush()
            post = Post(part_id=part.id, broadcast_id=number, key="zalo:xa-b", due_at=now(), **names)
            post.outcome, post.reason, post.known = outcome, reason, known
            session.add(post)
            session.flush()
            return post.id

        return self.do(act)


def account(session: Session, channel: str, **options: object) -> None:
    session.add(
        ChannelAccount(
            channel=channel,
            agency="xa-b",
            platform_id=f"{channel}-1",
            app_id="app",
            options=options,
            sealed="",
            created_at=now(),
        )
    )


def person(session: Session, name: str, *, channel: str = "zalo", **values: object) -> None:
    known = {"follows": True, "last_at": now() - HOUR, **values}
    names = {"channel": channel, "agency": "xa-b", "person": name}
    session.add(Person(key=f"{channel}:xa-b:{name}", first_at=now() - WINDOW, **names, **known))


def article(session: Session, number: int, title: str) -> None:
    home = session.scalars(select(Agency).where(Agency.code == "xa-b")).one()
    words = {"title": title, "lead": "Mở đầu.", "text": f"{title}. Nội dung.", "digest": str(number)}
    row = Article(
        id=number,
        agency_id=home.id,
        url=f"https://b.example/{number}",
        state=ArticleState.WAITING,
        topics=["health"],
        first_at=now(),
        seen_at=now(),
        published_at=now(),
        **words,
    )
    session.add(row)
    session.flush()
    session.add(ArticleVersion(article_id=number, number=1, published_at=now(), at=now(), **words))
