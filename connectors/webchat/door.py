"""The door: what a page posted, read with suspicion."""

import json
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from connectors.cleaning import cleaned
from connectors.messages import Address, Message
from connectors.webchat import wording

CHANNEL = "webchat"
LARGEST_BODY = 65_536
"""In bytes: 2,000 letters, each decomposed in three and each of these escaped, and a little more."""
_LONGEST_PAYLOAD = 500


class BadBodyError(Exception):
    """What was posted is not a message."""


def clean(text: object) -> object:
    """`text` made fit to be kept; anything else as it is."""
    return cleaned(text, LARGEST_BODY) if isinstance(text, str) else text


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
