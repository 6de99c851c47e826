"""Messages that lean on the one before: a pick from what was offered, a facet without a procedure."""

import re
from collections.abc import Sequence

from knowledge.matching.understanding import Understood
from knowledge.vietnamese.folding import fold

_NUMBERS = {
    "nhat": 1, "dau": 1, "mot": 1, "1": 1,
    "hai": 2, "nhi": 2, "2": 2, "giua": 2,
    "ba": 3, "3": 3,
}  # fmt: skip
_PICK = re.compile(
    r"^(?:a |da |la |chon |lay |toi chon |minh chon |toi hoi |hoi )*"
    r"(?:(?:cai|so|thu|muc|loai|truong hop|lua chon|phuong an|y) ?)*(?:thu )?"
    r"(?P<number>nhat|dau|mot|1|hai|nhi|2|giua|ba|3|cuoi)(?: tien| cung)?(?= |$)(?P<rest>.*)$"
)
_BARE = re.compile(r"^(?:nhat|dau|mot|1|hai|nhi|2|giua|ba|3|cuoi)$")
_LEADS = re.compile(r"\b(?:cai|so|thu|muc|loai|truong hop|lua chon|phuong an|y)\b")
_REFUSES = re.compile(
    r"^(?:a |da |uh |oi )*(?:khong|sai|nham|chua)(?: phai| dung| trung)?"
    r"(?: roi| dau| cai nay| thu tuc nay| y toi| y minh)*(?: a| nhe| ban| oi)*$"
)
_AGAIN = re.compile(
    r"^(?:a |u |oi |co )*(?:chac|that|dung|phai the|phai vay)(?: chan| su| that)?(?: khong| chua| a)"
    r"|^(?:noi|tra loi|viet|tom tat|giai thich|nhac)?(?: lai)? ?"
    r"(?:ngan gon|ngan|gon|ro|ky|chi tiet|cu the|de hieu|don gian) ?(?:hon|lai|di|gium)"
    r"|^(?:noi|nhac|doc|giai thich|tra loi) lai"
)
_GOES_ON = re.compile(r"^(?:à |ừ |dạ |vâng )*(?:thế|vậy|nhưng|còn|mà)\b")
_GOES_ON_PLAINLY = re.compile(r"^(?:a |u |da |vang )*(?:nhung|(?:the|vay) (?:thi|con|neu|la|ma|minh|toi))\b")
"""Without marks "the" is a card, too, and "vay" a loan: a word behind them tells."""
TOPIC_WEIGHT = 0.5
"""A word counts as a topic from this weight on."""


def picked(question: Understood, offered: Sequence[str]) -> str | None:
    """The one of `offered` that "cái thứ hai", "số 2" or "2" points to; None when it is no such message."""
    text = " ".join(map(fold, question.words))
    found = _PICK.match(text) if offered else None
    if not found or not (_LEADS.search(text[: found.end("number")]) or _BARE.match(text)):
        return None
    word = found["number"]
    place = len(offered) if word == "cuoi" else _NUMBERS[word]
    return offered[place - 1] if place <= len(offered) else None


def refuses(question: Understood) -> bool:
    """Whether the message only says that what was answered is not meant."""
    text = " ".join(map(fold, question.words))
    return bool(_REFUSES.match(text))


def asks_again(question: Understood) -> bool:
    """Whether the message wants the last answer once more: sure? shorter? in other words?"""
    return bool(_AGAIN.match(" ".join(map(fold, question.words))))


def goes_on(text: str) -> bool:
    """Whether the message says by its first words that it goes on about the same matter."""
    plain = " ".join(text.lower().split())
    return bool(_GOES_ON.match(plain) or _GOES_ON_PLAINLY.match(fold(plain)))


def has_topic(question: Understood) -> bool:
    """Whether any word says which procedure is meant, beyond courtesies and the facet asked."""
    return any(weight >= TOPIC_WEIGHT for weight in question.weights) or bool(question.called)
