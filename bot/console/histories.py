"""Versions that were live, each with what it changed of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.answers_differences import Piece, differences
from bot.console.answers_showing import words_of
from knowledge.drafting import KINDS
from knowledge.drafts import Body, Version


@dataclass(frozen=True, slots=True)
class Shown:
    """One version; `pieces`: what changed, nothing for the first."""

    version: Version
    lines: str
    pieces: tuple[Piece, ...]
    current: bool


def shown(versions: Sequence[Version]) -> list[Shown]:
    """The newest first, as `publishing.history` gives them."""
    texts = [words_of(_body(version)) for version in versions]
    return [
        Shown(
            version,
            texts[place],
            differences(texts[place + 1], texts[place]) if place + 1 < len(texts) else (),
            place == 0,
        )
        for place, version in enumerate(versions)
    ]


def _body(version: Version) -> Body:
    # Not checked by the rules of today: it was live under those of its day.
    kind = KINDS[version.kind]
    try:
        return kind.model_validate(version.body)
    except ValueError:
        return kind.model_construct(**version.body)
