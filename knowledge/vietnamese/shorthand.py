"""Short forms of chat and offices written out, by the words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables

LONG = 4
LABELS = frozenset("abcdef")
LABELLED = frozenset({"hang", "loai", "mau", "nhom", "lop", "khu", "lo", "diem", "bang", "to"})
"""After these a single letter is a label (hạng c, khu a), not a short form."""


@dataclass(frozen=True, slots=True)
class ShortForm:
    """`short` is read as `full`; when `beside` is given, only next to one of those syllables."""

    short: str
    full: tuple[str, ...]
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The short forms in use. Of several readings of one short form the first that fits is taken."""

    forms: Mapping[str, tuple[ShortForm, ...]]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str, str]]) -> "Shorthand":
        """From rows of (short, full, beside); `beside` holds syllables parted by blanks, or nothing."""
        forms: dict[str, tuple[ShortForm, ...]] = {}
        for short, full, beside in rows:
            key = "".join(syllables(short))
            form = ShortForm(key, tuple(syllables(full)), frozenset(fold(word) for word in syllables(beside)))
            forms[key] = (*forms.get(key, ()), form)
        return cls(forms)

    def expanded(self, tokens: Sequence[str]) -> list[str]:
        """`tokens` with short forms written out; a form that needs a neighbour it lacks stays as it is."""
        out: list[str] = []
        for token, reading in zip(tokens, self.readings(tokens), strict=True):
            out.extend(reading or (token,))
        return out

    def readings(self, tokens: Sequence[str]) -> list[tuple[str, ...] | None]:
        """For each of `tokens` what it is short for, by its neighbours; None where it stands for itself."""
        return [self._reading(token, tokens, place) for place, token in enumerate(tokens)]

    def written_out(self, tokens: Sequence[str]) -> list[str]:
        """`tokens` of an official text: only abbreviations of four letters or more (BHYT) are meant."""
        out: list[str] = []
        for token in tokens:
            forms = self.forms.get(token, ()) if len(token) >= LONG else ()
            out.extend(forms[0].full if forms and not forms[0].beside else (token,))
        return out

    def _reading(self, token: str, tokens: Sequence[str], place: int) -> tuple[str, ...] | None:
        forms = self.forms.get(token)
        if not forms or (token in LABELS and place and fold(tokens[place - 1]) in LABELLED):
            return None
        near = {fold(word) for word in (*tokens[max(0, place - 2) : place], *tokens[place + 1 : place + 3])}
        fitting = (form.full for form in forms if not form.beside or form.beside & near)
        full = next(fitting, ())
        written_already = tuple(tokens[place : place + len(full)]) == full
        return None if written_already else full
