"""One element of `messaging` or `standby` in our words. Its kind is the key that it has."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from connectors.messages import (
    Echoed,
    Event,
    Message,
    Opened,
    Overheard,
    Reacted,
    Receipt,
    ReceiptKind,
    StaffReplied,
    Warned,
)
from connectors.messenger.attachments import form
from connectors.messenger.names import GET_STARTED
from connectors.messenger.scene import Broken, Scene, known_name
from connectors.messenger.shapes import (
    Edit,
    Enforcement,
    Item,
    Marks,
    Optin,
    Postback,
    Reaction,
    Referral,
    Said,
)
from connectors.outgoing import TAG

Raw: TypeAlias = Mapping[str, Any]
_Reader: TypeAlias = Callable[[Raw, Item, Scene], Event]
_ENVELOPE = {"sender", "recipient", "timestamp"}
_LONGEST_SIGN = 50
_LONGEST_WARNING = 1_000


def read(raw: Raw, scene: Scene) -> Event:
    """An element of `messaging`.

    Raises:
        Broken: it lacks what its kind can't do without.
    """
    return _read(raw, scene, _KINDS)


def read_standby(raw: Raw, scene: Scene) -> Event:
    """An element of `standby`: another app holds the talk, so that nothing of it is to be answered.

    Raises:
        Broken: it lacks what its kind can't do without.
    """
    return _read(raw, scene, _STANDBY)


def _read(raw: Raw, scene: Scene, kinds: Mapping[str, _Reader]) -> Event:
    item = Item.of(raw)
    kind = next((kind for kind in kinds if raw.get(kind) is not None), None)
    if kind is None:
        unknown = next((key for key in raw if key not in _ENVELOPE), None)
        return scene.odd(raw, f"unknown event {known_name(unknown)}", told=item.timestamp)
    return kinds[kind](raw, item, scene)


def _person(item: Item, scene: Scene) -> str:
    """Who did it: the sender, and the Page of this entry is the receiver."""
    if item.sender.id in ("", scene.door.account):
        raise Broken("event without a person")
    if item.recipient.id not in ("", scene.door.account):
        raise Broken("wrong account")
    return item.sender.id


def _message(raw: Raw, item: Item, scene: Scene) -> Event:
    said = Said.of(raw["message"])
    if not said.mid:
        raise Broken("message without an id")
    if (
        said.is_echo or item.sender.id == scene.door.account
    ):  # before all else: the bot must not answer itself
        return _echo(said, item, scene)
    address, at = scene.address(_person(item, scene)), scene.at(item.timestamp)
    if said.is_deleted:
        return scene.odd(raw, "message unsent", person=address.person, told=item.timestamp)
    return Message(said.mid, address, said.text, at, said.quick_reply.payload or None, form(said))


def _overheard(raw: Raw, item: Item, scene: Scene) -> Event:
    event = _message(raw, item, scene)
    if isinstance(event, Message):
        return Overheard(event.id, event.address, event.text, event.at)
    return event


def _echo(said: Said, item: Item, scene: Scene) -> Event:
    """What the Page said. Facebook swaps sender and receiver in it; not every caller of tests does."""
    person = next(
        (who for who in (item.recipient.id, item.sender.id) if who not in ("", scene.door.account)), ""
    )
    if not person:
        raise Broken("echo without a person")
    address, at = scene.address(person), scene.at(item.timestamp)
    if said.metadata.startswith(TAG):
        return Echoed(said.mid, address, at, said.metadata, said.text)
    if said.app_id and said.app_id == scene.door.app_id:
        return Echoed(said.mid, address, at, text=said.text)
    return StaffReplied(said.mid, address, at, said.app_id, said.text)


def _postback(raw: Raw, item: Item, scene: Scene) -> Event:
    pressed = Postback.of(raw["postback"])
    address, at = scene.address(_person(item, scene)), scene.at(item.timestamp)
    name = _postback_id(pressed, item, scene)
    if pressed.payload == GET_STARTED:
        return Opened(name, address, at, pressed.referral.ref)
    if not pressed.payload and not pressed.title:
        raise Broken("postback without a payload")
    return Message(name, address, pressed.title, at, pressed.payload or None)


def _overheard_postback(raw: Raw, item: Item, scene: Scene) -> Event:
    pressed = Postback.of(raw["postback"])  # whose payload only the app gets that sent the button
    address, at = scene.address(_person(item, scene)), scene.at(item.timestamp)
    return Overheard(_postback_id(pressed, item, scene), address, pressed.title, at)


def _postback_id(pressed: Postback, item: Item, scene: Scene) -> str:
    made = scene.made_id("postback", item.timestamp, item.sender.id, pressed.payload, pressed.title)
    return pressed.mid or made


def _referral(raw: Raw, item: Item, scene: Scene) -> Event:
    return _opened("referral", Referral.of(raw["referral"]).ref, item, scene)


def _optin(raw: Raw, item: Item, scene: Scene) -> Event:
    given = Optin.of(raw["optin"])
    if given.type:  # news that Facebook used to carry outside the window: switched off in February 2026
        return scene.odd(raw, f"optin {known_name(given.type)}", person=item.sender.id, told=item.timestamp)
    return _opened("optin", given.ref, item, scene)


def _opened(kind: str, ref: str, item: Item, scene: Scene) -> Event:
    person = _person(item, scene)
    name = scene.made_id(kind, item.timestamp, person, ref)
    return Opened(name, scene.address(person), scene.at(item.timestamp), ref)


def _reaction(raw: Raw, item: Item, scene: Scene) -> Event:
    put = Reaction.of(raw["reaction"])
    if not put.mid or put.action not in ("react", "unreact"):
        raise Broken("reaction to nothing")
    person = _person(item, scene)
    sign = (put.emoji or put.reaction)[:_LONGEST_SIGN] if put.action == "react" else ""
    name = scene.made_id("reaction", item.timestamp, put.mid, person, put.action, sign)
    return Reacted(name, scene.address(person), scene.at(item.timestamp), put.mid, sign)


def _receipt(key: str, kind: ReceiptKind) -> _Reader:
    def read_receipt(raw: Raw, item: Item, scene: Scene) -> Event:
        marks = Marks.of(raw[key])
        if not marks.watermark and not marks.mids:
            raise Broken(f"{key} of nothing")
        person = _person(item, scene)
        upto = scene.at(marks.watermark) if marks.watermark else None
        name = scene.made_id(key, marks.watermark, person, *marks.mids)
        at = scene.at(item.timestamp)
        return Receipt(name, scene.address(person), at, kind, marks.mids, upto)

    return read_receipt


def _edit(raw: Raw, item: Item, scene: Scene) -> Event:
    """Not answered once more: what was written first has its answer."""
    edit = Edit.of(raw["message_edit"])
    told = {"mid": edit.mid, "num_edit": edit.num_edit} if edit.mid else raw
    return scene.odd({"message_edit": told}, "message_edit", person=item.sender.id, told=item.timestamp)


def _enforcement(key: str) -> _Reader:
    def read_enforcement(raw: Raw, item: Item, scene: Scene) -> Event:
        told = Enforcement.of(raw[key])
        if not told.action:
            raise Broken("policy enforcement without an action")
        text = ": ".join(filter(None, (told.action, told.reason)))[:_LONGEST_WARNING]
        name = scene.made_id("policy", item.timestamp, text)
        return Warned(name, scene.address(), scene.at(item.timestamp), text)

    return read_enforcement


def _odd(name: str) -> _Reader:
    def read_odd(raw: Raw, item: Item, scene: Scene) -> Event:
        return scene.odd(raw, name, person=item.sender.id, told=item.timestamp)

    return read_odd


# Who holds the talk (conversation routing): sending says so by its own error, so these are only counted.
_COUNTED = (
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "account_linking",
)
_KINDS: Mapping[str, _Reader] = {
    "message": _message,
    "postback": _postback,
    "delivery": _receipt("delivery", ReceiptKind.DELIVERED),
    "read": _receipt("read", ReceiptKind.SEEN),
    "reaction": _reaction,
    "message_edit": _edit,
    "optin": _optin,
    "policy-enforcement": _enforcement("policy-enforcement"),
    "policy_enforcement": _enforcement("policy_enforcement"),
    **{name: _odd(name) for name in _COUNTED},
    "referral": _referral,
}
_STANDBY: Mapping[str, _Reader] = {
    **_KINDS,
    "message": _overheard,
    "postback": _overheard_postback,
    "optin": _odd("standby optin"),
    "referral": _odd("standby referral"),
}
