"""A commune with an account on each channel, its people and articles: what tests of the plans stand on."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts.audience import audience_of
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastPart, Rhythm, Way
from broadcasts.preferences import Preference, PreferenceTopic
from connectors.accounts import ChannelAccount
from connectors.database import Database
from connectors.messages import Address
from connectors.people import Person
from knowledge.agencies import Agency, AgencyLevel
from knowledge.articles import Article, ArticleState, ArticleVersion

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""A Monday, 12:00 in Vietnam."""
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
_NUMBERS = count(1)


def agency(session: Session, code: str, parent: Agency | None = None) -> Agency:
    level = AgencyLevel.COMMUNE if parent else AgencyLevel.PROVINCE
    row = Agency(
        code=code, name=f"UBND {code}", level=level, parent_id=parent and parent.id, created_at=NOON - WEEK
    )
    session.add(row)
    session.flush()
    return row


def commune(session: Session) -> Agency:
    """One with an account on Zalo."""
    here = agency(session, "xa-an")
    account(session, "zalo", "xa-an")
    return here


def account(session: Session, channel: str, code: str, **options: object) -> ChannelAccount:
    row = ChannelAccount(
        channel=channel,
        agency=code,
        platform_id=f"{channel}-{code}",
        app_id="app",
        options=options,
        sealed="",
        created_at=NOON - WEEK,
    )
    session.add(row)
    session.flush()
    return row


def article(
    session: Session,
    of: Agency,
    title: str,
    *,
    topics: tuple[str, ...] = (),
    state: ArticleState = ArticleState.APPROVED,
    at: datetime = NOON,
    lead: str = "Mở đầu.",
) -> Article:
    number = next(_NUMBERS)
    words = {"title": title, "lead": lead, "text": f"{title}. Nội dung.\n\nĐoạn hai.", "digest": str(number)}
    row = Article(
        agency_id=of.id,
        url=f"https://{of.code}.example/{number}",
        state=state,
        topics=list(topics),
        first_at=at,
        seen_at=at,
        published_at=at,
        decided_at=at if state is ArticleState.APPROVED else None,
        decided_by="lan" if state is ArticleState.APPROVED else "",
        **words,
    )
    session.add(row)
    session.flush()
    session.add(ArticleVersion(article_id=row.id, number=1, published_at=at, at=at, **words))
    session.flush()
    return row


def change(session: Session, row: Article, title: str, at: datetime) -> None:
    """The portal says something else now."""
    row.version += 1
    row.title, row.digest, row.changed_at = title, f"{row.digest}+", at
    words = {"title": title, "lead": row.lead, "text": row.text, "digest": row.digest}
    session.add(ArticleVersion(article_id=row.id, number=row.version, published_at=at, at=at, **words))
    session.flush()


@dataclass
class Citizen:
    """One person and what was chosen."""

    name: str
    wants: bool | None = None
    follows: bool | None = True
    active: timedelta | None = HOUR
    """How long ago the last act was."""
    gone: bool = False
    rhythm: Rhythm | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    channel: str = "zalo"
    agency: str = "xa-an"
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = Address(self.channel, self.agency, self.name).key

    def keep(self, session: Session, now: datetime = NOON) -> None:
        person = Person(
            key=self.key,
            channel=self.channel,
            agency=self.agency,
            person=self.name,
            first_at=now - WEEK,
            last_at=None if self.active is None else now - self.active,
            follows=self.follows,
            gone_at=now if self.gone else None,
            wants_news=self.wants,
        )
        session.add(person)
        if self.rhythm or self.wanted or self.unwanted:
            rhythm = self.rhythm or Rhythm.INSTANT
            chosen = bool(self.wanted)
            session.add(Preference(person_key=self.key, rhythm=rhythm, chosen=chosen, changed_at=now))
        for topics, wanted in ((self.wanted, True), (set(self.unwanted) - set(self.wanted), False)):
            session.add_all(
                PreferenceTopic(person_key=self.key, topic=topic, wanted=wanted) for topic in topics
            )


def broadcast(
    session: Session,
    of: Agency,
    *articles: Article,
    kind: BroadcastKind = BroadcastKind.NEWS,
    rhythm: Rhythm = Rhythm.INSTANT,
    **more: object,
) -> Broadcast:
    values = {"agency_id": of.id, "kind": kind, "rhythm": rhythm, "created_by": "lan", "created_at": NOON}
    row = Broadcast(**values, **more)
    session.add(row)
    session.flush()
    for position, item in enumerate(articles):
        session.add(
            BroadcastItem(broadcast_id=row.id, article_id=item.id, version=item.version, position=position)
        )
    session.flush()
    return row


def part(session: Session, of: Broadcast, channel: str = "zalo", code: str = "xa-an") -> BroadcastPart:
    row = BroadcastPart(broadcast_id=of.id, channel=channel, agency=code, way=Way.PEOPLE)
    session.add(row)
    session.flush()
    return row


def laid(
    session: Session, of: Broadcast, share: BroadcastPart, window: timedelta | None = timedelta(days=1)
) -> dict[str, str]:
    """Each person of the audience by name, with `planned` or the reason why not, taken in slices of two."""
    audience = audience_of(session, of, share, NOON, window=window)
    found: dict[str, str] = {}
    low = ""
    while True:
        slice_ = audience.rows.where(audience.key > low).order_by(audience.key).limit(2)
        rows = session.execute(slice_).all()
        if not rows:
            return found
        for key, state, reason in rows:
            found[key.rpartition(":")[2]] = reason or state
            low = key


async def broadcasts_of(database: Database) -> list[Broadcast]:
    async with database.reading() as session:
        return list(await session.scalars(select(Broadcast).order_by(Broadcast.id)))


async def items(database: Database) -> list[tuple[int, str, int]]:
    """Broadcast, title and version of each article in a broadcast."""
    async with database.reading() as session:
        rows = await session.execute(
            select(BroadcastItem.broadcast_id, Article.title, BroadcastItem.version)
            .join(Article, Article.id == BroadcastItem.article_id)
            .order_by(BroadcastItem.broadcast_id, BroadcastItem.position)
        )
        return [(row[0], row[1], row[2]) for row in rows]
