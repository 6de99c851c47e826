"""A reply cut to what a channel can show: the one place where wording adapts."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors import wording
from connectors.channel import Ability, ChoiceStyle
from connectors.messages import Choice, Reply
from connectors.splitting import shortened, split


@dataclass(frozen=True, slots=True)
class Part:
    """One message as it goes out. Only the last part of a reply carries choices and link buttons."""

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def parts(reply: Reply, ability: Ability) -> tuple[Part, ...]:
    """The messages that say `reply` on a channel of this ability; none if there is nothing to say."""
    text, choices = _with_choices(unicodedata.normalize("NFC", reply.text).strip(), reply.choices, ability)
    links = tuple(
        (label, url) for label, url in reply.links if url.lower().startswith(("https://", "http://"))
    )
    if not _fits_buttons(text, links, ability):
        text, links = "\n".join((text, *(f"{label}: {url}" for label, url in links))).strip(), ()
    pieces = split(text, ability.longest)
    if not pieces:
        return ()
    said = tuple(Part(piece) for piece in pieces)
    links = tuple((shortened(label, ability.label_length), url) for label, url in links)
    return (*said[:-1], replace(said[-1], choices=choices, links=links))


def _with_choices(text: str, choices: Sequence[Choice], ability: Ability) -> tuple[str, tuple[Choice, ...]]:
    """The text, with the choices written into it where the channel can't show them whole, and its buttons."""
    if not choices:
        return text, ()
    if ability.choices is ChoiceStyle.NUMBERED or len(choices) > ability.most_choices:
        return _numbered(text, choices, wording.CHOOSE_BY_NUMBER), ()
    if all(len(choice.label) <= ability.label_length for choice in choices):
        return text, tuple(choices)
    numbered = [
        replace(choice, label=shortened(f"{number}. {choice.label}", ability.label_length))
        for number, choice in enumerate(choices, 1)
    ]
    return _numbered(text, choices), tuple(numbered)


def _numbered(text: str, choices: Sequence[Choice], ask: str = "") -> str:
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, 1)]
    return "\n".join((text, "", *((ask,) if ask else ()), *lines)).strip()


def _fits_buttons(text: str, links: Sequence[tuple[str, str]], ability: Ability) -> bool:
    room = ability.longest_with_buttons or ability.longest
    return not links or (ability.link_buttons and len(links) <= ability.most_links and len(text) <= room)
