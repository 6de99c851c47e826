"""`congdan …`: the commands, put together; what goes wrong is told in a sentence, not in a traceback."""

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

import typer
from typer import rich_utils
from typer.exceptions import TyperException
from typer.main import get_command

from bot.commands import (
    agency,
    article,
    ask,
    audit,
    broadcast,
    channel,
    demo,
    editor,
    explain,
    importing,
    inbox,
    migrate,
    places,
    rehearse,
    report,
    serve,
    settings,
    source,
    wording,
)
from bot.commands.saying import say

COMMANDS = (
    demo,
    serve,
    migrate,
    settings,
    inbox,
    editor,
    audit,
    agency,
    channel,
    importing,
    source,
    article,
    broadcast,
    report,
    places,
    ask,
    explain,
    rehearse,
)
STOPPED = 130
"""What a shell expects of a command that was stopped by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0: done, 1: it could not be done as asked, 2: it was written wrongly."""
    try:
        code = _command()(args=arguments, prog_name="congdan", standalone_mode=False)
    except TyperException as error:
        return _written_wrongly(error)
    except Exception as error:
        from bot.commands.failures import sentence  # noqa: PLC0415 (heavy, and needed only here)

        told = sentence(error)
        if told is None:
            raise
        say(told, err=True)
        return 1
    if code == STOPPED:
        say(wording.STOPPED, err=True)
    return code if isinstance(code, int) else 0


@cache
def _command() -> Any:
    """The tree of commands. Typer gives its own words by constants; those that people read become ours."""
    rich_utils.OPTIONS_PANEL_TITLE = wording.PANEL_OPTIONS
    rich_utils.ARGUMENTS_PANEL_TITLE = wording.PANEL_ARGUMENTS
    rich_utils.COMMANDS_PANEL_TITLE = wording.PANEL_COMMANDS
    app = typer.Typer(help=wording.APP, no_args_is_help=True, add_completion=False)
    for module in COMMANDS:
        module.add_to(app)
    command = get_command(app)
    _explain(command)
    for below in command.commands.values():  # type: ignore[attr-defined] # a group
        below.rich_help_panel = wording.GROUPS.get(below.name)
    return command


def _explain(command: Any) -> None:
    command.get_help_option(command.context_class(command)).help = wording.HELP
    for below in getattr(command, "commands", {}).values():
        _explain(below)


def _written_wrongly(error: TyperException) -> int:
    reason = error.format_message()
    for theirs, ours in wording.USAGE.items():
        reason = reason.replace(theirs, ours)
    if reason:  # else the help was asked for by giving no command, and has been shown
        path = getattr(getattr(error, "ctx", None), "command_path", "congdan")
        say(wording.WRONG_USE.format(reason=reason, command=path), err=True)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
