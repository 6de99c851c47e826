"""The options of an account: what may be chosen, what holds now, what was changed meanwhile."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from aiohttp import web
from pydantic.fields import FieldInfo

from bot import channel_options_wording as names
from bot.connecting import options
from bot.console import channels_options_wording as wording
from bot.console import channels_wording
from bot.console.channels_acting import account_of, at_hand
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from connectors.accounts import Account
from knowledge.refusals import RefusedError

ONE = "/channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}"
DAILY = (
    *("per_minute", "per_second", "choices", "staff_answers", "paid_replies", "free_hours", "last_hours"),
    *("private_replies", "page_posts", "mark_seen", "typing"),
)
"""Options that an office decides about, in the order of the page; the others are the platform's matter."""
CODE = re.compile(r" \(\w+\)$")
_SWITCH: Mapping[bool, str] = {True: "yes", False: "no"}


def routes() -> list[Route]:
    return [
        get(f"{ONE}/options", show, Right.OPERATE),
        post(f"{ONE}/options", save, Right.OPERATE),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    """What holds for the account now."""
    async with at_hand(visit):
        account = account_of(visit)
    return _page(visit, account, {})


async def save(visit: Visit) -> web.StreamResponse:
    """Keep what the visitor changed, and nothing that somebody else changed since they saw it."""
    async with at_hand(visit) as at:
        account = account_of(visit)
        wanted, faults = _wanted(visit, account)
        if faults:
            return _page(visit, account, faults)
        after = await options.changed(at, account, wanted, by=visit.who.name, now=visit.now)
    held, path = options.held(after), visit.request.path
    told = [
        wording.ONE.format(
            label=names.LABELS[f"{account.channel}.{name}"], value=options.in_words(name, held[name])
        )
        for name in wanted
    ]
    return visit.to(path, wording.SAVED.format(told="; ".join(told)) if told else wording.SAME)


def _wanted(visit: Visit, account: Account) -> tuple[dict[str, Any], dict[str, str]]:
    """What is to be another than it was shown, None for the default; a sentence for each that can't be."""
    wanted: dict[str, Any] = {}
    faults: dict[str, str] = {}
    typed = visit.form.kept()
    for name, now in options.held(account).items():
        if name not in typed:
            continue
        field = options.model_of(account.channel).model_fields[name]
        try:
            value = options.fitting(account.channel, name, visit.form.text(name))
        except RefusedError:
            faults[name] = _wrong(field)
            continue
        text = as_typed(field.get_default() if value is None else value)
        was = visit.form.text(f"was-{name}") if f"was-{name}" in typed else None
        if text in {was, as_typed(now)}:
            continue
        if was != as_typed(now):
            faults[name] = wording.MEANWHILE.format(value=options.in_words(name, now))
        wanted[name] = value
    return wanted, faults


def as_typed(value: object) -> str:
    """A value as a form holds it."""
    return _SWITCH[value] if isinstance(value, bool) else str(value)


def _wrong(field: FieldInfo) -> str:
    bounds = _bounds(field)
    return wording.WRONG_NUMBER.format(**bounds) if bounds else wording.WRONG


def _bounds(field: FieldInfo) -> dict[str, int]:
    """The least and the most that a number may be; nothing where it is none."""
    least = next((each.ge for each in field.metadata if hasattr(each, "ge")), None)
    most = next((each.le for each in field.metadata if hasattr(each, "le")), None)
    return {} if least is None or most is None else {"least": least, "most": most}


def _page(visit: Visit, account: Account, faults: Mapping[str, str]) -> web.Response:
    fields = list(_fields(visit, account, faults))
    technical = [field for field in fields if field["name"] not in DAILY]
    return visit.page(
        "channels/options.html",
        wording,
        status=422 if faults else 200,
        title=wording.TITLE_OF.format(kind=channels_wording.KINDS[account.channel], name=account.name),
        account=account,
        daily=sorted((f for f in fields if f["name"] in DAILY), key=lambda f: DAILY.index(f["name"])),
        technical=technical,
        open=any(field["fault"] for field in technical),
        faults=faults,
    )


def _fields(visit: Visit, account: Account, faults: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    kind, held, typed = account.channel, options.held(account), visit.form.kept()
    for name, field in options.model_of(kind).model_fields.items():
        default, now = field.get_default(), as_typed(held[name])
        values = tuple(_SWITCH.values()) if isinstance(default, bool) else options.choices_of(kind, name)
        description = wording.HELPS.get(name) or field.description or ""
        yield {
            "name": name,
            "label": names.LABELS[f"{kind}.{name}"],
            "help": description[:1].upper() + description[1:].rstrip("."),
            "default": wording.DEFAULT.format(value=_in_words(name, default)),
            "now": now,
            "value": visit.form.text(name) if name in typed else now,
            "choices": [(each, _named(name, each)) for each in values],
            "bounds": _bounds(field),
            "fault": faults.get(name, ""),
        }


def _named(name: str, value: str) -> str:
    switch = {text: known for known, text in _SWITCH.items()}
    return _in_words(name, switch.get(value, value))


def _in_words(name: str, value: Any) -> str:
    """Without the name that only commands know it by."""
    return CODE.sub("", options.in_words(name, value))
