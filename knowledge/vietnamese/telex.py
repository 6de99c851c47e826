"""Telex typed with the input method switched off: `ddawng kys` is đăng ký."""

from knowledge.vietnamese.inventory import Tone
from knowledge.vietnamese.keys import Keys

_TONES = {"s": Tone.ACUTE, "f": Tone.GRAVE, "r": Tone.HOOK, "x": Tone.TILDE, "j": Tone.DOT}
_SIGNS = frozenset("sfrxjwdaeo")
LONGEST = 12


def decoded(token: str) -> str | None:
    """The syllable that `token` (lower case) types in Telex, its keys anywhere after their letter, or None.

    It doesn't ask whether the token was meant as it stands: "as" is á here.
    """
    if len(token) > LONGEST or len(token) < 2 or _SIGNS.isdisjoint(token[1:]):  # noqa: PLR2004 (a letter and a key)
        return None
    keys = Keys()
    if not all(_press(keys, key) for key in token):
        return None
    syllable = keys.syllable()
    return syllable if syllable != token else None


def _press(keys: Keys, key: str) -> bool:
    if key in _TONES and keys.has_vowel():
        return keys.tone(_TONES[key])
    if key == "w":
        return keys.horn_or_breve()
    if (key in "aeo" and keys.hat(key)) or (key == "d" and keys.stroke()):
        return True
    return keys.letter(key)
