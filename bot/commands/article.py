"""`congdan article …`: what the portal published, and what is to be told of it."""

from typing import Annotated

import typer

from bot.commands import article_wording as wording
from bot.commands.wording import GROUP_KNOWLEDGE

State = Annotated[str | None, typer.Option("--state", help=wording.STATE, show_default=False)]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
Limit = Annotated[int, typer.Option(min=1, max=1_000, help=wording.LIMIT)]
Number = Annotated[int, typer.Argument(metavar="SỐ", help=wording.NUMBER, show_default=False)]
Numbers = Annotated[list[int], typer.Argument(metavar="SỐ…", help=wording.NUMBERS, show_default=False)]
Diff = Annotated[bool, typer.Option("--diff", help=wording.DIFF)]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help=wording.BY, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.ARTICLE, no_args_is_help=True)
    group.command("list", help=wording.LIST)(list_articles)
    group.command("show", help=wording.SHOW)(show)
    group.command("approve", help=wording.APPROVE)(approve)
    group.command("hold", help=wording.HOLD)(hold)
    group.command("never", help=wording.NEVER)(never)
    app.add_typer(group, name="article", rich_help_panel=GROUP_KNOWLEDGE)


def list_articles(state: State = None, agency: Agency = None, limit: Limit = 50) -> None:
    from bot.commands import article_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    article_acts.list_articles(state, agency, limit)


def show(number: Number, diff: Diff = False) -> None:
    from bot.commands import article_acts_showing  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    article_acts_showing.show(number, diff=diff)


def approve(numbers: Numbers, by: By) -> None:
    from bot.commands import article_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    article_acts.decide("approve", numbers, by)


def hold(numbers: Numbers, by: By) -> None:
    from bot.commands import article_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    article_acts.decide("hold", numbers, by)


def never(numbers: Numbers, by: By) -> None:
    from bot.commands import article_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    article_acts.decide("never", numbers, by)
