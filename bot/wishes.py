"""What people type to have something done with themselves, however they type it. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto

from knowledge.vietnamese.folding import fold

LONGEST = 80
"""Of a longer text the wish would be a part of something else."""


class Wish(Enum):
    ERASE = auto()
    """That all that is kept of the person be deleted."""
    ASSISTANT = auto()
    """That the assistant answers again, no human."""


_WHO = r"(?:toi|tui|minh|em|con|chau|t|ong|ba|co|chu|bac|anh|chi)"
PLEASE = rf"(?:(?:{_WHO}|xin|hay|vui long|lam on|nho|muon|can|yeu cau|de nghi|duoc|cho|tro ly) )*"
END = rf"(?: (?:di|nhe|nha|a|voi|ngay|nua|giup|gium|ho|o day|tren day|tai day|{_WHO}))*"
_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, re.compile(f"{PLEASE}{pattern}{END}"))
    for wish, pattern in (
        (
            Wish.ERASE,
            (
                r"(?:xoa|huy)(?: (?:bo|het|toan bo|tat ca|sach|giup|gium|ho|cac|moi|di))*"
                r" (?:du lieu|dl|thong tin|lich su|tin nhan|cuoc tro chuyen|tro chuyen)"
                rf"(?: (?:ca nhan|tro chuyen|chat|hoi dap|rieng))*(?: (?:cua|ve) (?:ca nhan )?{_WHO})?"
            ),
        ),
        (
            Wish.ASSISTANT,
            (
                r"(?:(?:hoi|goi|gap|noi chuyen voi|quay lai|tro lai|tiep tuc)(?: voi| hoi)? )?"
                r"tro ly(?: ao| tu dong)?(?: oi)?"
            ),
        ),
    )
)
_HINT = re.compile(r"xo|tin|thong bao")
_NOT_WORDS = re.compile(r"[\W_]+")


def plainly(text: str) -> str:
    """The words of `text` without marks, in lower case, one blank between two."""
    return _NOT_WORDS.sub(" ", fold(unicodedata.normalize("NFC", text)).lower()).strip()


def wish_of(text: str) -> Wish | None:
    """The wish that is all that `text` says, with marks or without; None for anything else."""
    if len(text) > LONGEST:
        return None
    plain = plainly(text)
    return next((wish for wish, pattern in _WISHES if pattern.fullmatch(plain)), None)


def may_be_one(text: str) -> bool:
    """Whether it is worth to read `text` as it was probably meant (Telex, slips) and look again."""
    return len(text) <= LONGEST and _HINT.search(fold(text).lower()) is not None


def wish_in(words: Sequence[str]) -> Wish | None:
    """The same of the words of an understood message."""
    return wish_of(" ".join(words))
