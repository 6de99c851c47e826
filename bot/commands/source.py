"""`congdan source …`: where an agency's news, procedures and files are read from."""

from typing import Annotated

import typer

from bot import source_wording as wording
from bot.commands.wording import GROUP_KNOWLEDGE

NAMES = "item, link, date, title, lead, body, published, category"
Url = Annotated[str, typer.Argument(metavar="ĐỊA-CHỈ", help=wording.URL, show_default=False)]
UrlOrFile = Annotated[
    str, typer.Argument(metavar="ĐỊA-CHỈ|TỆP", help=wording.URL_OR_FILE, show_default=False)
]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
Name = Annotated[str | None, typer.Option(help=wording.NAME, show_default=False)]
Every = Annotated[int, typer.Option(min=5, max=10_080, help=wording.EVERY)]
Topics = Annotated[
    list[str] | None, typer.Option("--topic", metavar="MÃ", help=wording.TOPIC, show_default=False)
]
SelectorsGiven = Annotated[
    list[str] | None,
    typer.Option("--selector", help=wording.SELECTOR.format(names=NAMES), show_default=False),
]
NoFeed = Annotated[bool, typer.Option("--no-feed", help=wording.NO_FEED)]
Insecure = Annotated[bool, typer.Option("--insecure", help=wording.INSECURE)]
Yes = Annotated[bool, typer.Option("--yes", help=wording.YES)]
No = Annotated[bool, typer.Option("--no", help=wording.NO)]
Host = Annotated[str, typer.Argument(metavar="MÁY-CHỦ", help=wording.HOST, show_default=False)]
Number = Annotated[int, typer.Argument(metavar="SỐ", help=wording.NUMBER, show_default=False)]
Numbers = Annotated[list[int] | None, typer.Argument(metavar="SỐ…", help=wording.NUMBERS, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.SOURCE, no_args_is_help=True)
    group.command("add", help=wording.ADD)(add)
    group.command("list", help=wording.LIST)(list_sources)
    group.command("show", help=wording.SHOW)(show)
    group.command("check", help=wording.CHECK)(check)
    group.command("read", help=wording.READ)(read)
    group.command("stop", help=wording.STOP)(stop)
    group.command("go", help=wording.GO)(go)
    group.command("remove", help=wording.REMOVE)(remove)
    group.command("trust", help=wording.TRUST)(trust)
    app.add_typer(group, name="source", rich_help_panel=GROUP_KNOWLEDGE)


def add(
    url: Url,
    agency: Agency = None,
    name: Name = None,
    every: Every = 30,
    topic: Topics = None,
    selector: SelectorsGiven = None,
    no_feed: NoFeed = False,
    insecure: Insecure = False,
    yes: Yes = False,
) -> None:
    from bot.commands import source_acts_adding as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    wanted = acts.Wanted(
        url,
        agency,
        name,
        every,
        tuple(topic or ()),
        tuple(selector or ()),
        feed=not no_feed,
        insecure=insecure,
        asking=not yes,
    )
    acts.add(wanted)


def list_sources(agency: Agency = None) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.list_sources(agency)


def show(number: Number) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.show(number)


def check(url: UrlOrFile, insecure: Insecure = False) -> None:
    from bot.commands import source_acts_checking  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts_checking.check(url, insecure=insecure)


def read(numbers: Numbers = None) -> None:
    from bot.commands import source_acts_reading  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts_reading.read(numbers or None)


def stop(number: Number) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.stop(number)


def go(number: Number) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.go(number)


def remove(number: Number) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.remove(number)


def trust(host: Host, no: No = False, yes: Yes = False) -> None:
    from bot.commands import source_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    source_acts.trust(host, trusted=not no, asking=not (yes or no))
