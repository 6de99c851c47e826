"""Text from outside made fit to be kept: what a database refuses, or a reader is misled by, is taken out."""

import re
import unicodedata

LONGEST = 20_000
"""Characters that are kept of one text; no platform lets a person write more."""

# NUL and other controls, halves of surrogate pairs, marks that turn the direction of writing. Line breaks and
# tabs stay; so do the joiners inside emoji.
_MISLEADING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_SHORT = 1_000
_MARKS = 10


def cleaned(text: str, longest: int = LONGEST) -> str:
    """`text` in NFC and at most so long, without characters that must not be kept."""
    text = _MISLEADING.sub("", text[: 3 * longest].replace("\r\n", "\n"))  # decomposed, a letter may be three
    return unicodedata.normalize("NFC", _few_marks(text)).strip()[:longest].strip()


def unaltered(text: str) -> str:
    """`text` as it came, but for what no database takes: for values of ours that come back."""
    return _UNKEPT.sub("", text)


def _few_marks(text: str) -> str:
    """At most ten marks on a letter: the time to normalise them grows squared, 0.3 s for 20,000."""
    if len(text) <= _SHORT or text.isascii():
        return text
    letters, run = [], 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= _MARKS:
            letters.append(letter)
    return "".join(letters)
