"""The one event of a call in our words. What nobody knows, and what is broken, is an Odd."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from connectors.doors import STALE, Door
from connectors.messages import (
    Address,
    Echoed,
    Event,
    Followed,
    Form,
    Message,
    Odd,
    Opened,
    Reacted,
    Receipt,
    ReceiptKind,
    StaffReplied,
    Submitted,
    Unfollowed,
    Withdrew,
)
from connectors.zalo import buttons
from connectors.zalo.attachments import BY_EVENT, form_of, words_of
from connectors.zalo.names import CHANNEL
from connectors.zalo.shapes import Call, Info

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MILLISECONDS = 10**11
"""Smaller numbers are seconds: in milliseconds they would lie before 1973."""
_NOT_ECHOES = ("oa_send_anonymous_", "oa_send_group_", "oa_send_consent")


@dataclass(frozen=True, slots=True)
class Heard:
    """A call whose signature is right. `at` is what it says, never later than `now`."""

    call: Call
    door: Door
    at: datetime
    now: datetime
    digest: str
    """Of the raw body, which stays the same when the call is repeated."""

    @classmethod
    def of(cls, call: Call, door: Door, body: bytes, now: datetime) -> "Heard":
        return cls(call, door, moment(call.timestamp, now), now, hashlib.sha256(body).hexdigest())

    def event(self) -> Event:
        name = self.call.event_name
        if self.at < self.now - STALE:
            return self._odd(f"{name} (too old)")
        tell = _KINDS.get(name) or _tell_of_family(name)
        if tell is None:
            return self._odd(name or "unnamed")
        return tell(self) or self._odd(f"{name} (broken)")

    def someone(self, *ids: str) -> Address | None:
        """The first of `ids` that is a person; the account itself is none."""
        person = next((each for each in ids if each and each != self.door.account), None)
        return None if person is None else Address(CHANNEL, self.door.agency, person)

    def of_message(self) -> str | None:
        """The name of an event that is a message, or the answer of a human."""
        msg_id = self.call.message.msg_id
        return f"{self.door.account}:{msg_id}" if msg_id else None

    def of_act(self, who: Address, *more: str) -> str:
        """The name of any other event: the same when it is repeated."""
        told = (self.call.event_name, who.person, self.call.timestamp or self.digest, *more)
        return ":".join((self.door.account, *told))

    def _odd(self, name: str) -> Odd:
        call = self.call
        ids = (call.follower.id, call.user_id, call.sender.id, call.recipient.id)
        who = self.someone(*ids) or Address(CHANNEL, self.door.agency, "")
        return Odd(f"{self.door.account}:{self.digest}", who, self.at, name)


def moment(timestamp: str, now: datetime) -> datetime:
    """When a call says that it happened: milliseconds, seconds where they are clearly meant; else `now`."""
    if not (timestamp.isascii() and timestamp.isdigit()):
        return now
    number = int(timestamp)
    milliseconds = number if number >= _FIRST_MILLISECONDS else number * 1000
    if milliseconds >= (now - _EPOCH) // timedelta(milliseconds=1):
        return now
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _said(heard: Heard) -> Message | None:
    who, name = heard.someone(heard.call.sender.id), heard.of_message()
    return None if who is None or name is None else _message(heard, who, name)


def _said_unseen(heard: Heard) -> Message | None:
    """An anonymous visitor is reached by the visitor's id and the talk's."""
    visitor, talk = heard.someone(heard.call.sender.id), heard.call.message.conversation_id
    name = heard.of_message()
    if visitor is None or not talk or name is None:
        return None
    who = Address(CHANNEL, heard.door.agency, f"anon:{visitor.person}:{talk}")
    return _message(heard, who, name)


def _message(heard: Heard, who: Address, name: str) -> Message:
    said = heard.call.message
    form = form_of(heard.call.event_name.partition("_send_")[2], said)
    pressed = buttons.heard(said.text) if form is Form.TEXT else None
    if pressed is None:
        return Message(name, who, said.text, heard.at, form=form)
    payload, label = pressed
    return Message(name, who, label, heard.at, payload)


def _followed(heard: Heard) -> Followed | None:
    who = heard.someone(heard.call.follower.id, heard.call.user_id)
    return Followed(heard.of_act(who), who, heard.at) if who else None


def _unfollowed(heard: Heard) -> Unfollowed | None:
    who = heard.someone(heard.call.follower.id, heard.call.user_id)
    return Unfollowed(heard.of_act(who), who, heard.at) if who else None


def _opened(heard: Heard) -> Opened | None:
    who = heard.someone(heard.call.user_id, heard.call.sender.id)
    return Opened(heard.of_act(who), who, heard.at) if who else None


def _withdrew(heard: Heard) -> Withdrew | None:
    who = heard.someone(heard.call.user_id, heard.call.sender.id)
    return Withdrew(heard.of_act(who), who, heard.at) if who else None


def _submitted(heard: Heard) -> Submitted | None:
    who, info = heard.someone(heard.call.sender.id, heard.call.user_id), particulars(heard.call.info)
    return Submitted(heard.of_act(who), who, heard.at, info) if who and info else None


def particulars(info: Info) -> Mapping[str, str]:
    """What was given, of: name, phone, born, gender, address, ward, district, city."""
    full = info.full_address
    given = {
        "name": info.name,
        "phone": info.phone,
        "born": info.user_dob,
        "gender": info.gender,
        "address": full.user_address or info.address,
        "ward": full.user_ward or info.ward,
        "district": info.district,
        "city": full.user_city or info.city,
    }
    return MappingProxyType({word: value for word, value in given.items() if value})


def _delivered(heard: Heard) -> Receipt | None:
    return _receipt(heard, ReceiptKind.DELIVERED)


def _seen(heard: Heard) -> Receipt | None:
    return _receipt(heard, ReceiptKind.SEEN)


def _receipt(heard: Heard, kind: ReceiptKind) -> Receipt | None:
    """Sheets disagree on who is sender and who recipient; what is tracked went to a phone, not from here."""
    call = heard.call
    ids = call.message.msg_ids or tuple(filter(None, (call.message.msg_id,)))
    who = heard.someone(call.sender.id, call.recipient.id, call.user_id)
    if who is None or not ids or call.message.tracking_id:
        return None
    return Receipt(heard.of_act(who, ids[0]), who, heard.at, kind, ids)


def _reacted(heard: Heard) -> Reacted | None:
    said, who = heard.call.message, heard.someone(heard.call.sender.id)
    if who is None or not said.msg_id:
        return None
    return Reacted(heard.of_act(who, said.msg_id), who, heard.at, said.msg_id, said.react_icon)


def _sent(heard: Heard) -> StaffReplied | Echoed | None:
    """What went out in the account's name: by a human's hand, or by ours."""
    call, who = heard.call, heard.someone(heard.call.recipient.id)
    if who and call.sender.admin_id:
        name = heard.of_message() or heard.of_act(who)
        return StaffReplied(name, who, heard.at, call.sender.admin_id, words_of(call.message))
    if who and call.message.msg_id:
        return Echoed(call.message.msg_id, who, heard.at, text=words_of(call.message))
    return None


_Tell = Callable[[Heard], Event | None]
_KINDS: dict[str, _Tell] = {
    **{f"user_send_{kind}": _said for kind in BY_EVENT},
    **{f"anonymous_send_{kind}": _said_unseen for kind in BY_EVENT},
    "follow": _followed,
    "unfollow": _unfollowed,
    "user_click_chatnow": _opened,
    "user_submit_info": _submitted,
    "user_withdraw": _withdrew,
    "user_received_message": _delivered,
    "user_seen_message": _seen,
    "user_reacted_message": _reacted,
}


def _tell_of_family(name: str) -> _Tell | None:
    return _sent if name.startswith("oa_send_") and not name.startswith(_NOT_ECHOES) else None
