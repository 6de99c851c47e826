"""What a broadcast says: one message for a person on a channel, and one publication for everybody."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from broadcasts import composing_wording as wording
from broadcasts import naming
from broadcasts.broadcast import Broadcast, BroadcastKind, Rhythm
from broadcasts.chosen import Chosen
from broadcasts.items import Told, as_told, items_told
from connectors.adapting import Part, parts
from connectors.channel import Ability
from connectors.messages import Reply
from connectors.publishing import Publication
from connectors.splitting import shortened
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.opening import VIETNAM

LONGEST_TITLE = 200
LONGEST_LEAD = 400
LEAST_LEAD = 60
"""A lead of which less than that would be left is left out."""
MOST_MADE = 1_000
"""Messages remembered for the next person who gets the same."""
_AFTERWARDS = (BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL)
_OWN_WORDS = (BroadcastKind.EMERGENCY, *_AFTERWARDS)


@dataclass(frozen=True, slots=True)
class Notice:
    """Words of the agency's own, or of a single article: a heading, what is said, where to read on."""

    heading: str
    text: str
    link: str = ""
    ending: str = ""


@dataclass(frozen=True)
class Composed:
    """A broadcast's words, ready to be cut to any channel; as it stood when it was composed."""

    agency: str
    kind: BroadcastKind
    title: str
    """Of several articles: what stands above them."""
    notice: Notice | None
    """None: it is `items`."""
    items: tuple[Told, ...] = ()
    rehearsed: bool = False
    _made: dict[tuple[Ability, tuple[int, ...]], Part | None] = field(default_factory=dict, repr=False)

    @property
    def personal(self) -> bool:
        """Whether it depends on a person's topics what is in it; else `chosen` may be None for everybody."""
        return self.notice is None and len(self.items) > 1

    @property
    def numbers(self) -> frozenset[int]:
        """Of its articles."""
        return frozenset(item.article_id for item in self.items)

    @property
    def empty(self) -> bool:
        """Whether nothing is left to be told."""
        return self.notice is None and not self.items

    def part(self, ability: Ability, chosen: Chosen | None = None) -> Part | None:
        """The one message for a person who chose that; None: nothing in it concerns this person."""
        mine = tuple(
            place for place, item in enumerate(self.items) if chosen is None or chosen.concerns(item.topics)
        )
        key = (ability, mine)
        if key not in self._made:
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            self._made[key] = self._part(ability, [self.items[place] for place in mine])
        return self._made[key]

    def _part(self, ability: Ability, items: Sequence[Told]) -> Part | None:
        notice = self.notice
        if notice is None and not items:
            return None
        if notice is None and len(items) == 1:
            notice = _article(items[0])
        head = f"{wording.REHEARSAL}\n\n" if self.rehearsed else ""
        stop = "" if self.kind in _OWN_WORDS else f"\n{wording.STOP}"
        foot = f"\n\n{self.agency}{stop}"
        reply = (
            _listed(head, self.title, items, foot, ability)
            if notice is None
            else _noticed(head, notice, foot, ability)
        )
        return next(iter(parts(reply, ability, once=True)), None)


def compose(session: Session, broadcast: Broadcast) -> Composed:
    """The words of a broadcast as its articles stand now; of a rehearsal those of what is rehearsed."""
    agency = session.get_one(Agency, broadcast.agency_id).name
    rehearsed = broadcast.kind is BroadcastKind.REHEARSAL and broadcast.about_id is not None
    said = session.get_one(Broadcast, broadcast.about_id) if rehearsed else broadcast
    items = tuple(items_told(session, said)) if said.kind not in _AFTERWARDS else ()
    notice = None if items else _own(session, said)
    return Composed(agency, said.kind, _above(said, agency, items), notice, items, rehearsed)


def of_article(agency: Agency, article: Article) -> Composed:
    """What followers of the agency would read if the article were told by itself, as it is now."""
    item = as_told(article)
    return Composed(agency.name, BroadcastKind.NEWS, item.title, None, (item,))


def publication(session: Session, broadcast: Broadcast) -> Publication | None:
    """The same for everybody at once; None where nothing of it may be told any more.

    The cover is the caller's.
    """
    composed = compose(session, broadcast)
    if composed.notice is None and len(composed.items) == 1:
        item = composed.items[0]
        return Publication(item.title, item.lead, _paragraphs(item.text), composed.agency, item.link)
    if composed.notice is None:
        told = tuple(_with_link(item) for item in composed.items)
        leads = "; ".join(item.title for item in composed.items)
        return Publication(composed.title, leads, told, composed.agency, "") if told else None
    notice = composed.notice
    whole = _paragraphs("\n\n".join(filter(None, (notice.text, notice.ending))))
    if not notice.heading:
        return None
    return Publication(
        notice.heading, shortened(notice.text, LONGEST_LEAD), whole, composed.agency, notice.link
    )


