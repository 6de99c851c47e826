"""`congdan broadcast …`: what followers are told, when, how far it has come and how it went."""

from pathlib import Path
from typing import Annotated

import typer

from bot import broadcast_report_wording as reports
from bot import broadcast_wording as wording
from bot.commands import broadcast_rule, broadcast_tester
from bot.commands.wording import GROUP_KNOWLEDGE

LARGEST = 2_147_483_647
Number = Annotated[
    int, typer.Argument(metavar="SỐ", min=1, max=LARGEST, help=wording.NUMBER, show_default=False)
]
Post = Annotated[int, typer.Argument(metavar="SỐ", min=1, max=LARGEST, help=wording.POST, show_default=False)]
Articles = Annotated[
    list[int] | None,
    typer.Argument(metavar="SỐ…", min=1, max=LARGEST, help=wording.ARTICLES, show_default=False),
]
Title = Annotated[str, typer.Option("--title", help=wording.TITLE, show_default=False)]
Text = Annotated[str, typer.Option("--text", help=wording.TEXT, show_default=False)]
Correction = Annotated[str, typer.Option("--text", help=wording.CORRECTION, show_default=False)]
Link = Annotated[str, typer.Option("--link", help=wording.LINK, show_default=False)]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
AgencyOnly = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY_ONLY, show_default=False)
]
Emergency = Annotated[bool, typer.Option("--emergency", help=wording.EMERGENCY)]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help=wording.BY, show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help=wording.REASON, show_default=False)]
ReasonTold = Annotated[str, typer.Option("--reason", help=wording.REASON_TOLD, show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help=wording.YES)]
Watch = Annotated[bool, typer.Option("--watch", help=wording.WATCH)]
Sent = Annotated[bool, typer.Option("--sent/--not-sent", help=wording.SENT, show_default=False)]
State = Annotated[str | None, typer.Option("--state", help=wording.STATE, show_default=False)]
Limit = Annotated[int, typer.Option(min=1, max=1_000, help=wording.LIMIT)]
Format = Annotated[str | None, typer.Option("--format", help=reports.FORMAT, show_default=False)]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="TỆP", help=reports.OUTPUT, show_default=False)
]
Unknown = Annotated[bool, typer.Option("--unknown", help=reports.UNKNOWN)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.BROADCAST, no_args_is_help=True)
    group.command("plan", help=wording.PLAN)(plan)
    group.command("list", help=wording.LIST)(list_broadcasts)
    group.command("show", help=wording.SHOW)(show)
    group.command("start", help=wording.START)(start)
    group.command("approve", help=wording.APPROVE)(approve)
    group.command("second", help=wording.SECOND)(second)
    group.command("pause", help=wording.PAUSE)(pause)
    group.command("resume", help=wording.RESUME)(resume)
    group.command("cancel", help=wording.CANCEL)(cancel)
    group.command("rehearse", help=wording.REHEARSE)(rehearse)
    group.command("correct", help=wording.CORRECT)(correct)
    group.command("withdraw", help=wording.WITHDRAW)(withdraw)
    group.command("settle", help=wording.SETTLE)(settle)
    group.command("report", help=reports.REPORT)(report)
    broadcast_rule.add_to(group)
    broadcast_tester.add_to(group)
    app.add_typer(group, name="broadcast", rich_help_panel=GROUP_KNOWLEDGE)


def plan(
    by: By,
    articles: Articles = None,
    title: Title = "",
    text: Text = "",
    link: Link = "",
    agency: Agency = None,
    emergency: Emergency = False,
    yes: Yes = False,
) -> None:
    from bot.commands import broadcast_acts_planning as acts  # noqa: PLC0415 (heavy: `--help` need not wait)

    numbers = tuple(articles or ())
    acts.plan(acts.Wanted(numbers, title, text, link, agency, emergency=emergency, by=by, asking=not yes))


def list_broadcasts(state: State = None, agency: AgencyOnly = None, limit: Limit = 50) -> None:
    from bot.commands import broadcast_acts_showing  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts_showing.list_broadcasts(state, agency, limit)


def show(number: Number, watch: Watch = False) -> None:
    from bot.commands import broadcast_acts_showing, broadcast_acts_watching  # noqa: PLC0415 (the same)

    broadcast_acts_showing.show(number)
    if watch:
        broadcast_acts_watching.watch(number)


def start(number: Number, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.start(number, by)


def approve(number: Number, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.approve(number, by)


def second(number: Number, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.second(number, by)


def pause(number: Number, reason: Reason, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.pause(number, reason, by)


def resume(number: Number, by: By, reason: Reason = "") -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.resume(number, reason, by)


def cancel(number: Number, reason: Reason, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.cancel(number, reason, by)


def rehearse(number: Number, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.rehearse(number, by)


def correct(number: Number, text: Correction, by: By, link: Link = "") -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.correct(number, text, link, by)


def withdraw(number: Number, reason: ReasonTold, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.withdraw(number, reason, by)


def settle(number: Post, sent: Sent, by: By) -> None:
    from bot.commands import broadcast_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_acts.settle(number, by, sent=sent)


def report(number: Number, format_: Format = None, output: Output = None, unknown: Unknown = False) -> None:
    from bot.commands import broadcast_reports  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    broadcast_reports.report(number, format_, output, unknown=unknown)
