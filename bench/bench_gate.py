"""How long the gate takes for 2,000 questions, and whether it names what a bad phrasing breaks.

python bench/bench_gate.py      CONGDAN_DATA=… for all procedures
"""

import asyncio
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from random import Random
from time import process_time

from knowing import PROVINCE, furnish, procedure_files, questions
from support import tell

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.drafts import AnswerBody, DraftKind, PhrasingBody
from knowledge.findings import Found
from knowledge.gate import Outcome, Proposal, check
from knowledge.library import Library
from knowledge.regressions import Regression

WANTED = 2_000
SECONDS = 5.0
TRIES = 3
PLANTS = 4
PLANTED = 5


async def regress(database: Database, library: Library, now: datetime) -> tuple[int, list[Regression]]:
    """A regression set of phrasings and typed questions, all of them answered today."""
    ways = {way: entry.code for entry, ways in library.holdings.documents for way in ways}
    typed = {
        each.question: each.codes[0] for each in questions() if each.label == "answer" and not each.history
    }
    asked = [*typed.items(), *ways.items()]
    Random(1).shuffle(asked)
    rows: list[Regression] = []
    async with database.writing() as session:
        agency = await find_agency(session, PROVINCE)
        for text, code in dict(asked).items():
            finding = library.answer(PROVINCE, text, None, now)
            if isinstance(finding, Found) and finding.procedure.code == code:
                rows.append(
                    Regression(agency_id=agency.id, asked=text, expected=code, added_by="bench", at=now)
                )
            if len(rows) == WANTED:
                break
        session.add_all(rows)
    return agency.id, rows


def drafts(agency: int, rows: list[Regression], random: Random) -> dict[str, list[Proposal]]:
    """Answers and phrasings in the words of what people ask."""
    texts = [each.question[:300] for each in questions() if not each.history]
    codes = sorted({row.expected for row in rows})
    answers = [
        Proposal(agency, DraftKind.ANSWER, f"bench-{number}", AnswerBody(text="Có.", questions=(text,)))
        for number, text in enumerate(random.sample(texts, TRIES))
    ]
    phrasings = [
        Proposal(agency, DraftKind.PHRASING, random.choice(codes), PhrasingBody(added=(text,)))
        for text in random.sample(texts, TRIES)
    ]
    return {"answers": answers, "phrasings": phrasings}


def planted(agency: int, rows: list[Regression], random: Random) -> tuple[Proposal, set[str]]:
    """A procedure that is given the very questions of another."""
    counts = Counter(row.expected for row in rows)
    of_one = random.choice([code for code, count in counts.items() if count >= PLANTED])
    stolen = [row.asked for row in rows if row.expected == of_one][:PLANTED]
    thief = next(row.expected for row in rows if row.expected != of_one)
    body = PhrasingBody(added=tuple(stolen))
    return Proposal(agency, DraftKind.PHRASING, thief, body), set(stolen)


async def measured() -> bool:
    random, now, holds = Random(2), datetime.now(UTC), True
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        url = f"sqlite:///{folder}/congdan.db"
        held = await furnish(url, *procedure_files())
        library, database = Library(), Database(url)
        await library.refresh(database)
        agency, rows = await regress(database, library, now)

        async def asked(proposal: Proposal, always: int | None = None) -> Outcome:
            more = {} if always is None else {"always": always}
            return await check(database, library, proposal, now, **more)

        for name, proposals in drafts(agency, rows, random).items():
            begun = process_time()
            outcomes = [await asked(each) for each in proposals]
            cpu = (process_time() - begun) / len(proposals)
            full = [await asked(each, WANTED) for each in proposals]
            worst = max(each.seconds for each in outcomes)
            same = all(_broken(one) == _broken(other) for one, other in zip(outcomes, full, strict=True))
            holds = holds and worst <= SECONDS and same
            tell(
                f"gate, {name} (<= {SECONDS:.0f} s, the same as asking all)",
                worst <= SECONDS and same,
                f"{len(rows)} questions, {held} procedures: {worst:.1f} s at most, "
                f"{max(len(rows) - each.untouched for each in outcomes)} of them asked; "
                f"{cpu:.1f} s of CPU on average; broken {[len(each.broken) for each in outcomes]}, "
                f"asking all {[len(each.broken) for each in full]} in "
                f"{max(each.seconds for each in full):.1f} s",
            )
        plants = [planted(agency, rows, random) for _ in range(PLANTS)]
        found = [(await asked(bad), await asked(bad, WANTED), stolen) for bad, stolen in plants]
        named = sum(len(_broken(outcome) & stolen) for outcome, _, stolen in found)
        missed = [_broken(full) - _broken(outcome) for outcome, full, _ in found]
        lost = sum(len(each & stolen) for each, (*_, stolen) in zip(missed, found, strict=True))
        tell(
            "gate, bad phrasings that are planted stop it and their questions are named",
            named > 0 and not lost,
            f"{PLANTS} plants: {named} questions named, {lost} not; asking all names "
            f"{sum(map(len, missed)) - lost} more that change by a hair",
        )
        await database.close()
    return holds and named > 0 and not lost


def _broken(outcome: Outcome) -> set[str]:
    return {each.asked for each in outcome.broken}


if __name__ == "__main__":
    sys.exit(not asyncio.run(measured()))
