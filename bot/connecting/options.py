"""Options of an account: read as typed, changed on record."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import channel_options_wording as names
from bot import channel_wording as wording
from bot.connecting.at_hand import ZALO, AtHand
from connectors.accounts import Account
from connectors.messenger.options import MessengerOptions
from connectors.zalo.options import ZaloOptions, options_of
from knowledge.agencies import Agency
from knowledge.changes import Change, in_order
from knowledge.refusals import RefusedError


def model_of(kind: str) -> type[BaseModel]:
    """The options of a channel: each with its default and a description."""
    return ZaloOptions if kind == ZALO else MessengerOptions


def held(account: Account) -> Mapping[str, Any]:
    """Each option as it holds for the account, in the shape in which it is stored."""
    options = options_of(account) if account.channel == ZALO else MessengerOptions.of(account.options)
    return options.model_dump(mode="json")


def fitting(kind: str, name: str, text: str) -> Any:
    """The value that was typed; None where the text is empty: the default. Raises RefusedError."""
    model = model_of(kind)
    if name not in model.model_fields:
        raise RefusedError(wording.NOT_AN_OPTION.format(text=name[:60], names=", ".join(model.model_fields)))
    if not text:
        return None
    try:
        return model.model_validate({name: _meant(model, name, text)}).model_dump(mode="json")[name]
    except ValidationError:
        description = model.model_fields[name].description
        raise RefusedError(wording.BAD_OPTION.format(name=name, description=description)) from None


def choices_of(kind: str, name: str) -> tuple[str, ...]:
    """The values between which is chosen; none: any number or text may be typed."""
    asked = model_of(kind).model_fields[name].annotation
    if isinstance(asked, type) and issubclass(asked, StrEnum):
        return tuple(each.value for each in asked)
    return tuple(each for each in get_args(asked) if isinstance(each, str))


def in_words(name: str, value: object) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return names.YES if value else names.NO
    return names.VALUES.get(f"{name}={value}") or str(value) or names.NONE


async def changed(
    at: AtHand, account: Account, values: Mapping[str, Any], *, by: str, now: datetime
) -> Account:
    """Keep these options, None for the default, and write down who changed what; running services follow."""
    after = await at.platforms.accounts.set_options(account, **values)
    was, new = held(account), held(after)
    if renewed := [name for name in new if new[name] != was[name]]:
        labels = {name: names.LABELS[f"{account.channel}.{name}"] for name in renewed}
        kind, told = wording.CHANNELS[account.channel], ", ".join(labels.values())
        change = Change(by=by, at=now, learned=False, subject=f"channel:{account.channel}:{account.agency}")
        change.what = names.CHANGED.format(kind=kind, name=account.name, labels=told)
        change.before = {label: in_words(name, was[name]) for name, label in labels.items()}
        change.after = {label: in_words(name, new[name]) for name, label in labels.items()}
        await at.database.at_once(lambda session: _write(session, change, account.agency))
    return after


def _write(session: Session, change: Change, agency: str) -> None:
    in_order(session)
    change.agency_id = session.scalar(select(Agency.id).where(Agency.code == agency))
    session.add(change)


def _meant(model: type[BaseModel], name: str, value: str) -> object:
    """Yes and no in the words of both languages, where yes or no is asked for."""
    if isinstance(model.model_fields[name].default, bool):
        return wording.YES_WORDS.get(value.casefold(), value)
    return value
