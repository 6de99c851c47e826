"""What officers do with a talk: take it, write in it, give it back. A synchronous session."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from bot import handovers
from bot.inbox import REPLY
from bot.officers import wording
from bot.officers.letters import Letter, LetterKind
from bot.officers.talks import OfficerLine, OfficerTalk, Side, TalkState
from connectors.messages import Address, Reply


@dataclass(frozen=True, slots=True)
class Officer:
    """`name` signs in; `full_name` is what the person reads. `silence`: how long the assistant is silent."""

    name: str
    full_name: str
    silence: timedelta


def claim(session: Session, number: int, officer: Officer, now: datetime) -> bool:
    """Take a talk that waits. False: somebody else was first, or it is closed."""
    return _take(session, number, officer, now, OfficerTalk.state == TalkState.WAITING)


def take_over(session: Session, number: int, officer: Officer, now: datetime, *, seen: str) -> bool:
    """Take a talk from the colleague `seen`. False: somebody else has it by now, or nobody."""
    theirs = (OfficerTalk.state == TalkState.CLAIMED, OfficerTalk.claimed_by == seen)
    return _take(session, number, officer, now, *theirs)


def _take(
    session: Session, number: int, officer: Officer, now: datetime, *still: ColumnElement[bool]
) -> bool:
    taking = update(OfficerTalk).where(OfficerTalk.id == number, *still)
    taken = taking.values(state=TalkState.CLAIMED, claimed_by=officer.name, claimed_at=now)
    ours = session.scalars(taken.returning(OfficerTalk.id), execution_options={"synchronize_session": False})
    if not ours.all():
        return False
    talk = session.get_one(OfficerTalk, number, populate_existing=True)
    _hold(session, address_of(talk), officer, now)
    return True


def write(session: Session, talk: OfficerTalk, officer: Officer, text: str, now: datetime) -> Letter:
    """Say `text` to the person, in the officer's name; it leaves as soon as a worker takes it."""
    who = address_of(talk)
    reply = Reply(text, by=wording.OFFICER.format(name=officer.full_name))
    letter = _send(session, talk, who, reply, officer, now)
    _add(session, talk, letter, Side.OFFICER, officer.full_name, text)
    talk.unread = 0
    _hold(session, who, officer, now)
    return letter


def hand_back(session: Session, talk: OfficerTalk, officer: Officer, agency: str, now: datetime) -> None:
    """Close the talk, let the assistant speak again and tell the person so; `agency` is its name."""
    text = wording.HANDED_BACK.format(agency=agency)
    letter = _send(session, talk, address_of(talk), Reply(text), officer, now)
    _add(session, talk, letter, Side.ASSISTANT, "", text)
    close(session, talk, now)


def close(session: Session, talk: OfficerTalk, now: datetime) -> None:
    """Close the talk without a word to the person; the assistant speaks again."""
    handovers.release(session, address_of(talk), now)
    talk.state, talk.closed_at, talk.unread = TalkState.CLOSED, now, 0


def address_of(talk: OfficerTalk) -> Address:
    """Where the person of the talk is reached."""
    agency = talk.key.removeprefix(f"{talk.channel}:").removesuffix(f":{talk.person}")
    return Address(talk.channel, agency, talk.person)


def _hold(session: Session, who: Address, officer: Officer, now: datetime) -> None:
    handovers.take_over(session, who, at=now, until=now + officer.silence, by=officer.full_name)


def _send(
    session: Session, talk: OfficerTalk, who: Address, reply: Reply, officer: Officer, now: datetime
) -> Letter:
    letter = letter_to(who, reply, kind=LetterKind.TALK, about=f"talk:{talk.id}", by=officer.name, now=now)
    session.add(letter)
    session.flush()
    return letter


def letter_to(
    who: Address,
    reply: Reply,
    *,
    kind: LetterKind,
    about: str,
    by: str,
    now: datetime,
    due_at: datetime | None = None,
    token: str = "",
) -> Letter:
    """A letter that waits from `due_at` on; without a token it gets one that nobody else has."""
    return Letter(
        # What waits for the morning holds up nothing that an officer writes tonight.
        key=f"later:{who.key}" if kind is LetterKind.LATER else who.key,
        due_at=due_at or now,
        kind=kind,
        token=token or f"letter:{secrets.token_hex(16)}",
        channel=who.channel,
        agency=who.agency,
        person=who.person,
        reply=REPLY.dump_python(reply, mode="json"),
        about=about,
        by=by,
        written_at=now,
    )


def _add(session: Session, talk: OfficerTalk, letter: Letter, side: Side, by: str, text: str) -> None:
    session.add(
        OfficerLine(
            talk_id=talk.id,
            name=letter.token,
            side=side,
            by=by,
            text=text,
            at=letter.written_at,
            letter_id=letter.id,
        )
    )
