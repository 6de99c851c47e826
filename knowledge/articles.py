"""Articles of portals: what each says, under which addresses it stands, what an editor decided about it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class ArticleState(StrEnum):
    KEPT = "kept"
    """Known, and too old to be announced, or there before the source was."""
    WAITING = "waiting"
    """An editor is asked."""
    HELD = "held"
    """An editor must look first: a sign of secrecy, a text that could not be read well. Never automatic."""
    APPROVED = "approved"
    """May be told to followers; broadcasts are planned of it."""
    NEVER = "never"
    """An editor decided that it is never told."""
    GONE = "gone"
    """It vanished from the portal: it leaves plans."""


class Article(Table):
    """One article of an agency. The newest version stands here, all of them in `ArticleVersion`."""

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_agency_state", "agency_id", "state", "id"),
        Index("ix_article_agency_digest", "agency_id", "digest"),
        Index("ix_article_source_check", "source_id", "check_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"))
    """The source that is asked for it again; None: that was removed."""
    url: Mapped[str] = mapped_column(Text)
    """Where a reader is sent to."""
    title: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    """As the portal names them."""
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of topics that it belongs to (`knowledge.topics`)."""
    picture: Mapped[str] = mapped_column(Text, default="")
    """Address of the picture to show with it."""
    files: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """`url` and `name` of files it links to."""
    published_at: Mapped[datetime | None]
    digest: Mapped[str]
    """Of title, lead and text, however spaced and composed."""
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ArticleState] = mapped_column(
        Enum(ArticleState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What an editor is shown before deciding: `knowledge.guarding.Remark` as mappings."""
    first_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    """When it was found changed since; None: it is as it was first."""
    checked_at: Mapped[datetime | None]
    """When its own page was last looked at."""
    check_at: Mapped[datetime | None]
    """When its page is to be looked at again; None: never."""
    missing_at: Mapped[datetime | None]
    """When its page was first not there; None while it is. A day later, and still missing, it is gone."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    told_version: Mapped[int] = mapped_column(default=0)
    """The newest version that was told to followers; 0: none. Lower than `version`: it changed since."""


class ArticleAddress(Table):
    """Under which canonical addresses an article stands; one article may have many.

    An address that a source named is kept before its page is read, so that none is lost when the source names
    it no more: without an article it waits until `due_at`, or was left unread for good.
    """

    __tablename__ = "article_address"
    __table_args__ = (
        UniqueConstraint("agency_id", "address"),
        Index("ix_article_address_source_due", "source_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    address: Mapped[str] = mapped_column(Text)
    """`connectors.portal.addresses.canonical`."""
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"))
    """The source that named it first."""
    entry: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the source said of it (`knowledge.entries.Entry`), until its page is read."""
    due_at: Mapped[datetime | None]
    """When its page is to be read; None: it was, or is not worth it."""
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    """Why its page could not be read, as a sentence for an editor."""


class ArticleVersion(Table):
    """What an article said, version by version; a text that came back is a version again, never news."""

    __tablename__ = "article_version"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        Index("ix_article_version_digest", "digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    digest: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    at: Mapped[datetime]
