"""What `congdan explain` does."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import explain_wording as wording
from bot.commands.act import now
from bot.commands.ask_acts import with_library
from bot.explained import decimal, understood, voices, why
from knowledge.explaining import Explanation, Weighed
from knowledge.explaining import explain as explained
from knowledge.library import Library
from knowledge.replaying import replay

WIDEST = 160


def explain(question: str, agency: str | None, after: Sequence[str]) -> None:
    def act(library: Library, code: str) -> Explanation:
        moment = now()
        return explained(library, code, question, replay(library, code, after, moment), moment)

    show(with_library(agency, act))


def show(told: Explanation) -> None:
    """The explanation as tables; what people typed is never taken for the screen's own signs."""
    console = Console()
    if console.width > WIDEST:
        console = Console(width=WIDEST)
    for line in _heads(told):
        console.print(Text(line))
    if told.changes:
        console.print(_table(wording.CHANGES, wording.CHANGE_COLUMNS, _changes(told)))
    console.print(_table(wording.UNDERSTOOD, wording.UNDERSTOOD_COLUMNS, understood(told)))
    if told.candidates:
        console.print(_table(wording.CANDIDATES, wording.CANDIDATE_COLUMNS, _candidates(told.candidates)))
        console.print(Text(wording.CANDIDATES_NOTE))
    else:
        console.print(Text(wording.NO_CANDIDATES))
    console.print(Text(wording.DECISION.format(why=why(told))))


def _heads(told: Explanation) -> Iterator[str]:
    yield wording.TYPED.format(text=_plain(told.typed))
    if told.place:
        yield wording.PLACE.format(told=told.place)
    if told.meant.strip() != told.typed.strip():
        yield wording.MEANT.format(text=_plain(told.meant))
    if told.joined:
        yield wording.JOINED.format(text=_plain(told.joined))


def _changes(told: Explanation) -> Iterator[tuple[str, ...]]:
    for change in told.changes:
        yield change.typed, " ".join(change.read), wording.REASONS[change.reason]


def _candidates(candidates: Iterable[Weighed]) -> Iterator[tuple[str, ...]]:
    for place, each in enumerate(candidates, start=1):
        name = each.name if each.held else wording.NOT_HELD.format(name=each.name)
        code = f"\n{each.code}" if each.held else ""
        share = f"{decimal(each.share * 100, 1)} %"
        yield str(place), name + code, share, voices(each.favouring), voices(each.opposing)


def _plain(text: str) -> str:
    """On one line, bytes that are no text and signs that steer a terminal as question marks."""
    written = text.encode(errors="replace").decode()
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "?" for letter in written)


def _table(title: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(cell)) for cell in row))
    return table


def _cell(text: str) -> str:
    return "\n".join(map(_plain, text.split("\n")))
