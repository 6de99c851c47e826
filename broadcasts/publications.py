"""What a broadcast says to everybody, fixed once, so that each step and each question means the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from broadcasts import composing
from broadcasts.broadcast import Broadcast
from broadcasts.items import items_told
from broadcasts.posts import AFTERWARDS
from connectors.cleaning import cleaned
from connectors.publishing import Publication

LONGEST_TEXT = 200_000
"""Characters of all paragraphs together."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A publication without its cover, and where a picture for that stands."""

    publication: Publication
    picture: str = ""
    near: str = ""
    """Address of the article whose picture it is."""


def saying(session: Session, broadcast: Broadcast) -> Saying | None:
    """What is to be published; None where nothing of it may be told any more."""
    said = composing.publication(session, broadcast)
    if said is None:
        return None
    afterwards = broadcast.kind in AFTERWARDS and broadcast.about_id is not None
    told = session.get_one(Broadcast, broadcast.about_id) if afterwards else broadcast
    shown = next((item for item in items_told(session, told, left_too=afterwards) if item.picture), None)
    return Saying(_kept(said), shown.picture if shown else "", shown.link if shown else "")


def frozen(publication: Publication) -> dict[str, Any]:
    """A publication as a row keeps it, without the picture itself."""
    values = asdict(replace(publication, cover=b""))
    del values["cover"]
    return values


def thawed(values: Mapping[str, Any], cover: bytes = b"") -> Publication:
    """What `frozen` kept, with its picture."""
    return Publication(**{**values, "paragraphs": tuple(values["paragraphs"]), "cover": cover})


def fingerprint(publication: Publication) -> str:
    """The same for the same words."""
    words = [publication.title, publication.lead, *publication.paragraphs, publication.link]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _kept(said: Publication) -> Publication:
    """Without what a database refuses, and not endless."""
    paragraphs, room = list[str](), LONGEST_TEXT
    for paragraph in said.paragraphs:
        words = cleaned(paragraph)[: max(room, 0)]
        room -= len(words)
        paragraphs += [words] if words else []
    title, lead, author = cleaned(said.title), cleaned(said.lead), cleaned(said.author)
    return replace(said, title=title, lead=lead, author=author, paragraphs=tuple(paragraphs))
