"""The room of an agency's rule of news: what holds, whose it is, what a change would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.console import newsrules_form as forms
from bot.console import newsrules_wording as wording
from bot.console.filters import moment
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Form, Visit
from broadcasts import ruling
from broadcasts.rules import NewsRule, Rule
from knowledge import topics
from knowledge.changes import in_order

HERE = "/console/news-rule"
NAMED = 8
"""Agencies below that are named."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds, whose each value is, and the rows of all agencies that set something."""

    rule: Rule
    origins: Mapping[str, str]
    rows: Mapping[int, NewsRule]


def routes() -> list[Route]:
    return [
        get("/news-rule", show),
        post("/news-rule", look, Right.RULE),
        post("/news-rule/save", save, Right.RULE),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    standing = await _read(visit)
    row = standing.rows.get(visit.agency.id)
    return _page(visit, standing, Form(forms.typed(row.values if row else {})), {})


async def look(visit: Visit) -> web.StreamResponse:
    """What would change, and for whom; nothing is saved yet."""
    standing, typed = await _read(visit), forms.read(visit.form)
    if typed.faults:
        return _page(visit, standing, visit.form, typed.faults, status=422)
    if visit.form.text("seen") != _seen(standing, visit):
        return _changed_since(visit, standing)
    changed = _changed(standing, visit.agency.id, typed.values)
    if not changed:
        return visit.to(HERE, wording.UNCHANGED)
    after = await visit.console.database.at_once(
        lambda session: _above(visit, session, typed.values), writing=False
    )
    rows = [
        (wording.LABELS[name], _told(name, standing.rule), forms.in_words(name, after[name]))
        for name in changed
    ]
    return visit.page(
        "broadcasts/rule_sure.html",
        wording,
        title=wording.SURE,
        rows=rows,
        concerns=_concerns(visit, standing, changed),
        kept=visit.form.kept(),
    )


async def save(visit: Visit) -> web.StreamResponse:
    typed = forms.read(visit.form)
    if visit.form.text("back") or typed.faults:
        status = 422 if typed.faults else 200
        return _page(visit, await _read(visit), visit.form, typed.faults, status=status)

    def act(session: Session) -> Standing | None:
        """None: saved; else what somebody else made of it meanwhile."""
        standing = _standing(visit, session)
        if visit.form.text("seen") != _seen(standing, visit):
            return standing
        given = {name: typed.values[name] for name in _changed(standing, visit.agency.id, typed.values)}
        ruling.change_rule(session, visit.agency.code, given, by=visit.who.name, now=visit.now)
        return None

    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, HERE):
            return visit.to(led)
        other = await session.run_sync(act)
        if other is not None:
            await visit.not_done(session)
    return visit.to(HERE, wording.SAVED) if other is None else _changed_since(visit, other)


def _page(
    visit: Visit,
    standing: Standing,
    form: Form,
    faults: Mapping[str, str],
    *,
    status: int = 200,
    since: str = "",
) -> web.Response:
    return visit.page(
        "broadcasts/rule.html",
        wording,
        status=status,
        title=wording.TITLE,
        form=form,
        faults=faults,
        since=since,
        now={name: wording.NOW.format(**_facts(visit, standing, name)) for name in ruling.NAMES},
        seen=_seen(standing, visit),
        topics=topics.topics(),
        chosen=form.texts("topic"),
        times=forms.TIMES,
        flags=forms.FLAGS,
    )


def _changed_since(visit: Visit, standing: Standing) -> web.Response:
    row = standing.rows.get(visit.agency.id)
    said = wording.CHANGED_SINCE.format(name=row.changed_by, at=moment(row.changed_at)) if row else ""
    return _page(visit, standing, visit.form, {}, status=422, since=said)


async def _read(visit: Visit) -> Standing:
    return await visit.console.database.at_once(lambda session: _standing(visit, session), writing=False)


def _standing(visit: Visit, session: Session) -> Standing:
    code = visit.agency.code
    rows = {row.agency_id: row for row in session.scalars(select(NewsRule))}
    return Standing(ruling.rule_of(session, code), ruling.origins(session, code), rows)


def _seen(standing: Standing, visit: Visit) -> str:
    """By what a form knows whether somebody changed the rule since it was shown."""
    row = standing.rows.get(visit.agency.id)
    return row.changed_at.isoformat() if row else "-"


def _changed(standing: Standing, agency_id: int, values: Mapping[str, object]) -> list[str]:
    """The names that would be set otherwise than the agency has them now."""
    row = standing.rows.get(agency_id)
    own: Mapping[str, Any] = row.values if row else {}
    return [name for name in values if _plain(values[name]) != _plain(own.get(name))]


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list) else value


def _above(visit: Visit, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
    """What would hold: what is typed, else what stands above."""
    line = visit.console.agencies.line(visit.agency.id)
    parent = visit.console.agencies.all[line[1]].code if len(line) > 1 else ""
    above = ruling.rule_of(session, parent)
    return {name: getattr(above, name) if value is None else value for name, value in values.items()}


def _concerns(visit: Visit, standing: Standing, changed: list[str]) -> str:
    """The agency and those below that don't set all of it themselves, nor anybody between."""
    agencies, own = visit.console.agencies, visit.agency.id
    below = [
        agencies.name(key)
        for key in agencies.below(own)
        if key != own and any(not _set_between(visit, standing, key, name) for name in changed)
    ]
    if not below:
        return wording.CONCERNS.format(agencies=visit.agency.name)
    names = ", ".join(below[:NAMED]) + (wording.MORE if len(below) > NAMED else "")
    told = wording.AND_BELOW.format(agency=visit.agency.name, count=len(below), names=names)
    return wording.CONCERNS.format(agencies=told)


def _set_between(visit: Visit, standing: Standing, key: int, name: str) -> bool:
    line = visit.console.agencies.line(key)
    between = line[: line.index(visit.agency.id)]
    return any(name in row.values for each in between if (row := standing.rows.get(each)))


def _facts(visit: Visit, standing: Standing, name: str) -> dict[str, str]:
    code = standing.origins.get(name)
    if code is None:
        origin = wording.USUAL
    elif code == visit.agency.code:
        origin = wording.OWN
    else:
        named = next((row.name for row in visit.console.agencies.all.values() if row.code == code), code)
        origin = wording.ABOVE.format(agency=named)
    return {"value": _told(name, standing.rule), "origin": origin}


def _told(name: str, rule: Rule) -> str:
    return forms.in_words(name, getattr(rule, name))
