"""How long the gate takes for 2,000 questions, whether it names what a draft changes, how soon that is tried.

What is named is held against a library that is built anew with the draft and asked every question.

python bench/bench_gate.py      CONGDAN_DATA=… for all procedures
"""

import asyncio
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from random import Random
from time import perf_counter, process_time

from knowing import PROVINCE, furnish, procedure_files, questions
from support import tell

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.drafts import AnswerBody, DraftKind, PhrasingBody
from knowledge.findings import Found
from knowledge.gate import Outcome, Proposal, check, trial
from knowledge.library import Library
from knowledge.regressions import Regression

WANTED = 2_000
SECONDS = 5.0
AT_ONCE = 0.3
TRIES = 3
PLANTS = 2
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
        for name, proposals in drafts(agency, rows, random).items():
            begun = process_time()
            outcomes = [await check(database, library, each, now) for each in proposals]
            cpu = (process_time() - begun) / len(proposals)
            worst = max(each.seconds for each in outcomes)
            holds = holds and worst <= SECONDS
            tell(
                f"gate, {name} (<= {SECONDS:.0f} s)",
                worst <= SECONDS,
                f"{len(rows)} questions, {held} procedures: {worst:.1f} s at most, {cpu:.1f} s of CPU on "
                f"average; broken {[len(each.broken) for each in outcomes]}",
            )
            taken = [await tried(database, library, each, now) for each in proposals]
            holds = holds and max(taken) <= AT_ONCE
            figures = f"{max(taken):.2f} s at most"
            tell(f"a changed draft tried, {name} (<= {AT_ONCE} s)", max(taken) <= AT_ONCE, figures)
        named, missed = 0, 0
        for bad, stolen in [planted(agency, rows, random) for _ in range(PLANTS)]:
            outcome = await check(database, library, bad, now)
            then = await anew(database, library, bad, now)
            changed = {row.asked for row in rows if not answers(then, row, now)}
            named += len(_broken(outcome) & stolen)
            missed += len(changed ^ _broken(outcome))
        tell(
            "gate, bad phrasings that are planted stop it; named is what another library answers otherwise",
            named > 0 and not missed,
            f"{PLANTS} plants: {named} of their questions named; {missed} of all questions told otherwise",
        )
        await database.close()
    return holds and named > 0 and not missed


async def tried(database: Database, library: Library, proposal: Proposal, now: datetime) -> float:
    """Seconds until a draft can be asked."""
    begun = perf_counter()
    await trial(database, library, proposal, now)
    return perf_counter() - begun


async def anew(database: Database, library: Library, proposal: Proposal, now: datetime) -> Library:
    """What would be known, built of nothing that was known before."""
    then = await trial(database, library, proposal, now)
    return Library().knowing(then.holdings.material)


def answers(library: Library, row: Regression, now: datetime) -> bool:
    finding = library.answer(PROVINCE, row.asked, None, now)
    said = (finding, *finding.also) if isinstance(finding, Found) else ()
    return any(each.procedure.code == row.expected for each in said)


def _broken(outcome: Outcome) -> set[str]:
    return {each.asked for each in outcome.broken}


if __name__ == "__main__":
    sys.exit(not asyncio.run(measured()))
