"""`congdan editor …`: the people of the desk."""

from typing import Annotated

import typer

from bot.commands import editor_wording as wording
from bot.commands import wording as common

Name = Annotated[str, typer.Argument(metavar="TÊN", help=wording.NAME, show_default=False)]
FullName = Annotated[str, typer.Option("--full-name", metavar="HỌ-TÊN", help=wording.FULL_NAME)]
Roles = Annotated[list[str], typer.Option("--role", metavar="VAI-TRÒ", help=wording.ROLE)]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help=wording.BY, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.EDITOR, no_args_is_help=True)
    group.command("add", help=wording.ADD)(add)
    group.command("list", help=wording.LIST)(list_editors)
    group.command("grant", help=wording.GRANT)(grant)
    group.command("revoke", help=wording.REVOKE)(revoke)
    group.command("invite", help=wording.INVITE)(invite)
    group.command("reset-factor", help=wording.RESET)(reset_factor)
    group.command("sign-out", help=wording.SIGN_OUT)(sign_out)
    group.command("disable", help=wording.DISABLE)(disable)
    group.command("enable", help=wording.ENABLE)(enable)
    app.add_typer(group, name="editor", rich_help_panel=common.GROUP_SERVICE)


def add(name: Name, full_name: FullName, role: Roles, agency: Agency = None, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.add(name, full_name, role, agency, by)


def list_editors() -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.list_editors()


def grant(name: Name, role: Roles, agency: Agency = None, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.grant(name, role, agency, by)


def revoke(name: Name, role: Roles, agency: Agency = None, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.revoke(name, role, agency, by)


def invite(name: Name, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.invite(name, by)


def reset_factor(name: Name, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.reset_factor(name, by)


def sign_out(name: Name, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.sign_out(name, by)


def disable(name: Name, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.disable(name, by)


def enable(name: Name, by: By = "") -> None:
    from bot.commands import editor_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    editor_acts.enable(name, by)
