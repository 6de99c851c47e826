"""`congdan serve` and `congdan work`: the service itself."""

import asyncio
import sys
from typing import Annotated

import typer

from bot import collecting
from bot import service_wording as wording
from bot.logs import set_up_logging
from bot.settings import Settings
from knowledge.refusals import RefusedError

Host = Annotated[str | None, typer.Option(help=wording.HELP_HOST)]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help=wording.HELP_PORT)]
NoWork = Annotated[bool, typer.Option("--no-work", help=wording.HELP_NO_WORK)]


def add_to(app: typer.Typer) -> None:
    app.command("serve", help=wording.HELP_SERVE)(serve)
    app.command("work", help=wording.HELP_WORK)(work)


def serve(host: Host = None, port: Port = None, no_work: NoWork = False) -> None:
    settings = Settings()
    port = settings.port if port is None else port
    run_server(settings, host=host or settings.host, port=port, work=not no_work)


def work() -> None:
    settings = Settings()
    _prepare(settings)
    from bot import app, serving  # noqa: PLC0415 (slow to load, and after the logging)

    async def main(stop: asyncio.Event) -> None:
        await serving.work(app.build(settings), stop, started=started)

    def started() -> None:
        collecting.spare()
        _say(wording.WORKING)

    serving.run_until_stopped(main)


def run_server(settings: Settings, *, host: str, port: int, work: bool) -> None:
    """Serve until the process is told to stop; ends it with a sentence when something doesn't fit."""
    _prepare(settings)
    from bot import app, serving  # noqa: PLC0415 (slow to load, and after the logging)

    async def main(stop: asyncio.Event) -> None:
        await serving.serve(app.build(settings), stop, host=host, port=port, work=work, started=started)

    def started(at: int) -> None:
        collecting.spare()
        _say(wording.SERVING.format(host=host, port=at))

    try:
        serving.run_until_stopped(main)
    except OSError as error:
        raise RefusedError(wording.NO_PORT.format(host=host, port=port, reason=error.strerror)) from error


def _prepare(settings: Settings) -> None:
    set_up_logging()
    from bot import migrate  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    migrate.check(settings.database_url)


def _say(sentence: str) -> None:
    typer.echo(sentence)
    sys.stdout.flush()
