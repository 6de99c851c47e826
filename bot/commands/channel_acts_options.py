"""What `congdan channel set` does."""

from collections.abc import Sequence
from typing import Any

from bot import channel_wording as wording
from bot.commands.act import BY, now
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import say
from bot.connecting import options
from bot.connecting.at_hand import AtHand
from connectors.accounts import Account
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
    values = dict(_read(kind, text) for text in given)
    return await options.changed(at, account, values, by=BY, now=now()) if values else account


def _read(kind: str, text: str) -> tuple[str, Any]:
    """Name and value; the value is None where the default is wanted."""
    name, equals, value = text.partition("=")
    if not equals:
        names = ", ".join(options.model_of(kind).model_fields)
        raise RefusedError(wording.NOT_AN_OPTION.format(text=text[:60], names=names))
    return name, options.fitting(kind, name, value)


def _lines(account: Account, names: Sequence[str]) -> list[str]:
    held = options.held(account)
    return [
        wording.OPTION.format(
            name=name,
            value=_shown(held[name]),
            default=wording.IS_DEFAULT if held[name] == field.default else "",
            description=field.description,
        )
        for name, field in options.model_of(account.channel).model_fields.items()
        if not names or name in names
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return wording.SHOWN_WORDS[value]
    return str(value) or wording.NO_VALUE
