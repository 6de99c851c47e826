"""Groups of questions of one meaning: the list, one of them, and what is decided about it."""

from aiohttp import web

from bot.console import groups_deciding as deciding
from bot.console import groups_mending as mending
from bot.console import groups_reading as reading
from bot.console import groups_wording as wording
from bot.console.refusing import SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.today import done, numbered
from bot.console.visit import Visit
from knowledge.groups import GroupState

LONGEST_WHERE = LONGEST_WORDS = 200


def routes() -> list[Route]:
    return [
        get("/groups", listed),
        get("/groups/{id}", shown),
        post("/groups/{id}/procedure", teach, Right.DRAFT),
        post("/groups/{id}/send", send, Right.EDIT),
        post("/groups/{id}/ignore", ignore, Right.EDIT),
        post("/groups/{id}/open", open_again, Right.EDIT),
        post("/groups/{id}/split", split, Right.EDIT),
        post("/groups/{id}/merge", merge, Right.EDIT),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """Groups of one state, the largest first; those that wait and mean the same as one."""
    asked = visit.request.query.get("state", GroupState.OPEN.value)
    state = GroupState(asked) if asked in {each.value for each in GroupState} else GroupState.OPEN
    after = visit.request.query.get("after", "")
    lists, following = await visit.console.database.at_once(
        lambda session: reading.page(session, visit, state, after), writing=False
    )
    return visit.page(
        "questions/groups.html",
        wording,
        title=wording.TITLE,
        lists=lists,
        state=state,
        following=following,
        paged=bool(after),
    )


async def shown(visit: Visit) -> web.StreamResponse:
    """One group: what people asked, how often, where; what can be decided; procedures looked for by `q`."""
    number, only = numbered(visit), "only" in visit.request.query
    found = await visit.console.database.at_once(
        lambda session: reading.one(session, visit, number, only=only), writing=False
    )
    words = visit.request.query.get("q", "").strip()[:LONGEST_WORDS]
    return visit.page(
        "questions/group.html",
        wording,
        title=f"“{found.group.title}”",
        it=found,
        only=only,
        words=words,
        looked_for=reading.looked_for(visit, found.agency, words) if words else (),
    )


async def teach(visit: Visit) -> web.StreamResponse:
    """It is asked for this procedure: on to the draft that teaches it so."""
    code = visit.form.text("code")
    if not code:
        raise SaidError(wording.NAME_PROCEDURE)
    async with visit.console.database.writing() as session:
        groups = await deciding.chosen(session, visit, numbered(visit), Right.DRAFT)
        if before := await visit.first(session, f"/console/groups/{groups[0].id}"):
            return visit.to(before)
        deciding.still_open(visit, groups)
        if not deciding.known(visit, groups, code):
            raise SaidError(wording.UNKNOWN_PROCEDURE.format(code=code))
        draft, undo = await deciding.teach(session, visit, groups, code)
    return visit.to(f"/console/answers/draft/{draft.id}", f"{undo.told}. {wording.NEXT_PUBLISH}")


async def send(visit: Visit) -> web.StreamResponse:
    """It is somebody else's matter: on to the draft of the answer that says so."""
    where = " ".join(visit.form.text("where").split())[:LONGEST_WHERE]
    if not where:
        raise SaidError(wording.NAME_WHERE)
    async with visit.console.database.writing() as session:
        groups = await deciding.chosen(session, visit, numbered(visit), Right.EDIT)
        if before := await visit.first(session, f"/console/groups/{groups[0].id}"):
            return visit.to(before)
        deciding.still_open(visit, groups)
        draft, undo = await deciding.send_elsewhere(session, visit, groups, where)
    return visit.to(f"/console/answers/draft/{draft.id}", f"{undo.told}. {wording.NEXT_PUBLISH}")


async def ignore(visit: Visit) -> web.StreamResponse:
    """Nothing is to be done about it."""
    async with visit.console.database.writing() as session:
        groups = await deciding.chosen(session, visit, numbered(visit), Right.EDIT)
        if before := await visit.first(session, "/console/"):
            return visit.to(before)
        deciding.still_open(visit, groups)
        undo = await deciding.ignore(session, visit, groups)
    return done(visit, undo)


async def open_again(visit: Visit) -> web.StreamResponse:
    """It waits for a decision again."""
    async with visit.console.database.writing() as session:
        group = await deciding.owned(session, visit, numbered(visit), Right.EDIT)
        path = f"/console/groups/{group.id}"
        if await visit.first(session, path) or group.state is GroupState.OPEN:
            return visit.to(path)
        undo = await deciding.open_again(session, visit, group)
    return visit.to(path, undo.told)


async def split(visit: Visit) -> web.StreamResponse:
    """The wordings that are ticked leave and become a group of their own."""
    async with visit.console.database.writing() as session:
        group = await deciding.owned(session, visit, numbered(visit), Right.EDIT)
        if before := await visit.first(session, f"/console/groups/{group.id}"):
            return visit.to(before)
        other = await mending.split(session, visit, group, visit.form.texts("wording"))
    return visit.to(f"/console/groups/{group.id}", wording.SPLIT_SAID.format(count=other.count))


async def merge(visit: Visit) -> web.StreamResponse:
    """Another group's questions are of this one."""
    async with visit.console.database.writing() as session:
        group = await deciding.owned(session, visit, numbered(visit), Right.EDIT)
        if before := await visit.first(session, f"/console/groups/{group.id}"):
            return visit.to(before)
        await mending.merge(session, visit, group, visit.form.number("other"))
    return visit.to(f"/console/groups/{group.id}", wording.MERGED_SAID.format(count=group.count))
