"""One call of the Graph API, already taken apart: the same for HTTP and for an item of a batch."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.platforms.messenger.errors import invalid


@dataclass(slots=True)
class Call:
    """`path` without the version. `files`: name to the bytes that were uploaded."""

    method: str
    path: tuple[str, ...]
    params: Mapping[str, Any]
    token: str | None
    files: Mapping[str, bytes] = field(default_factory=dict)

    def text(self, name: str, *, most: int = 100_000) -> str | None:
        """A parameter as text, None when it is absent. Raises GraphError when it is too long or none."""
        value = self.params.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise invalid(f"param {name} must be a string.")
        if len(value) > most:
            raise invalid(f"param {name} must be at most {most} characters.")
        return value

    def object(self, name: str) -> dict[str, Any] | None:
        """A parameter that is a JSON object, or the text of one as forms have it."""
        value = _decoded(name, self.params.get(name))
        if value is not None and not isinstance(value, dict):
            raise invalid(f"param {name} must be a JSON object.")
        return value

    def items(self, name: str) -> list[Any] | None:
        """A parameter that is an array, its JSON text, or words with commas between them."""
        value = self.params.get(name)
        if isinstance(value, str) and not value.lstrip().startswith("["):
            return [word.strip() for word in value.split(",") if word.strip()]
        value = _decoded(name, value)
        if value is not None and not isinstance(value, list):
            raise invalid(f"param {name} must be an array.")
        return value

    def number(self, name: str, *, default: int) -> int:
        value = self.text(name, most=20)
        if value is None:
            return default
        if not (value.isascii() and value.isdecimal()):
            raise invalid(f"param {name} must be an integer.")
        return int(value)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.params.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in {"1", "true"}


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise invalid(f"param {name} must be valid JSON.") from error
