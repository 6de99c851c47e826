"""`congdan channel …`: Official Accounts and Pages, connected by whoever administers them."""

from pathlib import Path
from typing import Annotated

import typer

from bot import channel_wording as wording
from bot.commands.wording import GROUP_SERVICE

Agency = Annotated[str, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)]
AnyAgency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY_OF_CHECK, show_default=False)
]
Channel = Annotated[
    str, typer.Option("--channel", metavar="KÊNH", help=wording.CHANNEL_NAME, show_default=False)
]
AppId = Annotated[str | None, typer.Option(help=wording.APP_ID, show_default=False)]
OaId = Annotated[str | None, typer.Option(help=wording.OA_ID, show_default=False)]
PageId = Annotated[str | None, typer.Option(help=wording.PAGE_ID, show_default=False)]
Version = Annotated[str | None, typer.Option(help=wording.VERSION, show_default=False)]
SecretsFile = Annotated[
    Path | None, typer.Option(metavar="TỆP", help=wording.SECRETS_FILE, show_default=False)
]
Tokens = Annotated[bool, typer.Option("--tokens", help=wording.TOKENS)]
SecondSecret = Annotated[bool, typer.Option("--second-secret", help=wording.SECOND_SECRET)]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help=wording.WAIT, show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help=wording.YES)]
Options = Annotated[
    list[str] | None, typer.Argument(metavar="TÊN=GIÁ-TRỊ…", help=wording.OPTIONS, show_default=False)
]


def add_to(app: typer.Typer) -> None:
    adding = typer.Typer(help=wording.ADD, no_args_is_help=True)
    adding.command("zalo", help=wording.ADD_ZALO)(add_zalo)
    adding.command("messenger", help=wording.ADD_MESSENGER)(add_messenger)
    group = typer.Typer(help=wording.CHANNEL, no_args_is_help=True)
    group.add_typer(adding, name="add")
    group.command("consent", help=wording.CONSENT)(consent)
    group.command("check", help=wording.CHECK)(check)
    group.command("list", help=wording.LIST)(list_channels)
    group.command("set", help=wording.SET)(set_options)
    group.command("remove", help=wording.REMOVE)(remove)
    group.command("profile", help=wording.PROFILE)(profile)
    group.command("followers", help=wording.FOLLOWERS)(followers)
    app.add_typer(group, name="channel", rich_help_panel=GROUP_SERVICE)


def add_zalo(
    agency: Agency,
    app_id: AppId = None,
    oa_id: OaId = None,
    secrets_file: SecretsFile = None,
    tokens: Tokens = False,
    second_secret: SecondSecret = False,
    wait: Wait = True,
) -> None:
    from bot.commands import channel_acts_adding as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    given = {"app_id": app_id, "oa_id": oa_id}
    acts.add_zalo(
        acts.Wanted(agency, given, secrets_file, second_secret=second_secret), tokens=tokens, wait=wait
    )


def add_messenger(
    agency: Agency,
    app_id: AppId = None,
    page_id: PageId = None,
    secrets_file: SecretsFile = None,
    second_secret: SecondSecret = False,
    version: Version = None,
) -> None:
    from bot.commands import channel_acts_adding as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    given = {"app_id": app_id, "page_id": page_id}
    acts.add_messenger(acts.Wanted(agency, given, secrets_file, second_secret=second_secret), version=version)


def consent(agency: Agency, wait: Wait = True) -> None:
    from bot.commands import channel_acts_consent as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.consent(agency, wait=wait)


def check(agency: AnyAgency = None) -> None:
    from bot.commands import channel_acts_checking as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.check(agency)


def list_channels() -> None:
    from bot.commands import channel_acts_list as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.list_channels()


def set_options(agency: Agency, channel: Channel, options: Options = None) -> None:
    from bot.commands import channel_acts_options as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.set_options(agency, channel, options or [])


def remove(agency: Agency, channel: Channel, yes: Yes = False) -> None:
    from bot.commands import channel_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    channel_acts.remove(agency, channel, sure=yes)


def profile(agency: Agency) -> None:
    from bot.commands import channel_acts_people as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.profile(agency)


def followers(agency: Agency) -> None:
    from bot.commands import channel_acts_people as acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    acts.followers(agency)
