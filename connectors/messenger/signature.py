r"""Who called: Facebook signs the bytes of a call with the secret of the app that is subscribed.

`X-Hub-Signature-256: sha256=<64 hexadecimal digits>`, HMAC-SHA256. The body is never written anew before it
is compared: Facebook signs `\u0111`, and a parser gives back `đ`. The older SHA-1 header alone is not
believed.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

from connectors.doors import Reason, Rejected

HEADER = "x-hub-signature-256"
_SCHEME = "sha256="


def signature(body: bytes, secret: str) -> str:
    """The header's value for `body`."""
    return _SCHEME + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signers(body: bytes, headers: Mapping[str, str], secrets: Iterable[str]) -> frozenset[str]:
    """Which of `secrets` signed `body`: never none.

    Raises:
        Rejected: it is unsigned, or signed with none of them.
    """
    told = next((value for name, value in headers.items() if name.lower() == HEADER), None)
    if told is None:
        raise Rejected(Reason.UNSIGNED)
    found = frozenset(secret for secret in set(secrets) if _signed(body, told, secret))
    if not found:
        raise Rejected(Reason.WRONG_SIGNATURE)
    return found


def same(told: str, expected: str) -> bool:
    """Compare in a time that tells nothing of where the two differ. An empty value is the same as nothing."""
    equal = hmac.compare_digest(told.encode(errors="surrogatepass"), expected.encode(errors="surrogatepass"))
    return equal and bool(expected)


def _signed(body: bytes, told: str, secret: str) -> bool:
    return bool(secret) and same(told, signature(body, secret))
