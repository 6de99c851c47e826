"""Files that portals offer, as text: DOCX, PDF, XLSX, scans, plain text."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from connectors.cleaning import cleaned
from connectors.portal import files_wording as wording
from connectors.portal.apart import SECONDS, read_apart
from connectors.portal.pages import Document, Oversize, ProcedurePage, Unreadable

LARGEST_FILE = 50_000_000
"""Bytes."""
LONGEST_TITLE = 300
TESSERACT = "tesseract"
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
)
_SNIFFED = 1_024
_NEVER_TEXT = {*range(9), *range(14, 32)}


def document(
    content: bytes, name: str, kind: str = "", *, tesseract: str = TESSERACT, seconds: int = SECONDS
) -> Document:
    """The text of a file; takes up to minutes for a scan, so a caller on the event loop gives it to a thread.

    `name` is its file's name or address, `kind` its media type as told; what it begins with counts more.
    `seconds` bound the time for computing. What can be opened but not relied on has a `doubt`.

    Raises Oversize, and Unreadable for what is broken, locked, no text, or takes too much time or memory.
    """
    task = _kind(content, name, kind)
    if task == "doc":
        return Document("", "doc", _title(name), wording.OLD_WORD)
    found = read_apart(task, content, tesseract, seconds)
    return Document(**found | {"title": _title(name)})


def procedure_in(content: bytes, name: str, kind: str = "", *, seconds: int = SECONDS) -> ProcedurePage:
    """A procedure in the national form out of a Word file (.docx).

    Raises as `document` does, and Unreadable for what is no procedure or no DOCX.
    """
    task = _kind(content, name, kind)
    if task != "docx":
        raise Unreadable(wording.OLD_WORD if task == "doc" else wording.NO_PROCEDURE)
    found = read_apart("procedure", content, TESSERACT, seconds)
    return ProcedurePage(**found | {"doubts": tuple(found["doubts"])})


def _kind(content: bytes, name: str, kind: str) -> str:
    if len(content) > LARGEST_FILE:
        size, limit = len(content) // 1_000_000, LARGEST_FILE // 1_000_000
        raise Oversize(wording.FILE_TOO_LARGE.format(size=size, limit=limit))
    if not content.strip():
        raise Unreadable(wording.EMPTY_FILE)
    for beginning, task in _BEGINNINGS:
        if content.startswith(beginning):
            return task
    if content.startswith(b"PK"):
        return _of_zip(content, name, kind)
    if b"%PDF-" in content[:_SNIFFED]:
        return "pdf"
    if _is_text(content[:_SNIFFED]):
        return "text"
    raise Unreadable(wording.UNKNOWN_FILE)


def _of_zip(content: bytes, name: str, kind: str) -> str:
    """The names of its parts stand in a zip as they are."""
    if b"word/document.xml" in content or name.lower().endswith(".docx") or "wordprocessingml" in kind:
        return "docx"
    if b"xl/workbook.xml" in content or name.lower().endswith(".xlsx") or "spreadsheetml" in kind:
        return "xlsx"
    raise Unreadable(wording.UNKNOWN_FILE)


def _is_text(beginning: bytes) -> bool:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not beginning.startswith(b"{\\rtf") and not any(byte in _NEVER_TEXT for byte in beginning)


def _title(name: str) -> str:
    """The name of the file without its ending, or the last part of its address."""
    bare = PurePosixPath(unquote(name.split("?", 1)[0]).replace("\\", "/")).stem
    return " ".join(cleaned(bare.replace("_", " "), LONGEST_TITLE).split())
