"""What went wrong, in a sentence for whoever typed the command."""

import errno

from pydantic import ValidationError

from bot.commands import wording
from bot.migrate import MigrationError
from connectors.database import DatabaseUnavailableError
from knowledge.refusals import RefusedError


def sentence(error: Exception) -> str | None:
    """None for what nobody expected: that deserves its traceback."""
    match error:
        case RefusedError() | MigrationError():
            return str(error)
        case DatabaseUnavailableError():
            return wording.UNAVAILABLE.format(reason=error)
        case ValidationError(title="Settings"):
            return "\n".join(_setting(error))
        case OSError():
            name = errno.errorcode.get(error.errno or 0, "")
            reason = wording.SYSTEM_REASONS.get(name) or error.strerror or error
            return wording.SYSTEM.format(reason=reason, file=error.filename or "?")
    return None


def _setting(error: ValidationError) -> list[str]:
    return [
        wording.BAD_SETTING.format(name=f"CONGDAN_{fault['loc'][0]}".upper(), reason=fault["msg"])
        for fault in error.errors()
    ]
