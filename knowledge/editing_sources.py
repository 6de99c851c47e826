"""What is done to sources: adding one, stopping it, removing it, trusting its host. Each act is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from connectors.claims import WaitState
from connectors.portal.addresses import bare, canonical
from knowledge import news_wording as wording
from knowledge import recorded, recorded_wording
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleAddress
from knowledge.changes import Change, in_order
from knowledge.claiming_sources import LOCAL
from knowledge.entries import forget_waiting
from knowledge.refusals import RefusedError
from knowledge.sources import Source, SourceKind, SourceState


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to be added. `every`: seconds between two readings; `insecure`: any certificate is taken."""

    url: str
    kind: SourceKind
    name: str
    every: int
    options: dict[str, Any] = field(default_factory=dict)
    insecure: bool = False


def add_source(session: Session, agency: Agency, new: NewSource, *, by: str, now: datetime) -> Source:
    """Add it; it is due at once. Raises RefusedError: the agency has it already."""
    in_order(session)
    own = session.scalars(select(Source).where(Source.agency_id == agency.id)).all()
    for source in own:
        if canonical(source.url) == canonical(new.url):
            raise RefusedError(wording.SAME_SOURCE.format(agency=agency.code, number=source.id))
    source = Source(
        key=host_of(new.url),
        due_at=now,
        agency_id=agency.id,
        url=new.url,
        kind=new.kind,
        name=new.name,
        options=new.options,
        every=new.every,
        insecure=new.insecure,
        created_at=now,
        created_by=by,
    )
    session.add(source)
    session.flush()
    _record(session, source, recorded_wording.SOURCE_ADDED, by, now, after=_told(source))
    return source


def stop(session: Session, number: int, *, by: str, now: datetime) -> Source:
    """It is not read until somebody says so; a reading that goes on ends after its page."""
    source = find_source(session, number)
    before = _told(source)
    source.condition, source.state, source.lease_until = SourceState.STOPPED, WaitState.DONE, None
    _record(session, source, recorded_wording.SOURCE_STOPPED, by, now, before=before, after=_told(source))
    return source


def go_on(session: Session, number: int, *, by: str, now: datetime) -> Source:
    """It is read again, at once; what went wrong before is forgotten."""
    source = find_source(session, number)
    before = _told(source)
    source.condition, source.state, source.error = SourceState.READING, WaitState.WAITING, ""
    source.due_at, source.failures, source.attempts, source.missing_at = now, 0, 0, None
    _record(session, source, recorded_wording.SOURCE_RESUMED, by, now, before=before, after=_told(source))
    return source


def remove(session: Session, number: int, *, by: str, now: datetime) -> Source:
    """Its articles stay, and are not looked at again; what it named and nobody read is forgotten."""
    source = find_source(session, number)
    _record(session, source, recorded_wording.SOURCE_REMOVED, by, now, before=_told(source))
    forget_waiting(session, source.id)
    for table in (Article, ArticleAddress):
        session.execute(update(table).where(table.source_id == source.id).values(source_id=None))
    session.delete(source)
    return source


def trust(session: Session, host: str, *, trusted: bool, by: str, now: datetime) -> Sequence[Source]:
    """Take any certificate of this host, or only valid ones again. Raises RefusedError: it has no source."""
    in_order(session)
    host = bare(host.strip().lower())
    sources = session.scalars(select(Source).where(Source.key == host).order_by(Source.id)).all()
    if not sources:
        raise RefusedError(wording.NO_HOST.format(host=host))
    before = {source.agency_id: {"insecure": source.insecure} for source in sources}
    for source in sources:
        source.insecure = trusted
        source.due_at = now
    what = (recorded_wording.HOST_TRUSTED if trusted else recorded_wording.HOST_DISTRUSTED).format(host=host)
    for agency_id in dict.fromkeys(source.agency_id for source in sources):
        change = Change(agency_id=agency_id, by=by, what=what, at=now, learned=False)
        change.subject = f"host:{host}"
        change.before, change.after = before[agency_id], {"insecure": trusted}
        session.add(change)
    return sources


def find_source(session: Session, number: int) -> Source:
    """Raises RefusedError if there is none of this number."""
    source = session.scalar(select(Source).where(Source.id == number).with_for_update())
    if source is None:
        raise RefusedError(wording.NO_SOURCE.format(number=number))
    return source


def host_of(url: str) -> str:
    """By which sources take turns: one of a host is read at a time."""
    return LOCAL if url.startswith(LOCAL) else bare((urlsplit(url).hostname or "").lower())


def _told(source: Source) -> dict[str, Any]:
    """What the change log keeps of it."""
    return {"url": source.url, "every": source.every, "state": source.condition.value}


def _record(
    session: Session, source: Source, what: str, by: str, now: datetime, **values: dict[str, Any]
) -> None:
    in_order(session)
    told, subject = what.format(source=recorded.source(source.name, source.url)), f"source:{source.id}"
    change = Change(agency_id=source.agency_id, by=by, what=told, at=now, subject=subject, **values)
    change.learned = False
    session.add(change)
