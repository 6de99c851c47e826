"""Pages written in TCVN3 (ABC) or VNI fonts, whole or in parts, put into Unicode where that is certain."""

import html
import re

import viparse

from connectors.portal import syllables

_BETWEEN_TAGS = re.compile(r"(<[^<>]*>)")
_OLD = re.compile("[\x80-\xff]")
_MODERN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u0323\u1ea0-\u1ef9\ufffd]")
"""Letters of today's Vietnamese that neither old encoding has."""
_IN_WORD = re.compile("[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_ENCODINGS = ("tcvn3", "vni")
_JUDGED = 20_000
_LEAST_WORDS = 10
_MOST_NOW, _LEAST_THEN = 0.6, 0.9
_KEPT = 0.75
"""A piece whose words are syllables as they stand is left as it is."""


def in_unicode(page: str) -> str:
    """`page` with its TCVN3 or VNI texts in Unicode; tags, and texts that read well, are left alone."""
    if not _OLD.search(page) and "&" not in page:
        return page
    pieces = _BETWEEN_TAGS.split(page)
    old = {place: text for place in range(0, len(pieces), 2) if (text := _old(pieces[place]))}
    sample = "\n".join(old.values())[:_JUDGED]
    encoding = _encoding(sample)
    if not encoding:
        return page
    old = {place: text for place, text in old.items() if syllables.share(text) < _KEPT}
    for place, text in zip(old, _fixed(list(old.values()), encoding), strict=True):
        pieces[place] = _as_before(pieces[place], text)
    return "".join(pieces)


def _old(piece: str) -> str:
    """The piece on one line, if there are letters in it that may be of an old font; else empty."""
    if not piece.strip() or ("&" not in piece and not _OLD.search(piece)):
        return ""
    text = " ".join(html.unescape(piece).replace("\xa0", " ").split())
    return text if _IN_WORD.search(text) and not _MODERN.search(text) else ""


def _encoding(sample: str) -> str:
    if len(set(syllables.words_with_marks(sample))) < _LEAST_WORDS or syllables.share(sample) > _MOST_NOW:
        return ""
    shares = {name: syllables.share(viparse.fix(sample, encoding=name)) for name in _ENCODINGS}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _LEAST_THEN else ""


def _fixed(texts: list[str], encoding: str) -> list[str]:
    lines: list[str] = viparse.fix("\n".join(texts), encoding=encoding).split("\n")
    if len(lines) == len(texts):
        return lines
    return [viparse.fix(text, encoding=encoding) for text in texts]


def _as_before(piece: str, text: str) -> str:
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return before + html.escape(text, quote=False) + after
