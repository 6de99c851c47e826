"""Everything a deployment knows at one revision, ready to be asked: built whole, then only read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.agencies import contact_of, lineage_within
from knowledge.facets import FACETS
from knowledge.findings import AgencyView, ProcedureView, Reception
from knowledge.matching.index import Document, key_text
from knowledge.material import WRITTEN, Entry, Material

Known = Mapping[tuple[Entry, tuple[str, ...]], Document]


class Catalog:
    """Who may see what, and each text when it is asked for."""

    def __init__(self, material: Material) -> None:
        self.revision = material.revision
        self.entries = tuple(material.entries)
        self._agencies = material.agencies
        self._ids = {agency.code: agency.id for agency in material.agencies.values()}
        self._scopes = material.scopes
        self._by_code: dict[str, dict[int, int]] = defaultdict(dict)
        for number, entry in enumerate(self.entries):
            self._by_code[entry.code][entry.agency_id] = number
        self._masks: dict[int, NDArray[np.bool_]] = {}
        self._lines = {
            key: tuple(each.id for each in lineage_within(material.agencies, agency))
            for key, agency in material.agencies.items()
        }

    def __contains__(self, agency: str) -> bool:
        return agency in self._ids

    def agency(self, code: str) -> AgencyView:
        """Raises KeyError for an agency that is not there."""
        line = [self._agencies[key] for key in self._lines[self._ids[code]]]
        return AgencyView(code, line[0].name, contact_of(line))

    def province(self, agency: str) -> str:
        """The name of the agency at the top of the tree."""
        return self._agencies[self._lines[self._ids[agency]][-1]].name

    def visible(self, agency: str) -> NDArray[np.bool_]:
        """Which entries the agency gives: its own, and of each code it lacks its nearest ancestor's."""
        key = self._ids[agency]
        if key not in self._masks:
            mask = np.zeros(len(self.entries), np.bool_)
            for owners in self._by_code.values():
                number = next((owners[owner] for owner in self._lines[key] if owner in owners), None)
                if number is not None:
                    mask[number] = True
            self._masks[key] = mask
        return self._masks[key]

    def number(self, agency: str, code: str) -> int | None:
        """The entry that the agency gives for a code."""
        owners = self._by_code.get(code, {})
        return next((owners[owner] for owner in self._lines[self._ids[agency]] if owner in owners), None)

    def procedure(self, agency: str, number: int) -> ProcedureView:
        entry = self.entries[number]
        texts = entry.texts
        facets = {facet: texts[facet] for facet in FACETS if texts.get(facet, "").strip()}
        reception = self._reception(self._ids[agency], entry)
        return ProcedureView(entry.code, entry.name, facets, entry.url, entry.as_of, entry.source, reception)

    def _reception(self, agency_id: int, entry: Entry) -> Reception:
        for key in self._lines[agency_id]:
            if stated := self._scopes.get(key):
                if key != agency_id and entry.code not in stated:
                    continue
                scope = stated.get(entry.code)
                if scope is None:
                    return Reception(False, self._receiver(agency_id, entry))
                if key == agency_id:
                    return Reception(True, entry.receiver, scope.counter, scope.fee, scope.note)
                if agency_id in self._scopes:
                    return Reception(False, self._agencies[key].name)
        return Reception(None, entry.receiver)

    def _receiver(self, agency_id: int, entry: Entry) -> str:
        for key in self._lines[agency_id][1:]:
            if entry.code in self._scopes.get(key, {}):
                return self._agencies[key].name
        return entry.receiver

    def documents(
        self,
        shipped: Mapping[str, Sequence[str]],
        often: frozenset[str],
        phrasings: Iterable[tuple[int, str, str]],
        known: Known,
    ) -> dict[tuple[Entry, tuple[str, ...]], Document]:
        """What the matcher reads of each entry, in order, by the entry and its phrasings.

        `shipped` are phrasings by national code; documents that are `known` are not made again.
        """
        ways = self._ways(shipped, phrasings)
        keys = [(entry, tuple(ways[number])) for number, entry in enumerate(self.entries)]
        return {key: known.get(key) or _document(*key, often) for key in keys}

    def _ways(
        self, shipped: Mapping[str, Sequence[str]], phrasings: Iterable[tuple[int, str, str]]
    ) -> list[dict[str, None]]:
        ways: list[dict[str, None]] = [
            dict.fromkeys((*entry.questions, *shipped.get(entry.code, ()))) for entry in self.entries
        ]
        for agency_id, code, text in phrasings:
            for owner, number in self._by_code.get(code, {}).items():
                if owner in self._lines[agency_id] or agency_id in self._lines[owner]:
                    ways[number][text] = None
        return ways


def _document(entry: Entry, phrasings: tuple[str, ...], often: frozenset[str]) -> Document:
    body = "" if entry.code.startswith(WRITTEN) else key_text(entry.field, entry.texts)
    return Document(entry.code, entry.name, entry.level, entry.as_of, phrasings, entry.code in often, body)
