"""What `congdan evaluate` and `congdan train` do."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot import ask_wording as wording
from bot import plot_wording
from bot.commands.act import now
from bot.commands.ask_acts import with_library
from bot.commands.saying import say
from bot.plotting import drawn
from knowledge import evaluation
from knowledge.evaluation import Report, read_questions
from knowledge.library import Library
from knowledge.matching import ranker
from knowledge.training import lesson_of, named
from knowledge.training import train as learn


def evaluate(path: Path, agency: str | None, plot: Path | None, *, as_json: bool) -> None:
    questions = read_questions(path)

    def act(library: Library, code: str) -> Report:
        with _steps(len(questions)) as told:
            return evaluation.evaluate(library, code, questions, now(), told)

    report = with_library(agency, act)
    if as_json:
        say(report.as_json())
    else:
        _show(report)
    if plot is not None:
        plot.write_text(drawn(report.outcomes, plot_wording.WORDS), encoding="utf-8")
        say(wording.PLOTTED.format(path=plot), err=True)


def train(paths: Sequence[Path], agency: str | None, out: Path) -> None:
    questions = [question for path in paths for question in read_questions(path)]
    lessons = [lesson for each in questions if (lesson := lesson_of(each))]

    def act(library: Library, _code: str) -> ranker.Ranker:
        with _steps(len(lessons)) as told:
            return learn(library.holdings, lessons, told=told)

    weights, sureness = named(with_library(agency, act))
    ranker.saved(out, ", ".join(path.name for path in paths), weights, sureness)
    say(wording.TRAINED.format(count=len(lessons), path=out))


@contextmanager
def _steps(count: int) -> Iterator[Callable[[], None]]:
    """A bar that moves by one with each call."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(wording.ASKING, total=count)
        yield lambda: bar.advance(task)


def _show(report: Report) -> None:
    console = Console()
    console.print(
        _table(wording.TITLE.format(count=report.questions), wording.COLUMNS, evaluation.lines(report))
    )
    rows = (
        (tag, *(f"{tallies[name].share:.3f}" for name in ("r@1", "r@3", "r@10")), str(tallies["r@1"].tries))
        for tag, tallies in sorted(report.by_tag.items())
        if tallies["r@1"].tries
    )
    console.print(_table(wording.TAG_TITLE, wording.TAG_COLUMNS, rows))


def _table(title: str, columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(title=title)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    return table
