"""Channels at the desk: accounts of Zalo and Facebook connected, checked and removed."""

from aiohttp import web

from bot import alarms
from bot import channel_wording as platform_words
from bot.connecting.at_hand import ZALO, removed
from bot.connecting.checking import items_of
from bot.connecting.consenting import link_of
from bot.connecting.items import Item, Mark
from bot.connecting.noting import note
from bot.console import channels_options
from bot.console import channels_wording as wording
from bot.console.channels_acting import (
    account_of,
    accounts_in_sight,
    agency_of,
    at_hand,
    is_optional,
    keep,
    kept_of,
    typed,
    values_of,
)
from bot.console.channels_options import ONE
from bot.console.channels_telling import at_the_desk
from bot.console.refusing import SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit

PAGE = "/console/channels"
_WORDS = {
    Mark.GOOD: (wording.GOOD, "green"),
    Mark.LACKING: (wording.LACKING, "red"),
    Mark.LOOK: (wording.LOOK, "amber"),
    Mark.NOTE: (wording.NOTE, ""),
}


def routes() -> list[Route]:
    """Pages and acts of this room."""
    return [
        *channels_options.routes(),
        get("/channels", show),
        get("/channels/new/{kind:zalo|messenger}", ask, Right.OPERATE),
        post("/channels/new/{kind:zalo|messenger}", add, Right.OPERATE),
        get(f"{ONE}/check", check, Right.OPERATE),
        post(f"{ONE}/consent", consent, Right.OPERATE),
        post(f"{ONE}/remove", remove, Right.OPERATE),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    """Every account in sight, and what is wrong with it."""
    await visit.console.platforms.accounts.refresh()
    raised = await visit.console.database.at_once(alarms.open_alarms, writing=False)
    agencies = visit.console.agencies.all.values()
    names = {agency.code: agency.name for agency in agencies}
    seen = accounts_in_sight(visit)
    accounts = [
        (
            account,
            names.get(account.agency, account.agency),
            [each for each in raised if (each.channel, each.agency) == (account.channel, account.agency)],
        )
        for account in seen
    ]
    here = {account.channel for account in seen if account.agency == visit.agency.code}
    lacking = {kind: name for kind, name in wording.ADD.items() if kind not in here}
    return visit.page("channels/list.html", wording, title=wording.TITLE, accounts=accounts, lacking=lacking)


async def ask(visit: Visit) -> web.StreamResponse:
    """The form for an account's values."""
    return _form(visit, visit.request.query.get("agency", visit.agency.code), {})


async def add(visit: Visit) -> web.StreamResponse:
    """Keep them, and check at once what can be checked."""
    kind, code = visit.request.match_info["kind"], visit.form.text("agency") or visit.agency.code
    agency = agency_of(visit, code)
    account = visit.console.platforms.accounts.find(kind, agency.code)
    values, faults = typed(kind, visit.form, kept_of(account, kind))
    if faults:
        return _form(visit, agency.code, faults, status=422)
    account, made = await keep(visit, kind, agency.code, values)
    said = wording.SAVED.format(name=account.name)
    if made:
        said = f"{said} {wording.VERIFY_TOKEN.format(token=made)}"
    return visit.to(f"{PAGE}/{kind}/{agency.code}/check", said)


async def check(visit: Visit) -> web.StreamResponse:
    """Each condition that can be looked at from here, asked now."""
    async with at_hand(visit) as at:
        account, items = await items_of(at, account_of(visit))
    lacks = sum(item.mark is Mark.LACKING for item in items)
    return visit.page(
        "channels/checked.html",
        wording,
        title=wording.CHECKED.format(kind=wording.KINDS[account.channel], name=account.name),
        guide=wording.GUIDES[account.channel],
        account=account,
        items=[_shown(item) for item in items],
        lacks=lacks,
    )


async def consent(visit: Visit) -> web.StreamResponse:
    """The link for an administrator of the Official Account."""
    account = account_of(visit)
    if account.channel != ZALO or not visit.console.settings.public_url:
        raise SaidError(wording.NO_ADDRESS)
    async with at_hand(visit) as at:
        link, redirect = await link_of(at, account, by=visit.who.name)
    return visit.page(
        "channels/consent.html",
        wording,
        title=wording.CONSENT_TITLE,
        account=account,
        link=link,
        redirect=redirect,
    )


async def remove(visit: Visit) -> web.StreamResponse:
    """Remove an account, once its agency's code was typed again."""
    account = account_of(visit)
    if visit.form.text("sure") != account.agency:
        raise SaidError(wording.REMOVE_WRONG)
    async with at_hand(visit) as at:
        left = await removed(at, account.channel, account.agency)
    await note(visit.console.database, account, None, by=visit.who.name, now=visit.now)
    said = wording.REMOVED.format(name=account.name)
    return visit.to(PAGE, f"{said} {wording.STILL_SUBSCRIBED.format(why=left)}" if left else said)


def _shown(item: Item) -> dict[str, str]:
    word, colour = _WORDS[item.mark]
    return {"word": word, "colour": colour, "told": at_the_desk(item.told), "todo": at_the_desk(item.todo)}


def _form(visit: Visit, code: str, faults: dict[str, str], *, status: int = 200) -> web.Response:
    kind, agency = visit.request.match_info["kind"], agency_of(visit, code)
    account = visit.console.platforms.accounts.find(kind, agency.code)
    kept = kept_of(account, kind)
    fields = [
        {
            "name": value.name,
            "label": platform_words.LABELS[f"{kind}.{value.name}"],
            "where": platform_words.WHERE[f"{kind}.{value.name}"],
            "secret": value.secret,
            "kept": value.name in kept,
            "optional": is_optional(value),
            # What is secret never stands in a page again, not even what was typed a moment ago.
            "value": "" if value.secret else visit.form.text(value.name) or kept.get(value.name, ""),
            "fault": faults.get(value.name, ""),
        }
        for value in values_of(kind)
    ]
    return visit.page(
        "channels/form.html",
        wording,
        status=status,
        title=wording.ADD[kind],
        kind=kind,
        agency=agency,
        fields=fields,
    )
