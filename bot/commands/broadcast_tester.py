"""`congdan broadcast tester …`: who gets rehearsals."""

from typing import Annotated

import typer

from bot import broadcast_wording
from bot.commands import broadcast_rule_wording as wording

Person = Annotated[str, typer.Argument(metavar="MÃ", help=wording.PERSON, show_default=False)]
PersonOrNone = Annotated[str | None, typer.Argument(metavar="MÃ", help=wording.PERSON, show_default=False)]
Channel = Annotated[str, typer.Option("--channel", help=wording.CHANNEL, show_default=False)]
Name = Annotated[str, typer.Option("--name", metavar="TÊN", help=wording.PERSON_NAME, show_default=False)]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
AgencyOnly = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY_ONLY, show_default=False)
]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help=broadcast_wording.BY, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.TESTER, no_args_is_help=True)
    group.command("add", help=wording.TESTER_ADD)(add)
    group.command("list", help=wording.TESTER_LIST)(list_testers)
    group.command("remove", help=wording.TESTER_REMOVE)(remove)
    app.add_typer(group, name="tester")


def add(
    channel: Channel, person: PersonOrNone = None, agency: Agency = None, name: Name = "", by: By = ""
) -> None:
    from bot.commands import broadcast_acts_testers  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_testers.add(person, channel, agency, name, by)


def list_testers(agency: AgencyOnly = None) -> None:
    from bot.commands import broadcast_acts_testers  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_testers.list_testers(agency)


def remove(person: Person, by: By, agency: AgencyOnly = None) -> None:
    from bot.commands import broadcast_acts_testers  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_testers.remove(person, agency, by)
