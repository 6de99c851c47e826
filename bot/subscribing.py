"""What a person wishes about the news is done, noted with its wording, and confirmed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import news_wording as wording
from bot.news_wishes import PAYLOAD, NewsWish
from broadcasts import choices
from broadcasts.broadcast import Rhythm
from broadcasts.choices import Choices
from connectors import people
from connectors.messages import Address, Choice, Reply
from connectors.people import Person
from connectors.webchat.door import CHANNEL as WEB_CHAT
from knowledge import topics
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.findings import AgencyView

OFFERED = 4
"""Topics that are offered as buttons."""
RECENT = timedelta(days=90)
MOST_ARTICLES = 300
"""The newest ones, by which the topics that are offered are chosen."""
_SAID = {True: (wording.ALL, wording.SOME, wording.BUT, wording.NONE)}
_SAID[False] = (wording.NOW_ALL, wording.NOW_SOME, wording.NOW_BUT, wording.NOW_NONE)


def wished(session: Session, who: Address, wish: NewsWish, agency: AgencyView, now: datetime) -> Reply:
    """Do what is wished, and say what holds from now on, with buttons for what else there is to choose."""
    person = people.saw(session, who, now)
    if wish.unknown and wish.wanted is False:
        stop = Choice(wording.STOP, f"{PAYLOAD}|none")
        return Reply(wording.UNKNOWN_TO_STOP.format(words=wish.unknown), (stop,), fallback=True)
    if wish.unknown:
        text = wording.UNKNOWN.format(words=wish.unknown)
        return Reply(text, _topic_buttons(_offered(session, agency, now)), fallback=True)
    changed = _change(session, person, wish, now)
    holding = choices.choices_of(session, person)
    offered = _offered(session, agency, now)
    text = _told(holding, agency, changed=changed)
    if changed:
        what = _what(wish)
        choices.keep_change(session, person, what, now, wording=text, version=wording.VERSION)
    return Reply(_with_hints(text, who, holding, wish, offered), _buttons(holding, offered))


def _change(session: Session, person: Person, wish: NewsWish, now: datetime) -> bool:
    """Whether anything was wished that changes what the person gets."""
    if wish.wanted is True and wish.topics:
        choices.want(session, person, wish.topics, now)
    elif wish.wanted is False and wish.topics:
        choices.want_not(session, person, wish.topics, now)
    elif wish.wanted is True:
        choices.want_all(session, person, now)
    elif wish.wanted is False:
        choices.want_none(person, now)
    if wish.rhythm is not None:
        choices.want_rhythm(session, person, wish.rhythm, now)
    return wish.wanted is not None or wish.rhythm is not None


def _what(wish: NewsWish) -> str:
    kind = "all" if wish.wanted else "none"
    if wish.topics:
        kind = f"{'topic' if wish.wanted else 'not topic'} {' '.join(wish.topics)}"
    return " ".join(filter(None, (kind if wish.wanted is not None else "", _rhythm_named(wish.rhythm))))


def _rhythm_named(rhythm: Rhythm | None) -> str:
    return f"rhythm {rhythm.value}" if rhythm else ""


def _told(holding: Choices, agency: AgencyView, *, changed: bool) -> str:
    everything, some, but, none = _SAID[changed]
    said = none
    if holding.news:
        said = some if holding.wanted else but if holding.unwanted else everything
    names = "; ".join(topics.name_of(code) for code in holding.wanted or holding.unwanted)
    return said.format(agency=agency.name, topics=names, rhythm=wording.RHYTHMS[holding.rhythm])


def _with_hints(text: str, who: Address, holding: Choices, wish: NewsWish, offered: Sequence[str]) -> str:
    lines = [text]
    if holding.news and who.channel == WEB_CHAT:
        lines.append(wording.IN_CHAT)
    if offered and holding.news and not holding.wanted and (wish.show or wish.wanted):
        lines.append(wording.CHOOSE.format(example=topics.name_of(offered[0]).lower()))
    return "\n".join(lines)


def _buttons(holding: Choices, offered: Sequence[str]) -> tuple[Choice, ...]:
    if not holding.news:
        return (Choice(wording.START, f"{PAYLOAD}|all"),)
    taken = () if holding.wanted else _topic_buttons(offered)
    return (*taken, *_rhythm_buttons(holding.rhythm), Choice(wording.STOP, f"{PAYLOAD}|none"))


def _rhythm_buttons(rhythm: Rhythm) -> tuple[Choice, ...]:
    if rhythm is not Rhythm.INSTANT:
        return (Choice(wording.INSTANT, f"{PAYLOAD}|rhythm|{Rhythm.INSTANT.value}"),)
    return (
        Choice(wording.DAILY, f"{PAYLOAD}|rhythm|{Rhythm.DAILY.value}"),
        Choice(wording.WEEKLY, f"{PAYLOAD}|rhythm|{Rhythm.WEEKLY.value}"),
    )


def _topic_buttons(offered: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(topics.name_of(code), f"{PAYLOAD}|topic|{code}") for code in offered)


def _offered(session: Session, agency: AgencyView, now: datetime) -> tuple[str, ...]:
    """The topics of which the agency published most lately."""
    query = (
        select(Article.topics)
        .join(Agency, Agency.id == Article.agency_id)
        .where(Agency.code == agency.code, Article.first_at >= now - RECENT)
        .order_by(Article.id.desc())
        .limit(MOST_ARTICLES)
    )
    counted = Counter(code for codes in session.scalars(query) for code in codes)
    return tuple(code for code, _ in counted.most_common(OFFERED))
