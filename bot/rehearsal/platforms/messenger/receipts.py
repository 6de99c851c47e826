"""What a Page hears of its own message: the echo, then that it was delivered, then that it was read."""

from bot.rehearsal.platforms.messenger import events
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.state import Page, Person
from bot.rehearsal.platforms.outbox import Sent


def receipts(graph: Graph, page: Page, person: Person, sent: Sent) -> None:
    """The echo is called at once where it overtakes the answer, else a moment after it."""
    chance, draw = graph.emitter.quirks.echo_first, graph.world.random.random
    early = chance > 0 and draw() < chance
    app, message = page.app, dict(sent.body["message"])
    if early:
        echoed(graph, page, person, sent.id, app, message)
        graph.overtaken += 1
    else:
        wait = graph.setup.receipt_seconds
        graph.hooks.later(wait, lambda: echoed(graph, page, person, sent.id, app, message))
    if graph.setup.receipts and not person.deaf:
        graph.hooks.later(graph.setup.receipt_seconds * 2, lambda: _delivered(graph, page, person, sent.id))


def echoed(graph: Graph, page: Page, person: Person, mid: str, app: str, message: events.Element) -> None:
    """A message of the Page, by whichever app or human it was sent."""
    element = events.echo(person, graph.emitter.moment(), mid, app, message)
    graph.emitter.tell(page, person, "message_echoes", f"echo {mid}", element)


def _delivered(graph: Graph, page: Page, person: Person, mid: str) -> None:
    at = graph.emitter.moment()
    element = events.delivery(person, at, [mid])
    graph.emitter.tell(page, person, "message_deliveries", f"delivery {mid}", element)
    graph.hooks.later(graph.setup.receipt_seconds, lambda: read(graph, page, person))


def read(graph: Graph, page: Page, person: Person) -> None:
    at = graph.emitter.moment()
    element = events.from_person(person, at, "read", {"watermark": at})
    graph.emitter.tell(page, person, "message_reads", f"read {person.psid} {at}", element)
