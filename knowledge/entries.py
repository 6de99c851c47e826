"""What a source names: addresses that wait in the table until their pages are read."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import case, delete, func, select, update
from sqlalchemy.orm import Session

from connectors.cleaning import cleaned, unaltered
from connectors.inserting import insert_missing
from connectors.portal.addresses import canonical
from connectors.portal.pages import Away, Item, Missing, PortalError
from knowledge.articles import Article, ArticleAddress, ArticleState
from knowledge.identity import LABEL, LEAD, TITLE, URL, believed, labels
from knowledge.sources import Source
from knowledge.vanishing import GONE_AFTER

PARCEL = 1_000
MOST_READ = 20_000
"""Of one reading's entries so many, the newest, are kept to be read; a flood that is larger is an archive."""
PASSING_TRIES, OTHER_TRIES = 12, 4
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=12)
_DAY = timedelta(days=1)
_PROCEDURE, _MISSING = "procedure", "missing_at"
"""Names beside those of `Entry`: a procedure was read there; since when there has been nothing."""


class Entry(BaseModel):
    """What a source says of an address. `head`: above what was known; `baseline`: there before us."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    title: str = ""
    summary: str = ""
    categories: tuple[str, ...] = ()
    picture: str = ""
    published: datetime | None = None
    head: bool = False
    baseline: bool = False


def by_address(items: Sequence[Item]) -> dict[str, Item]:
    """The entries of a reading by canonical address, each once, in the order of the source."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(canonical(item.url), item)
    return found


def known_of(session: Session, agency_id: int, addresses: Sequence[str]) -> dict[str, int | None]:
    """Which of these addresses the agency knows, each with its article, if it was read."""
    known: dict[str, int | None] = {}
    for part in _parcels(addresses):
        query = select(ArticleAddress.address, ArticleAddress.article_id).where(
            ArticleAddress.agency_id == agency_id, ArticleAddress.address.in_(part)
        )
        known |= {row.address: row.article_id for row in session.execute(query)}
    return known


def rows_for(
    source: Source, items: dict[str, Item], known: dict[str, int | None], now: datetime
) -> list[dict[str, object]]:
    """The rows to insert for what is not known, to be read in the order of their dates, the newest first."""
    head = _head(list(items), known)
    fresh = [address for address in items if address not in known]

    def entry(address: str) -> Entry:
        return entry_of(items[address], now, head=address in head, baseline=source.baseline)

    return [
        {
            "agency_id": source.agency_id,
            "source_id": source.id,
            "address": address,
            "entry": entry(address).model_dump(mode="json"),
            "due_at": now,
        }
        for address in sorted(fresh, key=lambda address: _age(items[address], now))[:MOST_READ]
    ]


def entry_of(item: Item, now: datetime, *, head: bool, baseline: bool) -> Entry:
    """An entry of a feed, a listing, a folder, made fit to be kept."""
    return Entry(
        url=unaltered(item.url)[:URL],
        title=" ".join(cleaned(item.title, TITLE).split()),
        summary=cleaned(item.summary, LEAD)[:LABEL],
        categories=labels(item.categories),
        picture=unaltered(item.picture)[:URL],
        published=believed(item.published, now),
        head=head,
        baseline=baseline,
    )


def insert(session: Session, rows: Sequence[dict[str, object]]) -> None:
    """At most PARCEL rows of `rows_for`."""
    if rows:
        insert_missing(session, ArticleAddress, rows)


