"""How well questions without an answer are put together by meaning.

Labelled questions are asked of knowledge from which their procedures were taken away, so that none is
answered. Two questions mean the same when one procedure answers both.

    python bench/bench_grouping.py      CONGDAN_DATA=… for all procedures and the development questions
"""

import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from knowing import PROVINCE, data_folder, furnish, procedure_files, question_files
from sqlalchemy import select
from support import tell

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.findings import Finding, Unknown, Unsure
from knowledge.grouping import group_new
from knowledge.labelled import LabelledQuestion, read_questions
from knowledge.library import Library
from knowledge.questions import Question
from knowledge.shipped import Shipped

PURITY = 0.9


@dataclass(frozen=True)
class Figures:
    questions: int
    groups: int
    purity: float
    """Share of questions that a procedure answers which answers most of their group."""
    of_several: float
    """The same of groups with more than one question."""
    recall: float
    """Of the questions that mean the same as one, the share that stands in its group; on average."""

    def __str__(self) -> str:
        return (
            f"{self.questions} questions in {self.groups} groups; purity {self.purity:.3f} "
            f"(groups of several: {self.of_several:.3f}), recall {self.recall:.3f}"
        )


def figures(codes: Sequence[frozenset[str]], groups: Sequence[Sequence[int]]) -> Figures:
    """Of questions by their right codes, and groups of their places."""
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    pure = [max(Counter(code for place in group for code in codes[place]).values()) for group in groups]
    several = [(right, len(group)) for right, group in zip(pure, groups, strict=True) if len(group) > 1]
    shares = []
    for place, own in enumerate(codes):
        same = [other for other, theirs in enumerate(codes) if other != place and own & theirs]
        if same:
            shares.append(sum(group_of[other] == group_of[place] for other in same) / len(same))
    return Figures(
        len(codes),
        len(groups),
        sum(pure) / max(len(codes), 1),
        sum(right for right, _ in several) / max(sum(count for _, count in several), 1),
        sum(shares) / max(len(shares), 1),
    )


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


async def measured(questions: list[LabelledQuestion]) -> tuple[Figures, float]:
    """The figures, and milliseconds for each question."""
    Random(1).shuffle(questions)
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        library, database = await library_without({code for each in questions for code in each.codes}, folder)
        async with database.writing() as session:
            agency = await find_agency(session, PROVINCE)
            for number, each in enumerate(questions):
                finding = library.answer(PROVINCE, each.question, None, now)
                if isinstance(finding, Unknown | Unsure):
                    session.add(row(number, each.question, agency.id, finding, now))
        begun = perf_counter()
        looked = 0
        while some := await group_new(database, library, now):
            looked += some
        took = (perf_counter() - begun) * 1000 / max(looked, 1)
        async with database.reading() as session:
            rows = list(await session.scalars(select(Question).where(Question.group_id.is_not(None))))
        await database.close()
    groups: dict[int | None, list[int]] = {}
    for place, each_row in enumerate(rows):
        groups.setdefault(each_row.group_id, []).append(place)
    by_name = {f"bench:{number}": each for number, each in enumerate(questions)}
    codes = [frozenset(by_name[each.message_id].codes or {each.message_id}) for each in rows]
    return figures(codes, list(groups.values())), took


def main() -> bool:
    folder = data_folder()
    sets: dict[str, Callable[[], list[LabelledQuestion]]] = {
        "shipped questions": lambda: [each for path in question_files() for each in asked(path)],
    }
    if folder is not None:
        sets["development questions"] = lambda: asked(folder / "questions-dev.jsonl")
    holds = True
    for name, read in sets.items():
        found, took = asyncio.run(measured(read()))
        good = found.purity >= PURITY
        holds = holds and good
        tell(f"grouping, {name} (purity >= {PURITY})", good, f"{found}; {took:.1f} ms a question")
    return holds


if __name__ == "__main__":
    sys.exit(not main())
