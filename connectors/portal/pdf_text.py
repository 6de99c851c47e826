"""The text of a PDF, page by page; the pages that are only pictures as pictures."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfReader

from connectors.portal import files_wording as wording
from connectors.portal.legacy_text import encoding_of, in_unicode
from connectors.portal.pages import PortalError, Unreadable
from connectors.portal.scans import fit, refuse_many

MOST_PAGES = 200
LEAST_TEXT = 20
"""Characters of a page that is text; a scan may carry a page number."""
LONGEST = 1_000_000


@dataclass(slots=True)
class Pdf:
    """`pictures`: the numbers of the pages that have no text but pictures."""

    pages: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    count: int = 0
    cut: bool = False


def opened(content: bytes) -> PdfReader:
    """Raises Unreadable for what is no PDF, or is locked by a password."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every oddity of every file
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            len(reader.pages)
    except MemoryError:
        raise
    except Exception as error:  # hostile bytes bring out any error of the library
        raise Unreadable(wording.BROKEN.format(kind="PDF")) from error
    if locked:
        raise Unreadable(wording.LOCKED)
    return reader


def read(reader: PdfReader) -> Pdf:
    found = Pdf(count=len(reader.pages))
    left = LONGEST
    for number in range(min(found.count, MOST_PAGES)):
        text = _page(reader, number, found)
        found.pages.append(text[:left])
        left -= len(text)
        if left <= 0:
            found.cut = True
            break
    return found


def picture_of(reader: PdfReader, number: int) -> Image.Image | None:
    """The largest picture of a page, upright, fit to be read; None where none can be unpacked.

    Raises Oversize for one of too many pixels, before it is unpacked.
    """
    page = reader.pages[number]
    named = [(width * height, name) for name, width, height in _pictures(page)]
    if not named:
        return None
    pixels, name = max(named)
    refuse_many(pixels)
    try:
        image = page.images[name].image
    except (PortalError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 (hostile bytes bring out any error of a decoder)
        return None
    if image is None:
        return None
    upright = fit(image)
    return upright.rotate(-(page.rotation or 0), expand=True, fillcolor="white")


def _page(reader: PdfReader, number: int, found: Pdf) -> str:
    try:
        page = reader.pages[number]
        text = _decoded(page, page.extract_text() or "")
        if len(text.strip()) < LEAST_TEXT and any(_pictures(page)):
            found.pictures.append(number)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (one broken page does not spoil the others)
        return ""
    return text


def _decoded(page: Any, text: str) -> str:
    fonts = {str(font.get_object().get("/BaseFont", "")) for font in _resources(page, "/Font")}
    old = {font for font in fonts if encoding_of(font)}
    if not old or len({encoding_of(font) for font in old}) > 1:
        return text
    # Which words stand in which font the text no longer says; what has capitals only is not turned into them.
    return in_unicode(text, min(old, key=lambda font: font.upper().endswith("H")).rstrip("Hh"))


def _pictures(page: Any) -> Iterator[tuple[str, int, int]]:
    for name, thing in _named_resources(page, "/XObject"):
        if thing.get("/Subtype") == "/Image":
            yield name, int(thing.get("/Width", 0)), int(thing.get("/Height", 0))


def _resources(page: Any, kind: str) -> Iterator[Any]:
    return (thing for _, thing in _named_resources(page, kind))


def _named_resources(page: Any, kind: str) -> Iterator[tuple[str, Any]]:
    resources = page.get("/Resources")
    things = resources.get_object().get(kind) if resources is not None else None
    for name, thing in things.get_object().items() if things is not None else ():
        yield str(name), thing.get_object()