def title_as_told(session: Session, broadcast: Broadcast) -> str:
    """What a broadcast was called when it was told, also where its articles left since."""
    return naming.titles_as_told(session, [broadcast])[broadcast.id]


def name_of(session: Session, broadcast: Broadcast) -> str:
    """What editors call it: the same, or the name of what it is about."""
    return naming.names_of(session, [broadcast])[broadcast.id]


def _own(session: Session, broadcast: Broadcast) -> Notice | None:
    """A broadcast's own words; None where it had articles, and all of them went."""
    if broadcast.kind in _AFTERWARDS:
        return _afterwards(session, broadcast)
    if not broadcast.title:
        return None
    urgent = broadcast.kind is BroadcastKind.EMERGENCY
    heading = wording.EMERGENCY.format(title=broadcast.title) if urgent else broadcast.title
    return Notice(heading, broadcast.text, broadcast.link)


def _afterwards(session: Session, broadcast: Broadcast) -> Notice:
    about = session.get_one(Broadcast, broadcast.about_id)
    told_at = about.began_at or about.start_at or about.created_at
    day = told_at.astimezone(VIETNAM).strftime("%d/%m/%Y")
    withdrawn = broadcast.kind is BroadcastKind.WITHDRAWAL
    pattern = wording.WITHDRAWAL if withdrawn else wording.CORRECTION
    heading = pattern.format(day=day, title=shortened(broadcast.title, LONGEST_TITLE))
    ending = wording.WITHDRAWN if withdrawn else ""
    return Notice(heading, broadcast.text, "" if withdrawn else broadcast.link, ending)


def _above(broadcast: Broadcast, agency: str, items: Sequence[Told]) -> str:
    if broadcast.title:
        return broadcast.title
    if broadcast.kind is BroadcastKind.DIGEST:
        return (wording.WEEKLY if broadcast.rhythm is Rhythm.WEEKLY else wording.DAILY).format(agency=agency)
    return wording.SEVERAL.format(count=len(items), agency=agency)


def _article(item: Told) -> Notice:
    return Notice(item.title, item.lead or shortened(item.text, LONGEST_LEAD), item.link)


def _noticed(head: str, notice: Notice, foot: str, ability: Ability) -> Reply:
    """The heading and, as far as there is room beside the button, what is said."""
    label = wording.READ_NOTICE if notice.ending or not notice.link else wording.READ
    links = ((label, notice.link),) if notice.link else ()
    heading = head + shortened(_plain(notice.heading), LONGEST_TITLE + 60)
    foot = (f"\n\n{notice.ending}" if notice.ending else "") + foot
    room = _room(ability, links) - len(heading) - len(foot) - 2
    text = shortened(_plain(notice.text), room if notice.ending or not links else min(room, LONGEST_LEAD))
    said = f"\n\n{text}" if len(text) >= min(LEAST_LEAD, len(_plain(notice.text))) and text else ""
    return Reply(heading + said + foot, links=links)


def _listed(head: str, title: str, items: Sequence[Told], foot: str, ability: Ability) -> Reply:
    """Articles with numbers, each with its address, as many as there is room for."""
    above = head + shortened(_plain(title), LONGEST_TITLE)
    more = wording.MORE.format(count=len(items))
    room = ability.longest - len(above) - len(foot) - len(more) - 2
    lines: list[str] = []
    for number, item in enumerate(items, 1):
        named = wording.NUMBERED.format(number=number, title=shortened(_plain(item.title), LONGEST_TITLE))
        line = f"\n\n{named}\n{item.link}" if item.link else f"\n\n{named}"
        if len(line) > room:
            break
        lines.append(line)
        room -= len(line)
    left = len(items) - len(lines)
    rest = f"\n\n{wording.MORE.format(count=left)}" if left else ""
    return Reply(above + "".join(lines) + rest + foot)


def _room(ability: Ability, links: Sequence[tuple[str, str]]) -> int:
    if not links:
        return ability.longest
    if ability.link_buttons:
        return min(ability.longest_with_buttons or ability.longest, ability.longest)
    return ability.longest - sum(len(label) + len(url) + 3 for label, url in links)


def _with_link(item: Told) -> str:
    return "\n".join(filter(None, (item.title, item.lead, item.link)))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
