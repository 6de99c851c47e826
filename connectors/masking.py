"""Personal data out of a text before it is kept: numbers that name a person, addresses, days of birth."""

import re
import unicodedata

from connectors import wording

# One letter for one letter, so that a place in the folded text is the same place in the real one:
# people leave the marks out, and a rule that needed them would see half of what it should.
_FOLDED = {
    code: (unicodedata.normalize("NFD", chr(code))[0]).lower()
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
} | {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"}

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:[.+@-]*\w)*")

_START = r"(?<![^\W\d_])(?<!\[)"  # not within a word, nor in a word of ours
_LETTER = r"(?:[a-z](?![^\W_]))?"
_HOUSE = rf"\d{{1,5}}{_LETTER}(?:[/-]\d{{1,4}}{_LETTER}){{0,5}}(?!\d|[/-]|\.\d)"
_LANE = r"(?:ngo|ngach|hem|kiet|duong|pho)"
_AMONG = (  # words that end an address: a larger place, or the sentence going on
    r"(?:phuong|xa|thi|quan|huyen|tinh|thanh|tp|can|lam|co|muon|hoi|xin|nop|dang|de|phai|la|va|cho|duoc|toi"
    r"|mat|het|bao|may|nhu|nen|khong|ko|so|cccd|cmnd|sdt|dien)\b"
)
_TAIL = rf"(?:\s+(?!{_AMONG})[^\s,.;:?!\[\]]+){{0,8}}"
_ADDRESS = re.compile(
    rf"{_START}(?:"
    rf"(?:so\s+nha|nha\s+so)\s*:?\s*{_HOUSE}"
    rf"|(?:dia\s+chi|d/c)(?:\s+[^\W\d]{{1,10}}){{0,3}}\s*:?\s*(?:so\s+)?{_HOUSE}(?!\s*(?:dong|ngay|thang|nam|gio)\b)"
    rf"|(?:o|tai)\s+so\s+{_HOUSE}"
    rf"|(?:so\s+|(?<![\d.,/-])){_HOUSE}\s*,?\s+(?:ngo|ngach|hem|kiet)\s+{_HOUSE}"
    rf"|so\s+{_HOUSE}\s*,?\s+{_LANE}\b"
    rf"|(?<![\d.,/-])\d{{1,5}}[a-z]?/\d{{1,4}}[a-z]?\s+{_LANE}\b"
    rf"|(?:ngo|ngach|hem|kiet)\s+(?:so\s+)?{_HOUSE}"
    rf"){_TAIL}"
)

_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})(?!\d)"
_DAY_IN_WORDS = r"\d{1,2}\s+thang\s+\d{1,2}(?!\d)(?:\s*,?\s*nam\s+\d{4}(?!\d))?"
_BORN = re.compile(rf"{_START}(?:sinh\s+ngay|ngay\s+sinh|sinh)\s*:?\s*(?:la\s+)?(?:{_DAY}|{_DAY_IN_WORDS})")

# What looks like a number of a person and is not: the code of a file, of a procedure, of a law, a day.
_KEPT = (
    r"(?:\d{3}\.\d{2}\.\d{2}\.)?h\d{2}(?:\.\d{1,3}){0,4}-\d{6}-\d{4,6}(?!\d)"
    r"|(?<![\d.])\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.h\d{2})?(?![.\-]?\d)"
    r"|(?<!\d)\d{1,4}/(?:19|20)\d{2}/[a-z]"
    r"|(?<![\d/.-])\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)(?:19|20)\d{2}(?![\d/.-])"
    r"|(?<!\d)(?:(?:19|20)\d{2}[ \u00a0–-]{1,3}){1,3}(?:19|20)\d{2}(?![ .\u00a0–-]{0,2}\d)"
)
_PASSPORT = r"(?<![^\W\d_])[a-z]\d{7,8}(?!\d)"
_RUN = r"(?:\(\+?\d{1,4}\)[ .-]{0,2}|\+)?\d(?:[ \t\u00a0.()–-]{0,2}\d){5,}"
_NUMBER = re.compile(rf"(?P<kept>{_KEPT})|(?P<passport>{_PASSPORT})|(?P<run>{_RUN})")
_SHORTEST = 8  # a run of fewer digits names nobody
_IDENTITY = {9, 12}
_PHONE = {10, 11}
_UNIT = re.compile(r"\s?(?:dong|d|vnd|nghin|ngan|trieu|tr|ty|ti|m2|m²|ha)(?![^\W_])")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def masked(text: str) -> str:
    """`text` in NFC, with each personal datum replaced by a word in brackets that says what stood there.

    Codes of files and procedures, numbers of laws, years and sums of money stay. Masking what is masked
    changes nothing.
    """
    text = unicodedata.normalize("NFC", text)
    for pattern, word in (
        (_BORN, wording.MASK_BORN),
        (_ADDRESS, wording.MASK_ADDRESS),
        (_EMAIL, wording.MASK_EMAIL),
    ):
        text = _replaced(text, pattern, word)
    return _numbers_replaced(text)


def _folded(text: str) -> str:
    return text.translate(_FOLDED)


def _replaced(text: str, pattern: re.Pattern[str], word: str) -> str:
    pieces, done = [], 0
    for match in pattern.finditer(_folded(text)):
        pieces += [text[done : match.start()], word]
        done = match.end()
    return "".join((*pieces, text[done:]))


def _numbers_replaced(text: str) -> str:
    folded = _folded(text)
    pieces, done = [], 0
    for match in _NUMBER.finditer(folded):
        pieces += [text[done : match.start()], _said(match, folded) or text[match.start() : match.end()]]
        done = match.end()
    return "".join((*pieces, text[done:]))


def _said(match: re.Match[str], folded: str) -> str | None:
    """The word for what was found; None when it may stay."""
    if match["kept"]:
        return None
    if match["passport"]:
        return wording.MASK_PASSPORT
    run, digits = match["run"].lstrip("("), sum(letter.isdecimal() for letter in match["run"])
    if digits < _SHORTEST or _is_sum(run, digits, folded, match.end()):
        return None
    if _is_phone(run, digits):
        return wording.MASK_PHONE
    return wording.MASK_IDENTITY if digits in _IDENTITY else wording.MASK_RUN


def _is_phone(run: str, digits: int) -> bool:
    if run[0] == "+":
        return True
    return digits in _PHONE if run[0] == "0" else run[:2] == "84" and digits == max(_PHONE)


def _is_sum(run: str, digits: int, folded: str, end: int) -> bool:
    if run[0] in "+0":
        return False
    if _UNIT.match(folded, end):
        return True
    return digits not in _IDENTITY and _THOUSANDS.fullmatch(run) is not None
