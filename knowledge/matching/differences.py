"""What tells candidates apart, in few words: three buttons must not begin alike."""

import re
from collections.abc import Sequence

from knowledge.matching.index import plain_name

PLAIN = "Trường hợp thông thường"
LONGEST = 60
VERB = 2
"""Words of a verb (đăng ký): it stays before "lại", which says nothing by itself."""
_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*$")


def differences(names: Sequence[str]) -> list[str]:
    """For each official name what it has that the others lack, at most `LONGEST` characters, all distinct."""
    plain = [_BRACKETS.sub("", plain_name(name)) or name for name in names]
    shared = _shared_beginning([name.lower().split() for name in plain])
    labels = [_label(name.split()[shared:] if shared > 1 else name.split()) for name in plain]
    return labels if len(set(labels)) == len(labels) else [_shortened(name) for name in _told_apart(names)]


def _shared_beginning(names: Sequence[list[str]]) -> int:
    count = 0
    for words in zip(*names, strict=False):
        if len(set(words)) > 1:
            break
        count += 1
    again = any(name[count : count + 1] == ["lại"] for name in names)
    return 0 if again and count <= VERB else count


def _label(words: Sequence[str]) -> str:
    text = " ".join(words).strip(" ,;:-–")
    return _shortened(text[:1].upper() + text[1:]) if text else PLAIN


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names that end alike too: numbered, so that each button is another."""
    return [f"{number}. {plain_name(name)}" for number, name in enumerate(names, start=1)]
