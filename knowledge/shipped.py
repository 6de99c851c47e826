"""What comes with the product, the same for every deployment: language, ranker, well-known procedures."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from knowledge import lexicon as files
from knowledge.lexicon import loading, topics
from knowledge.matching.index import Document
from knowledge.matching.matcher import Cues
from knowledge.matching.ranker import SHIPPED, Ranker
from knowledge.matching.routing import Router
from knowledge.matching.understanding import Lexicon
from knowledge.places.loading import gazetteer
from knowledge.starter import starter_files
from knowledge.vietnamese.vocabulary import Tally

ELSEWHERE = "elsewhere:"
"""Before the number of a well-known procedure that no agency of the deployment may hold."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A procedure that people ask for and that a deployment may lack."""

    document: Document
    national_code: str
    who: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """Read once a process."""

    lexicon: Lexicon
    cues: Cues
    ranker: Ranker
    router: Router
    phrasings: dict[str, list[str]]
    often: frozenset[str]
    elsewhere: tuple[Elsewhere, ...]
    language: Tally
    """Everyday language, for the vocabulary by which messages are read."""

    @classmethod
    def load(cls, ranker: Path = SHIPPED) -> "Shipped":
        """Read once a process, but for a `ranker` of the agency's own.

        Raises LexiconError, RankerError or PlacesError, naming file and remedy, when one is broken.
        """
        return replace(_read(), ranker=Ranker.load(ranker))

    @classmethod
    def read(cls) -> "Shipped":
        """The same, read anew."""
        phrasings: dict[str, list[str]] = {}
        starters = [
            json.loads(line) for path in starter_files() for line in path.read_text("utf-8").splitlines()
        ]
        for row in starters:
            phrasings.setdefault(row["code"], []).extend(row["phrasings"])
        for path in sorted((files.FOLDER / "phrasings").glob("*.tsv")):
            for code, text in files.rows(f"phrasings/{path.name}", 2):
                phrasings.setdefault(code, []).append(text)
        gazetteer()
        often = frozenset(row["code"] for row in starters)
        known = (*_listed(), *(_starter(row) for row in starters))
        router = topics.load()
        language = Tally().counted((*_texts(known, phrasings), *topics.texts(router)))
        return cls(
            lexicon=loading.load(),
            cues=loading.cues(),
            ranker=Ranker.load(),
            router=router,
            phrasings=phrasings,
            often=often,
            elsewhere=known,
            language=language,
        )


@cache
def _read() -> Shipped:
    return Shipped.read()


def _texts(known: Sequence[Elsewhere], phrasings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for each in known:
        yield each.document.name
        yield from each.document.phrasings
    for ways in phrasings.values():
        yield from ways
    for phrase, official, _region, _sureness in files.rows("everyday.tsv", 4):
        yield phrase.lstrip(loading.EXACT)
        yield official


def _starters() -> Iterator[dict[str, Any]]:
    for path in starter_files():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _listed() -> list[Elsewhere]:
    found = []
    for number, (code, name, who, phrasings) in enumerate(files.rows("elsewhere.tsv", 4)):
        document = Document(f"{ELSEWHERE}{number}", name, phrasings=tuple(phrasings.split("|")))
        found.append(Elsewhere(document, "" if code == "-" else code, who))
    return found


def _starter(row: dict[str, Any]) -> Elsewhere:
    """A starter procedure, for deployments that did not load it."""
    name, phrasings = row["name"], tuple(row["phrasings"])
    document = Document(f"{ELSEWHERE}{row['code']}", name, asked_often=True, phrasings=phrasings)
    return Elsewhere(document, row["code"], row["agency"])
