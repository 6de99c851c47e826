"""What a message may look like: the limits of the Send API, checked before anything is sent.

Whether the platform counts code points or UTF-16 units isn't told; `len()` counts here.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.platforms.messenger.errors import GraphError, invalid

LONGEST_TEXT = 1999
BUTTON_TEXT, TITLE, ELEMENT_TITLE, PAYLOAD, METADATA = 640, 20, 80, 1000, 1000
QUICK_REPLIES, BUTTONS, ELEMENTS = 13, 3, 10
FILE_BYTES = 25 * 1024 * 1024
MEDIA = frozenset({"image", "audio", "video", "file"})
_RATIOS = frozenset({"compact", "tall", "full"})

Object = Mapping[str, Any]


def check_message(message: Object) -> None:
    """Raises GraphError 100 (with 2018034 for an empty message) for what the platform would refuse."""
    text, attachment = message.get("text"), message.get("attachment")
    if text is not None and attachment is not None:
        raise invalid("Only one of text and attachment may be set")
    if attachment is None and (text is None or text == ""):
        raise GraphError(100, 2018034)
    if attachment is None:
        text_within(text, LONGEST_TEXT, "message[text]")
    else:
        check_attachment(_object(attachment, "attachment"))
    if message.get("metadata") is not None:
        text_within(message["metadata"], METADATA, "message[metadata]", empty=True)
    if message.get("quick_replies") is not None:
        for reply in _between(message["quick_replies"], 1, QUICK_REPLIES, "quick_replies"):
            _quick_reply(_object(reply, "quick_replies"))


def check_attachment(attachment: Object) -> None:
    """A template or media; whether an attachment_id exists is not looked at here."""
    kind, payload = (
        str(attachment.get("type")),
        _object(attachment.get("payload") or {}, "attachment[payload]"),
    )
    if kind == "template":
        check = _TEMPLATES.get(str(payload.get("template_type")))
        if check is None:
            raise invalid("Invalid template type")
        check(payload)
    elif kind not in MEDIA:
        raise invalid("attachment[type] must be one of audio, file, image, template, video")
    elif payload.get("url") is not None:
        web_address(payload["url"], "attachment[payload][url]")


def text_within(value: Any, most: int, what: str, *, empty: bool = False) -> str:
    """`value` as text of at most so many characters."""
    if not isinstance(value, str) or (not value.strip() and not empty):
        raise invalid(f"{what} must be a non-empty UTF-8 encoded string")
    if len(value) > most:
        raise invalid(f"Length of param {what} must be less than or equal to {most}")
    return value


def web_address(value: Any, what: str) -> str:
    if not isinstance(value, str) or urlsplit(value).scheme not in {"http", "https"}:
        raise invalid(f"{what} should represent a valid URL")
    return value


def check_button(button: Object) -> None:
    """A button of a template or of the persistent menu's kinds."""
    kind = str(button.get("type"))
    if kind not in {"web_url", "postback", "phone_number"}:
        raise invalid("buttons[type] is not supported")
    text_within(button.get("title"), TITLE, "buttons[title]")
    if kind == "web_url":
        _web_button(button)
        return
    payload = text_within(button.get("payload"), PAYLOAD, "buttons[payload]")
    if kind == "phone_number" and not payload.startswith("+"):
        raise invalid("buttons[payload] must be a phone number with its country code")


def _web_button(button: Object) -> None:
    web_address(button.get("url"), "buttons[url]")
    if str(button.get("webview_height_ratio", "full")) not in _RATIOS:
        raise invalid("buttons[webview_height_ratio] must be one of compact, full, tall")


def _quick_reply(reply: Object) -> None:
    kind = str(reply.get("content_type"))
    if kind in {"user_phone_number", "user_email"}:
        return
    if kind != "text":
        raise invalid("quick_replies[content_type] is not supported")
    text_within(reply.get("title"), TITLE, "quick_replies[title]")
    text_within(reply.get("payload"), PAYLOAD, "quick_replies[payload]")
    if reply.get("image_url") is not None:
        web_address(reply["image_url"], "quick_replies[image_url]")


def _button_template(payload: Object) -> None:
    text_within(payload.get("text"), BUTTON_TEXT, "attachment[payload][text]")
    _buttons(payload.get("buttons"), least=1)


def _generic_template(payload: Object) -> None:
    for raw in _between(payload.get("elements"), 1, ELEMENTS, "elements"):
        element = _object(raw, "elements")
        text_within(element.get("title"), ELEMENT_TITLE, "elements[title]")
        if not {"subtitle", "image_url", "buttons", "default_action"} & element.keys():
            raise invalid("elements must have at least one property besides title")
        if element.get("subtitle") is not None:
            text_within(element["subtitle"], ELEMENT_TITLE, "elements[subtitle]", empty=True)
        if element.get("image_url") is not None:
            web_address(element["image_url"], "elements[image_url]")
        if element.get("default_action") is not None:
            _default_action(_object(element["default_action"], "default_action"))
        if element.get("buttons") is not None:
            _buttons(element["buttons"], least=1)


def _default_action(action: Object) -> None:
    if action.get("type") != "web_url" or "title" in action:
        raise invalid("default_action must be a web_url without title")
    _web_button(action)


def _media_template(payload: Object) -> None:
    for raw in _between(payload.get("elements"), 1, 1, "elements"):
        element = _object(raw, "elements")
        if str(element.get("media_type")) not in {"image", "video"}:
            raise invalid("elements[media_type] must be one of image, video")
        if ("url" in element) == ("attachment_id" in element):
            raise invalid("elements must have exactly one of url and attachment_id")
        if element.get("buttons") is not None:
            _buttons(element["buttons"], least=1)


def _feedback_template(payload: Object) -> None:
    text_within(payload.get("title"), 75, "attachment[payload][title]")


def _buttons(value: Any, *, least: int) -> None:
    for button in _between(value, least, BUTTONS, "buttons"):
        check_button(_object(button, "buttons"))


def _between(value: Any, least: int, most: int, what: str) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise invalid(f"{what} must be an array of {least} to {most} elements")
    return value


def _object(value: Any, what: str) -> Object:
    if not isinstance(value, dict):
        raise invalid(f"{what} must be a JSON object")
    return value


_TEMPLATES: dict[str, Callable[[Object], None]] = {
    "button": _button_template,
    "generic": _generic_template,
    "media": _media_template,
    "customer_feedback": _feedback_template,
}
