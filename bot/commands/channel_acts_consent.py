"""How an administrator's consent is asked for, and waited for."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from bot import channel_wording as wording
from bot.commands.act import BY
from bot.commands.channel_acts import on_platforms
from bot.commands.channel_acts_telling import tell
from bot.commands.saying import say
from bot.connecting.at_hand import ZALO, AtHand
from bot.connecting.checking import items_of
from bot.connecting.consenting import link_of
from connectors.accounts import Account
from connectors.zalo.consent import VALID

LOOK_SECONDS = 1.0
"""How often it is looked whether the consent has come."""


def consent(agency: str, *, wait: bool) -> None:
    """Raises typer.Exit with 1 while the account lacks something, RefusedError where no link can be made."""
    asked(agency, wait=wait)
    finished(agency)


def asked(agency: str, *, wait: bool) -> None:
    """Print the link, and wait for what comes of it; Ctrl-C ends the waiting, the link stays valid."""
    before, link, redirect = on_platforms(lambda at: _link(at, agency))
    say(wording.LINK.format(redirect=redirect, link=link))
    if not wait:
        say(wording.NOT_WAITED.format(agency=agency))
        return
    try:
        with _showing():
            came = on_platforms(lambda at: _came(at, agency, before))
    except KeyboardInterrupt:
        say(wording.NOT_WAITED.format(agency=agency))
        raise typer.Exit(1) from None
    say(wording.GRANTED if came else wording.NOBODY_CAME.format(agency=agency))


def finished(agency: str, kind: str = ZALO, *, claim: bool = False) -> None:
    """Tell the list of checks. Raises typer.Exit with 1 where something is lacking."""
    account, items = on_platforms(lambda at: items_of(at, at.account(kind, agency), claim=claim))
    if tell(account, items):
        raise typer.Exit(1)


async def _link(at: AtHand, agency: str) -> tuple[str, str, str]:
    account = at.opened(ZALO, agency)
    return _token(account), *await link_of(at, account, by=BY)


async def _came(at: AtHand, agency: str, before: str) -> bool:
    """Whether the account got other tokens while the link was valid."""
    try:
        async with asyncio.timeout(VALID.total_seconds()):
            while _token(at.account(ZALO, agency)) == before:
                await asyncio.sleep(LOOK_SECONDS)
                await at.platforms.accounts.refresh()
    except TimeoutError:
        return False
    return True


def _token(account: Account) -> str:
    return account.secrets.get("access_token", "")


@contextmanager
def _showing() -> Iterator[None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        say(f"{wording.WAITING} …", err=True)
        yield
        return
    with console.status(wording.WAITING):
        yield
