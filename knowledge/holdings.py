"""One revision of everything that is known, ready to be asked; swapped whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.catalog import Catalog, Known
from knowledge.grouping_likeness import Meaning
from knowledge.matching.index import Document
from knowledge.matching.matcher import Matcher, kind
from knowledge.material import Material
from knowledge.shipped import Elsewhere, Shipped
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.vocabulary import Tally, Vocabulary


@dataclass(frozen=True, slots=True)
class Holdings:
    """The catalog's entries stand first among the matcher's documents, what may be lacking after them."""

    catalog: Catalog
    matcher: Matcher
    elsewhere: tuple[Elsewhere, ...]
    material: Material
    documents: Known
    taught: frozenset[str]
    """Every phrasing that an agency has of its own."""
    language: "Language"
    meanings: dict[int, list[Meaning]]
    """Of editors' answers by their numbers, as far as they were asked for."""
    _masks: dict[tuple[str, int], NDArray[np.bool_]]

    @classmethod
    def of(cls, material: Material, shipped: Shipped, before: "Holdings | None" = None) -> "Holdings":
        """Built from what was read; of `before` whatever did not change serves again."""
        catalog = Catalog(material)
        known = before.documents if before else {}
        documents = catalog.documents(shipped.phrasings, shipped.often, material.phrasings, known)
        everything = (*documents.values(), *(each.document for each in shipped.elsewhere))
        language = Language.of(documents.values(), shipped, before.language if before else None)
        matcher = Matcher(
            everything,
            shipped.lexicon,
            shipped.cues,
            shipped.ranker,
            language.reader,
            held=len(documents),
            before=before.matcher if before else None,
        )
        taught = frozenset(text for _, _, text in material.phrasings)
        return cls(catalog, matcher, shipped.elsewhere, material, documents, taught, language, {}, {})

    def visible(self, agency: str, day: date | None = None) -> NDArray[np.bool_]:
        """What the agency gives on Vietnam's day, and of the well-known procedures those that it lacks."""
        key = agency, self.catalog.era(day)
        if key not in self._masks:
            self._masks[key] = self._with_lacking(self.catalog.visible(agency, day))
        return self._masks[key]

    @property
    def anybodys(self) -> NDArray[np.bool_]:
        """All that any agency gives, and the well-known procedures that none does."""
        return self._with_lacking(np.ones(len(self.catalog.entries), np.bool_))

    def _with_lacking(self, given: NDArray[np.bool_]) -> NDArray[np.bool_]:
        numbers = np.flatnonzero(given)
        codes = {self.catalog.entries[number].code for number in numbers}
        kinds = {self.matcher.kinds[number] for number in numbers}
        lacking = [
            each.national_code not in codes and kind(each.document.name) not in kinds
            for each in self.elsewhere
        ]
        return np.concatenate((given, np.array(lacking, np.bool_)))

    def lacking(self, number: int) -> Elsewhere | None:
        """The well-known procedure at a document's number; None for one that the catalog holds."""
        place = number - len(self.catalog.entries)
        return self.elsewhere[place] if place >= 0 else None


@dataclass(frozen=True, slots=True)
class Language:
    """The words that everything is written in, and which names they are counted from."""

    names: Counter[str]
    tally: Tally
    reader: Reader

    @classmethod
    def of(cls, documents: Iterable[Document], shipped: Shipped, before: "Language | None") -> "Language":
        """`before` serves again; only what came and went since is counted."""
        names = Counter(document.name for document in documents)
        if before is None:
            tally = shipped.language.counted(names.elements())
        elif names == before.names:
            return before
        else:
            gone, come = before.names - names, names - before.names
            tally = before.tally.counted(come.elements())
            tally = tally.without(gone.elements()) if gone else tally
        return cls(names, tally, Reader(Vocabulary.from_tally(tally), shipped.lexicon.shorthand))
