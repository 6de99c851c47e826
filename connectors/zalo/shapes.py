"""The shape of a call, read so that nothing in it can fail: a part that is missing or broken is empty.

To be given what `parsed` made of the body: there a number is the text of its digits.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

from connectors.cleaning import cleaned

LONGEST_TEXT = 20_000
_LONGEST_WORD = 300
_MOST_PARTS = 200
_ID = re.compile(r"[0-9A-Za-z_.+/=@-]{1,128}")
_decoded = json.JSONDecoder(parse_int=str).decode


def parsed(body: bytes) -> dict[str, Any] | None:
    """The JSON object of `body`, None if it is another value.

    Ids are larger than a float keeps, so whole numbers stay as they are written.

    Raises:
        ValueError: it is not JSON, or nested too deeply.
    """
    try:
        value = _decoded(body.decode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value if isinstance(value, dict) else None


def written(value: object) -> str:
    """A field as it is written; empty if it is no text and no whole number."""
    return value if isinstance(value, str) else ""


def _id(value: object) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _ids(value: object) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [found for each in several[:_MOST_PARTS] if (found := _id(each))]


def named(raw: Mapping[str, Any]) -> list[str]:
    """The ids of its account, which is absent where the others are given, of who gets it and who sends it."""
    sides = (raw.get("recipient"), raw.get("sender"))
    ids = (raw.get("oa_id"), *(side.get("id") for side in sides if isinstance(side, dict)))
    return [found for each in ids if (found := _id(each))]


def _text(longest: int) -> Callable[[object], str]:
    return lambda value: cleaned(written(value), longest)


def _object(value: object) -> object:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[object]:
    return [each for each in value[:_MOST_PARTS] if isinstance(each, dict)] if isinstance(value, list) else []


Id: TypeAlias = Annotated[str, BeforeValidator(_id)]
Ids: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_ids)]
Text: TypeAlias = Annotated[str, BeforeValidator(_text(LONGEST_TEXT))]
Word: TypeAlias = Annotated[str, BeforeValidator(_text(_LONGEST_WORD))]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Party(_Shape):
    """`admin_id`: the human who typed it in the OA Manager."""

    id: Id = ""
    admin_id: Id = ""


class Payload(_Shape):
    text: Text = ""


class Attachment(_Shape):
    type: Id = ""
    payload: Annotated[Payload, BeforeValidator(_object)] = Payload()


class Said(_Shape):
    """The `message` of a call."""

    msg_id: Id = ""
    msg_ids: Ids = ()
    text: Text = ""
    react_icon: Word = ""
    conversation_id: Id = ""
    tracking_id: Word = ""
    attachments: Annotated[tuple[Attachment, ...], BeforeValidator(_objects)] = ()


class FullAddress(_Shape):
    user_city: Word = ""
    user_ward: Word = ""
    user_address: Word = ""


class Info(_Shape):
    """What a person submitted, in the older shape (`address`, `city` …) or the newer (`full_address`)."""

    name: Word = ""
    phone: Word = ""
    user_dob: Word = ""
    gender: Word = ""
    address: Word = ""
    city: Word = ""
    district: Word = ""
    ward: Word = ""
    full_address: Annotated[FullAddress, BeforeValidator(_object)] = FullAddress()


class Call(_Shape):
    """One call, which is one event."""

    sender: Annotated[Party, BeforeValidator(_object)] = Party()
    recipient: Annotated[Party, BeforeValidator(_object)] = Party()
    event_name: Id = ""
    timestamp: Id = ""
    user_id: Id = ""
    follower: Annotated[Party, BeforeValidator(_object)] = Party()
    message: Annotated[Said, BeforeValidator(_object)] = Said()
    info: Annotated[Info, BeforeValidator(_object)] = Info()
