"""Which strings can be Vietnamese syllables: initials, rhymes and tones, put together by rule."""

from enum import IntEnum
from functools import lru_cache

from knowledge.vietnamese.folding import fold


class Tone(IntEnum):
    """The six tones, in the order of the rows below."""

    LEVEL = 0
    GRAVE = 1
    ACUTE = 2
    HOOK = 3
    TILDE = 4
    DOT = 5


_ROWS = (
    *("aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị"),
    *("oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ"),
)
_ROW = {row[0]: row for row in _ROWS}
_TONE = {letter: Tone(place) for row in _ROWS for place, letter in enumerate(row) if place}
_TONELESS = str.maketrans({letter: row[0] for row in _ROWS for letter in row[1:]})
VOWELS = frozenset(_ROW)
_SHAPED = frozenset("ăâêôơư")

_INITIALS = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_RHYME_TABLE = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
"""
_AFTER_QU_TABLE = """
a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eo et ê êch ên ênh êt
i ich in inh it ôc ơ ơi y ych yên yêt ynh yt
"""
_RHYMES = frozenset(_RHYME_TABLE.split())
_AFTER_QU = frozenset(_AFTER_QU_TABLE.split())
_AFTER_G = frozenset({"i", "iêc", "iêng", "im", "in"})
_LONE_Y = frozenset({"", "h", "k", "l", "m", "s", "t", "th", "v", "qu"})
_LIPS = frozenset({"b", "c", "m", "p", "ph", "v"})
_OF_LIPS = frozenset({"oa", "oan", "oang", "uy", "uyt", "uyn"})
_LOAN = frozenset({("x", "oong"), ("b", "oong"), ("g", "oong"), ("m", "ooc"), ("s", "ooc")})
_STOPS = ("c", "p", "t", "ch")
_STOPPED = frozenset({Tone.ACUTE, Tone.DOT})
_OPEN_PAIRS = frozenset({"oa", "oe", "uy"})
LONGEST_SYLLABLE = 7


def _fits(initial: str, rhyme: str) -> bool:
    if initial == "qu":
        return rhyme in _AFTER_QU
    if rhyme not in _RHYMES:
        return (initial, rhyme) in _LOAN
    return _spelling_fits(initial, rhyme) and _medial_fits(initial, rhyme)


def _spelling_fits(initial: str, rhyme: str) -> bool:
    """k, gh, ngh stand before e, ê, i; c, g, ng before the rest; y where it is the custom."""
    if initial in {"k", "gh", "ngh"}:
        return rhyme[0] in "eêi" or (initial, rhyme) == ("k", "y")
    if initial in {"c", "g", "ng"} and rhyme[0] in "eêiy":
        return initial == "g" and rhyme in _AFTER_G
    if rhyme[0] == "y":
        return initial in _LONE_Y if rhyme == "y" else not initial
    return True


def _medial_fits(initial: str, rhyme: str) -> bool:
    """A rounded glide follows few lips, and a rhyme in uơ or iê has its own beginnings."""
    if rhyme == "uơ":
        return initial in {"", "h", "th"}
    if rhyme.startswith("iê"):
        return bool(initial)
    glides = rhyme[:2] in {"oa", "oă", "oe", "uâ", "uê", "uy"}
    return not glides or initial not in _LIPS or (initial != "c" and rhyme in _OF_LIPS)


def _parted(letters: str) -> tuple[str, str] | None:
    for initial in _INITIALS:
        if letters.startswith(initial) and _fits(initial, letters[len(initial) :]):
            return initial, letters[len(initial) :]
    return None


def _vowel_to_mark(rhyme: str, *, late: bool) -> int:
    vowels = [place for place, letter in enumerate(rhyme) if letter in VOWELS]
    shaped = [place for place in vowels if rhyme[place] in _SHAPED]
    if shaped:
        return shaped[-1]
    closed = len(vowels) < len(rhyme)
    second = len(vowels) > 2 or (len(vowels) == 2 and (closed or (late and rhyme in _OPEN_PAIRS)))  # noqa: PLR2004 (two vowels are two vowels)
    return vowels[1] if second else vowels[0]


def _toned(initial: str, rhyme: str, tone: Tone, *, late: bool = False) -> str:
    place = _vowel_to_mark(rhyme, late=late)
    return initial + rhyme[:place] + _ROW[rhyme[place]][tone] + rhyme[place + 1 :]


def _mended(letters: str) -> str:
    """The two hooks of ươ, where only one was typed; uơ where nothing follows."""
    whole = letters.replace("ưo", "ươ").replace("uơ", "ươ")
    return whole[:-2] + "uơ" if whole.endswith("ươ") else whole


@lru_cache(maxsize=16_384)
def assembled(letters: str, tone: Tone) -> str | None:
    """The syllable of `letters` (lower case, shaped but toneless) with `tone` where it belongs, or None.

    Half a ươ ("đuơc", "đưoc") is taken for ươ: nearly all keyboards leave one of them behind.
    """
    if len(letters) > LONGEST_SYLLABLE:
        return None
    parts = _parted(letters) or _parted(_mended(letters))
    if parts is None or (parts[1].endswith(_STOPS) and tone not in _STOPPED):
        return None
    return _toned(*parts, tone)


def toneless(text: str) -> tuple[str, Tone] | None:
    """`text` without its tone, and the tone; None when it carries more than one."""
    tones = [_TONE[letter] for letter in text if letter in _TONE]
    if len(tones) > 1:
        return None
    return text.translate(_TONELESS), tones[0] if tones else Tone.LEVEL


@lru_cache(maxsize=16_384)
def respelled(text: str) -> str | None:
    """`text` (lower case) as the syllable it is meant for: tone on its vowel, ươ whole. None if none."""
    parts = toneless(text) if len(text) <= LONGEST_SYLLABLE else None
    return assembled(*parts) if parts else None


def is_syllable(text: str) -> bool:
    """Whether `text` (lower case, NFC) can be a Vietnamese syllable; in oa, oe, uy with either tone."""
    spelled = respelled(text)
    if spelled is None or spelled == text:
        return spelled is not None
    letters, tone = toneless(spelled) or ("", Tone.LEVEL)
    initial, rhyme = _parted(letters) or ("", "a")
    return _toned(initial, rhyme, tone, late=True) == text


def _bare_rhymes() -> dict[str, frozenset[str]]:
    bare: dict[str, set[str]] = {}
    for initial in _INITIALS:
        for rhyme in _RHYMES | _AFTER_QU | {rhyme for _, rhyme in _LOAN}:
            if _fits(initial, rhyme):
                bare.setdefault(fold(initial), set()).add(fold(rhyme))
    return {initial: frozenset(rhymes) for initial, rhymes in bare.items()}


_BARE = _bare_rhymes()


@lru_cache(maxsize=16_384)
def is_bare_syllable(text: str) -> bool:
    """Whether `text` (lower case, no marks) is some syllable typed without its marks."""
    return len(text) <= LONGEST_SYLLABLE and any(
        text.startswith(initial) and text[len(initial) :] in rhymes for initial, rhymes in _BARE.items()
    )
