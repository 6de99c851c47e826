"""Whether text reads as Vietnamese: the measure by which encodings are told apart. Pure."""

import re
import unicodedata

_MOST_WORDS = 3_000
_WORD = re.compile("[^\\s\x00-\x40\x5b-\x60\x7b-\x7f\xa0\u2010-\u2027\u2030-\u206f]*"
                   "[^\\s\x00-\x7f\xa0\u2010-\u2027\u2030-\u206f]"
                   "[^\\s\x00-\x40\x5b-\x60\x7b-\x7f\xa0\u2010-\u2027\u2030-\u206f]*")  # fmt: skip
"""A word with at least one letter, or what stands for one, beyond ASCII."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "(?:iêu|yêu|uyê|uyu|uya|ươi|ươu|uôi|oai|oay|oao|oeo|uây|uêu|iê|yê|uô|ươ|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu"
    "|iu|oa|oă|oe|oi|ôi|ơi|uâ|uê|uơ|ui|uy|ưi|ưu|[aăâeêioôơuưy])"
    "(?:ch|ng|nh|[cmnpt])?"
)


def words_with_marks(text: str) -> list[str]:
    """The first few thousand words that are not ASCII."""
    found = []
    for match in _WORD.finditer(text):
        found.append(match[0])
        if len(found) >= _MOST_WORDS:
            break
    return found


def share(text: str) -> float:
    """How many of the words beyond ASCII are Vietnamese syllables, 0 to 1; 1 where there is no such word."""
    words = words_with_marks(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    word = unicodedata.normalize("NFC", word)
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    plain, tones = _TONES.subn("", apart)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))
