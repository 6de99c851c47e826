"""What is noted of a source: how a reading went, when the next one is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from connectors import claims
from connectors.portal.hosts import Resting
from connectors.portal.pages import Missing, PortalError
from knowledge.agencies import Agency
from knowledge.claiming_sources import LEASE
from knowledge.sources import Source, SourceKind, SourceState
from knowledge.vanishing import GONE_AFTER

AGAIN = timedelta(minutes=1)
"""After so long the rest is read, where a source has more pages than one reading takes."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(days=1)
LONG = timedelta(days=1)
"""A source that was not read for so long is an editor's matter."""
MANY = 3
_ATTEMPTS = 1_000
RENEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a reading went. `more`: pages are left that can be read at once. `doubt`: for an editor.

    `etag` and `modified` are what the portal said of a page that was read whole; None: as they were.
    """

    more: bool = False
    doubt: str = ""
    etag: str | None = None
    modified: str | None = None


def renew(session: Session, source: Source, now: datetime) -> bool:
    """Go on holding the source; whether it is still ours."""
    until = now + LEASE
    held = claims.keep(session, Source, source, lease_until=until)
    source.lease_until = until if held else source.lease_until
    return held


def read_well(session: Session, source: Source, outcome: Outcome, now: datetime) -> bool:
    """Note a reading that went well, and hand the source back."""
    noted: dict[str, object] = {
        "condition": SourceState.READING,
        "failures": 0,
        "missing_at": None,
        "read_at": now,
    }
    noted["etag"] = source.etag if outcome.etag is None else outcome.etag
    noted["modified"] = source.modified if outcome.modified is None else outcome.modified
    pause = AGAIN if outcome.more else timedelta(seconds=source.every)
    return claims.keep(session, Source, source, **noted) and _back(
        session, source, now + pause, outcome.doubt
    )


def failed(session: Session, source: Source, error: PortalError, now: datetime) -> bool:
    """Note why it could not be read, and hand it back to be tried again, ever more rarely.

    Says whether it was still held. What was missing is read anew when it is there again, changed or not.
    """
    failures = source.failures + 1
    missing = source.missing_at or now if isinstance(error, Missing) else source.missing_at
    noted: dict[str, object] = {
        "condition": SourceState.FAILING,
        "failures": failures,
        "missing_at": missing,
    }
    if isinstance(error, Missing):
        noted |= {"etag": "", "modified": ""}
    pause = min(FIRST_PAUSE * 2 ** min(source.failures, 10), LONGEST_PAUSE)
    again = max(now + pause, error.until) if isinstance(error, Resting) else now + pause
    return claims.keep(session, Source, source, **noted) and _back(session, source, again, str(error))


def is_gone(source: Source, error: PortalError, now: datetime) -> bool:
    """Whether a page of a procedure that was missing before, a day ago or more, is missing again.

    `source` is as it was when it was claimed; what else may be wrong with a portal does not count.
    """
    since = source.missing_at
    missing = isinstance(error, Missing) and since is not None and now - since >= GONE_AFTER
    return missing and source.kind is SourceKind.PROCEDURE


def is_long(source: Source, now: datetime) -> bool:
    """Whether it could not be read for so long that an editor must look."""
    since = source.read_at or source.created_at
    return source.failures >= MANY and now - since >= LONG


def home_of(session: Session, agency_id: int) -> tuple[str, str]:
    """The agency's code, and its name with those of all above it: its province is one of them."""
    agency: Agency | None = session.get_one(Agency, agency_id)
    code, names = agency.code if agency else "", []
    while agency is not None:
        names.append(agency.name)
        agency = session.get(Agency, agency.parent_id) if agency.parent_id else None
    return code, ", ".join(names)


def _back(session: Session, source: Source, due_at: datetime, error: str) -> bool:
    return claims.release(
        session, Source, source, due_at=due_at, error=error, attempts=_ATTEMPTS, counted=False
    )
