"""Who signed a call: SHA-256 over the app's id, the raw body, its own timestamp and the key, in a row.

It is no HMAC. The key is the "OA Secret Key" of the console's webhook page; some report the App Secret, and
while a key is being changed both may sign: an account may hold several.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence

HEADER = "x-zevent-signature"
_GIVEN = re.compile(r"(?:mac=)?([0-9a-f]{64})")


def mac(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """64 lower-case hex digits. `timestamp` is written as in the body."""
    return _started(app_id, body, timestamp, secret).hexdigest()


def is_signed(header: str, app_id: str, body: bytes, timestamp: str, secrets: Sequence[str]) -> bool:
    """Whether one of `secrets` made `header` (`mac=<hex>` or `<hex>`, in any case); an empty one did not."""
    given = _GIVEN.fullmatch(header.strip().lower())
    if given is None:
        return False
    begun = _started(app_id, body, timestamp)  # hashed once for all keys
    matches = [_matches(begun.copy(), secret, given[1]) for secret in secrets if secret]
    return any(matches)  # each was tried: time does not tell which key is right


def _matches(begun: "hashlib._Hash", secret: str, given: str) -> bool:
    begun.update(secret.encode())
    return hmac.compare_digest(begun.hexdigest(), given)


def _started(app_id: str, body: bytes, timestamp: str, secret: str = "") -> "hashlib._Hash":
    # A hostile timestamp may hold half a surrogate pair: it must fail as a wrong one does.
    parts = (app_id.encode(), body, timestamp.encode("utf-8", "surrogatepass"), secret.encode())
    return hashlib.sha256(b"".join(parts))
