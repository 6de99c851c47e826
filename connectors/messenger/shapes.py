"""What is read of Facebook's JSON (Messenger's "Webhook events", the Graph API's "Page webhooks").

Whatever is missing, or of a type that it should not have, reads as empty: one wrong field must not cost a
citizen's words. The reader of an event says what it can't do without. Ids come as strings or numbers, times
as milliseconds or seconds. A whole number is to be given as the text of its digits, as `parsed` does.
"""

import json
from datetime import datetime
from typing import Annotated, Any, Self, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from connectors.messenger import repairing

Ident: TypeAlias = Annotated[str, BeforeValidator(repairing.ident)]
Person: TypeAlias = Annotated[str, BeforeValidator(repairing.person)]
Words: TypeAlias = Annotated[str, BeforeValidator(repairing.words)]
Payload: TypeAlias = Annotated[str, BeforeValidator(repairing.payload)]
Ref: TypeAlias = Annotated[str, BeforeValidator(repairing.ref)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(repairing.true)]
Moment: TypeAlias = Annotated[datetime | None, BeforeValidator(repairing.moment)]
_decoded = json.JSONDecoder(parse_int=str).decode
_T = TypeVar("_T")
Inner: TypeAlias = Annotated[_T, BeforeValidator(repairing.mapping)]
Inners: TypeAlias = Annotated[list[_T], BeforeValidator(repairing.mappings)]


def parsed(body: bytes) -> Any:
    """The JSON value of `body`; its whole numbers as text, however long they are.

    Raises:
        ValueError: it is not JSON, or nested too deeply to be read.
    """
    try:
        return _decoded(body.decode(errors="replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


class Shape(BaseModel):
    """A JSON object; keys that are not named are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    @classmethod
    def of(cls, raw: object) -> Self:
        return cls.model_validate(repairing.mapping(raw))


class Party(Shape):
    id: Person = ""


class Item(Shape):
    """What every element of `messaging` and `standby` has, of whatever kind it is."""

    sender: Inner[Party] = Party()
    recipient: Inner[Party] = Party()
    timestamp: Moment = None


class AttachmentPayload(Shape):
    sticker_id: Ident = ""


class Attachment(Shape):
    type: Ident = ""
    payload: Inner[AttachmentPayload] = AttachmentPayload()


class QuickReply(Shape):
    payload: Payload = ""


class Said(Shape):
    """`message`, of a person or, with `is_echo`, of the Page."""

    mid: Ident = ""
    text: Words = ""
    quick_reply: Inner[QuickReply] = QuickReply()
    attachments: Inners[Attachment] = Field(default_factory=list)
    sticker_id: Ident = ""
    is_echo: Flag = False
    is_deleted: Flag = False
    is_unsupported: Flag = False
    app_id: Ident = ""
    metadata: Payload = ""


class Referral(Shape):
    ref: Ref = ""


class Postback(Shape):
    mid: Ident = ""
    title: Words = ""
    payload: Payload = ""
    referral: Inner[Referral] = Referral()


class Optin(Shape):
    type: Ident = ""
    ref: Ref = ""


class Marks(Shape):
    """`delivery` and `read`: everything sent up to `watermark`."""

    mids: Annotated[tuple[str, ...], BeforeValidator(repairing.idents)] = ()
    watermark: Moment = None


class Reaction(Shape):
    mid: Ident = ""
    action: Ident = ""
    emoji: Words = ""
    reaction: Words = ""


class Edit(Shape):
    mid: Ident = ""
    num_edit: Ident = ""


class Enforcement(Shape):
    action: Words = ""
    reason: Words = ""


class Change(Shape):
    """`value` of a change of the field `feed`."""

    item: Ident = ""
    verb: Ident = ""
    comment_id: Person = ""
    post_id: Ident = ""
    author: Inner[Party] = Field(default=Party(), alias="from")
    sender_id: Person = ""
    message: Words = ""
    created_time: Moment = None


class Entry(Shape):
    """What happened on one Page."""

    id: Ident = ""
    time: Moment = None
