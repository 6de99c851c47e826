"""Where an agency's news, procedures and files are read from, and how the reading goes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.claims import Waiting, waiting_indexes
from connectors.database import Table


class SourceKind(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    PROCEDURE = "procedure"
    """One page of a procedure in the national form."""
    FOLDER = "folder"
    """A page that links to files, or a folder of this machine."""


class SourceState(StrEnum):
    READING = "reading"
    FAILING = "failing"
    """It could not be read lately; it is tried again, ever more rarely."""
    STOPPED = "stopped"
    """An editor stopped it, or must look at it; it is not read until somebody says so."""


class Source(Waiting, Table):
    """One address that is read again and again. It waits like any row of work: `due_at` is its next reading.

    `key` is its host, so that a host is read by one process at a time; `error` is what went wrong last, or is
    in doubt, as a sentence for an editor. One that was stopped does not wait: its state is DONE. Sources of a
    host take turns by their time (`knowledge.claiming_sources`).
    """

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("agency_id", "url"), *waiting_indexes("source"))

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    url: Mapped[str] = mapped_column(Text)
    kind: Mapped[SourceKind] = mapped_column(
        Enum(SourceKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    name: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """`selectors` (connectors.portal.pages.Selectors), `topics` (codes given to all of its articles), `hosts`
    (other hosts that its pages may be on)."""
    every: Mapped[int]
    """Seconds between two readings."""
    condition: Mapped[SourceState] = mapped_column(
        Enum(SourceState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=SourceState.READING,
    )
    failures: Mapped[int] = mapped_column(default=0)
    """Readings in a row that went wrong."""
    etag: Mapped[str] = mapped_column(default="")
    modified: Mapped[str] = mapped_column(default="")
    insecure: Mapped[bool] = mapped_column(default=False)
    """An editor allowed this host a certificate that is not valid."""
    baseline: Mapped[bool] = mapped_column(default=True)
    """It was never read whole: what is there already is not news."""
    read_at: Mapped[datetime | None]
    """When it was last read well."""
    missing_at: Mapped[datetime | None]
    """When there was first nothing at its address; None while there is."""
    found: Mapped[int] = mapped_column(default=0)
    """How many entries the last reading found."""
    created_at: Mapped[datetime]
    created_by: Mapped[str]
