"""Switches: what the assistant must not say for now. They act at once, without a draft."""

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import answers_naming as naming
from bot.console import answers_wording
from bot.console import blocks_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from bot.officers.wishes_later import LaterWish
from knowledge import switching
from knowledge.blocks import Block, BlockKind
from knowledge.fields import fields
from knowledge.questions import Question

PATH = "/console/blocks"
_WIDE = frozenset({BlockKind.CHANNEL, BlockKind.AGENCY, BlockKind.ALL})


def routes() -> list[Route]:
    return [
        get("/blocks", listed),
        post("/blocks", block, Right.EDIT),
        post(r"/blocks/{id:\d{1,9}}/end", unblock, Right.EDIT),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """What is off in sight, and what those above have switched off."""
    agencies = visit.console.agencies
    ids = {*visit.sight(), *agencies.line(visit.agency.id)}
    async with visit.console.database.reading() as session:
        rows = await switching.active(session, ids)
    return visit.page(
        "answers/blocks.html",
        wording,
        a=answers_wording,
        title=wording.TITLE,
        rows=[(row, named(visit, row), visit.may(_right(row.kind), row.agency_id)) for row in rows],
        choices=_choices(visit),
        agencies=agencies.all,
    )


async def block(visit: Visit) -> web.StreamResponse:
    """Off at once, with a reason; `agency` names another one than that which is worked for."""
    form = visit.form
    number = form.number("agency")
    agency = visit.console.agencies.all.get(visit.agency.id if number is None else number)
    kind, _, subject = form.text("what").partition(":")
    if agency is None:
        raise GoneError
    if kind not in {each.value for each in BlockKind}:
        raise SaidError(wording.NOT_CHOSEN)
    visit.own(agency.id, _right(BlockKind(kind)))
    if not form.text("reason"):
        raise SaidError(wording.NO_REASON)
    back = form.text("back") or PATH
    async with visit.console.database.writing() as session:
        if led := await visit.first(session, back):
            return visit.to(led)
        row = await switching.block(
            session, agency, BlockKind(kind), subject, form.text("reason"), visit.who.name, visit.now
        )
    return visit.to(back, wording.OFF_SAID.format(what=named(visit, row)))


async def unblock(visit: Visit) -> web.StreamResponse:
    back = visit.form.text("back") or PATH
    async with visit.console.database.writing() as session:
        row = await session.get(Block, int(visit.request.match_info["id"]))
        if row is None:
            raise GoneError
        visit.own(row.agency_id, _right(row.kind))
        if led := await visit.first(session, back):
            return visit.to(led)
        row = await switching.unblock(session, row.id, by=visit.who.name, now=visit.now)
        wishing = await _wishing(session, row)
    told = wording.ON_SAID.format(what=named(visit, row))
    return visit.to(back, f"{told} {wording.ON_WISHED.format(count=wishing)}" if wishing else told)


async def _wishing(session: AsyncSession, row: Block) -> int:
    """How many people wish to be told what it kept back."""
    people = select(func.count(func.distinct(LaterWish.key))).join(Question)
    query = people.where(Question.block_id == row.id, LaterWish.letter_id.is_(None))
    return await session.scalar(query) or 0


def named(visit: Visit, row: Block) -> str:
    """What it switches off, as a colleague knows it."""
    agency, name = visit.console.agencies.name(row.agency_id), row.subject
    if row.kind is BlockKind.PROCEDURE:
        name = naming.procedure_name(visit, row.agency_id, row.subject)
    elif row.kind is BlockKind.ANSWER:
        name = naming.answer_name(visit, row.agency_id, row.subject)
    elif row.kind is BlockKind.CHANNEL:
        name = wording.CHANNELS.get(row.subject, row.subject)
    return wording.NAMES[row.kind].format(name=name, agency=agency)


def _right(kind: BlockKind) -> Right:
    """Whole channels and agencies are a chief's."""
    return Right.RULE if kind in _WIDE else Right.EDIT


def _choices(visit: Visit) -> list[tuple[str, str]]:
    """What may be switched off on this page: value and label."""
    found: list[tuple[str, str]] = []
    if visit.may(Right.EDIT):
        names = fields(visit.console.library.holdings, visit.agency.code)
        found += [(f"field:{name}", f"{wording.FIELD}: {name}") for name in names]
    if visit.may(Right.RULE):
        found += [
            (f"channel:{name}", f"{wording.CHANNEL}: {label}") for name, label in wording.CHANNELS.items()
        ]
        found.append(("agency:", wording.AGENCY.format(agency=visit.agency.name)))
        if visit.agency.parent_id is None:
            found.append(("all:", wording.ALL))
    return found
