"""A reply cut to what a channel can show: the one place where wording adapts."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors import wording
from connectors.channel import Ability, ChoiceStyle
from connectors.messages import Choice, Reply
from connectors.splitting import shortened, split

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One message as it goes out. Only the last part of a reply carries choices and link buttons."""

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()


_LEAST = 200
"""Characters of a text that are left, however many choices stand below it."""


def parts(reply: Reply, ability: Ability, *, once: bool = False) -> tuple[Part, ...]:
    """The messages that say `reply` on a channel of this ability; none if there is nothing to say.

    Where only one message may be sent (`once`), a text that is too long is cut, at a word; its choices and
    links stay.
    """
    text = _plain(reply.text)
    if not text:
        return ()
    if reply.by:
        text = f"{reply.by}:\n{text}"
    whole = _whole(text, reply, ability)
    if once and (over := len(whole.text) - ability.longest) > 0:
        whole = _whole(shortened(text, max(len(text) - over, _LEAST)), reply, ability)
    *before, last = split(whole.text, ability.longest)[: 1 if once else None]
    return (*map(Part, before), replace(whole, text=last))


def _whole(text: str, reply: Reply, ability: Ability) -> Part:
    """All of it, as long as it is."""
    links = [(_plain(label), url.strip()) for label, url in reply.links if _is_safe(url.strip())]
    said, choices = _with_choices(text, reply.choices, ability)
    buttons = _on_buttons(said, links, ability)
    if links and not buttons:
        said, choices = _with_choices(_written_out(text, links), reply.choices, ability)
    return Part(said, choices, buttons)


def _with_choices(text: str, given: Sequence[Choice], ability: Ability) -> tuple[str, tuple[Choice, ...]]:
    """The text, with the choices written into it where the channel can't show them whole, and its buttons."""
    choices = tuple(replace(choice, label=_plain(choice.label)) for choice in given)
    if not choices:
        return text, ()
    if ability.choices is ChoiceStyle.NUMBERED or len(choices) > ability.most_choices:
        return _numbered(text, choices, wording.CHOOSE_BY_NUMBER), ()
    if all(len(choice.label) <= ability.label_length for choice in choices):
        return text, choices
    numbered = [
        replace(choice, label=shortened(f"{number}. {choice.label}", ability.label_length))
        for number, choice in enumerate(choices, 1)
    ]
    return _numbered(text, choices), tuple(numbered)


def _numbered(text: str, choices: Sequence[Choice], ask: str = "") -> str:
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, 1)]
    return _plain("\n".join((text, "", *((ask,) if ask else ()), *lines)))


def _on_buttons(text: str, links: Sequence[Link], ability: Ability) -> tuple[Link, ...]:
    """The links as buttons under `text`; none where they must be written into it."""
    room = ability.longest_with_buttons or ability.longest
    if not ability.link_buttons or len(links) > ability.most_links or len(text) > room:
        return ()
    return tuple((shortened(label, ability.label_length), url) for label, url in links)


def _written_out(text: str, links: Sequence[Link]) -> str:
    return "\n".join((text, *(f"{label}: {url}" if label else url for label, url in links)))


def _is_safe(url: str) -> bool:
    """Whether it opens in a browser, and is one word."""
    return url.lower().startswith(("https://", "http://")) and url.isprintable() and " " not in url


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
