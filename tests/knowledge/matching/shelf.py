"""A few documents, and what the tests of matching build from them with the shipped words."""

from functools import cache

from known import FACETS, NAMES

from knowledge.lexicon import loading
from knowledge.matching.index import Document, key_text
from knowledge.matching.matcher import Matcher, Ranking
from knowledge.matching.ranker import Ranker
from knowledge.matching.understanding import Lexicon

DOCUMENTS = [
    Document(code, name, level="Cấp xã", as_of="2026-07", body=key_text("", FACETS[code]))
    for code, name in NAMES.items()
]


@cache
def lexicon() -> Lexicon:
    return loading.load()


def matcher(*documents: Document) -> Matcher:
    return Matcher(documents, lexicon(), loading.cues(), Ranker.load())


@cache
def known() -> Matcher:
    return matcher(*DOCUMENTS)


def ranked(text: str, among: Matcher | None = None) -> Ranking:
    return (among or known()).rank(lexicon().understand(text))


def codes(text: str, among: Matcher | None = None) -> list[str]:
    among = among or known()
    return [among.index.documents[each.number].code for each in ranked(text, among).candidates]
