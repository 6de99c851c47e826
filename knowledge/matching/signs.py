"""What is told by its form, not its words: the code of a file, a piece of a program."""

import re

from knowledge.vietnamese.spelling import LONGEST

_DASH = r"\s{0,2}[-–—‑−]\s{0,2}"
_FILE = re.compile(
    # 000.00.12.H35-240101-0001 and H35.12-240101-0001, in any case, blanks beside the dashes
    rf"(?<![\w.])(?:000(?:\.\d{{2,3}}){{0,3}}\.)?[A-Z]\d{{1,2}}(?:\.\d{{1,4}}){{0,3}}{_DASH}\d{{6}}{_DASH}\d{{3,6}}(?!\w)"
    # the office's part alone: 000.00.12.H35
    r"|(?<![\w.])000(?:\.\d{2,3}){1,3}\.[A-Z]\d{2}(?![\w.]\w)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"<\s{0,3}/?\s{0,3}(?:script|iframe|img|svg|object|embed|style|body|html)\b"
    r"|\b(?:select|delete|union)\b[^;]{0,200}\b(?:from|select)\s"
    r"|\b(?:drop|truncate|alter|create)\s{1,5}(?:table|database|user)\b"
    r"|\binsert\s{1,5}into\b|\bupdate\s{1,5}\w{1,40}\s{1,5}set\b"
    r"|['\"]\s{0,5}(?:or|and)\s{1,5}['\"]?\w{1,20}['\"]?\s{0,5}=|;\s{0,5}--"
    r"|\bjavascript\s{0,3}:|\{\{[^}]{0,200}\}\}|\$\{[^}]{0,200}\}|\.\./\.\.|/etc/passwd"
    r"|\brm\s{1,5}-rf\b|\bos\.system\b|\beval\s{0,3}\(|\bexec\s{0,3}\(|\bimport\s{1,5}(?:os|sys)\b"
    r"|<\|[a-z_]{1,20}\|>|\[/?(?:inst|system)\]",
    re.IGNORECASE,
)


def file_code(text: str) -> str | None:
    """The code of somebody's file in `text`, as it stands on the receipt; None when there is none."""
    found = _FILE.search(text[:LONGEST])
    if found is None:
        return None
    return re.sub(r"\s", "", re.sub(r"[–—‑−]", "-", found[0])).upper()


def is_code_or_command(text: str) -> bool:
    """Whether `text` holds a piece of a program, a page or a query, which nobody asks an office."""
    return _PROGRAM.search(text[:LONGEST]) is not None
