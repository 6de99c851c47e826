"""Word files and spreadsheets are zip archives: looked at before anybody opens them."""

import zipfile
from io import BytesIO

from connectors.portal import files_wording as wording
from connectors.portal.pages import Oversize, PortalError, Unreadable

MOST_PARTS = 5_000
LARGEST_UNPACKED = 200_000_000
PIECE = 1 << 20
_XML = (".xml", ".rels", ".vml")


def refuse_traps(content: bytes) -> None:
    """Unpacks every part once without keeping it: the sizes that an archive declares may be lies.

    Raises Oversize for what unpacks to too much, Unreadable for what is broken or declares a document type
    (there entities are made that grow without end).
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _unpack(archive)
    except (PortalError, MemoryError):
        raise
    except Exception as error:  # hostile bytes bring out any error of an unpacker
        raise Unreadable(wording.BROKEN.format(kind="DOCX, XLSX")) from error


def _unpack(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Oversize(wording.BOMB)
    left = LARGEST_UNPACKED
    for part in parts:
        left = _within(archive, part, left)


def _within(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    tail, is_xml = b"", part.filename.lower().endswith(_XML)
    with archive.open(part) as opened:
        while piece := opened.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise Oversize(wording.BOMB)
            if is_xml and _declares(tail + piece):
                raise Unreadable(wording.DOCTYPE)
            tail = piece[-32:]
    return left


def _declares(piece: bytes) -> bool:
    """In UTF-16 too, where a zero stands beside each letter."""
    return b"<!DOCTYPE" in piece.replace(b"\0", b"") or b"<!ENTITY" in piece.replace(b"\0", b"")
