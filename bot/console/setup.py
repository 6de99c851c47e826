"""Setting up, step by step: the agency's data, and the first broadcast to oneself."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from aiohttp import web
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.console import setup_wording as wording
from bot.console.refusing import SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.setup_steps import Step, steps
from bot.console.visit import Visit
from broadcasts import announcing, proposing, testers
from broadcasts.preferences import Tester
from connectors.people import Person
from knowledge import opening, reasons
from knowledge.agencies import Agency, AgencyLevel
from knowledge.editing_agencies import AgencyDetails, save_agency

PAGE = "/console/setup"
CONFLICT = 409
WROTE_SINCE, MOST_WROTE = timedelta(hours=1), 6


def routes() -> list[Route]:
    """Pages and acts of this room."""
    return [
        get("/setup", show),
        get("/setup/agency", ask_data, Right.OPERATE),
        post("/setup/agency", save_data, Right.OPERATE),
        get("/setup/agencies/new", ask_agency, Right.OPERATE),
        post("/setup/agencies/new", add_agency, Right.OPERATE),
        get("/setup/first", ask_first, Right.SEND),
        post("/setup/first/testers", add_tester, Right.SEND),
        post("/setup/first", send_first, Right.SEND),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    """Every step, and which is next."""
    console, agency = visit.console, visit.agency
    await console.platforms.accounts.refresh()
    line, view = console.agencies.line(agency.id), console.library.agency(agency.code)
    found = await console.database.at_once(
        lambda session: steps(session, agency, line, view, console.platforms.accounts), writing=False
    )
    return visit.page("setup/steps.html", wording, title=wording.TITLE, steps=_shown(visit, found))


def _shown(visit: Visit, found: list[Step]) -> list[dict[str, object]]:
    shown, reached = [], False
    for step in found:
        state = wording.DONE if not step.lacks else wording.LATER if reached else wording.NEXT
        if step.lacks and step.optional:
            state = wording.OPTIONAL
        reached = reached or (bool(step.lacks) and not step.optional)
        shown.append({"step": step, "state": state, "mine": visit.may(step.right)})
    return shown


async def ask_data(visit: Visit) -> web.StreamResponse:
    """The agency's data as they are."""
    async with visit.console.database.reading() as session:
        kept = _kept(await session.get_one(Agency, visit.agency.id))
    return _data(visit, kept, kept, {})


async def save_data(visit: Visit) -> web.StreamResponse:
    """Keep them; what can't be kept is shown again with the reason, or with what a colleague wrote since."""
    typed = {name: visit.form.text(name) for name in wording.FIELDS}
    try:
        details = AgencyDetails.model_validate({"code": visit.agency.code, **typed})
    except ValidationError as error:
        return _data(visit, typed, None, _faults(error), status=422)
    async with visit.console.database.writing() as session:
        if again := await visit.first(session, PAGE):
            return visit.to(again)
        kept = _kept(await session.get_one(Agency, visit.agency.id, with_for_update=True))
        if visit.form.text("seen") != _seen(kept):
            await visit.not_done(session)
            return _data(visit, typed, kept, _changed_since(typed, kept), status=CONFLICT)
        await save_agency(session, details, by=visit.who.name, now=visit.now)
    return visit.to(PAGE, wording.SAVED.format(agency=typed["name"]))


async def ask_agency(visit: Visit) -> web.StreamResponse:
    """The form for an agency below this one."""
    return _new(visit, {})


async def add_agency(visit: Visit) -> web.StreamResponse:
    """Add it: it has a working assistant at once, with the knowledge above it."""
    form = visit.form
    typed = {"code": form.text("code"), "name": form.text("name"), "level": form.text("level")}
    if any(agency.code == typed["code"] for agency in visit.console.agencies.all.values()):
        return _new(visit, {"code": wording.CODE_TAKEN}, status=422)
    try:
        details = AgencyDetails.model_validate({**typed, "parent": visit.agency.code})
    except ValidationError as error:
        return _new(visit, _faults(error), status=422)
    async with visit.console.database.writing() as session:
        if again := await visit.first(session, PAGE):
            return visit.to(again)
        await save_agency(session, details, by=visit.who.name, now=visit.now)
    return visit.to(PAGE, wording.ADDED.format(agency=typed["name"]))


