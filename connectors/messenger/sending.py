"""One message as the Send API takes it: facebook-messenger.md, 2.2 to 2.4. Pure.

Always an answer within the 24 hours after the person's last act (RESPONSE): never with a tag, which would
claim that a human wrote it.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from connectors.adapting import Part
from connectors.letters import KEPT, Letter
from connectors.messages import Address, Choice
from connectors.messenger.names import COMMENT
from connectors.splitting import shortened

LONGEST = 1_900
"""Facebook says less than 2,000 and not of what; this leaves room for whichever it counts."""
LONGEST_TEMPLATE = 640
MOST_CHOICES = 13
MOST_LINKS = 3
LONGEST_LABEL = 20
LONGEST_PAYLOAD = 1_000
_LONGEST_METADATA = 1_000


def letter(to: Address, part: Part, *, tag: str) -> Letter:
    """What is posted to say `part`, but for whom it is for. `tag` comes back with its echo.

    Choices become quick replies, links become buttons where they fit and are written out where they do not.
    A choice that the platform could not carry (no label, a payload over 1,000 characters) is left out.
    """
    return _letter(part, tag, is_comment(to))


@lru_cache(KEPT)
def _letter(part: Part, tag: str, to_comment: bool) -> Letter:
    told: dict[str, Any] = {} if to_comment else {"messaging_type": "RESPONSE"}
    return Letter.write({**told, "message": message(part) | {"metadata": tag[:_LONGEST_METADATA]}})


def message(part: Part) -> dict[str, Any]:
    """The words with what stands below them."""
    said = _template(part) if _fits_template(part) else {"text": _written_out(part)}
    quick = [_quick(choice) for choice in part.choices if _carried(choice)][:MOST_CHOICES]
    return {**said, "quick_replies": quick} if quick else said


def action(to: Address, name: str) -> dict[str, Any]:
    """A sign without words: `typing_on`, `typing_off`, `mark_seen`. Never together with a message."""
    return {"recipient": recipient(to), "sender_action": name}


def media(kind: str, source: Mapping[str, Any], *, tag: str) -> Letter:
    """An image, audio, video or file; `source` holds its `attachment_id` or `url`."""
    attachment = {"type": kind, "payload": dict(source)}
    told = {"attachment": attachment, "metadata": tag[:_LONGEST_METADATA]}
    return Letter.write({"messaging_type": "RESPONSE", "message": told})


def is_comment(to: Address) -> bool:
    """Whether a comment is answered, in private and once, rather than a person."""
    return to.person.startswith(COMMENT)


def recipient(to: Address) -> dict[str, str]:
    if is_comment(to):
        return {"comment_id": to.person.removeprefix(COMMENT)}
    return {"id": to.person}


def _fits_template(part: Part) -> bool:
    return bool(part.text) and 0 < len(part.links) <= MOST_LINKS and len(part.text) <= LONGEST_TEMPLATE


def _template(part: Part) -> dict[str, Any]:
    payload = {"template_type": "button", "text": part.text, "buttons": list(_buttons(part))}
    return {"attachment": {"type": "template", "payload": payload}}


def _buttons(part: Part) -> Iterator[dict[str, str]]:
    for label, url in part.links:
        title = shortened(label, LONGEST_LABEL) or shortened(url, LONGEST_LABEL)
        yield {"type": "web_url", "url": url, "title": title, "webview_height_ratio": "full"}


def _written_out(part: Part) -> str:
    return "\n".join((part.text, *(f"{label}: {url}" for label, url in part.links))).strip()


def _carried(choice: Choice) -> bool:
    return bool(choice.label.strip()) and 0 < len(choice.payload) <= LONGEST_PAYLOAD


def _quick(choice: Choice) -> dict[str, str]:
    return {
        "content_type": "text",
        "title": shortened(choice.label, LONGEST_LABEL),
        "payload": choice.payload,
    }
