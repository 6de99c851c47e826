"""What a message may hold: text, pictures, files, buttons, lists, requests for information, a quote."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.rehearsal.platforms.zalo.answers import Wrong, mapping, need, text
from bot.rehearsal.platforms.zalo.world import Office, Person, World

LONGEST_TEXT, LONGEST_TITLE, LONGEST_SUBTITLE, LONGEST_PAYLOAD, LONGEST_SMS = 2000, 100, 500, 1000, 160
MOST_BUTTONS, MOST_ELEMENTS = 5, 5
UPLOADS_LIVE = timedelta(days=7)
QUOTABLE = timedelta(hours=48)
MEDIA = {"image", "gif", "sticker"}
OPENING = ("oa.open.url", "oa.open.phone", "oa.open.sms")


@dataclass(frozen=True, slots=True)
class Content:
    """A message that passed. `kind`: the end of the echo's name (text, image, file, list …)."""

    kind: str
    text: str
    buttons: tuple[Mapping[str, Any], ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()


def read(world: World, office: Office, message: Mapping[str, Any], *, v3: bool) -> Content:
    """Check a message as Zalo does.

    Raises:
        Wrong: -201 for a wrong shape, -210 for a long text, -233 for a kind not taken here, -100 for an old
            upload.
    """
    written = text(message, "text")
    need(len(unicodedata.normalize("NFC", written)) <= LONGEST_TEXT, "text exceeds 2000 characters", -210)
    attachment = message.get("attachment")
    if attachment is None:
        need(written.strip(), "text is invalid")
        return Content("text", written)
    return _attached(world, office, attachment, written, v3=v3)


def require_quotable(world: World, person: Person, message: Mapping[str, Any]) -> None:
    """A quote must be of a message of this talk, of the last 48 hours."""
    name = text(message, "quote_message_id")
    if not name:
        return
    said = person.said.get(name)
    need(said is not None and world.since(said) <= QUOTABLE, "quote_message_id is invalid")
    need(message.get("attachment") is None, "quote_message_id is not supported for this message")


def _attached(world: World, office: Office, attachment: Any, written: str, *, v3: bool) -> Content:
    payload = mapping(attachment, "payload")
    kind = text(attachment, "type") if isinstance(attachment, Mapping) else ""
    if kind == "file":
        _upload(world, office, text(payload, "token"), "file")
        return Content("file", written, attachments=({"type": "file", "payload": {}},))
    need(kind == "template", "attachment type is invalid")
    template = text(payload, "template_type") or "button"
    if template == "media":
        return _media(world, office, payload, written)
    if template == "request_user_info":
        return _request(payload)
    if template not in {"button", "list"} or (v3 and not world.doubts.cs_templates):
        raise Wrong(-233)
    buttons = _buttons(payload, wanted=template == "button")
    if template == "button":
        need(written.strip(), "text is invalid")
        return Content("text", written, buttons)
    return _list(payload, written, buttons)


def _media(world: World, office: Office, payload: Mapping[str, Any], written: str) -> Content:
    element = _only(payload)
    kind = text(element, "media_type")
    need(kind in MEDIA, "media_type is invalid")
    url = text(element, "url")
    if not url and kind != "sticker":
        _upload(world, office, text(element, "attachment_id"), kind)
    need(not url or url.startswith(("https://", "http://")), "url is invalid")
    need(kind != "sticker" or text(element, "attachment_id"), "attachment_id is invalid")
    need(kind != "gif" or (element.get("width") and element.get("height")), "width and height are required")
    buttons = _buttons(element, wanted=False)
    return Content(kind, written, buttons, ({"type": kind, "payload": {"url": url}},))


def _request(payload: Mapping[str, Any]) -> Content:
    element = _only(payload)
    title, subtitle = text(element, "title"), text(element, "subtitle")
    need(0 < len(title) <= LONGEST_TITLE, "title is invalid")
    need(0 < len(subtitle) <= LONGEST_SUBTITLE, "subtitle is invalid")
    need(text(element, "image_url").startswith("http"), "image_url is invalid")
    return Content("template", f"{title}\n{subtitle}")


def _list(payload: Mapping[str, Any], written: str, buttons: tuple[Mapping[str, Any], ...]) -> Content:
    elements = _objects(payload, "elements")
    need(0 < len(elements) <= MOST_ELEMENTS, "elements is invalid")
    for number, element in enumerate(elements):
        need(0 < len(text(element, "title")) <= LONGEST_TITLE, "title is invalid")
        subtitle = text(element, "subtitle")
        need(len(subtitle) <= LONGEST_SUBTITLE and (subtitle or number), "subtitle is invalid")
    acts = tuple(
        {"title": text(element, "title"), **mapping(element, "default_action")} for element in elements
    )
    titles = "\n".join(text(element, "title") for element in elements)
    return Content("list", "\n".join(filter(None, (written, titles))), acts + buttons)


def _buttons(holder: Mapping[str, Any], *, wanted: bool) -> tuple[Mapping[str, Any], ...]:
    buttons = _objects(holder, "buttons")
    need(buttons or not wanted, "buttons is invalid")
    need(len(buttons) <= MOST_BUTTONS, "maximum of buttons is 5")
    for button in buttons:
        need(0 < len(text(button, "title")) <= LONGEST_TITLE, "button title is invalid")
        need(_acts(text(button, "type"), button.get("payload")), "button payload is invalid")
    return tuple(buttons)


def _acts(kind: str, payload: Any) -> bool:
    """Whether the button's kind is known and its payload of the right shape."""
    if kind in {"oa.query.show", "oa.query.hide"}:
        return isinstance(payload, str) and 0 < len(payload) <= LONGEST_PAYLOAD
    if kind not in OPENING or not isinstance(payload, Mapping):
        return False
    if kind == "oa.open.url":
        return text(payload, "url").startswith(("https://", "http://"))
    return bool(text(payload, "phone_code")) and len(text(payload, "content")) <= LONGEST_SMS


def _only(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    elements = _objects(payload, "elements")
    need(len(elements) == 1, "elements is invalid")
    return elements[0]


def _objects(holder: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The list of objects of that name; none where it is missing."""
    items = holder.get(name, [])
    need(isinstance(items, list) and all(isinstance(item, Mapping) for item in items), f"{name} is invalid")
    found: Sequence[Mapping[str, Any]] = items
    return found


def _upload(world: World, office: Office, name: str, kind: str) -> None:
    upload = office.uploads.get(name)
    need(upload is not None and upload[0] == kind, "attachment_id is invalid")
    assert upload is not None
    if world.since(upload[1]) > UPLOADS_LIVE:
        raise Wrong(-100)
