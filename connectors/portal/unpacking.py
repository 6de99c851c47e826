"""Bodies as they come over the wire, unpacked piece by piece, and never further than they may grow."""

import zlib

from connectors.portal import wording
from connectors.portal.pages import Away, Oversize, Unreadable

CODINGS = "gzip, deflate"
"""What we say that we take; a portal that sends another is not read."""
_GZIP = b"\x1f\x8b"


class Unpacker:
    """Takes pieces in order. `largest` bounds both what comes and what it unpacks to, in bytes."""

    def __init__(self, host: str, coding: str, largest: int) -> None:
        """Raises Unreadable for a coding that was not asked for."""
        self._host, self._largest = host, largest
        self._coding = coding.strip().lower().removeprefix("x-")
        if self._coding not in {"", "identity", "gzip", "deflate"}:
            raise self._unreadable()
        self._came = 0
        self._head: bytes | None = b""
        self._packed: zlib._Decompress | None = None
        self._body = bytearray()

    def take(self, piece: bytes) -> None:
        """Raises Oversize at the first byte too many, Unreadable where it can't be unpacked."""
        self._came += len(piece)
        if self._came > self._largest:
            raise too_large(self._largest)
        if self._head is not None:
            piece = self._head + piece
            self._head = piece if len(piece) < len(_GZIP) else None
            if self._head is not None:
                return
            self._packed = self._begin(piece)
        self._add(piece)

    def whole(self) -> bytes:
        """All of it. Raises Away where the end is missing."""
        if self._packed is not None and not self._packed.eof:
            raise Away(wording.BROKEN_OFF.format(host=self._host))
        return bytes(self._body) + (self._head or b"")

    def _begin(self, start: bytes) -> "zlib._Decompress | None":
        if self._coding == "gzip" and start.startswith(_GZIP):
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        if self._coding == "deflate":  # with the header of zlib, or, as some servers have it, without
            is_zlib = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
            return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        return None  # some portals say gzip and send plain text

    def _add(self, piece: bytes) -> None:
        if self._packed is None:
            self._body += piece
            return
        try:
            self._inflate(self._packed, piece)
        except zlib.error:
            raise self._unreadable() from None

    def _inflate(self, packed: "zlib._Decompress", piece: bytes) -> None:
        if packed.eof:
            return  # what stands behind the end is filling
        self._body += packed.decompress(piece, self._largest + 1 - len(self._body))
        if len(self._body) > self._largest:
            raise too_large(self._largest)

    def _unreadable(self) -> Unreadable:
        return Unreadable(wording.BADLY_PACKED.format(host=self._host, coding=self._coding[:20]))


def too_large(largest: int) -> Oversize:
    return Oversize(wording.TOO_LARGE.format(megabytes=f"{largest / 1_000_000:.3g}".replace(".", ",")))
