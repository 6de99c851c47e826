"""Two matters in one message, told apart where people put a joint between them."""

import re

_JOINT = re.compile(
    r"[;.?!\n]+|,?\s+(?:đồng thời|dong thoi|ngoài ra|ngoai ra|tiện thể|tien the|sẵn tiện|san tien"
    r"|còn|con|với|voi|và|va|rồi|roi|cùng|cung|vừa|vua)\s+|,\s+",
    re.IGNORECASE,
)
SHORTEST = 2
MOST = 3


def parts(text: str) -> list[str]:
    """The parts of `text` that may each be a matter of its own, at most `MOST`, of two words or more."""
    pieces = [piece.strip() for piece in _JOINT.split(text)]
    kept = [piece for piece in pieces if len(piece.split()) >= SHORTEST]
    return kept[:MOST] if len(kept) > 1 else []
