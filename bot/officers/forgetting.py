"""What people said to officers, and wished to be told, is deleted: when they ask, and after a while."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from bot.officers.letters import Letter, LetterFate, LetterKind
from bot.officers.talks import OfficerLine, OfficerTalk
from bot.officers.wishes_later import LaterWish
from connectors.claims import WaitState
from connectors.messages import Address


def forget(session: Session, who: Address) -> None:
    """Delete the person's talks and wishes. Letters lose words and name; what waits is never sent."""
    talks = select(OfficerTalk.id).where(OfficerTalk.key == who.key)
    session.execute(delete(OfficerLine).where(OfficerLine.talk_id.in_(talks)))
    session.execute(delete(OfficerTalk).where(OfficerTalk.key == who.key))
    session.execute(delete(LaterWish).where(LaterWish.key == who.key))
    theirs = (Letter.channel == who.channel, Letter.agency == who.agency, Letter.person == who.person)
    _give_up(session, *theirs)
    named = update(Letter).where(*theirs).values(person="", key="", reply=None, lease_until=None)
    session.execute(named, execution_options={"synchronize_session": False})


def drop_wishes(session: Session, who: Address) -> None:
    """The person wants no answers later: what was wished is deleted, what waits is never sent."""
    session.execute(delete(LaterWish).where(LaterWish.key == who.key))
    theirs = (Letter.channel == who.channel, Letter.agency == who.agency, Letter.person == who.person)
    _give_up(session, *theirs, Letter.kind == LetterKind.LATER)


def _give_up(session: Session, *which: ColumnElement[bool]) -> None:
    waiting = update(Letter).where(*which, Letter.state == WaitState.WAITING)
    gone = waiting.values(state=WaitState.DONE, fate=LetterFate.GONE, reply=None, lease_until=None)
    session.execute(gone, execution_options={"synchronize_session": False})


def forget_talks(session: Session, before: datetime, most: int) -> int:
    """Delete up to `most` talks that were closed, or last heard of, before that; returns how many."""
    old = func.coalesce(OfficerTalk.closed_at, OfficerTalk.heard_at) < before
    numbers = list(session.scalars(select(OfficerTalk.id).where(old).limit(most).with_for_update()))
    session.execute(delete(OfficerLine).where(OfficerLine.talk_id.in_(numbers)))
    session.execute(delete(OfficerTalk).where(OfficerTalk.id.in_(numbers)))
    return len(numbers)


def forget_wishes(session: Session, before: datetime, most: int) -> int:
    """Delete up to `most` wishes older than that; returns how many."""
    some = select(LaterWish.id).where(LaterWish.wished_at < before).limit(most)
    gone = delete(LaterWish).where(LaterWish.id.in_(some)).returning(LaterWish.id)
    return len(session.scalars(gone).all())


def forget_letters(session: Session, before: datetime, most: int) -> int:
    """Delete up to `most` letters that ended before that; returns how many."""
    ended = (Letter.state != WaitState.WAITING, Letter.written_at < before)
    some = select(Letter.id).where(*ended).limit(most)
    gone = delete(Letter).where(Letter.id.in_(some), *ended).returning(Letter.id)
    return len(session.scalars(gone).all())
