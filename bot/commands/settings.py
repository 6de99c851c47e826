"""`congdan settings`: every setting, its value and its meaning."""

import typer
from pydantic import SecretStr

from bot.commands import wording


def add_to(app: typer.Typer) -> None:
    app.command("settings", help=wording.SETTINGS)(show)


def show() -> None:
    from sqlalchemy.engine import make_url  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    from bot.settings import Settings  # noqa: PLC0415 (the same)

    settings = Settings()
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if name == "database_url":
            value = make_url(value).render_as_string(hide_password=True)
        elif isinstance(value, SecretStr):
            value = wording.SECRET_SET
        elif value is None or value == "":
            value = wording.SECRET_EMPTY
        typer.echo(f"CONGDAN_{name.upper()} = {value}\n    {field.description}")
