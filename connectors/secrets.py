"""Channel secrets, sealed before they rest in the database: AES-256-GCM, the key outside the database."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
SHORTEST_KEY = 16
"""In bytes."""


class SealError(Exception):
    """The secrets were sealed with another key or for another account, or were changed."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class Seal:
    """Seals and opens with a key made from `key`, which only the service knows.

    Raises ValueError for a key shorter than SHORTEST_KEY.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"the key of the secrets needs at least {SHORTEST_KEY} bytes")
        derived = HKDF(SHA256(), 32, salt=None, info=b"congdan: secrets of channels").derive(key)
        self._cipher = AESGCM(derived)

    def seal(self, values: Mapping[str, str], owner: str) -> str:
        """`values` as one line of text, which opens only for the same `owner`."""
        nonce = os.urandom(_NONCE)
        plain = json.dumps(dict(values)).encode()
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, plain, owner.encode())).decode()

    def open(self, sealed: str, owner: str) -> dict[str, str]:
        """What was sealed.

        Raises:
            SealError: it does not open.
        """
        try:
            raw = urlsafe_b64decode(sealed)
            plain = self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode())
            values: dict[str, str] = json.loads(plain)
        except (InvalidTag, ValueError):
            raise SealError from None  # what was opened may stand in the cause
        return values
