"""A message as typed, read: decoded, cut apart, written out, corrected, its marks put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import zip_longest

from knowledge.vietnamese import runtogether, telex, vni
from knowledge.vietnamese.folding import fold, has_marks
from knowledge.vietnamese.foreign import FOREIGN
from knowledge.vietnamese.inventory import is_syllable, respelled
from knowledge.vietnamese.marks import Marks
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.spelling import canonical
from knowledge.vietnamese.typos import Typos
from knowledge.vietnamese.vocabulary import Vocabulary
from knowledge.vietnamese.words import syllables

EFFORT = 300
"""So many letters of one message are looked at for cuts and slips; after them words stand as typed."""
REMEMBERED = 8_192


class Reason(Enum):
    """Why a word was read as another."""

    SPELLING = "spelling"
    TELEX = "telex"
    VNI = "vni"
    SHORTHAND = "shorthand"
    RUN_TOGETHER = "run together"
    TYPO = "typo"
    WRONG_MARKS = "wrong marks"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Change:
    """What was `typed` (canonical) was `read` so."""

    typed: str
    read: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` are what the person typed, made readable; `restored` the same with forgotten marks put back.

    Both have the same length, as has `sureness`, which says how surely each restored word is right.
    """

    words: tuple[str, ...]
    restored: tuple[str, ...]
    sureness: tuple[float, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    typed: str
    words: tuple[str, ...]
    reason: Reason | None = None
    known: bool = False
    """In use as it stands or as it was read: it isn't cut or taken for a slip."""
    in_use: bool = False
    """In use as it stands, whatever else it may be."""


class Reader:
    """Reads messages by one vocabulary. Safe for many threads: it only reads, and remembers tokens."""

    def __init__(self, vocabulary: Vocabulary, shorthand: Shorthand) -> None:
        self.vocabulary = vocabulary
        self.shorthand = shorthand
        self._counts = vocabulary.as_written.words
        self._marks = Marks(vocabulary)
        self._typos = Typos(vocabulary)
        self._alone = lru_cache(REMEMBERED)(self._read_alone)
        self._cut = lru_cache(REMEMBERED)(self._read_cut)

    def read(self, text: str) -> Reading:
        """Never raises, whatever the text; reads at most `spelling.LONGEST` characters."""
        pieces = [
            self._alone(token) if len(token) <= runtogether.LONGEST else _Piece(token, (token,), known=True)
            for token in syllables(text)
        ]
        pieces = self._corrected(self._written_out(_in_company(pieces)))
        words = tuple(word for piece in pieces for word in piece.words)
        again = self._marks.restored(words)
        changes = [Change(piece.typed, piece.words, piece.reason) for piece in pieces if piece.reason]
        changes.extend(
            Change(word, (marked.word,), Reason.MARKS)
            for word, marked in zip(words, again, strict=True)
            if word != marked.word
        )
        restored, sureness = (
            tuple(marked.word for marked in again),
            tuple(marked.sureness for marked in again),
        )
        return Reading(words, restored, sureness, tuple(changes))

    def _read_alone(self, token: str) -> _Piece:
        """What can be told of a token without its neighbours."""
        in_use = self._is_in_use(token)
        if is_syllable(token) or token in self.shorthand.forms:
            return _Piece(token, (token,), known=in_use)
        for reason, decode in _WAYS:
            if decoded := decode(token):
                return self._decoded(token, canonical(decoded), reason, in_use=in_use)
        stroked = token.replace("dd", "đ").replace("d9", "đ")
        return _Piece(token, (stroked if stroked in self.shorthand.forms else token,), known=in_use)

    def _decoded(self, token: str, word: str, reason: Reason, *, in_use: bool) -> _Piece:
        rarer = self._counts.get(word, 0) <= self.vocabulary.bare.words.get(token, 0)
        if in_use and (rarer or reason is Reason.SPELLING):
            return _Piece(token, (token,), known=True)
        doubtful = in_use or len(token) == _LABEL or not self._counts.get(word)
        return _Piece(token, (word,), reason, known=reason is Reason.SPELLING or not doubtful, in_use=in_use)

    def _is_in_use(self, token: str) -> bool:
        known = token in self.shorthand.forms or self.vocabulary.knows(token)
        return known or token in FOREIGN or token.isdigit()

    def _written_out(self, pieces: Sequence[_Piece]) -> list[_Piece]:
        readings = self.shorthand.readings([piece.words[0] for piece in pieces])
        return [
            piece if full is None else _Piece(piece.typed, full, Reason.SHORTHAND, known=True)
            for piece, full in zip(pieces, readings, strict=True)
        ]

    def _corrected(self, pieces: Sequence[_Piece]) -> list[_Piece]:
        """Each piece corrected by the one before, as corrected, and the one after, as typed."""
        marked = any(has_marks(piece.words[0]) for piece in pieces if piece.reason is not Reason.SHORTHAND)
        done: list[_Piece] = []
        effort = 0
        for piece, following in zip_longest(pieces, pieces[1:]):
            before = done[-1].words[-1] if done else ""
            after = following.words[0] if following else ""
            word = piece.words[0]
            if (
                piece.reason in _FIXED
                or word in FOREIGN
                or (piece.known and self._typos.fits(word, before, after, marked=marked))
            ):
                done.append(piece)
                continue
            effort += len(word)
            done.append(self._fitted(piece, before, after, marked=marked) if effort <= EFFORT else piece)
        return done

    def _fitted(self, piece: _Piece, before: str, after: str, *, marked: bool) -> _Piece:
        if not piece.known and (cut := self._cut(piece.typed)).reason:
            return cut
        word = self._typos.corrected(piece.words[0], before, after, marked=marked)
        if word is None:
            return piece
        reason = Reason.WRONG_MARKS if fold(word) == fold(piece.words[0]) else Reason.TYPO
        return _Piece(piece.typed, (word,), reason, known=True)

    def _read_cut(self, token: str) -> _Piece:
        words = None if is_syllable(token) else runtogether.cut(token, self.vocabulary)
        return _Piece(token, words, Reason.RUN_TOGETHER, known=True) if words else _Piece(token, (token,))


def _in_company(pieces: Sequence[_Piece]) -> list[_Piece]:
    """A doubtful decoding (a1, max, what nobody wrote) holds when another word is typed the same way."""
    ways = {piece.reason for piece in pieces if piece.known}
    return [
        piece
        if piece.known or piece.reason is None
        else _Piece(piece.typed, piece.words, piece.reason, known=True)
        if piece.reason in ways
        else _Piece(piece.typed, (piece.typed,), known=piece.in_use)
        for piece in pieces
    ]


_FIXED = frozenset({Reason.SHORTHAND, Reason.RUN_TOGETHER, Reason.TYPO})
_LABEL = 2
_WAYS = ((Reason.SPELLING, respelled), (Reason.TELEX, telex.decoded), (Reason.VNI, vni.decoded))
