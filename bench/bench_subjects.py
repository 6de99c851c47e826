"""How often a new question is taken for an addition to the matter before, in one talk.

Each question that stands by itself is asked at first, and again after another matter was answered for sure:
it should be answered as if nothing had been said before. The shipped questions are asked on the starter
knowledge; with CONGDAN_DATA the development questions, too, on its procedures.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench_ask import loaded
from knowing import PROVINCE, data_folder, furnish, question_files
from support import tell

from knowledge.evaluation import LabelledQuestion, read_questions
from knowledge.findings import Context, Finding, Found
from knowledge.library import Library
from knowledge.replaying import context_after
from knowledge.starter import starter_files

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SURE = 0.9
SEED = 3
MOST = 0.02
"""Wanted: at most this share is answered with the matter before."""


def main() -> None:
    shipped = [question for path in question_files() for question in read_questions(path)]
    asyncio.run(_measure("shipped questions", starter_files(), shipped))
    if folder := data_folder():
        questions = read_questions(folder / "questions-dev.jsonl")
        asyncio.run(_measure("development questions", [folder / "procedures.jsonl"], questions))


async def _measure(title: str, files: list[Path], questions: Sequence[LabelledQuestion]) -> None:
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        url = f"sqlite:///{folder}/congdan.db"
        await furnish(url, *files)
        library = await loaded(url)
    counts = Counter(_changes(library, [each for each in questions if not each.history]))
    asked, before = counts.total(), counts["the matter before"]
    told = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    tell(f"{title} after another matter", before <= MOST * asked, f"{asked} asked: {told}")


def _changes(library: Library, questions: Sequence[LabelledQuestion]) -> Iterator[str]:
    random, sure = Random(SEED), [*_sure(library, questions)]
    for question in questions:
        other, context = random.choice(sure)
        if not set(other.codes) & set(question.codes):
            alone = _code(library.answer(PROVINCE, question.question, None, NOW))
            after = _code(library.answer(PROVINCE, question.question, context, NOW))
            yield "the same" if alone == after else "the matter before" if after == context.code else "else"


def _sure(
    library: Library, questions: Sequence[LabelledQuestion]
) -> Iterator[tuple[LabelledQuestion, Context]]:
    for question in questions:
        finding = library.answer(PROVINCE, question.question, None, NOW)
        if isinstance(finding, Found) and finding.confidence > SURE:
            yield question, context_after(None, question.question, finding, NOW)


def _code(finding: Finding) -> str:
    return finding.procedure.code if isinstance(finding, Found) else type(finding).__name__


if __name__ == "__main__":
    main()
