"""`congdan demo`: something to see within a minute."""

from typing import Annotated

import typer

from bot.commands import wording

Port = Annotated[int | None, typer.Option(min=0, max=65535, help=wording.PORT, show_default=False)]


def add_to(app: typer.Typer) -> None:
    app.command("demo", help=wording.DEMO)(demo)


def demo(port: Port = None) -> None:
    from bot.commands import demo_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    demo_acts.demo(port)