def parcels(rows: Sequence[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    """`rows` in parts that one transaction may insert."""
    return (rows[at : at + PARCEL] for at in range(0, len(rows), PARCEL))


def waiting(session: Session, source_id: int, now: datetime, most: int) -> Sequence[ArticleAddress]:
    """Addresses whose pages are to be read now: those named last before what is left of an old flood."""
    query = (
        select(ArticleAddress)
        .where(ArticleAddress.source_id == source_id, ArticleAddress.due_at <= now)
        .order_by(ArticleAddress.due_at.desc(), ArticleAddress.id)
        .limit(most)
    )
    return session.scalars(query).all()


def count_waiting(session: Session, source_id: int, now: datetime) -> int:
    """How many pages of it are to be read until `now`."""
    return count_all_waiting(session, (source_id,), now).get(source_id, 0)


def count_all_waiting(session: Session, ids: Collection[int], now: datetime) -> dict[int, int]:
    """The same of several sources, by their ids; those with none are left out."""
    query = select(ArticleAddress.source_id, func.count()).where(
        ArticleAddress.source_id.in_(ids), ArticleAddress.due_at <= now
    )
    return {key: count for key, count in session.execute(query.group_by(ArticleAddress.source_id)) if key}


def put_off(session: Session, row: ArticleAddress, error: PortalError, now: datetime) -> bool:
    """Its page could not be read: it is tried again, ever more rarely, and at last no more.

    Where a procedure was read it is tried for ever. Says whether that was missing twice, a day apart.
    """
    tries = row.tries + 1
    wait = min(_FIRST_WAIT * 2**row.tries, _LONGEST_WAIT) if isinstance(error, Away) else _DAY
    again = now + wait if tries < (PASSING_TRIES if error.passing else OTHER_TRIES) else None
    procedure, since = _PROCEDURE in row.entry, row.entry.get(_MISSING, now.isoformat())
    missing = procedure and isinstance(error, Missing)
    entry = row.entry | {_MISSING: since} if missing else row.entry
    again = again or now + _DAY if procedure else again
    values = {"tries": tries, "due_at": again, "error": cleaned(str(error), LABEL), "entry": entry}
    session.execute(update(ArticleAddress).where(ArticleAddress.id == row.id).values(**values))
    return missing and now - datetime.fromisoformat(since) >= GONE_AFTER


def keep_reading(session: Session, row: ArticleAddress, doubts: str, now: datetime) -> None:
    """A document that describes a procedure was read; it is again each day: it has no page of its own."""
    entry = {name: value for name, value in row.entry.items() if name != _MISSING} | {_PROCEDURE: True}
    values = {"due_at": now + _DAY, "tries": 0, "error": doubts[:LABEL], "entry": entry}
    session.execute(update(ArticleAddress).where(ArticleAddress.id == row.id).values(**values))


def see_again(session: Session, articles: Sequence[int], source_id: int, now: datetime) -> None:
    """Note that a source names them still: at most once a day, for unchanged rows are not written.

    One that was gone and is named again is looked at again; those whose own source was removed are now this
    one's.
    """
    look = case((Article.state == ArticleState.GONE, now), else_=Article.check_at)
    for part in _parcels(articles):
        seen = update(Article).where(Article.id.in_(part), Article.seen_at < now - _DAY)
        values = {"seen_at": now, "check_at": look}
        session.execute(seen.values(values), execution_options={"synchronize_session": False})
        left = update(Article).where(Article.id.in_(part), Article.source_id.is_(None))
        session.execute(left.values(source_id=source_id), execution_options={"synchronize_session": False})


def forget_waiting(session: Session, source_id: int) -> None:
    """What the source named and nobody has read."""
    unread = ArticleAddress.source_id == source_id, ArticleAddress.article_id.is_(None)
    session.execute(delete(ArticleAddress).where(*unread))


def _head(addresses: Sequence[str], known: dict[str, int | None]) -> set[str]:
    """Those above the first two neighbours that are known: one alone may be pinned to the top."""
    for at, address in enumerate(addresses):
        if address in known and (at + 1 == len(addresses) or addresses[at + 1] in known):
            return set(addresses[:at])
    return set(addresses)


def _age(item: Item, now: datetime) -> float:
    """In seconds; undated ones are taken for young, in the order of the source."""
    at = believed(item.published, now)
    return (now - at).total_seconds() if at else 0.0


def _parcels(values: Sequence[object]) -> Iterator[Sequence[object]]:
    return (values[at : at + PARCEL] for at in range(0, len(values), PARCEL))