async def ask_first(visit: Visit) -> web.StreamResponse:
    """Who is in the test group, who wrote of late, and the words to be sent."""
    found, wrote = await visit.console.database.at_once(
        lambda session: _people(session, visit), writing=False
    )
    return visit.page(
        "setup/first.html",
        wording,
        title=wording.FIRST,
        testers=found,
        wrote=wrote,
        sample=wording.SAMPLE_TITLE.format(agency=visit.agency.name),
    )


async def add_tester(visit: Visit) -> web.StreamResponse:
    """Put somebody who wrote of late into the test group."""
    form, code = visit.form, visit.agency.code

    def add(session: Session) -> str:
        person = session.get(Person, form.text("key"))
        if person is None or person.agency != code:
            raise SaidError(wording.NOBODY_WROTE)
        who, name = (code, person.channel, person.person), form.text("name")
        return testers.add_tester(session, *who, name=name, by=visit.who.name, now=visit.now).name

    name = await visit.console.database.at_once(add)
    return visit.to(f"{PAGE}/first", wording.TESTER_ADDED.format(name=name))


async def send_first(visit: Visit) -> web.StreamResponse:
    """Propose the words as news, and rehearse them: only the test group gets them."""
    form, by, now = visit.form, visit.who.name, visit.now

    def send(session: Session) -> None:
        draft = announcing.propose_news(
            session, visit.agency.code, (), title=form.text("title"), text=form.text("text"), by=by, now=now
        )
        session.flush()
        proposing.rehearse(session, draft.id, by=by, now=now)

    async with visit.console.database.writing() as session:
        if again := await visit.first(session, PAGE):
            return visit.to(again)
        await session.run_sync(send)
    return visit.to(PAGE, wording.SENT)


def _people(session: Session, visit: Visit) -> tuple[list[Tester], list[Person]]:
    code, since = visit.agency.code, visit.now - WROTE_SINCE
    own = select(Tester).where(Tester.agency_id == visit.agency.id).order_by(Tester.name)
    found = list(session.scalars(own))
    known = {tester.person_key for tester in found}
    wrote = [
        person
        for channel in testers.CHANNELS
        for person in testers.wrote_of_late(session, code, channel, since)
        if person.key not in known
    ]
    return found, sorted(wrote, key=_last, reverse=True)[:MOST_WROTE]


def _last(person: Person) -> datetime:
    return person.last_at or person.first_at


def _kept(agency: Agency) -> dict[str, str]:
    return {name: getattr(agency, name) for name in wording.FIELDS}


def _seen(kept: Mapping[str, str]) -> str:
    """By what a form knows whether somebody changed the data since it was shown."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _changed_since(typed: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """What stands there now, beside each field where that is not what was typed."""
    told = {name: kept[name] or wording.EMPTIED for name in wording.FIELDS if typed[name] != kept[name]}
    return {name: wording.MEANWHILE.format(value=value) for name, value in told.items()}


def _data(
    visit: Visit,
    values: dict[str, str],
    kept: Mapping[str, str] | None,
    faults: dict[str, str],
    *,
    status: int = 200,
) -> web.Response:
    """`kept`: the data as they are; None: as the form saw them."""
    contact = visit.console.library.agency(visit.agency.code).contact
    helps = dict(wording.HELPS)
    for name in wording.FIELDS:
        above = getattr(contact, name, "")
        if not values[name] and above:
            helps[name] = wording.INHERITED.format(value=above)
    if values["hours"] and opening.weekly(values["hours"]) is None:
        helps["hours"] = wording.HOURS_UNREAD.format(sample=wording.HOURS_SAMPLE)
    seen = visit.form.text("seen") if kept is None else _seen(kept)
    shown = {"values": values, "faults": faults, "helps": helps, "seen": seen, "since": status == CONFLICT}
    return visit.page("setup/agency.html", wording, status=status, title=wording.DATA_TITLE, **shown)


def _new(visit: Visit, faults: dict[str, str], *, status: int = 200) -> web.Response:
    typed = {name: visit.form.text(name) for name in ("code", "name", "level")}
    levels = {kind.value: wording.LEVELS[kind.value] for kind in AgencyLevel if kind != AgencyLevel.PROVINCE}
    shown = {"typed": typed, "faults": faults, "levels": levels}
    return visit.page("setup/new.html", wording, status=status, title=wording.NEW_AGENCY, **shown)


def _faults(error: ValidationError) -> dict[str, str]:
    return {name: wording.WRONG_FIELD.format(why=why) for name, why in reasons.by_field(error).items()}
