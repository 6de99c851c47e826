"""What is posted to very many alike: written as JSON once, and for each only the recipient is filled in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

KEPT = 64
"""Letters that are remembered: a broadcast goes to everybody of an account in a few, mostly in one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A body without its `recipient`. Writing Vietnamese as JSON costs as much as a third of a request."""

    begun: bytes = field(repr=False)
    """All of it but the value of `recipient` and the last brace."""

    @classmethod
    def write(cls, told: Mapping[str, Any]) -> Self:
        """All that the body holds beside `recipient`; half a surrogate in it becomes a question mark."""
        whole = json.dumps({**told, "recipient": 0}, ensure_ascii=False, separators=(",", ":"))
        return cls(whole.encode(errors="replace").removesuffix(b"0}"))

    def to(self, recipient: Mapping[str, str]) -> bytes:
        """The body for this recipient."""
        return b"%b%b}" % (self.begun, json.dumps(recipient).encode())
