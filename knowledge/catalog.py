"""Everything a deployment knows at one revision, ready to be asked: built whole, then only read."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.agencies import Agency, Scope, contact_of, lineage_within
from knowledge.answers import Answer
from knowledge.changes import revision
from knowledge.facets import FACETS, Facet
from knowledge.findings import AgencyView, ProcedureView, Reception
from knowledge.matching.index import Document
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure

INHERITED = ("name", "field", "receiver", "ministry", "level", "decision", "as_of", "url", "source")
WRITTEN = "answer:"
"""Before the code of an editor's answer among the documents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure or an editor's answer of one agency, its texts packed."""

    agency_id: int
    code: str
    name: str
    field: str
    receiver: str
    level: str
    as_of: str
    url: str
    source: str
    packed: bytes
    """Compressed JSON: facets by name, or for an answer {"text"}. A tenth of the size."""
    questions: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        texts: dict[str, str] = json.loads(zlib.decompress(self.packed))
        return texts


@dataclass(frozen=True, slots=True)
class Material:
    """What was read from the database in one transaction."""

    revision: int
    agencies: Mapping[int, Agency]
    entries: Sequence[Entry]
    scopes: Mapping[int, Mapping[str, Scope]]
    phrasings: Sequence[tuple[int, str, str]]


async def read(session: AsyncSession) -> Material:
    """Read everything; the revision first, so that a change in between is noticed later."""
    number = await revision(session)
    agencies = {agency.id: agency for agency in await session.scalars(select(Agency))}
    entries = [*await _procedures(session, agencies), *await _answers(session)]
    scopes: dict[int, dict[str, Scope]] = defaultdict(dict)
    for scope in await session.scalars(select(Scope)):
        scopes[scope.agency_id][scope.code] = scope
    phrasings = (await session.execute(select(Phrasing.agency_id, Phrasing.code, Phrasing.text))).all()
    return Material(number, agencies, entries, scopes, phrasings)


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
    ) -> list[Document]:
        """What the matcher reads of each entry, in order; `shipped` are phrasings by national code."""
        ways = self._ways(shipped, phrasings)
        return [_document(entry, tuple(ways[number]), often) for number, entry in enumerate(self.entries)]

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
    sections = {} if entry.code.startswith(WRITTEN) else entry.texts
    return Document(
        entry.code,
        entry.name,
        entry.field,
        entry.level,
        entry.as_of,
        phrasings,
        entry.code in often,
        sections,
    )


async def _procedures(session: AsyncSession, agencies: Mapping[int, Agency]) -> list[Entry]:
    rows: dict[str, dict[int, Entry]] = defaultdict(dict)
    columns = (
        Procedure.agency_id,
        Procedure.code,
        *(getattr(Procedure, name) for name in INHERITED),
        Procedure.facets,
    )
    result = await session.stream(select(*columns).order_by(Procedure.id).execution_options(yield_per=500))
    async for row in result:
        values = row._asdict()
        facets = {str(Facet(name)): text for name, text in values.pop("facets").items() if name in FACETS}
        values.pop("ministry"), values.pop("decision")
        entry = Entry(**values, packed=_packed(facets))
        rows[entry.code][entry.agency_id] = entry
    return [_inherited(entry, owners, agencies) for owners in rows.values() for entry in owners.values()]


def _inherited(entry: Entry, owners: Mapping[int, Entry], agencies: Mapping[int, Agency]) -> Entry:
    """The entry with its empty fields filled from the nearest ancestor that has the same code."""
    if len(owners) == 1:
        return entry
    texts = entry.texts
    for ancestor in lineage_within(agencies, agencies[entry.agency_id])[1:]:
        if (above := owners.get(ancestor.id)) is not None:
            kept = {
                name: getattr(entry, name) or getattr(above, name)
                for name in ("name", "field", "receiver", "level", "as_of", "url", "source")
            }
            texts = {**above.texts, **{name: text for name, text in texts.items() if text}}
            entry = replace(entry, **kept, packed=_packed(texts))
    return entry


async def _answers(session: AsyncSession) -> list[Entry]:
    return [
        Entry(
            agency_id=answer.agency_id,
            code=WRITTEN + answer.code,
            name=answer.questions[0],
            field="",
            receiver="",
            level="",
            as_of=answer.as_of,
            url=answer.url,
            source="",
            packed=_packed({"text": answer.text}),
            questions=tuple(answer.questions),
        )
        for answer in await session.scalars(select(Answer).order_by(Answer.id))
    ]


def _packed(texts: Mapping[str, str]) -> bytes:
    return zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 1)
