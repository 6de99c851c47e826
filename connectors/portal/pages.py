"""What is read from a portal, in our own words. Past this door nobody sees HTML or XML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its absolute address."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that an article or a folder links to, by its absolute address."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed, a sitemap, a listing or a folder: that there is something to be read at `url`."""

    url: str
    """Absolute, as linked; `addresses.canonical` makes it comparable."""
    title: str = ""
    published: datetime | None = None
    """Aware; a time without a zone is Vietnam's. None: not told, or nonsense."""
    summary: str = ""
    categories: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its page shows it, without menus, counters, related items and accessibility bars."""

    title: str
    lead: str
    """The paragraph in front, not repeated in `text`; empty where there is none."""
    text: str
    """Paragraphs parted by an empty line, in NFC."""
    published: datetime | None = None
    """Aware; None: the page does not say."""
    author: str = ""
    origin: str = ""
    """What the page names after "Nguồn:"."""
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    files: tuple[FileLink, ...] = ()
    canonical: str = ""
    """What the page itself calls its address, absolute; empty where it does not."""
    doubt: str = ""
    """Why an editor must look whether it was read well, as a sentence; empty: nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """A procedure in the national form. `facets` has keys of `knowledge.facets` and texts as published."""

    code: str
    name: str
    facets: Mapping[str, str]
    field: str = ""
    receiver: str = ""
    level: str = ""
    decision: str = ""
    doubts: tuple[str, ...] = ()
    """What could not be read for sure, as sentences for an editor."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file: DOCX, PDF, XLSX, a scan."""

    text: str
    kind: str
    """`docx`, `doc`, `pdf`, `xlsx`, `scan`, `text`."""
    title: str = ""
    doubt: str = ""
    """Why it can't be relied on, as a sentence for an editor; then it is not indexed."""


class Selectors(BaseModel):
    """CSS selectors of one portal's pages; an empty one is guessed. Kept in `Source.options`.

    `item`, and `link` and `date` within it, are of a listing; the others of an article's own page.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    item: str = Field("", max_length=300)
    link: str = Field("", max_length=300)
    date: str = Field("", max_length=300)
    title: str = Field("", max_length=300)
    lead: str = Field("", max_length=300)
    body: str = Field("", max_length=300)
    published: str = Field("", max_length=300)
    category: str = Field("", max_length=300)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page as it came. `unchanged`: the portal says that it is as it was; the body is empty then."""

    url: str
    """After redirects."""
    status: int
    kind: str
    """Its media type as told, in lower case, without parameters."""
    charset: str
    """As told; empty where it is not, and often wrong where it is."""
    body: bytes = field(repr=False)
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class PortalError(Exception):
    """It could not be read; the text is a sentence for an editor (`connectors/portal/wording.py`)."""

    passing: bool = True
    """Whether it may go well later, without anybody doing anything."""


class Away(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """The portal does not answer, answers with an error of its own, or too slowly."""


class Missing(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """There is nothing at this address: 404 or 410."""

    passing = False


class Forbidden(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """We may not read it: robots.txt, a host that is not allowed, a private network, 401, 403."""

    passing = False


class Oversize(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """It is larger than may be, or unpacks to more."""

    passing = False


class BadCertificate(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """The portal's certificate is not valid; an editor may make an exception for the host."""

    passing = False


class Unreadable(PortalError):  # noqa: N818 (kinds of PortalError read as states)
    """It is not what it should be: no feed, no article, an error page that calls itself fine."""

    passing = False
