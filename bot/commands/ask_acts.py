"""What `congdan ask` does."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot import ask_wording as wording
from bot.asked import codes_of, kind_of
from bot.commands.act import now, on_database
from bot.commands.saying import say
from bot.conversation import Conversation
from bot.settings import Settings
from connectors.database import Database
from knowledge.agencies import find_agency, only_root
from knowledge.evaluation import read_questions
from knowledge.findings import Finding, Found, Routed, Written, facets_of
from knowledge.library import Library
from knowledge.matching.ranker import SHIPPED
from knowledge.replaying import replay, says_a_topic
from knowledge.shipped import Shipped

T = TypeVar("T")


def with_library(agency: str | None, act: Callable[[Library, str], T]) -> T:
    """Runs `act` with the loaded library and the code of the agency that is meant."""

    async def on(database: Database) -> T:
        async with database.reading() as session:
            meant = await (find_agency(session, agency) if agency else only_root(session))
        library = Library(Shipped.load(Settings().ranker or SHIPPED))
        await library.refresh(database)
        return act(library, meant.code)

    return on_database(on)


def one(question: str, agency: str | None, after: Sequence[str], *, as_json: bool) -> None:
    def act(library: Library, code: str) -> None:
        told = answered(library, code, question, after)
        say(json.dumps(told, ensure_ascii=False) if as_json else _for_people(told))

    with_library(agency, act)


def batch(path: Path, agency: str | None) -> None:
    questions = read_questions(path)

    def act(library: Library, code: str) -> None:
        for question in questions:
            told = answered(library, code, question.question, question.history)
            say(json.dumps(told, ensure_ascii=False))

    with_library(agency, act)


def answered(library: Library, agency: str, question: str, after: Sequence[str]) -> dict[str, Any]:
    """The fields of `ask --json`, as docs/data-formats.md describes them."""
    moment = now()
    finding = library.answer(agency, question, replay(library, agency, after, moment), moment)
    topic = says_a_topic(library, question)
    reply = Conversation(library).rendered(library.agency(agency), question, finding, moment, topic=topic)
    told: dict[str, Any] = {
        "kind": kind_of(finding),
        "codes": codes_of(finding),
        "name": _name(finding),
        "facets": [str(facet) for facet in facets_of(finding)],
        "text": "\n".join((reply.text, *(f"- {choice.label}" for choice in reply.choices))),
        "url": _url(finding),
        "candidates": [
            {"code": each.code, "name": each.name, "score": each.score} for each in finding.ranked
        ],
        "confidence": round(finding.confidence, 4),
    }
    if isinstance(finding, Routed):
        told["topic"] = str(finding.topic)
    return told


def _name(finding: Finding) -> str | None:
    return finding.procedure.name if isinstance(finding, Found) else None


def _url(finding: Finding) -> str | None:
    match finding:
        case Found(procedure):
            return procedure.url or None
        case Written():
            return finding.url or None
    return None


def _for_people(told: dict[str, Any]) -> str:
    lines = [told["text"], "", wording.CONFIDENCE.format(confidence=f"{told['confidence']:.2f}")]
    if told["candidates"]:
        lines.append(wording.CANDIDATES)
        lines.extend(f"  {each['score']:.3f}  {each['code']}  {each['name']}" for each in told["candidates"])
    return "\n".join(lines)
