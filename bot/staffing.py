"""When a person asks for a human: who answers, where, and when somebody is there."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import handovers
from bot import people_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.rights import ALLOWED, Right
from bot.handovers import HandoverReason
from bot.officers import talking
from connectors.messages import Address, Choice, Reply
from knowledge import opening
from knowledge.agencies import find_agency, lineage
from knowledge.findings import AgencyView

ASSISTANT = "assistant|"
"""The payload of the button that calls the assistant back."""


async def asked_for(
    session: AsyncSession, person: Address, agency: AgencyView, now: datetime, lasting: timedelta
) -> Reply:
    """Officers answer in this very talk: within their hours the assistant makes room for them.

    Where colleagues work at the desk, the talk stands in their inbox from now on, whatever the hour.
    """
    if await at_the_desk(session, agency.code):
        number = (await find_agency(session, agency.code)).id
        await session.run_sync(talking.begin, person, number, now)
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


async def at_the_desk(session: AsyncSession, agency: str) -> bool:
    """Whether anybody may answer people of the agency at the desk."""
    return await _anybody(session, agency, Right.TALK)


async def edited(session: AsyncSession, agency: str) -> bool:
    """Whether anybody works on what the agency answers."""
    return await _anybody(session, agency, Right.EDIT)


async def _anybody(session: AsyncSession, agency: str, right: Right) -> bool:
    line = await lineage(session, await find_agency(session, agency))
    may = [role for role, rights in ALLOWED.items() if right in rights]
    granted = select(Grant.id).join(Editor, Editor.id == Grant.editor_id).where(Editor.disabled_at.is_(None))
    here = granted.where(Grant.agency_id.in_([each.id for each in line]), Grant.role.in_(may))
    return await session.scalar(here.limit(1)) is not None


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
