"""What is known, read from the database in one transaction; only what changed is read again."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.agencies import Agency, Scope, lineage_within
from knowledge.answers import Answer
from knowledge.blocks import Block, Blocked
from knowledge.changes import revision
from knowledge.facets import FACETS, Facet
from knowledge.overrides import Override
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure

INHERITED = ("name", "field", "receiver", "level", "as_of", "url", "source")
PARCEL = 500
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
    digest: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    """Of facets that an agency words itself: facet and reason."""
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it is in force on Vietnam's day; None: on any."""
        return day is None or (
            (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )

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
    rows: Mapping[int, Entry]
    """The procedures' entries by the ids of their rows, before anything is inherited."""
    blocks: Sequence[Blocked] = ()


async def read(session: AsyncSession, before: Material | None = None) -> Material:
    """Read everything; the revision first, so that a change in between is noticed later.

    Procedures that stand in `before` with the same digest are not read again.
    """
    number = await revision(session)
    agencies = {agency.id: agency for agency in await session.scalars(select(Agency))}
    rows = await _procedures(session, before.rows if before else {})
    worded = _worded(rows.values(), await _overrides(session))
    entries = [*_with_inherited(worded, agencies), *await _answers(session)]
    scopes: dict[int, dict[str, Scope]] = defaultdict(dict)
    for scope in await session.scalars(select(Scope)):
        scopes[scope.agency_id][scope.code] = scope
    phrasings = (await session.execute(select(Phrasing.agency_id, Phrasing.code, Phrasing.text))).all()
    return Material(number, agencies, entries, scopes, phrasings, rows, await _blocks(session))


async def _procedures(session: AsyncSession, known: Mapping[int, Entry]) -> dict[int, Entry]:
    digests = (await session.execute(select(Procedure.id, Procedure.digest).order_by(Procedure.id))).all()
    changed = [key for key, digest in digests if key not in known or known[key].digest != digest]
    read: dict[int, Entry] = {}
    for start in range(0, len(changed), PARCEL):
        wanted = Procedure.id.in_(changed[start : start + PARCEL])
        read.update(await _entries(session, wanted))
    return {key: read.get(key) or known[key] for key, _ in digests if key in read or key in known}


async def _entries(session: AsyncSession, wanted: ColumnElement[bool]) -> list[tuple[int, Entry]]:
    names = ("agency_id", "code", *INHERITED, "digest", "facets", "id")
    rows = await session.execute(select(*(getattr(Procedure, name) for name in names)).where(wanted))
    entries = []
    for row in rows:
        values = row._asdict()
        facets = {str(Facet(name)): text for name, text in values.pop("facets").items() if name in FACETS}
        entries.append((values.pop("id"), Entry(**values, packed=_packed(facets))))
    return entries


async def _overrides(session: AsyncSession) -> dict[tuple[int, str], list[Override]]:
    overrides: dict[tuple[int, str], list[Override]] = defaultdict(list)
    for row in await session.scalars(select(Override).order_by(Override.id)):
        if row.facet in FACETS and row.text.strip():
            overrides[row.agency_id, row.code].append(row)
    return overrides


def _worded(
    rows: Iterable[Entry], overrides: Mapping[tuple[int, str], Sequence[Override]]
) -> Iterator[Entry]:
    """The rows with what their agencies word themselves; without a row of the agency an entry of its own."""
    left = dict(overrides)
    for entry in rows:
        own = left.pop((entry.agency_id, entry.code), ())
        yield _overridden(entry, own) if own else entry
    for (agency_id, code), own in left.items():
        bare = Entry(agency_id, code, "", "", "", "", "", "", "", _packed({}))
        yield _overridden(bare, own)


def _overridden(entry: Entry, overrides: Sequence[Override]) -> Entry:
    texts = entry.texts | {row.facet: row.text for row in overrides}
    reasons = tuple((row.facet, row.reason) for row in overrides if row.reason)
    return replace(entry, packed=_packed(texts), reasons=reasons)


def _with_inherited(rows: Iterable[Entry], agencies: Mapping[int, Agency]) -> list[Entry]:
    """All that have a name: what an agency words itself of a procedure that is gone says nothing alone."""
    owners: dict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in rows:
        owners[entry.code][entry.agency_id] = entry
    whole = (_inherited(entry, each, agencies) for each in owners.values() for entry in each.values())
    return [entry for entry in whole if entry.name]


def _inherited(entry: Entry, owners: Mapping[int, Entry], agencies: Mapping[int, Agency]) -> Entry:
    """The entry with its empty fields filled from the nearest ancestor that has the same code."""
    if len(owners) == 1:
        return entry
    texts = entry.texts
    for ancestor in lineage_within(agencies, agencies[entry.agency_id])[1:]:
        if (above := owners.get(ancestor.id)) is not None:
            kept = {name: getattr(entry, name) or getattr(above, name) for name in INHERITED}
            own = {name: text for name, text in texts.items() if text}
            texts = {**above.texts, **own}
            reasons = (*entry.reasons, *(each for each in above.reasons if each[0] not in own))
            digest = f"{entry.digest}+{above.digest}"
            entry = replace(entry, **kept, packed=_packed(texts), digest=digest, reasons=reasons)
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
            digest=answer.digest,
            questions=tuple(answer.questions),
            valid_from=answer.valid_from,
            valid_until=answer.valid_until,
        )
        for answer in await session.scalars(select(Answer).order_by(Answer.id))
    ]


async def _blocks(session: AsyncSession) -> list[Blocked]:
    names = (Block.id, Block.agency_id, Block.kind, Block.subject, Block.reason)
    rows = await session.execute(select(*names).where(Block.ended_at.is_(None)).order_by(Block.id))
    return [Blocked(*row) for row in rows]


def _packed(texts: Mapping[str, str]) -> bytes:
    return zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 1)
