"""What was read at an address, and when two readings are the same article. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from connectors.cleaning import cleaned, unaltered
from connectors.portal.addresses import canonical
from connectors.portal.pages import ArticlePage, Document, FileLink
from knowledge import guarding
from knowledge.guarding import Remark, RemarkKind

TITLE, LEAD, TEXT, LABEL, URL = 1_000, 5_000, 200_000, 300, 2_000
MOST_CATEGORIES, MOST_FILES = 20, 50
AHEAD = timedelta(hours=1)
"""How far a clock of a portal may be ahead; a date beyond is not believed."""
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_TELLING = 80
"""Characters from which on a text tells one article from another; a shorter one may stand in many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What was read at `url`, made fit to be kept. `claimed`: what the page itself calls its address."""

    url: str
    title: str
    lead: str = ""
    text: str = field(default="", repr=False)
    author: str = ""
    origin: str = ""
    categories: tuple[str, ...] = ()
    picture: str = ""
    files: tuple[FileLink, ...] = ()
    published: datetime | None = None
    claimed: str = ""
    remarks: tuple[Remark, ...] = ()
    """What an editor must know of it."""

    @property
    def digest(self) -> str:
        """The same for the same title, lead and text, however spaced and composed.

        A text that tells little ("Lịch tiếp công dân", and a file) is told apart by its date and files, too.
        """
        parts = [self.title, self.lead, self.text]
        if len(self.lead) + len(self.text) < _TELLING:
            parts += [self.published.isoformat() if self.published else ""]
            parts += sorted(canonical(file.url) for file in self.files)
        told = "\n".join(" ".join(part.split()) for part in parts)
        return hashlib.sha256(told.encode()).hexdigest()


def piece_of(page: ArticlePage, url: str) -> Piece:
    """An article that was read at `url`. A long one takes its time: not for the event loop."""
    piece = Piece(
        url=unaltered(url)[:URL],
        title=" ".join(cleaned(page.title, TITLE).split()),
        lead=cleaned(page.lead, LEAD),
        text=cleaned(page.text, TEXT),
        author=cleaned(page.author, LABEL),
        origin=cleaned(page.origin, LABEL),
        categories=labels(page.categories),
        picture=unaltered(page.pictures[0].url)[:URL] if page.pictures else "",
        files=tuple(_file(file) for file in page.files[:MOST_FILES]),
        published=page.published,
        claimed=unaltered(page.canonical)[:URL],
    )
    return _guarded(piece, page.doubt)


def piece_of_document(document: Document, url: str, name: str) -> Piece:
    """A file that was read at `url`; `name` is what the page that links to it calls it."""
    piece = Piece(
        url=unaltered(url)[:URL],
        title=" ".join(cleaned(name or document.title or url, TITLE).split()),
        text=cleaned(document.text, TEXT),
        files=(FileLink(unaltered(url)[:URL], cleaned(name, LABEL)),),
    )
    return _guarded(piece, document.doubt)


def labels(names: Sequence[str]) -> tuple[str, ...]:
    """Names of categories, bounded."""
    found = (cleaned(name, LABEL) for name in names[:MOST_CATEGORIES])
    return tuple(name for name in found if name)


def believed(at: datetime | None, now: datetime) -> datetime | None:
    """A date that a portal tells, or None where it can't be true."""
    return at if at is not None and EARLIEST <= at <= now + AHEAD else None


def _guarded(piece: Piece, doubt: str) -> Piece:
    found = list(guarding.remarks(piece.title, piece.lead, piece.text))
    if doubt:
        found.append(Remark(RemarkKind.UNREADABLE, cleaned(doubt, LABEL), holds=True))
    return replace(piece, remarks=tuple(found))


def _file(link: FileLink) -> FileLink:
    return FileLink(unaltered(link.url)[:URL], cleaned(link.name, LABEL))
