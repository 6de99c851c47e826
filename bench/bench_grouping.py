"""How well questions without an answer are put together by meaning.

Labelled questions are asked of knowledge from which their procedures were taken away, so that none is
answered. Two questions mean the same when one procedure answers both. Thresholds were chosen by the topics
(fields of procedures) of one half, tuning; the other half judges. All come in one stream, so that a question
of either half may be a stranger in any group. Of questions without a procedure it is unknown what they have
in common: they are strangers to all others, and not judged themselves.

    python bench/bench_grouping.py      CONGDAN_DATA=… for all procedures and the development questions
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time

from grouped_figures import Figures, figures, mean
from knowing import PROVINCE, data_folder, furnish, procedure_files, question_files
from sqlalchemy import delete, select
from support import tell

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.findings import Finding, Unknown, Unsure
from knowledge.grouping import group_new
from knowledge.groups import QuestionGroup
from knowledge.labelled import LabelledQuestion, read_questions
from knowledge.library import Library
from knowledge.questions import Question
from knowledge.shipped import Shipped
from knowledge.starter import starter_files

PURITY = 0.9
ORDERS = 3
"""The questions come in so many orders; figures are means of all."""


def of_tuning(field: str) -> bool:
    """Whether a topic belongs to the half by which thresholds were chosen."""
    return not sha256(f"4:{field}".encode()).digest()[0] & 1


def fields() -> dict[str, str]:
    """Of each procedure, by code."""
    lines = (line for file in (*starter_files(), *procedure_files()) for line in file.open(encoding="utf-8"))
    rows = (json.loads(line) for line in lines if line.strip())
    return {row["code"]: row.get("field") or row["code"] for row in rows}


def asked(path: Path) -> list[LabelledQuestion]:
    """What has a meaning of its own, out of any talk; not what was asked too vaguely to have one."""
    return [
        each
        for each in read_questions(path)
        if not each.history and each.label not in {"clarify", "chitchat"}
    ]


async def library_without(hidden: set[str], folder: str) -> tuple[Library, Database]:
    """Everything but the procedures of these codes: they are not even known by name."""
    left = Path(folder) / "left.jsonl"
    lines = [line for file in procedure_files() for line in file.read_text("utf-8").splitlines()]
    left.write_text(
        "\n".join(line for line in lines if json.loads(line)["code"] not in hidden) + "\n", "utf-8"
    )
    url = f"sqlite:///{folder}/congdan.db"
    await furnish(url, left)
    shipped = Shipped.load()
    elsewhere = tuple(each for each in shipped.elsewhere if each.national_code not in hidden)
    library, database = Library(replace(shipped, elsewhere=elsewhere)), Database(url)
    await library.refresh(database)
    return library, database


def row(number: int, text: str, agency: int, finding: Finding, now: datetime) -> Question:
    return Question(
        agency_id=agency,
        channel="webchat",
        message_id=f"bench:{number}",
        asked=text,
        kind=type(finding).__name__.lower(),
        codes=[],
        facets=[],
        confidence=finding.confidence,
        asked_at=now + timedelta(seconds=number),
        candidates=[[each.code, each.score] for each in finding.ranked[:5]] or None,
    )


async def grouped(
    database: Database, library: Library, rows: list[Question]
) -> tuple[list[tuple[str, int]], float]:
    """The message of each question in a group, its group; and milliseconds of CPU for each question."""
    async with database.writing() as session:
        await session.execute(delete(Question))
        await session.execute(delete(QuestionGroup))
        session.add_all(rows)
    begun, looked = process_time(), 0
    while some := await group_new(database, library, datetime.now(UTC)):
        looked += some
    took = (process_time() - begun) * 1000 / max(looked, 1)
    async with database.reading() as session:
        found = await session.execute(
            select(Question.message_id, Question.group_id).where(Question.group_id.is_not(None))
        )
        return [(message, group) for message, group in found if group is not None], took


async def measured(questions: list[LabelledQuestion]) -> tuple[list[Figures], float]:
    """The figures of the tuning and the judging half, and milliseconds for each question."""
    now, halves = datetime.now(UTC), [list[Figures](), list[Figures]()]
    field_of = fields()
    took = 0.0
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        library, database = await library_without({code for each in questions for code in each.codes}, folder)
        async with database.reading() as session:
            agency = (await find_agency(session, PROVINCE)).id
        findings = [library.answer(PROVINCE, each.question, None, now) for each in questions]
        for order in range(ORDERS):
            places = [place for place, each in enumerate(findings) if isinstance(each, Unknown | Unsure)]
            Random(order).shuffle(places)
            rows = [row(place, questions[place].question, agency, findings[place], now) for place in places]
            found, ms = await grouped(database, library, rows)
            took += ms / ORDERS
            group_of = {int(message.partition(":")[2]): group for message, group in found}
            codes = {place: frozenset(questions[place].codes) for place in group_of}
            for half, tuning in zip(halves, (True, False), strict=True):
                judged = {
                    place
                    for place, own in codes.items()
                    if own and of_tuning(min(field_of.get(code, code) for code in own)) == tuning
                }
                half.append(figures(codes, group_of, judged))
        await database.close()
    return [mean(half) for half in halves], took


def main() -> bool:
    folder = data_folder()
    sets: dict[str, Callable[[], list[LabelledQuestion]]] = {
        "shipped questions": lambda: [each for path in question_files() for each in asked(path)],
    }
    if folder is not None:
        sets["development questions"] = lambda: asked(folder / "questions-dev.jsonl")
    holds = True
    for name, read in sets.items():
        (tuning, judging), took = asyncio.run(measured(read()))
        good = judging.purity >= PURITY
        holds = holds and good
        tell(f"grouping, {name} (purity >= {PURITY})", good, f"{judging}; {took:.1f} ms a question")
        print(f"     the half of tuning: {tuning}")
    return holds


if __name__ == "__main__":
    sys.exit(not main())
