"""A draft as whoever opens it needs it, also where it went on since the page was shown that they sent."""

from aiohttp import web
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import answers_showing as showing
from bot.console import answers_wording as wording
from bot.console.answers_showing import Opened
from bot.console.approvers import names_of_approvers
from bot.console.filters import moment
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.visit import Visit
from knowledge.drafting import OPEN, StaleError
from knowledge.drafts import Draft, DraftState
from knowledge.live import live


async def find(session: AsyncSession, visit: Visit, right: Right = Right.READ) -> Draft:
    """The draft of the address. Raises GoneError, NotAllowedError; who edits may write in others', too."""
    draft = await session.get(Draft, int(visit.request.match_info["id"]))
    if draft is None:
        raise GoneError
    foreign = right is Right.DRAFT and not draft.written_by(visit.who.name)
    visit.own(draft.agency_id, Right.EDIT if foreign else right)
    return draft


async def opened(session: AsyncSession, visit: Visit, right: Right = Right.READ) -> Opened:
    """The draft of the address and what its pages tell besides. Raises as `find` does."""
    draft = await find(session, visit, right)
    now_live = await live(session, draft.agency_id, draft.kind, draft.subject)
    return Opened(draft, now_live, await names_of_approvers(session, visit, draft))


def page(
    visit: Visit, it: Opened, *, edit: bool = False, status: int = 200, told: str = "", note: str = ""
) -> web.Response:
    """The form; what waits for a second person, as that one needs it; what was decided, as it was.

    `edit`: the form of what waits, too. `told`, `note`: of `anew`.
    """
    if it.draft.state is DraftState.REVIEW and not edit:
        return showing.review(visit, it, status=status, told=told, note=note)
    if it.draft.state not in OPEN or not showing.writes(visit, it.draft):
        return showing.closed(visit, it)
    return showing.form(visit, it, status=status, told=told)


async def anew(visit: Visit, sentence: str, *, note: str = "", edit: bool = False) -> web.Response:
    """The draft as it is by now, for somebody who decided about it as it was: the sentence, their note."""
    async with visit.console.database.reading() as session:
        it = await opened(session, visit)
    draft = it.draft
    told = sentence.format(who=visit.called(draft.author), moment=moment(draft.updated_at))
    if note:
        waits = draft.state is DraftState.REVIEW
        told = f"{told} {wording.NOTE_BELOW if waits else wording.NOTE_KEPT.format(note=note)}"
    return page(visit, it, edit=edit, status=409, told=told, note=note)


async def theirs(session: AsyncSession, error: StaleError) -> Draft:
    """The draft of whoever was faster, anew: what the error carries was left behind with its savepoint."""
    (number,) = inspect(error.draft).identity or (0,)
    return await session.get_one(Draft, number, populate_existing=True)


def seen_lock(visit: Visit) -> int:
    """The lock of the draft as the page showed it; a form that names none was shown nothing."""
    lock = visit.form.number("lock")
    return -1 if lock is None else lock
