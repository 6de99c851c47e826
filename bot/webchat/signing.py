"""The key that signs visitors' tokens: from the settings, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path

from bot.settings import Settings

FILE = "chat.key"


def signing_key(settings: Settings) -> bytes:
    """The same for every process of one machine; several machines share one by CONGDAN_SECRET_KEY."""
    if settings.secret_key is not None and settings.secret_key.get_secret_value():
        return settings.secret_key.get_secret_value().encode()
    path = settings.var / FILE
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # whole or not at all; of two processes that start at once, one is first
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
