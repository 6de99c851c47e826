"""Writes docs/evaluation.md: how well questions are answered, cross-validated by procedure.

The development questions of the folder named by CONGDAN_DATA over its procedures, and the shipped questions
over the starter knowledge. Without the folder the first part stays in the document as it is.
"""

import os
import sys
import time
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # sums in the same order on every machine, and one core only

from knowing import HERE, data_folder, question_files  # noqa: E402 (after the threads are set)
from measuring import Measured, measure  # noqa: E402 (the same)
from support import tell  # noqa: E402 (the same)
from telling import WORDS, part, rows  # noqa: E402 (the same)

from bot.plotting import drawn  # noqa: E402 (the same)
from knowledge.evaluation import LabelledQuestion, read_questions  # noqa: E402 (the same)
from knowledge.matching.confidence import FOUND, UNSURE  # noqa: E402 (the same)
from knowledge.starter import starter_files  # noqa: E402 (the same)

DOCS = HERE.parent / "docs"
DOCUMENT = DOCS / "evaluation.md"
FRAME = f"""# How well it answers

Written by one command, `CONGDAN_DATA=FOLDER .venv/bin/python bench/bench_evaluation.py`. Without the folder
the part on the development questions stays as it is and the rest is measured anew.

## How to read it

- **R@k**: of the questions that have an answer, those whose right procedure is among the first k candidates:
  first guesses, without asking back. Messages before a follow-up are replayed first.
- **Cross-validated by procedure**: the questions are dealt into five folds so that no procedure is asked for
  in two of them (procedures that are right for one question stay together). Each fold is answered by the
  whole pipeline with a ranker and a confidence learned from the other four; the five reports are pooled.
- **Found** is an answer with one procedure, from the confidence {FOUND:.2f} on; below it, down to
  {UNSURE:.2f}, we ask back.
- **Plain search** is BM25 over the names, words and pairs of words without marks.
- **Intervals** hold 95 %: Wilson's for shares, of the paired difference for losses, by drawing the questions
  anew for F1 and calibration.
- **Retyped**: every question once more in each of six mechanical ways (`bench/retyping.py`, seeded by the
  question's id). A question stays as it is where a way finds nothing to change in it.
- **Expected calibration error**: ten bins of confidence; the mean distance between what was promised and what
  came. Questions routed elsewhere, or meant for a procedure that is known to be lacking, are left out.

## What was tuned on what

Cross-validation keeps apart what is *learned*: the weights of the ranker and of its confidence. It does not
keep apart what people *wrote* with questions in sight, so expect less on questions that nobody has seen:

- The shipped `knowledge/matching/ranker.json` learned from both sets together. No figure below is its own:
  each comes from rankers that did not see the procedures asked for. Of the shipped questions, too, those
  about procedures of a fold are not learned from when that fold of the development questions is judged.
- The parameters of typo correction, the rules of routing, the phrases of the lexicon and the cues of facets
  were developed with the development questions in sight. The shipped questions were written in the same house
  as the phrasings, which flatters the second part.
- A first look at unanswerable questions that nobody had seen refused or routed 28 of 45: expect less than the
  tables say there.
- The thresholds follow from the costs in `knowledge/matching/confidence.py`, but a correction there was read
  off cross-validated answers to these questions: the share of wrong answers is not wholly independent of
  them.

## Development questions

<!-- development: begin -->
{{development}}
<!-- development: end -->

## Shipped questions

The questions of `bench/questions/` over the starter knowledge; anybody can repeat this part.

<!-- starter: begin -->
{{starter}}
<!-- starter: end -->
"""
UNMEASURED = "Not measured yet: set CONGDAN_DATA and run the command above."


def development(folder: Path) -> Measured:
    return measure([folder / "procedures.jsonl"], read_questions(folder / "questions-dev.jsonl"), shipped())


def shipped() -> list[LabelledQuestion]:
    return [question for path in question_files() for question in read_questions(path)]


def stands(name: str) -> str:
    """What the document says of a part now."""
    text = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
    return (
        text.partition(f"<!-- {name}: begin -->\n")[2].partition(f"\n<!-- {name}: end -->")[0] or UNMEASURED
    )


def told(name: str, measured: Measured) -> str:
    """The tables of a part, its curve drawn beside the document."""
    picture = f"evaluation{'-starter' if name == 'starter' else ''}.svg"
    (DOCS / picture).write_text(drawn(measured.report.outcomes, WORDS), "utf-8")
    return "\n".join(part(measured, picture))


def show(name: str, measured: Measured) -> bool:
    for row in rows(measured):
        low, high = row.interval
        tell(f"{name}: {row.measure}", row.met, f"{row.measured:.3f} ({low:.3f} to {high:.3f})")
    return all(row.met for row in rows(measured))


def main() -> bool:
    began, folder, holds = time.perf_counter(), data_folder(), True
    parts = {"development": stands("development")}
    if folder is None:
        print("CONGDAN_DATA is not set: the development questions were not asked")
    else:
        measured = development(folder)
        parts["development"], holds = told("development", measured), show("development", measured)
    measured = measure(starter_files(), shipped())
    parts["starter"] = told("starter", measured)
    show("starter", measured)
    DOCUMENT.write_text(FRAME.format(**parts), "utf-8")
    print(f"     {DOCUMENT} written, {time.perf_counter() - began:.0f} s")
    return holds


if __name__ == "__main__":
    sys.exit(not main())
