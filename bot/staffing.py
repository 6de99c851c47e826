"""When a person asks for a human: who answers, where, and when somebody is there."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import handovers
from bot import people_wording as wording
from bot.handovers import HandoverReason
from connectors.messages import Address, Choice, Reply
from knowledge import opening
from knowledge.findings import AgencyView

ASSISTANT = "assistant|"
"""The payload of the button that calls the assistant back."""


async def asked_for(
    session: AsyncSession, person: Address, agency: AgencyView, now: datetime, lasting: timedelta
) -> Reply:
    """Officers answer in this very talk: within their hours the assistant makes room for them."""
    spans = opening.weekly(agency.contact.hours)
    closing = None if spans is None else opening.closing(spans, now)
    if closing is None:
        following = None if spans is None else opening.next_opening(spans, now)
        return Reply(_with_phone(_some_time(agency, following), agency))
    until = min(now + lasting, closing)

    def take_over(session: Session) -> None:
        handovers.take_over(session, person, at=now, until=until, reason=HandoverReason.ASKED)

    await session.run_sync(take_over)
    minutes = max(round((until - now).total_seconds() / 60), 1)
    said = wording.PERSON_NOW.format(agency=agency.name, minutes=minutes)
    return Reply(_with_phone(said, agency), (Choice(wording.ASK_THE_ASSISTANT, ASSISTANT),))


def _some_time(agency: AgencyView, following: datetime | None) -> str:
    if following is None:
        return wording.PERSON_SOME_TIME.format(agency=agency.name)
    return wording.PERSON_LATER.format(agency=agency.name, when=when(following))


def _with_phone(said: str, agency: AgencyView) -> str:
    phone = agency.contact.phone
    return f"{said}\n{wording.URGENT.format(phone=phone)}" if phone else said


def hours_now(agency: AgencyView, now: datetime) -> str:
    """Whether somebody is there now, or when again; empty where the hours tell nothing sure."""
    spans = opening.weekly(agency.contact.hours)
    if spans is None:
        return ""
    if opening.open_at(spans, now):
        return wording.OPEN_NOW
    following = opening.next_opening(spans, now)
    return "" if following is None else wording.OPENS.format(when=when(following))


def when(moment: datetime) -> str:
    """A time of Vietnam as people say it: 7 giờ 30 thứ Hai 23/11/2026."""
    clock = wording.HOUR_AND_MINUTE if moment.minute else wording.HOUR
    return wording.WHEN.format(
        time=clock.format(hour=moment.hour, minute=moment.minute),
        weekday=wording.WEEKDAYS[moment.weekday()],
        date=f"{moment:%d/%m/%Y}",
    )
