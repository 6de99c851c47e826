"""What a message looks like in Zalo's JSON: recipients, texts with buttons, pictures, files, forms. Pure."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from connectors.adapting import Part
from connectors.channel import ChoiceStyle, Refused
from connectors.letters import KEPT, Letter
from connectors.messages import Choice
from connectors.splitting import shortened
from connectors.zalo.buttons import spoken
from connectors.zalo.options import ZaloOptions

LONGEST_TEXT = 2_000
"""Characters in NFC."""
LONGEST_TITLE = 100
LONGEST_SUBTITLE = 500
MOST_BUTTONS = 5
MOST_ELEMENTS = 5
ANONYMOUS = "anon:"
"""A visitor of the chat widget who does not follow is `anon:<anonymous id>:<conversation id>`."""


def is_anonymous(person: str) -> bool:
    return person.startswith(ANONYMOUS)


def recipient(person: str) -> dict[str, str]:
    """Whom a message is for. Raises Refused for an anonymous name that is not whole."""
    if not is_anonymous(person):
        return {"user_id": person}
    anonymous, parted, conversation = person.removeprefix(ANONYMOUS).partition(":")
    if not parted or not anonymous or not conversation:
        raise Refused("not the name of an anonymous visitor")
    return {"anonymous_id": anonymous, "conversation_id": conversation}


def letter(message: Mapping[str, Any]) -> Letter:
    """A message as it is posted, but for whom it is for."""
    return Letter.write({"message": message})


@lru_cache(KEPT)
def text_letter(part: Part, options: ZaloOptions) -> Letter:
    """`text` as it is posted; the same for everybody who is told that part."""
    return letter(text(part, options))


def text(part: Part, options: ZaloOptions) -> dict[str, Any]:
    """A text, with the choices and links of `part` in the style that the account can show.

    What does not fit on the buttons is left to the text; `adapting.parts` has written it there.
    """
    if options.choices is ChoiceStyle.LIST and part.choices:
        return {"text": part.text, "attachment": _template(_list(part))}
    buttons = [_pressed(choice) for choice in part.choices]
    buttons += [_opened(label, url) for label, url in part.links]
    if options.choices is not ChoiceStyle.BUTTONS or not buttons:
        return {"text": part.text}
    payload: dict[str, Any] = {"buttons": buttons[:MOST_BUTTONS]}
    if options.button_template:
        payload = {"template_type": "button", **payload}
    return {"text": part.text, "attachment": _template(payload)}


def image(*, attachment_id: str = "", url: str = "", caption: str = "") -> dict[str, Any]:
    """A picture by the id of its upload or by a public address; exactly one of both."""
    if bool(attachment_id) == bool(url):
        raise Refused("a picture has an id or an address")
    source = {"attachment_id": attachment_id} if attachment_id else {"url": url}
    element = {"media_type": "image", **source}
    words = {"text": shortened(caption, LONGEST_TEXT)} if caption else {}
    return {**words, "attachment": _template({"template_type": "media", "elements": [element]})}


def file(token: str) -> dict[str, Any]:
    """A file by the token of its upload."""
    return {"attachment": {"type": "file", "payload": {"token": token}}}


def request_info(title: str, subtitle: str, image_url: str) -> dict[str, Any]:
    """Asks the person for name, phone and address; the platform insists on a picture."""
    element = {
        "title": shortened(title, LONGEST_TITLE),
        "subtitle": shortened(subtitle, LONGEST_SUBTITLE),
        "image_url": image_url,
    }
    return {"attachment": _template({"template_type": "request_user_info", "elements": [element]})}


def articles(ids: list[str]) -> dict[str, Any]:
    """One to five published articles, for a broadcast."""
    elements = [{"media_type": "article", "attachment_id": number} for number in ids]
    return {"attachment": _template({"template_type": "media", "elements": elements})}


def _template(payload: dict[str, Any]) -> dict[str, Any]:
    return {"type": "template", "payload": payload}


def _list(part: Part) -> dict[str, Any]:
    """Each choice as a line that can be pressed; the platform wants a subtitle on the first."""
    elements: list[dict[str, Any]] = [
        {
            "title": shortened(choice.label, LONGEST_TITLE),
            "default_action": {"type": "oa.query.hide", "payload": _said(choice)},
        }
        for choice in part.choices[:MOST_ELEMENTS]
    ]
    elements[0]["subtitle"] = shortened(part.text, LONGEST_SUBTITLE)
    return {"template_type": "list", "elements": elements}


def _pressed(choice: Choice) -> dict[str, Any]:
    title = shortened(choice.label, LONGEST_TITLE)
    return {"title": title, "type": "oa.query.hide", "payload": _said(choice)}


def _said(choice: Choice) -> str:
    try:
        return spoken(choice.payload, choice.label)
    except ValueError as error:
        raise Refused(f"a choice can't be a button: {error}") from error


def _opened(label: str, url: str) -> dict[str, Any]:
    return {"title": shortened(label, LONGEST_TITLE), "type": "oa.open.url", "payload": {"url": url}}
