"""How well questions are answered.

The shipped questions are asked on the starter knowledge, the development questions of the folder named by
CONGDAN_DATA on its procedures. Wanted on the latter: R@1 >= 0.62 and R@10 >= 0.85. Figures on questions
that the ranker learned from flatter it; the first line says which those are.
"""

import asyncio
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench_ask import loaded
from knowing import PROVINCE, data_folder, furnish, question_files
from support import tell

from knowledge.evaluation import LabelledQuestion, Report, evaluate, lines, read_questions
from knowledge.matching import ranker
from knowledge.starter import starter_files

TAGGED = ("r@1", "r@3", "r@10")


async def asked(files: list[Path], questions: list[LabelledQuestion]) -> Report:
    """The answers on a database that has the procedures of `files`."""
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        url = f"sqlite:///{folder}/congdan.db"
        await furnish(url, *files)
        return evaluate(await loaded(url), PROVINCE, questions, datetime.now(UTC))


def show(title: str, report: Report) -> None:
    print(f"\n{title}: {report.questions} questions")
    print(f"  {'figure':<18} {'share':>6} {'of':>5}  95 % interval")
    for name, share, tries, interval in lines(report):
        print(f"  {name:<18} {share:>6} {tries:>5}  {interval}")
    print(f"\n  {'tag':<24} {'R@1':>6} {'R@3':>6} {'R@10':>6} {'of':>5}")
    for tag, tallies in sorted(report.by_tag.items()):
        if tries := tallies["r@1"].tries:
            shares = " ".join(f"{tallies[name].share:>6.3f}" for name in TAGGED)
            print(f"  {tag:<24} {shares} {tries:>5}")


def starter() -> None:
    questions = [question for path in question_files() for question in read_questions(path)]
    show("Shipped questions, starter knowledge", asyncio.run(asked(starter_files(), questions)))


def development(folder: Path) -> bool:
    questions = read_questions(folder / "questions-dev.jsonl")
    report = asyncio.run(asked([folder / "procedures.jsonl"], questions))
    show("Development questions, all procedures", report)
    first, tenth = (report.tallies[name].share for name in ("r@1", "r@10"))
    holds = first >= 0.62 and tenth >= 0.85
    tell("quality (R@1 >= 0.62, R@10 >= 0.85)", holds, f"R@1 {first:.3f}, R@10 {tenth:.3f}")
    return holds


def main() -> bool:
    print("The ranker learned from:", json.loads(ranker.SHIPPED.read_text("utf-8"))["trained_on"])
    starter()
    folder = data_folder()
    if folder is None:
        print("\nCONGDAN_DATA is not set: the development questions were not asked")
        return True
    return development(folder)


if __name__ == "__main__":
    sys.exit(not main())
