"""VNI typed with the input method switched off: `d9a8ng ky1` is đăng ký."""

from knowledge.vietnamese.inventory import Tone
from knowledge.vietnamese.keys import Keys

_TONES = {"1": Tone.ACUTE, "2": Tone.GRAVE, "3": Tone.HOOK, "4": Tone.TILDE, "5": Tone.DOT}
_DIGITS = frozenset("123456789")
LONGEST = 12


def decoded(token: str) -> str | None:
    """The syllable that `token` (lower case) types in VNI, its digits anywhere after their letter, or None.

    It doesn't ask whether the token was meant as it stands: "a1", a class of driving licence, is á here.
    """
    if len(token) > LONGEST or not token[:1].isalpha() or _DIGITS.isdisjoint(token):
        return None
    keys = Keys()
    return keys.syllable() if all(_press(keys, key) for key in token) else None


def _press(keys: Keys, key: str) -> bool:
    if key in _TONES:
        return keys.tone(_TONES[key])
    shapes = {"6": keys.hat, "7": keys.horn, "8": keys.breve, "9": keys.stroke}
    return shapes[key]() if key in shapes else keys.letter(key)
