"""What is said while a person's talk with officers is open stands in it. A synchronous session."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.officers import wording
from bot.officers.talks import OfficerLine, OfficerTalk, Side, TalkState
from connectors.inserting import insert_missing
from connectors.messages import Address, Form, Message, Overheard, Reply, StaffReplied

LONGEST = 8_000
"""Letters of one line."""


def open_talk(session: Session, key: str) -> OfficerTalk | None:
    """The talk of this person that is not closed, if there is one."""
    theirs = select(OfficerTalk).where(OfficerTalk.key == key, OfficerTalk.state != TalkState.CLOSED)
    return session.scalar(theirs.order_by(OfficerTalk.id.desc()).limit(1))


def begin(session: Session, who: Address, agency_id: int, now: datetime) -> OfficerTalk:
    """The person wishes for an officer: the open talk, or a new one that waits."""
    talk = open_talk(session, who.key)
    if talk is None:
        talk = OfficerTalk(
            key=who.key,
            agency_id=agency_id,
            channel=who.channel,
            person=who.person,
            state=TalkState.WAITING,
            asked_at=now,
            heard_at=now,
            unread=0,
        )
        session.add(talk)
        session.flush()
    return talk


def hear(session: Session, event: Message | Overheard, reply: Reply) -> None:
    """Keep what a person said, and what was answered, where officers are being asked; else nothing."""
    talk = open_talk(session, event.address.key)
    if talk is None:
        return
    if _add(session, talk, event.id, Side.PERSON, _words(event), event.at):
        talk.heard_at = max(talk.heard_at, event.at)
        talk.unread = OfficerTalk.unread + 1
    if reply.text:
        _add(session, talk, f"reply:{event.id}", Side.ASSISTANT, reply.text, event.at)


def staff_said(session: Session, told: StaffReplied, now: datetime) -> None:
    """Keep what a colleague answered with the platform's own tools."""
    talk = open_talk(session, told.address.key)
    if talk is not None:
        text = told.text.strip() or wording.UNSEEN
        if _add(session, talk, told.id, Side.OFFICER, text, min(told.at, now), by=told.staff):
            talk.unread = 0


def _add(
    session: Session, talk: OfficerTalk, name: str, side: Side, text: str, at: datetime, *, by: str = ""
) -> bool:
    """Whether it did not stand there yet."""
    named = select(OfficerLine.id).where(OfficerLine.talk_id == talk.id, OfficerLine.name == name)
    if session.scalar(named) is not None:
        return False
    row = {"talk_id": talk.id, "name": name, "side": side, "by": by, "text": text[:LONGEST], "at": at}
    insert_missing(session, OfficerLine, [row])
    return True


def _words(event: Message | Overheard) -> str:
    form = event.form if isinstance(event, Message) else Form.TEXT
    return event.text.strip() or wording.WITHOUT_WORDS.get(form, wording.UNSEEN)
