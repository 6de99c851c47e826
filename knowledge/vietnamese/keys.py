"""The letters of one syllable as an input method holds them while keys come in."""

from knowledge.vietnamese.inventory import VOWELS, Tone, assembled, toneless

_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư"}


class Keys:
    """Begins with letters that may be marked already. Each method says whether its key found a letter."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._tone = Tone.LEVEL

    def letter(self, letter: str) -> bool:
        plain, tone = toneless(letter) or (letter, Tone.LEVEL)
        self._letters.append(plain)
        return tone == Tone.LEVEL or self.tone(tone)

    def tone(self, tone: Tone) -> bool:
        """One tone a syllable: a second one is no way to type."""
        if self._tone != Tone.LEVEL or not self.has_vowel():
            return False
        self._tone = tone
        return True

    def has_vowel(self) -> bool:
        return not VOWELS.isdisjoint(self._letters)

    def hat(self, letters: str = "aeo") -> bool:
        """The last of `letters` gets its circumflex."""
        return self._change(self._last(letters), _HATS)

    def breve(self) -> bool:
        return self._change(self._last("a"), {"a": "ă"})

    def horn(self) -> bool:
        """Hooks to o or u; to both when they stand together."""
        text = "".join(self._letters)
        together = text.rfind("uo")
        if together > 0 and text[together - 1] == "q":
            together = -1
        if together >= 0:
            return self._change(together, _HORNS) and self._change(together + 1, _HORNS)
        last = self._last("o")
        return self._change(last if last >= 0 else self._first_u(), _HORNS)

    def horn_or_breve(self) -> bool:
        """The w of Telex: ă, but ưa where u comes first and no q before it; ư by itself."""
        text = "".join(self._letters)
        place = text.rfind("a")
        wants_horn = place < 0 or (text[:place].endswith("u") and not text[:place].endswith("qu"))
        if self.horn() if wants_horn else self.breve():
            return True
        return not self.has_vowel() and self.letter("ư")

    def stroke(self) -> bool:
        """The d that begins the syllable becomes đ."""
        return bool(self._letters) and self._letters[0] == "d" and self._change(0, {"d": "đ"})

    def syllable(self) -> str | None:
        return assembled("".join(self._letters), self._tone)

    def _last(self, letters: str) -> int:
        return max((place for place, letter in enumerate(self._letters) if letter in letters), default=-1)

    def _first_u(self) -> int:
        places = (
            place
            for place, letter in enumerate(self._letters)
            if letter == "u" and self._letters[max(0, place - 1)] != "q"
        )
        return next(places, -1)

    def _change(self, place: int, letters: dict[str, str]) -> bool:
        if place < 0:
            return False
        self._letters[place] = letters[self._letters[place]]
        return True
