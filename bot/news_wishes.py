"""What people type about the news: all of it, a topic, how often, no more. Pure."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.wishes import END, LONGEST, PLEASE, plainly
from broadcasts.broadcast import Rhythm

Finding: TypeAlias = Callable[[str], str | None]
"""The code of the topic that some words name; None: of none."""
MOST_TOPICS = 10
PAYLOAD = "news"
"""Begins what our buttons about news carry: `news|topic|land`."""


@dataclass(frozen=True, slots=True)
class NewsWish:
    """`wanted`: None where it is only about how often, or what there is (`show`). No topics: all."""

    wanted: bool | None = None
    topics: tuple[str, ...] = ()
    rhythm: Rhythm | None = None
    unknown: str = ""
    """What was named as a topic and is none."""
    show: bool = False


_NOUN = r"(?:ban tin|tin tuc|tin moi(?! (?:ngay(?! khi)|tuan)(?!\w))|tin bai|tin|thong bao)"
_ABOUT = r"(?: (?P<about>ve|chu de|chuyen muc|muc|linh vuc))?"
_OURS = (
    r"(?: (?:cua|tu) (?:xa|phuong|tinh|co quan|trang|uy ban|cong)"
    r"(?: (?:nay|minh)|(?= (?:nhe|nha|a|di|voi|nua|hang|moi|ngay|mot)(?:\s|$))|$))?"
)
_SIGN_UP = r"(?:dang ky|dang ki|dk|theo doi|bat)(?: them)?(?: (?:de )?nhan)?"
_ON = re.compile(
    rf"{PLEASE}(?:chi )?(?:{_SIGN_UP}|nhan|gui)(?: them)?"
    rf"(?: cho (?:toi|minh|em|con|chau|tui))? {_NOUN}{_OURS}{_ABOUT}(?P<rest>(?: .+)?)"
)
_OFF = re.compile(
    rf"{PLEASE}(?:(?P<sure>ngung|tat|huy)|dung|thoi|bo"
    rf"|(?:khong|ko)(?= (?:nhan|gui|muon|can|dang|dk|theo|cho)))"
    rf"(?: (?:bo|dang ky|dang ki|dk|theo doi|nhan|gui|muon|can|cho))* (?:tin nhan|{_NOUN})"
    rf"{_OURS}{_ABOUT}(?P<rest>(?: .+)?)"
)
_SHOW = re.compile(
    rf"{PLEASE}(?:tin cua toi|(?:xem )?dang (?:ky|ki) tin cua toi|xem dang (?:ky|ki)(?: tin)?"
    rf"|(?:toi )?dang nhan (?:nhung )?tin (?:gi|nao)|(?:xem )?(?:cac )?chu de(?: tin)?"
    rf"|(?:doi|chon) chu de(?: tin)?|co (?:nhung )?tin (?:gi|nao)){END}"
)
_RHYTHMS: tuple[tuple[Rhythm, re.Pattern[str]], ...] = tuple(
    (rhythm, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
    for rhythm, pattern in (
        (Rhythm.WEEKLY, r"(?:hang|moi|theo|tung|(?:1|mot)) tuan(?: (?:1|mot) lan)?|tuan (?:1|mot) lan"),
        (Rhythm.DAILY, r"(?:hang|moi|theo|tung|(?:1|mot)) ngay(?: (?:1|mot) lan)?|ngay (?:1|mot) lan"),
        (Rhythm.INSTANT, r"ngay lap tuc|tuc thi|ngay khi co(?: tin)?|khi co tin(?: moi)?|lap tuc"),
    )
)
_RHYTHM = re.compile(
    rf"{PLEASE}(?:gui|gop|gui gop)"
    rf" (?:ngay khi co tin(?: moi)?|(?:moi|hang) (?:ngay|tuan)(?: (?:1|mot) lan)?){END}"
)
"""What our buttons about it say, typed."""
_LEFT_OVER = re.compile(rf"(?: (?:thoi|nua|cho|gium|giup|qua|moi|cac|tat ca|toan bo|het))*{END}")
_AND = re.compile(r" (?:va|cung|voi|hoac) ")
_TO_WRITE = re.compile(r"^\W*nh[aắ]n tin(?! tức| tuc)", re.IGNORECASE)
"""To write a message (nhắn tin), or perhaps, without marks, to get news (nhận tin)."""
_COMMA = re.compile(r"[,;+&/]+(?!\s*$)")
_NOTICES = re.compile(r"(?<!nhan )thong bao")
"""To register a notice is a procedure; to register for getting notices is not."""


def news_wish(text: str, find: Finding) -> NewsWish | None:
    """The wish about news that is all that `text` says, with marks or without; None for anything else."""
    if len(text) > LONGEST:
        return None
    wish = _wish(plainly(_COMMA.sub(" và ", text)), find)
    if wish and wish.unknown:
        return replace(wish, unknown=_as_typed(wish.unknown, text))
    return None if wish == NewsWish(wanted=True) and _TO_WRITE.search(_nfc(text)) else wish


def news_wish_in(words: Sequence[str], find: Finding) -> NewsWish | None:
    """The same of the words of an understood message."""
    return news_wish(" ".join(words), find)


def pressed(payload: str | None) -> NewsWish | None:
    """The wish behind one of our buttons; None for what is none of them."""
    kind, _, value = (payload or "")[:100].removeprefix(f"{PAYLOAD}|").partition("|")
    if not (payload or "").startswith(f"{PAYLOAD}|"):
        return None
    match kind:
        case "all":
            return NewsWish(wanted=True)
        case "none":
            return NewsWish(wanted=False)
        case "topic" if value:
            return NewsWish(wanted=True, topics=(value,))
        case "rhythm" if value in tuple(Rhythm):
            return NewsWish(rhythm=Rhythm(value))
        case _:
            return NewsWish(show=True)


def _wish(plain: str, find: Finding) -> NewsWish | None:
    if _SHOW.fullmatch(plain):
        return NewsWish(show=True)
    if _RHYTHM.fullmatch(plain):
        return NewsWish(rhythm=_rhythm(plain)[0])
    for pattern, wanted in ((_OFF, False), (_ON, True)):
        if found := pattern.fullmatch(plain):
            return _about(found, find, wanted=wanted)
    return None


def _about(found: re.Match[str], find: Finding, *, wanted: bool) -> NewsWish | None:
    rhythm, rest = _rhythm(found["rest"])
    if _LEFT_OVER.fullmatch(rest):
        if found["about"]:
            return NewsWish(show=True)
        return NewsWish(None if wanted and rhythm else wanted, rhythm=rhythm)
    notices = _NOTICES.search(found[0])
    if topics := () if notices else _topics(rest.strip(), find):
        return NewsWish(wanted, topics, rhythm)
    sure = found["about"] or (found.groupdict().get("sure") and not notices)
    return NewsWish(wanted, rhythm=rhythm, unknown=_POLITE.sub("", rest.strip())) if sure else None


def _as_typed(words: str, text: str) -> str:
    """The words with the marks that they have in the text."""
    typed, count = text.split(), len(words.split())
    tails = (" ".join(typed[start : start + count]) for start in range(len(typed) - count + 1))
    return next((tail.strip(" .,!?") for tail in tails if plainly(tail) == words), words)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _rhythm(rest: str) -> tuple[Rhythm | None, str]:
    for rhythm, pattern in _RHYTHMS:
        if pattern.search(rest):
            return rhythm, " ".join(("", *pattern.sub(" ", rest).split()))
    return None, rest


def _topics(words: str, find: Finding) -> tuple[str, ...]:
    """Those of all pieces, else the one that the words mean together ("giáo dục và đào tạo")."""
    pieces = [piece for piece in _AND.split(words) if piece][:MOST_TOPICS]
    codes = [_found(piece, find) for piece in pieces]
    if not all(codes):
        codes = [_found(words, find)]
    return tuple(dict.fromkeys(code for code in codes if code))


def _found(words: str, find: Finding) -> str | None:
    """As written, or without the polite words at its end."""
    words = _OF.sub("", words)
    bare = _POLITE.sub("", words)
    return find(words) or (find(bare) if bare and bare != words else None)


_OF = re.compile(r"^(?:cua|tu|o|tai) ")
_POLITE = re.compile(rf"(?: (?:nua|thoi))*{END}$")
