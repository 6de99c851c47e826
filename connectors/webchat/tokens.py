"""Who writes: a visitor is a random name that this server gave out and signed."""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from functools import lru_cache

TOKEN = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{24})", re.ASCII)
LENGTH = 47
REMEMBERED = 10_000
"""How many tokens are known without computing their signature again."""


class Tokens:
    """Gives out tokens and reads them back. A token of one agency is worth nothing at another."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._known = lru_cache(REMEMBERED)(self._read)

    def issue(self, agency: str) -> str:
        visitor = secrets.token_urlsafe(16)
        return f"{visitor}.{self._signature(agency, visitor)}"

    def visitor(self, agency: str, token: str) -> str | None:
        """The visitor this token stands for; None if it isn't ours."""
        return self._known(agency, token) if len(token) == LENGTH else None

    def _read(self, agency: str, token: str) -> str | None:
        parts = TOKEN.fullmatch(token)
        if parts is None:
            return None
        visitor, signature = parts.groups()
        return visitor if hmac.compare_digest(signature, self._signature(agency, visitor)) else None

    def _signature(self, agency: str, visitor: str) -> str:
        digest = hmac.digest(self._secret, f"webchat:{agency}:{visitor}".encode(), hashlib.sha256)
        return urlsafe_b64encode(digest[:18]).decode()
