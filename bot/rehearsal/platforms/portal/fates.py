"""What happens to an article after it was published."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.stories import Block, Place, Shape, Story, Then, Version
from bot.rehearsal.platforms.portal.writing import KINDS, Writer

FATES = {
    "plain": 40,
    "typo": 8,
    "retitled": 5,
    "rewritten": 7,
    "restored": 6,
    "moved": 6,
    "both": 5,
    "lost": 5,
    "second": 8,
    "vanished": 6,
    "blinked": 4,
    "back": 4,
    "raised": 8,
}
"""With their weights."""


class Chronicle(Protocol):
    """What a fate may draw from."""

    @property
    def luck(self) -> random.Random: ...

    @property
    def writer(self) -> Writer: ...

    @property
    def end(self) -> datetime: ...

    def number(self) -> int: ...


def meet(story: Story, fate: str, chronicle: Chronicle) -> None:
    """Let `fate` happen some days after the article was shown, if there is time enough to notice it."""
    start = max(story.shown, chronicle.end - timedelta(days=30))
    at = start + timedelta(hours=chronicle.luck.uniform(26, 80))
    if at + timedelta(days=5) < chronicle.end:
        story.fate = fate
        _FATES[fate](story, at, chronicle)
    else:
        story.fate = "plain"


def _plain(_story: Story, _at: datetime, _chronicle: Chronicle) -> None:
    pass


def _typo(story: Story, at: datetime, _chronicle: Chronicle) -> None:
    """A word that was typed twice is mended."""
    right = story.versions[0]
    first = right.blocks[0].lines[0]
    word = first.split()[2]
    wrong = Block(Shape.PARAGRAPH, (first.replace(f" {word} ", f" {word} {word} ", 1),))
    story.versions = [replace(right, blocks=(wrong, *right.blocks[1:])), replace(right, at=at)]


def _retitled(story: Story, at: datetime, _chronicle: Chronicle) -> None:
    last = story.versions[-1]
    story.versions.append(replace(last, at=at, title=f"{last.title} ({wording.SECOND_CATEGORIES[1][0]})"))


def _rewritten(story: Story, at: datetime, chronicle: Chronicle) -> None:
    last = story.versions[-1]
    paragraph = chronicle.writer.paragraph(chronicle.luck.choice(KINDS), at)
    blocks = (Block(Shape.PARAGRAPH, (paragraph,)), *last.blocks[1:])
    story.versions.append(replace(last, at=at, blocks=blocks))


def _restored(story: Story, at: datetime, chronicle: Chronicle) -> None:
    first: Version = story.versions[0]
    _rewritten(story, at, chronicle)
    story.versions.append(replace(first, at=at + timedelta(hours=52)))


def _moved(story: Story, at: datetime, chronicle: Chronicle, then: Then | None = Then.MOVED) -> None:
    old = story.places[-1]
    if then is not None:
        old.until, old.then = at, then
    name, folder = chronicle.luck.choice(wording.SECOND_CATEGORIES)
    story.places.append(Place(chronicle.number(), name, folder, at))


def _both(story: Story, at: datetime, chronicle: Chronicle) -> None:
    _moved(story, at, chronicle, None)


def _lost(story: Story, at: datetime, chronicle: Chronicle) -> None:
    """It stands elsewhere, and nothing leads there from the old address."""
    _moved(story, at, chronicle, Then.MISSING)


def _second(story: Story, _at: datetime, chronicle: Chronicle) -> None:
    """From the first it stands in two categories, under two numbers."""
    _moved(story, story.published, chronicle, None)


def _vanished(story: Story, at: datetime, chronicle: Chronicle) -> None:
    story.away.append((at, None))
    story.gone_status = chronicle.luck.choice((404, 410))


def _blinked(story: Story, at: datetime, chronicle: Chronicle) -> None:
    """It is away for some hours: not gone."""
    story.away.append((at, at + timedelta(hours=chronicle.luck.uniform(2, 14))))


def _back(story: Story, at: datetime, _chronicle: Chronicle) -> None:
    story.away.append((at, at + timedelta(hours=76)))


def _raised(story: Story, at: datetime, _chronicle: Chronicle) -> None:
    """An old article is on top of the list again, with the date of that day."""
    story.on_top.append((at, at + timedelta(hours=30)))


_FATES: dict[str, Callable[[Story, datetime, Chronicle], None]] = {
    "plain": _plain,
    "typo": _typo,
    "retitled": _retitled,
    "rewritten": _rewritten,
    "restored": _restored,
    "moved": _moved,
    "both": _both,
    "lost": _lost,
    "second": _second,
    "vanished": _vanished,
    "blinked": _blinked,
    "back": _back,
    "raised": _raised,
}
