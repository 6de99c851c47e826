"""`congdan ask`, `evaluate`, `train`: what would be answered, and how well."""

from pathlib import Path
from typing import Annotated

import typer

from bot import ask_wording as wording

Question = Annotated[str | None, typer.Argument(metavar="CÂU_HỎI", help=wording.QUESTION, show_default=False)]
AgencyCode = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
After = Annotated[
    list[str] | None, typer.Option("--after", metavar="CÂU", help=wording.AFTER, show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help=wording.JSON)]
Batch = Annotated[Path | None, typer.Option("--batch", metavar="TỆP", help=wording.BATCH, show_default=False)]
Questions = Annotated[Path, typer.Argument(metavar="TỆP", help=wording.QUESTION_FILE, show_default=False)]
QuestionFiles = Annotated[
    list[Path], typer.Argument(metavar="TỆP…", help=wording.QUESTION_FILE, show_default=False)
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="TỆP", help=wording.PLOT, show_default=False)]
Out = Annotated[Path, typer.Option("--out", metavar="TỆP", help=wording.OUT, show_default=False)]


def add_to(app: typer.Typer) -> None:
    app.command("ask", help=wording.ASK)(ask)
    app.command("evaluate", help=wording.EVALUATE)(evaluate)
    app.command("train", help=wording.TRAIN)(train)


def ask(
    question: Question = None,
    agency: AgencyCode = None,
    after: After = None,
    json: Json = False,
    batch: Batch = None,
) -> None:
    if (question is None) == (batch is None):
        raise typer.BadParameter(wording.ONE_OF_BOTH)
    from bot.commands import ask_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    if batch is not None:
        ask_acts.batch(batch, agency)
    else:
        ask_acts.one(question or "", agency, after or [], as_json=json)


def evaluate(questions: Questions, agency: AgencyCode = None, json: Json = False, plot: Plot = None) -> None:
    from bot.commands import evaluate_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    evaluate_acts.evaluate(questions, agency, plot, as_json=json)


def train(questions: QuestionFiles, out: Out, agency: AgencyCode = None) -> None:
    from bot.commands import evaluate_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    evaluate_acts.train(questions, agency, out)
