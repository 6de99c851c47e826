"""What `congdan channel set` does."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from bot import channel_wording as wording
from bot.commands.act import BY, now
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import say
from bot.connecting.at_hand import ZALO, AtHand
from bot.connecting.noting import note
from connectors.accounts import Account
from connectors.messenger.options import MessengerOptions
from connectors.zalo.options import ZaloOptions, options_of
from knowledge.refusals import RefusedError


def set_options(agency: str, kind: str, given: Sequence[str]) -> None:
    """Raises RefusedError, and changes nothing, where one of them is no option or has no fitting value."""
    account = on_platforms(lambda at: _changed(at, kind, agency, given))
    shown = [text.partition("=")[0] for text in given]
    for line in _lines(account, shown):
        say(line)
    if given:
        say(wording.SET_DONE)


async def _changed(at: AtHand, kind: str, agency: str, given: Sequence[str]) -> Account:
    account = at.account(kind, agency)
    values = dict(_read(_model(kind), text) for text in given)
    if not values:
        return account
    changed = await at.platforms.accounts.set_options(account, **values)
    await note(at.database, account, changed, by=BY, now=now())
    return changed


def _model(kind: str) -> type[BaseModel]:
    return ZaloOptions if kind == ZALO else MessengerOptions


def _read(model: type[BaseModel], text: str) -> tuple[str, Any]:
    """Name and value; the value is None where the default is wanted."""
    name, equals, value = text.partition("=")
    if not equals or name not in model.model_fields:
        names = ", ".join(model.model_fields)
        raise RefusedError(wording.NOT_AN_OPTION.format(text=text[:60], names=names))
    if not value:
        return name, None
    meant = _meant(model, name, value)
    try:
        return name, model.model_validate({name: meant}).model_dump(mode="json")[name]
    except ValidationError:
        description = model.model_fields[name].description
        raise RefusedError(wording.BAD_OPTION.format(name=name, description=description)) from None


def _meant(model: type[BaseModel], name: str, value: str) -> object:
    """Yes and no in the words of both languages, where yes or no is asked for."""
    if isinstance(model.model_fields[name].default, bool):
        return wording.YES_WORDS.get(value.casefold(), value)
    return value


def _lines(account: Account, names: Sequence[str]) -> list[str]:
    model = _model(account.channel)
    options = options_of(account) if account.channel == ZALO else MessengerOptions.of(account.options)
    return [
        wording.OPTION.format(
            name=name,
            value=_shown(getattr(options, name)),
            default=wording.IS_DEFAULT if getattr(options, name) == field.default else "",
            description=field.description,
        )
        for name, field in model.model_fields.items()
        if not names or name in names
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return wording.SHOWN_WORDS[value]
    return str(value) or wording.NO_VALUE
