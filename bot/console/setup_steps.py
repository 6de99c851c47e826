"""How far an agency is set up: worked out of what there is, so nothing can be out of step."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.console import setup_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.rights import Right, Role
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from connectors.accounts import AccountState
from connectors.directory import Accounts
from knowledge.agencies import Agency
from knowledge.findings import AgencyView
from knowledge.sources import Source, SourceState

NEEDED = ("address", "hours", "phone")
TWO = 2
"""Pairs of eyes."""


@dataclass(frozen=True, slots=True)
class Step:
    """`lacks`: what is missing, as a sentence; empty: it is done."""

    name: str
    told: str
    path: str
    right: Right
    lacks: str
    optional: bool = False


def steps(
    session: Session, agency: Agency, line: tuple[int, ...], view: AgencyView, accounts: Accounts
) -> list[Step]:
    """In order. `line`: ids of the agency and those above it, whose people and sources serve it, too."""
    return [
        _agency(view),
        _people(session, line),
        _source(session, line),
        _channel(agency, accounts),
        _first(session, agency),
    ]


def _agency(view: AgencyView) -> Step:
    names = [wording.FIELDS[name].lower() for name in NEEDED if not getattr(view.contact, name)]
    lacks = wording.AGENCY_LACKS.format(names=", ".join(names)) if names else ""
    return Step(wording.AGENCY, wording.AGENCY_TOLD, "/setup/agency", Right.OPERATE, lacks)


def _people(session: Session, line: tuple[int, ...]) -> Step:
    query = (
        select(Grant.editor_id, Grant.role)
        .join(Editor, Editor.id == Grant.editor_id)
        .where(Grant.agency_id.in_(line), Editor.disabled_at.is_(None), Editor.signed_in_at.is_not(None))
    )
    rows = session.execute(query).all()
    chiefs = {editor for editor, role in rows if role is Role.CHIEF}
    writers = {editor for editor, role in rows if role in {Role.CHIEF, Role.EDITOR}}
    lacks = "" if chiefs and len(writers) >= TWO else wording.PEOPLE_LACKS
    return Step(wording.PEOPLE, wording.PEOPLE_TOLD, "/people", Right.PEOPLE, lacks)


def _source(session: Session, line: tuple[int, ...]) -> Step:
    read = Source.condition == SourceState.READING, Source.read_at.is_not(None)
    there = session.scalar(select(exists().where(Source.agency_id.in_(line), *read)))
    lacks = "" if there else wording.SOURCE_LACKS
    return Step(wording.SOURCE, wording.SOURCE_TOLD, "/sources", Right.OPERATE, lacks)


def _channel(agency: Agency, accounts: Accounts) -> Step:
    working = any(
        account.agency == agency.code and account.state is AccountState.ACTIVE for account in accounts.all
    )
    lacks = "" if working else wording.CHANNEL_LACKS
    return Step(wording.CHANNEL, wording.CHANNEL_TOLD, "/channels", Right.OPERATE, lacks, optional=True)


def _first(session: Session, agency: Agency) -> Step:
    tried = exists().where(
        Broadcast.agency_id == agency.id,
        Broadcast.kind == BroadcastKind.REHEARSAL,
        Broadcast.state == BroadcastState.DONE,
    )
    lacks = "" if session.scalar(select(tried)) else wording.FIRST_LACKS
    return Step(wording.FIRST, wording.FIRST_TOLD, "/setup/first", Right.SEND, lacks)
