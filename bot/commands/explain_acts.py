"""What `congdan explain` does."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import explain_wording as wording
from bot.commands.act import now
from bot.commands.ask_acts import with_library
from knowledge.explaining import Explanation, Voice, Weighed
from knowledge.explaining import explain as explained
from knowledge.findings import Found, Routed, Unknown
from knowledge.library import Library
from knowledge.matching.confidence import FOUND, UNSURE
from knowledge.matching.understanding import TELLING, Everyday
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
    console.print(_table(wording.UNDERSTOOD, wording.UNDERSTOOD_COLUMNS, _understood(told)))
    if told.candidates:
        console.print(_table(wording.CANDIDATES, wording.CANDIDATE_COLUMNS, _candidates(told.candidates)))
        console.print(Text(wording.CANDIDATES_NOTE))
    else:
        console.print(Text(wording.NO_CANDIDATES))
    console.print(Text(wording.DECISION.format(why=why(told))))


def why(told: Explanation) -> str:
    """The decision and its reason, in a sentence."""
    finding = told.finding
    routed = finding if isinstance(finding, Routed) else None
    lacking = finding.lacking if isinstance(finding, Unknown) else None
    return wording.WHY[told.cause].format(
        name=_name(told),
        confidence=_share(told.confidence),
        found=_share(FOUND),
        unsure=_share(UNSURE),
        topic=wording.TOPICS[routed.topic] if routed else "",
        routed=_share(finding.confidence),
        lacking=lacking[0] if lacking else "",
    )


def _name(told: Explanation) -> str:
    if isinstance(told.finding, Found):
        return told.finding.procedure.name
    return told.candidates[0].name if told.candidates else ""


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


def _understood(told: Explanation) -> Iterator[tuple[str, ...]]:
    yield wording.CALLED, "\n".join(map(_called, told.called)) or wording.NOTHING
    yield wording.CUES, ", ".join(told.cues) or wording.NOTHING
    asked = ", ".join(wording.FACETS[facet] for facet in told.facets)
    yield wording.ASKED, asked or wording.IN_GENERAL
    telling = [f"{word} {_share(weight)}" for word, weight in told.words if weight > TELLING]
    yield wording.TELLING, " · ".join(telling) or wording.NOTHING
    slight = [word for word, weight in told.words if weight <= TELLING]
    yield wording.SLIGHT, " ".join(slight) or wording.NOTHING
    if route := told.route:
        topic = wording.TOPICS[route.topic]
        yield wording.ROUTE, wording.ROUTE_AS.format(topic=topic, confidence=_share(route.confidence))


def _called(name: Everyday) -> str:
    region = (
        wording.OF_REGION.format(region=name.region) if name.region not in {"", wording.EVERYWHERE} else ""
    )
    return wording.CALLED_AS.format(
        phrase=name.phrase, official=" ".join(name.official), sureness=_share(name.sureness), region=region
    )


def _candidates(candidates: Iterable[Weighed]) -> Iterator[tuple[str, ...]]:
    for place, each in enumerate(candidates, start=1):
        name = each.name if each.held else wording.NOT_HELD.format(name=each.name)
        code = f"\n{each.code}" if each.held else ""
        share = f"{_decimal(each.share * 100, 1)} %"
        yield str(place), name + code, share, _voices(each.favouring), _voices(each.opposing)


def _voices(voices: Iterable[Voice]) -> str:
    return "\n".join(
        wording.VOICE.format(part=f"{'+' if each.part > 0 else '−'}{_share(abs(each.part))}", feature=feature)
        for each in voices
        for feature in [wording.FEATURES[each.feature]]
    )


def _share(value: float) -> str:
    return _decimal(value, 2)


def _decimal(value: float, places: int) -> str:
    """As it is written in Vietnam: 0,78."""
    return f"{value:.{places}f}".replace(".", ",")


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
