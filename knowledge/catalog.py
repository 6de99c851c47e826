"""Everything a deployment knows at one revision, ready to be asked: built whole, then only read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from knowledge.agencies import contact_of, lineage_within
from knowledge.blocks import Blocked, BlockKind
from knowledge.facets import FACETS, Facet
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
        self._turns = sorted(turn for entry in self.entries for turn in _turns(entry))
        self._masks: dict[tuple[int, int], NDArray[np.bool_]] = {}
        self._blocks = tuple(material.blocks)
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

    def era(self, day: date | None) -> int:
        """Days of one era see the same entries; None, whatever their days, is an era of its own."""
        return -1 if day is None else bisect_right(self._turns, day)

    def visible(self, agency: str, day: date | None = None) -> NDArray[np.bool_]:
        """Which entries the agency gives: its own, and of each code it lacks its nearest ancestor's.

        Of those that hold on Vietnam's `day` only; without one, whatever their days.
        """
        key = self._ids[agency], self.era(day)
        if key not in self._masks:
            mask = np.zeros(len(self.entries), np.bool_)
            for owners in self._by_code.values():
                if (number := self._given(key[0], owners, day)) is not None:
                    mask[number] = True
            self._masks[key] = mask
        return self._masks[key]

    def number(self, agency: str, code: str, day: date | None = None) -> int | None:
        """The entry that the agency gives for a code, on that day."""
        return self._given(self._ids[agency], self._by_code.get(code, {}), day)

    def _given(self, agency_id: int, owners: Mapping[int, int], day: date | None) -> int | None:
        held = (owners[owner] for owner in self._lines[agency_id] if owner in owners)
        return next((number for number in held if self.entries[number].holds(day)), None)

    def blocks(self, agency: str) -> tuple[Blocked, ...]:
        """What must not be said to citizens of the agency."""
        line = self._lines[self._ids[agency]]
        return tuple(each for each in self._blocks if each.kind is BlockKind.ALL or each.agency_id in line)

    def procedure(self, agency: str, number: int) -> ProcedureView:
        entry = self.entries[number]
        texts = entry.texts
        facets = {facet: texts[facet] for facet in FACETS if texts.get(facet, "").strip()}
        reception = self._reception(self._ids[agency], entry)
        reasons = {Facet(facet): reason for facet, reason in entry.reasons}
        return ProcedureView(
            entry.code, entry.name, facets, entry.url, entry.as_of, entry.source, reception, reasons
        )

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


def _turns(entry: Entry) -> Iterable[date]:
    """The days on which it comes and goes."""
    if entry.valid_from is not None:
        yield entry.valid_from
    if entry.valid_until is not None and entry.valid_until < date.max:
        yield entry.valid_until + timedelta(days=1)


def _document(entry: Entry, phrasings: tuple[str, ...], often: frozenset[str]) -> Document:
    written = entry.code.startswith(WRITTEN)
    body = "" if written else key_text(entry.field, entry.texts)
    often_asked = entry.code in often
    return Document(entry.code, entry.name, entry.level, entry.as_of, phrasings, often_asked, body, written)
