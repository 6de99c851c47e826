"""A live answer: as citizens get it, each version that was live, one click back, and its switch."""

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import answers_naming as naming
from bot.console import answers_rows, blocks_wording, gate
from bot.console import answers_wording as wording
from bot.console.histories import shown
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting, publishing
from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.drafting import StaleError
from knowledge.drafts import AnswerBody, DraftKind, Version
from knowledge.live import live
from knowledge.opening import VIETNAM


def routes() -> list[Route]:
    return [
        post(r"/answers/versions/{id:\d{1,9}}/restore", restore, Right.DRAFT),
        get("/answers/{agency}/{code}", page),
        post("/answers/{agency}/{code}/withdraw", withdraw, Right.DRAFT),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    agency, code = _where(visit)
    async with visit.console.database.reading() as session:
        query = select(Answer).where(Answer.agency_id == agency.id, Answer.code == code)
        answer = await session.scalar(query)
        versions = await publishing.history(session, agency, DraftKind.ANSWER, code)
        draft = await drafting.open_draft(session, agency.id, DraftKind.ANSWER, code)
        block = await blocking(session, visit, agency.id, BlockKind.ANSWER, code)
    if answer is None and not versions:
        raise GoneError
    today = visit.now.astimezone(VIETNAM).date()
    return visit.page(
        "answers/live.html",
        wording,
        title=answer.questions[0] if answer else versions[0].body["questions"][0],
        b=blocks_wording,
        agency=agency,
        code=code,
        answer=answer,
        marks=answers_rows.marks(answer, today, blocked=block is not None) if answer else (),
        draft=draft,
        block=block,
        versions=shown(versions),
        inherited=agency.id != visit.agency.id and not visit.may(Right.DRAFT, agency.id),
        drafts=visit.may(Right.DRAFT, agency.id),
        edits=visit.may(Right.EDIT, agency.id),
        path=naming.answer_path(visit, agency.id, code),
    )


async def withdraw(visit: Visit) -> web.StreamResponse:
    """A draft that takes the answer away, to be published as any other."""
    agency, code = _where(visit)
    visit.own(agency.id, Right.DRAFT)
    async with visit.console.database.writing() as session:
        body = await live(session, agency.id, DraftKind.ANSWER, code)
        if not isinstance(body, AnswerBody):
            raise GoneError
        gone = body.model_copy(update={"withdrawn": True})
        try:
            draft = await drafting.save(
                session,
                agency=agency,
                kind=DraftKind.ANSWER,
                subject=code,
                body=gone,
                by=visit.who.name,
                now=visit.now,
            )
        except StaleError as error:
            return visit.to(naming.draft_path(error.draft.id), wording.OPEN_DRAFT)
    return visit.to(naming.draft_path(draft.id), wording.WITHDRAW_WHY)


async def restore(visit: Visit) -> web.StreamResponse:
    """Back to a version: a draft of it, which goes on to the gate, or to a second person, at once."""
    async with visit.console.database.writing() as session:
        version = await session.get(Version, int(visit.request.match_info["id"]))
        if version is None:
            raise GoneError
        visit.own(version.agency_id, Right.DRAFT)
        if led := await visit.first(session, "/console/answers"):
            return visit.to(led)
        try:
            draft = await publishing.restore(session, version.id, by=visit.who.name, now=visit.now)
        except StaleError as error:
            await visit.not_done(session)
            return visit.to(naming.draft_path(error.draft.id), wording.OPEN_DRAFT)
        await visit.leads(session, naming.draft_path(draft.id))
        alone = visit.may(Right.EDIT, draft.agency_id) and not draft.delicate
        if not alone:
            await drafting.send_for_review(session, draft.id, by=visit.who.name, now=visit.now)
    path, said = naming.draft_path(draft.id), wording.RESTORED.format(number=version.number)
    if not alone:
        return visit.to(path, said)
    gate.begin(visit, draft)
    return visit.to(f"{path}/gate", said)


async def blocking(
    session: AsyncSession, visit: Visit, agency_id: int, kind: BlockKind, subject: str
) -> Block | None:
    """The switch that is off, here or above."""
    query = select(Block).where(
        Block.ended_at.is_(None),
        Block.kind == kind,
        Block.subject == subject,
        Block.agency_id.in_(visit.console.agencies.line(agency_id)),
    )
    return await session.scalar(query.order_by(Block.id.desc()).limit(1))


def _where(visit: Visit) -> tuple[Agency, str]:
    """The agency and the code of the address; those above one's own may be read. Raises GoneError."""
    match = visit.request.match_info
    agencies = visit.console.agencies
    agency = next((each for each in agencies.all.values() if each.code == match["agency"]), None)
    if agency is None:
        raise GoneError
    if agency.id not in agencies.line(visit.agency.id):
        visit.own(agency.id, Right.READ)
    return agency, match["code"]
