"""`congdan broadcast rule …`: how an agency tells its news."""

from typing import Annotated

import typer

from bot import broadcast_wording
from bot.commands import broadcast_rule_wording as wording

Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
Values = Annotated[
    list[str], typer.Argument(metavar="TÊN=GIÁ-TRỊ…", help=wording.VALUES_GIVEN, show_default=False)
]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help=broadcast_wording.BY, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.RULE, no_args_is_help=True)
    group.command("show", help=wording.RULE_SHOW)(show)
    group.command("set", help=wording.RULE_SET)(set_values)
    app.add_typer(group, name="rule")


def show(agency: Agency = None) -> None:
    from bot.commands import broadcast_acts_rule  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_rule.show(agency)


def set_values(values: Values, by: By, agency: Agency = None) -> None:
    from bot.commands import broadcast_acts_rule  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_rule.set_values(values, agency, by)
