"""The door: what a page posted, read with suspicion."""

import json
import re
import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from connectors.messages import Address, Message
from connectors.webchat import wording

CHANNEL = "webchat"
LARGEST_BODY = 65_536
"""In bytes: 2,000 letters, each decomposed in three and each of these escaped, and a little more."""
_LONGEST_PAYLOAD = 500

# What a database refuses or a reader is misled by: NUL and other controls, halves of surrogate pairs, marks
# that turn the direction of writing. Line breaks and tabs stay; so do the joiners inside emoji.
_REMOVED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class BadBodyError(Exception):
    """What was posted is not a message."""


def clean(text: object) -> object:
    """`text` in NFC without characters that must not be kept; anything else as it is."""
    if not isinstance(text, str):
        return text
    return unicodedata.normalize("NFC", _REMOVED.sub("", text.replace("\r\n", "\n"))).strip()


class _Posted(BaseModel):
    model_config = ConfigDict(strict=True)

    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{8,64}$")]
    text: Annotated[str, BeforeValidator(clean)]
    payload: Annotated[str, BeforeValidator(clean), StringConstraints(max_length=_LONGEST_PAYLOAD)] | None = (
        None
    )


def read(body: bytes, *, agency: str, visitor: str, at: datetime) -> Message:
    """The message of a posted body.

    Raises:
        BadBodyError: it is not JSON of our shape, or larger than LARGEST_BODY.
    """
    if len(body) > LARGEST_BODY:
        raise BadBodyError
    try:
        posted = _Posted.model_validate(json.loads(body))
    except (ValueError, RecursionError) as error:  # pydantic's and json's own errors are ValueErrors
        raise BadBodyError from error
    name = f"{visitor}:{posted.id}"  # a page makes up its ids: they are its own only
    return Message(name, Address(CHANNEL, agency, visitor), posted.text, at, posted.payload)


def too_long(message: Message) -> bool:
    return len(message.text) > wording.LONGEST
