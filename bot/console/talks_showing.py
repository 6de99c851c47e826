"""What is shown of a talk: who has it, how long one may still write, how each word left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import talks_wording as wording
from bot.console.visit import Visit
from bot.handovers import Handover
from bot.officers.letters import Letter, LetterFate
from bot.officers.sending import outcome
from bot.officers.talks import OfficerLine, OfficerTalk, Side, TalkState
from bot.platforms import Platforms
from connectors.channel import Ability
from connectors.webchat.channel import ABILITY
from connectors.webchat.door import CHANNEL as WEB_CHAT

EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Window:
    """How long one may write. `colour` of the word: green, amber, red."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in the inbox. `silent`: whether the assistant makes room for an officer now."""

    talk: OfficerTalk
    title: str
    agency: str
    last: str
    window: Window
    waits: str
    heard: str
    holder: str
    """Who has it, as a sentence; `holder_name`: the colleague's name."""
    holder_name: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line; `fate` says how an officer's left."""

    line: OfficerLine
    who: str
    fate: str = ""
    lost: bool = False


async def rows(session: AsyncSession, visit: Visit, talks: Sequence[OfficerTalk]) -> list[Row]:
    """Talks as the inbox shows them, in their order; two queries for all of them."""
    last = await _last_words(session, talks)
    silent = await _silences(session, talks, visit.now)
    return [row(visit, talk, last.get(talk.id, ""), silent) for talk in talks]


def row(visit: Visit, talk: OfficerTalk, last: str, silent: Mapping[str, bool]) -> Row:
    channel = wording.CHANNELS.get(talk.channel, talk.channel)
    return Row(
        talk,
        wording.TALK.format(number=talk.id, channel=channel),
        visit.console.agencies.name(talk.agency_id),
        last if len(last) <= EXCERPT else f"{last[:EXCERPT]}…",
        window(visit.console.platforms, talk, visit.now),
        wording.WAITS.format(time=lasting(visit.now - talk.asked_at)),
        wording.HEARD.format(time=lasting(visit.now - talk.heard_at)),
        holder(visit, talk),
        visit.called(talk.claimed_by),
        silent.get(talk.key, False),
    )


async def shown(session: AsyncSession, visit: Visit, talk: OfficerTalk) -> Row:
    """One talk by itself."""
    return (await rows(session, visit, [talk]))[0]


def holder(visit: Visit, talk: OfficerTalk) -> str:
    """Who has the talk, as a sentence."""
    if talk.state is TalkState.CLOSED:
        return wording.CLOSED
    if talk.state is TalkState.WAITING:
        return wording.NOBODY
    if talk.claimed_by == visit.who.name:
        return wording.HAVE_IT
    return wording.HAS_IT.format(name=visit.called(talk.claimed_by))


def window(platforms: Platforms, talk: OfficerTalk, now: datetime) -> Window:
    """How long one may still write to the person, counted from what the person said last."""
    ability = _ability(platforms, talk)
    if ability is None:
        return Window(wording.NO_ACCOUNT, "red")
    free, last, gone = ability.free_window, ability.last_window, now - talk.heard_at
    if last is None:
        return Window(wording.ALWAYS, "green")
    if gone >= last:
        return Window(wording.OVER, "red")
    if free is not None and gone < free:
        said = wording.FREE if last > free else wording.OPEN
        return Window(said.format(time=lasting(free - gone)), "green")
    return Window(wording.PAID.format(time=lasting(last - gone)), "amber")


def _ability(platforms: Platforms, talk: OfficerTalk) -> Ability | None:
    if talk.channel == WEB_CHAT:
        return ABILITY
    agency = talk.key.removeprefix(f"{talk.channel}:").removesuffix(f":{talk.person}")
    account, channel = platforms.accounts.find(talk.channel, agency), platforms.channels.get(talk.channel)
    return None if account is None or channel is None else channel.shows(account)


def lasting(span: timedelta) -> str:
    """2 ngày 3 giờ; 5 giờ 12 phút; 12 phút."""
    minutes = int(span.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days >= 2:  # noqa: PLR2004 (a day and a bit is told in hours)
        return wording.DAYS.format(days=days, hours=hours)
    if minutes >= 60:  # noqa: PLR2004 (an hour)
        return wording.HOURS.format(hours=minutes // 60, minutes=minutes % 60)
    return wording.MINUTES.format(minutes=minutes) if minutes > 0 else wording.MOMENT


async def spoken(session: AsyncSession, talk: OfficerTalk, most: int) -> list[Spoken]:
    """The newest `most` lines of a talk, in order."""
    theirs = select(OfficerLine).where(OfficerLine.talk_id == talk.id).order_by(OfficerLine.id.desc())
    lines = list(await session.scalars(theirs.limit(most)))[::-1]
    sent = [line.letter_id for line in lines if line.letter_id is not None]
    letters = {each.id: each for each in await session.scalars(select(Letter).where(Letter.id.in_(sent)))}
    return [_spoken(line, letters.get(line.letter_id or 0)) for line in lines]


def _spoken(line: OfficerLine, letter: Letter | None) -> Spoken:
    named = line.side is Side.OFFICER and line.by
    who = wording.OFFICER_BY.format(name=line.by) if named else wording.SIDES[line.side]
    if letter is None:
        return Spoken(line, who)
    fate = outcome(letter)
    if fate is LetterFate.WAITING and letter.error:
        return Spoken(line, who, wording.TRYING, lost=True)
    return Spoken(line, who, wording.FATES[fate], lost=fate not in {LetterFate.WAITING, LetterFate.SENT})


async def _last_words(session: AsyncSession, talks: Sequence[OfficerTalk]) -> dict[int, str]:
    said = select(func.max(OfficerLine.id)).where(
        OfficerLine.talk_id.in_([talk.id for talk in talks]), OfficerLine.side == Side.PERSON
    )
    newest = select(OfficerLine).where(OfficerLine.id.in_(said.group_by(OfficerLine.talk_id)))
    return {line.talk_id: line.text for line in await session.scalars(newest)}


async def _silences(session: AsyncSession, talks: Sequence[OfficerTalk], now: datetime) -> dict[str, bool]:
    keys = [talk.key for talk in talks]
    holding = select(Handover.key).where(Handover.key.in_(keys), Handover.until > now)
    return dict.fromkeys(await session.scalars(holding), True)
