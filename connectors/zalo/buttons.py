"""What a button of ours makes a person say.

Zalo's query buttons carry no payload of their own: pressed, they send a text in the person's name. Ours send
`#chon <payload>~<label>`; both come back from it.
"""

import re
import unicodedata

PREFIX = "#chon "
LONGEST = 1_000
"""Characters that Zalo takes as the text behind a button."""
_ESCAPED = {"%": "%0", "~": "%1"}  # ends in digits: no mark that follows melts into them
_PLAIN = {code: sign for sign, code in _ESCAPED.items()}


def spoken(payload: str, label: str) -> str:
    """The text behind a button, in NFC; a label that is too long is cut.

    Raises:
        ValueError: the payload is empty or too long to come back whole.
    """
    coded = re.sub("[%~]", lambda sign: _ESCAPED[sign[0]], payload)
    head = unicodedata.normalize("NFC", f"{PREFIX}{coded}~")
    if not payload or len(head) > LONGEST:
        raise ValueError("a payload has between one and about 990 characters")
    return head + unicodedata.normalize("NFC", label)[: LONGEST - len(head)]


def heard(text: str) -> tuple[str, str] | None:
    """Payload and label of a text that a button of ours sent, or that looks as if; None for any other."""
    if not text.startswith(PREFIX) or len(text) > LONGEST:
        return None
    coded, parted, label = text.removeprefix(PREFIX).partition("~")
    if not parted or not coded.strip():
        return None
    return re.sub("%[01]", lambda code: _PLAIN[code[0]], coded), label
