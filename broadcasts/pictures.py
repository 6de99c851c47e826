"""Covers: the picture of an article made into one that platforms take, kept and served by its digest."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from sqlalchemy import LargeBinary, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from broadcasts import posting_wording as wording
from broadcasts.drawing import plain_cover
from connectors.database import Database, Table
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import PortalError
from connectors.zalo.covers import LARGEST_SOURCE, CoverError, cover

log = logging.getLogger(__name__)
MEDIA = "/media/"
FETCH_SECONDS = 60
"""All of it, robots.txt and waiting for one's turn at the portal included."""


class Picture(Table):
    """A cover, a JPEG as `connectors.zalo.covers` makes it."""

    __tablename__ = "picture"

    digest: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of its bytes, in hex."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover that is kept. `remark`: why it is the plain one, as a sentence; empty where it is not."""

    digest: str
    content: bytes = field(repr=False)
    remark: str = ""


def forget_old(session: Session, before: datetime, most: int = 1_000) -> int:
    """Delete up to `most` covers kept before that: platforms have fetched theirs. Returns how many."""
    some = select(Picture.digest).where(Picture.made_at < before).limit(most)
    old = Picture.digest.in_(some), Picture.made_at < before
    gone = delete(Picture).where(*old).returning(Picture.digest)
    return len(session.scalars(gone).all())


class Covers:
    """`public_url`: where this deployment is reached from outside; empty: nobody can fetch from it."""

    def __init__(
        self, database: Database, fetcher: Fetcher, public_url: str, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._public_url = public_url.rstrip("/")
        self._clock = clock

    @property
    def reachable(self) -> bool:
        """Whether platforms can fetch covers."""
        return bool(self._public_url)

    def url(self, digest: str) -> str:
        """The public address of a cover; empty where there is none."""
        return f"{self._public_url}{MEDIA}{digest}.jpg" if self._public_url and digest else ""

    async def of(self, picture: str, near: str, name: str) -> Cover:
        """The cover made of `picture`, fetched from the host of the article at `near`.

        The plain one with the agency's `name` where there is no picture, or none that can be used.
        """
        if not picture:
            return await self.plain(name)
        try:
            content = await self._made(picture, near)
        except (PortalError, TimeoutError, CoverError, ValueError) as error:
            log.info("no cover of %s: %s", picture[:200], error)
            why = str(error) if isinstance(error, PortalError) else wording.NO_PICTURE
            return await self.plain(name, wording.PLAIN_COVER.format(why=why))
        return Cover(await self._keep(content), content)

    async def plain(self, name: str, remark: str = "") -> Cover:
        """The agency's plain cover."""
        content = await asyncio.to_thread(plain_cover, name)
        return Cover(await self._keep(content), content, remark)

    async def _made(self, picture: str, near: str) -> bytes:
        host = urlsplit(near).hostname
        hosts = [host] if host else None
        async with asyncio.timeout(FETCH_SECONDS):
            fetched = await self._fetcher.fetch(picture, hosts=hosts, largest=LARGEST_SOURCE)
        return await asyncio.to_thread(cover, fetched.body)

    async def _keep(self, content: bytes) -> str:
        return await self._database.at_once(partial(keep, content=content, now=self._clock()))


def keep(session: Session, content: bytes, now: datetime) -> str:
    """Keep a cover; returns its digest. The same one is kept once, from now on anew."""
    digest = hashlib.sha256(content).hexdigest()
    again = update(Picture).where(Picture.digest == digest).values(made_at=now).returning(Picture.digest)
    if session.scalar(again) is None:
        try:
            with session.begin_nested():
                session.add(Picture(digest=digest, content=content, made_at=now))
        except IntegrityError:  # another process has just kept it
            return digest
    return digest


def content_of(session: Session, digest: str) -> bytes | None:
    """A cover's bytes; None: there is none of that digest."""
    picture = session.get(Picture, digest)
    return None if picture is None else picture.content
