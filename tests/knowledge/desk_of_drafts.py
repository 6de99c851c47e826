"""A deployment with editors: what tests of drafts, versions and blocks share."""

from datetime import date, datetime

from known import NOW, furnish, shipped

from connectors.database import Database
from knowledge.agencies import Agency, find_agency
from knowledge.drafting import save
from knowledge.drafts import AnswerBody, Body, Draft, DraftKind, OverrideBody, PhrasingBody, Version
from knowledge.facets import Facet
from knowledge.findings import Finding
from knowledge.library import Library
from knowledge.publishing import publish

LAN, MINH = "lan", "minh"
"""Two editors."""
ASKED = "chợ phiên họp ngày nào"
SAID = "Chợ phiên họp ngày mồng 5 và 10 hằng tháng."


class Desk:
    """What two editors of a deployment do, and what its citizens hear."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database = database
        self.library = library

    async def agency(self, code: str = "xa-b") -> Agency:
        async with self.database.reading() as session:
            return await find_agency(session, code)

    async def save(
        self, body: Body, subject: str = "", by: str = LAN, agency: str = "xa-b", **at: int
    ) -> Draft:
        owner = await self.agency(agency)
        async with self.database.writing() as session:
            return await save(
                session, agency=owner, kind=kind_of(body), subject=subject, body=body, by=by, now=NOW, **at
            )

    async def publish(
        self, draft: Draft, by: str = LAN, now: datetime = NOW, lock: int | None = None
    ) -> Version:
        async with self.database.writing() as session:
            return await publish(session, draft.id, by=by, now=now, lock=lock)

    async def live(self, body: Body, subject: str = "", agency: str = "xa-b") -> Version:
        """Written by one and published by the other."""
        return await self.publish(await self.save(body, subject, agency=agency), MINH)

    async def ask(
        self, text: str, agency: str = "xa-b", now: datetime = NOW, channel: str = "webchat"
    ) -> Finding:
        await self.library.refresh(self.database)
        return self.library.answer(agency, text, None, now, channel)


async def opened(database: Database) -> Desk:
    await furnish(database)
    return Desk(database, Library(shipped()))


def kind_of(body: Body) -> DraftKind:
    if isinstance(body, AnswerBody):
        return DraftKind.ANSWER
    return DraftKind.OVERRIDE if isinstance(body, OverrideBody) else DraftKind.PHRASING


def answer(text: str = SAID, *questions: str, until: date | None = None, **values: object) -> AnswerBody:
    told = {"text": text, "questions": questions or (ASKED,), "valid_until": until, **values}
    return AnswerBody.model_validate(told)


def phrasing(*added: str, removed: tuple[str, ...] = ()) -> PhrasingBody:
    return PhrasingBody(added=added, removed=removed)


def override(text: str, facet: Facet = Facet.TIME, reason: str = "") -> OverrideBody:
    return OverrideBody(facet=facet, text=text, reason=reason)
