"""Signs of secrecy: whether a line is a stamp or a header, and not words of running text. Pure."""

import re
from dataclasses import dataclass

from knowledge.guarding_patterns import (
    AT_FRONT,
    GRADE,
    IN_BRACKETS,
    IN_HEADER,
    INTERNAL,
    INTERNAL_IN_BRACKETS,
    LEVEL,
    LEVEL_WORD,
    NO_LEVEL,
    SPACED,
    STAMP,
    folded,
)

LONGEST_STAMP, LONGEST_HEADER = 60, 200
MOST_LEVEL_WORDS = 6
CLASSIFIED, INTERNAL_ONLY = "classified", "internal"
_EDGE = " \t\u00a0\"'“”‘’*_=.,:;!-–—•·~#()[]<>{}/\\|"
_SECRET = {"mật", "mât", "mạt", "mat"}
"""How `mật` is written, and read by machines; `mặt`, `mất`, `mắt`, `mát` are other words."""
_SECRET_BEFORE = {"tuyệt", "tuyêt", "tuyet", "tối", "tôi", "tói", "toi"}


@dataclass(frozen=True, slots=True)
class Sign:
    """`kind`: a value of `RemarkKind`; `text`: the sign as it stands there."""

    kind: str
    text: str


def sign_of(line: str, *, at_head: bool) -> Sign | None:
    """`line` in NFC, without blanks around. `at_head`: it stands in the title or among the first lines."""
    if len(line) > LONGEST_HEADER and not at_head:
        return None
    plain = folded(line)
    if place := _stamp(line, plain) or _level(line, plain) or (at_head and _of_head(line, plain)):
        return Sign(CLASSIFIED, line[place[0] : place[1]].strip(_EDGE) or line[:LONGEST_STAMP])
    return _internal(line, plain, at_head=at_head)


def _stamp(line: str, plain: str) -> tuple[int, int] | None:
    """A line that holds a stamp and nothing else."""
    if len(line) > LONGEST_STAMP:
        return None
    bare = line.strip(_EDGE)
    start = line.index(bare)
    letters = bare.split()
    if len(letters) > 2 and all(len(each) == 1 for each in letters):  # noqa: PLR2004 (M Ậ T has three)
        return (start, start + len(bare)) if _joined(letters) else None
    match = STAMP.fullmatch(plain[start : start + len(bare)])
    if match is None or not _is_secret(bare[match.start("grade") : match.end("grade")]):
        return None
    return start, start + len(bare)


def _joined(letters: list[str]) -> bool:
    word = "".join(letters)
    secret = SPACED.get(folded(word))
    return secret is not None and word[-3:].casefold() in _SECRET


def _level(line: str, plain: str) -> tuple[int, int] | None:
    """The field "Độ mật: …" at the beginning of a line, or of what is parted from it by blanks or signs."""
    for match in LEVEL.finditer(plain):
        front = plain[: match.start()]
        if front.strip(_EDGE) and not re.search(r"[;|\t]\s*$|\s{2,}$", front):
            continue
        value = re.split(r"[;|\t]|\s{2,}", match["value"])[0]
        if len(value.split()) <= MOST_LEVEL_WORDS and not NO_LEVEL.fullmatch(value or "khong"):
            return match.start(), match.start("value") + len(value)
        name = line[match.start() : match.start("value")].strip(_EDGE)
        if not value.strip(_EDGE) and _is_secret(name.rsplit(maxsplit=1)[-1]):
            return match.span()
    word = LEVEL_WORD.fullmatch(plain)
    return word.span() if word and _is_secret(line[word.start("value") : word.end("value")]) else None


def _of_head(line: str, plain: str) -> tuple[int, int] | None:
    """What is a sign in a title or a header only."""
    for match in IN_BRACKETS.finditer(plain):
        if _is_secret(line[match.start("grade") : match.end("grade")]) and _at_edge(plain, match):
            return match.span()
    front = AT_FRONT.match(plain)
    if front and _is_capital(line[front.start("grade") : front.end("grade")]):
        return front.span("grade")
    if len(line) <= LONGEST_HEADER and (header := IN_HEADER.fullmatch(plain) or IN_HEADER.match(plain)):
        group = "grade" if header["grade"] else "last"
        whole = group == "grade" or header.end() == len(plain)
        if whole and _is_capital(line[header.start(group) : header.end(group)]):
            return header.span(group)
    return None


def _at_edge(plain: str, match: re.Match[str]) -> bool:
    return not plain[: match.start()].strip(_EDGE) or not plain[match.end() :].strip(_EDGE)


def _internal(line: str, plain: str, *, at_head: bool) -> Sign | None:
    bare = plain.strip(_EDGE)
    if INTERNAL.fullmatch(bare):
        return Sign(INTERNAL_ONLY, line.strip(_EDGE)[:LONGEST_STAMP])
    if at_head:
        for match in INTERNAL_IN_BRACKETS.finditer(plain):
            if _at_edge(plain, match):
                return Sign(INTERNAL_ONLY, line[match.start() : match.end()].strip(_EDGE))
    return None


def _is_secret(grade: str) -> bool:
    """Whether the marks are those of the word, lost or misread, and not those of another."""
    *before, last = grade.casefold().split()
    if not before and last != "mật" and not grade.isupper():
        return False
    return last in _SECRET and all(word in _SECRET_BEFORE for word in before)


def _is_capital(grade: str) -> bool:
    return grade.isupper() and _is_secret(grade) and re.fullmatch(GRADE, folded(grade)) is not None
