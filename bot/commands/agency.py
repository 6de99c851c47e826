"""`congdan agency …`: the agencies and what each receives."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import wording

Code = Annotated[str, typer.Argument(metavar="MÃ", help=wording.CODE, show_default=False)]
File = Annotated[Path, typer.Argument(metavar="TỆP", help=wording.SCOPE_FILE, show_default=False)]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help=wording.SKIP_BAD)]
Name = Annotated[str | None, typer.Option(help=wording.NAME, show_default=False)]
Level = Annotated[str | None, typer.Option(help=wording.LEVEL, show_default=False)]
Parent = Annotated[str | None, typer.Option(help=wording.PARENT, show_default=False)]
Address = Annotated[str | None, typer.Option(help=wording.ADDRESS, show_default=False)]
Hours = Annotated[str | None, typer.Option(help=wording.HOURS, show_default=False)]
Phone = Annotated[str | None, typer.Option(help=wording.PHONE, show_default=False)]
PortalUrl = Annotated[str | None, typer.Option(help=wording.PORTAL_URL, show_default=False)]
OnlineUrl = Annotated[str | None, typer.Option(help=wording.ONLINE_URL, show_default=False)]
Disclaimer = Annotated[str | None, typer.Option(help=wording.DISCLAIMER, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.AGENCY, no_args_is_help=True)
    group.command("add", help=wording.AGENCY_ADD)(add)
    group.command("list", help=wording.AGENCY_LIST)(list_agencies)
    group.command("show", help=wording.AGENCY_SHOW)(show)
    group.command("scope", help=wording.AGENCY_SCOPE)(scope)
    app.add_typer(group, name="agency", rich_help_panel=wording.GROUP_KNOWLEDGE)


def add(
    code: Code,
    name: Name = None,
    level: Level = None,
    parent: Parent = None,
    address: Address = None,
    hours: Hours = None,
    phone: Phone = None,
    portal_url: PortalUrl = None,
    online_url: OnlineUrl = None,
    disclaimer: Disclaimer = None,
) -> None:
    details = dict(locals())
    from bot.commands import agency_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    agency_acts.add(details)


def list_agencies() -> None:
    from bot.commands import agency_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    agency_acts.list_agencies()


def show(code: Code) -> None:
    from bot.commands import agency_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    agency_acts.show(code)


def scope(code: Code, file: File, skip_bad: SkipBad = False) -> None:
    from bot.commands import agency_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    agency_acts.scope(code, file, skip_bad=skip_bad)
