"""Text from outside, made fit for both databases."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge import wording

LINK_CHARACTERS = 2_000


def clean(text: str) -> str:
    """One form of every letter (NFC), one kind of line break, no blanks around.

    Raises ValueError for what a database refuses: NUL, halves of surrogate pairs.
    """
    if "\0" in text:
        raise ValueError(wording.HAS_NUL)
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError(wording.HAS_SURROGATE)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def link(text: str) -> str:
    """An address that opens safely, or nothing. Raises ValueError for any other."""
    text = clean(text)
    if text and (not text.lower().startswith(("http://", "https://")) or len(text.split()) > 1):
        raise ValueError(wording.NOT_A_LINK)
    return text


_cleaned = AfterValidator(clean)

Label = Annotated[str, Field(max_length=500), _cleaned]
Paragraph = Annotated[str, Field(max_length=5_000), _cleaned]
Page = Annotated[str, Field(max_length=120_000), _cleaned]
Link = Annotated[str, Field(max_length=LINK_CHARACTERS), AfterValidator(link)]
