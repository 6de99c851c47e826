"""The bytes of a page as text: what a portal says of its charset is heard, but not believed."""

import codecs
import re

from connectors.cleaning import cleaned
from connectors.portal import syllables
from connectors.portal.old_letters import in_unicode
from connectors.portal.pages import Fetched

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4_096
_MOST_BROKEN = 20
"""One broken letter in so many beyond ASCII: still UTF-8, cut or patched by somebody."""
_FALLBACKS = ("cp1258", "cp1252")
_JUDGED = 200_000
_CLEARLY = 0.05
_KNOWN = {
    "windows-1258": "cp1258", "x-windows-1258": "cp1258", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "x-sjis": "cp1252", "unicode": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_SINGLE = {"cp1258", "cp1252"}
"""Charsets that a portal of this country is written in, but for Unicode; any other told is a mistake."""


def text_of(fetched: Fetched) -> str:
    """The page as text in NFC, without control characters. Raises nothing: what can't be told is guessed.

    A byte order mark is believed, valid UTF-8 recognised whatever is said of it; then the charset that makes
    the most Vietnamese syllables, the told one (page before header) first. TCVN3 and VNI come out as Unicode
    where they are certain.
    """
    text = _decoded(fetched.body, fetched.charset)
    return in_unicode(cleaned(text, max(len(text), 1)))


def _decoded(body: bytes, told: str) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if wide := _wide(body[:_HEAD]):
        return body.decode(wide, "replace")
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if broken * _MOST_BROKEN <= beyond:
        return text
    return _single(body, [_charset(_META, body), _charset(_XML, body), told])


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of the tags is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _charset(pattern: re.Pattern[bytes], body: bytes) -> str:
    found = pattern.search(body[:_HEAD])
    return found[1].decode("ascii", "ignore") if found else ""


def _single(body: bytes, told: list[str]) -> str:
    names = [_KNOWN.get(name.strip().lower(), name.strip().lower()) for name in told]
    best, best_score = "", -1.0
    for name in dict.fromkeys([*(name for name in names if name in _SINGLE), *_FALLBACKS]):
        text = _by_table(body, name)
        score = syllables.share(re.sub(r"<[^<>]*>", " ", in_unicode(text[:_JUDGED])))
        if score > best_score + _CLEARLY:
            best, best_score = text, score
    return best


def _by_table(body: bytes, name: str) -> str:
    """Every byte has a letter: those that the table lacks are read as Latin 1."""
    table = "".join(_letter(byte, name) for byte in range(256))
    return codecs.charmap_decode(body, "strict", table)[0]


def _letter(byte: int, name: str) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)
