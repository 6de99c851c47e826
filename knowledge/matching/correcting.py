"""Messages that say what is *not* meant: "không phải thường trú, tôi hỏi tạm trú"."""

import re

_END = r"(?=[,;.!?]|$|\s(?:mà|ma|chứ|chu|tôi|toi|mình|minh|em|ý|y|nhé|nhe|nha)\s)"
_NOT = r"(?:không|khong|ko|hông|hong|chẳng|chang) (?:phải|phai)|(?:đừng|dung) (?:đưa|dua|nói|noi|lấy|lay)"
_DENIED = re.compile(
    rf"(?:(?:chứ|chu|mà|ma) )?(?:{_NOT})(?: (?:là|la|loại|loai|bản|ban|cái|cai))? [^,;.!?]*?{_END}",
    re.IGNORECASE,
)
_CASE = re.compile(r"(?:\b(?:nếu|neu|giả sử|gia su)\b)[^?;]*?\b(?:thì|thi)\b", re.IGNORECASE)
_CORRECTS = re.compile(
    r"^\W*(?:(?:à|a|ạ|ơ|o|ủa|ua|dạ|da) )?(?:"
    r"(?:không|khong|ko|hông|hong|sai|nhầm|nham)(?: phải| phai| đúng| dung| rồi| roi)?(?:\W|$)"
    r"|(?:ý|y) (?:là|la|tôi|toi|mình|minh|em|của)|(?:tôi|toi|mình|minh) (?:hỏi|hoi) (?:là|la)\b)",
    re.IGNORECASE,
)
_AND_THAT = re.compile(
    r"^\W*(?:(?:thế|the|vậy|vay) (?:còn|con)\b|(?:còn|con) .*\b(?:thì sao|thi sao|sao|thế nào|the nao)\W*$)",
    re.IGNORECASE,
)


def without_case(text: str) -> str:
    """`text` without the case that it puts first: what is asked stands after "nếu … thì"."""
    rest = _CASE.sub(" ", text, count=1)
    return rest if len(rest.split()) > 1 else text


def without_denied(text: str) -> str:
    """`text` without what it says it does not mean; `text` itself when nothing else would be left."""
    rest = _DENIED.sub(" ", text)
    return rest if len(rest.split()) > 1 else text


def corrects(text: str) -> bool:
    """Whether the message takes back or turns what was understood before."""
    return bool(_CORRECTS.search(text) or _AND_THAT.search(text))
