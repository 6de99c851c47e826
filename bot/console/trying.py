"""Try it: a talk with the knowledge as it would be with a draft, and how each channel would show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot.console import answers_naming as naming
from bot.console import trying_wording as wording
from bot.console.answers_opened import find
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from bot.conversation import Conversation
from connectors.accounts import Account
from connectors.adapting import Part, parts
from connectors.channel import Ability
from connectors.messages import Address, Message, Reply
from connectors.webchat.channel import ABILITY
from connectors.webchat.door import CHANNEL as WEBCHAT
from knowledge import drafting
from knowledge.blocks import Blocked
from knowledge.drafting import body_of
from knowledge.drafts import Draft
from knowledge.findings import Finding, Found, Written
from knowledge.gate import Proposal
from knowledge.library import Library
from knowledge.material import WRITTEN
from knowledge.refusals import RefusedError
from knowledge.switching import CHANNELS

MOST_TURNS = 6
MOST_OWN = 20
"""Of the draft's own questions, so many are asked at once."""
LONGEST = 1_000
PARTED = "\t"
"""Between what a button carries and its label."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said, and what is answered, as messages of one channel."""

    said: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A talk as one channel shows it."""

    name: str
    label: str
    turns: tuple[Turn, ...]


def routes() -> list[Route]:
    return [
        get(r"/answers/draft/{id:\d{1,9}}/try", page),
        post(r"/answers/draft/{id:\d{1,9}}/try", page, Right.READ),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    """The talk so far and the next reply; first of all, the draft's own first question is asked."""
    async with visit.console.database.reading() as session:
        draft = await find(session, visit)
    console = visit.console
    if draft.state not in drafting.OPEN:
        return visit.to(naming.draft_path(draft.id))
    try:
        library = await console.trials.of(draft, console.database, console.library, console.clock)
    except RefusedError as error:
        return visit.to(naming.draft_path(draft.id), str(error))
    agency = console.agencies.all[draft.agency_id].code
    proposal = Proposal(draft.agency_id, draft.kind, draft.subject, body_of(draft.kind, draft.body))
    own = _own(visit, draft, proposal)
    said = _said(visit, own)
    replies = await _talks(visit, library, agency, said)
    return visit.page(
        "trying/try.html",
        wording,
        title=wording.TITLE,
        name=naming.of_draft(visit, draft),
        path=naming.draft_path(draft.id),
        talk=said,
        screens=_screens(visit, agency, said, replies),
        known=_known(visit, library, agency, proposal),
    )


def _said(visit: Visit, own: Sequence[str]) -> list[str]:
    """Everything that was said, the newest last; a button's payload stands before its label."""
    before = list(visit.form.texts("said"))[-MOST_TURNS + 1 :]
    pressed, text = visit.form.text("press"), visit.form.text("text")[:LONGEST]
    now = [each for each in (pressed, text) if each][:1]
    if visit.form.ticked("afresh") or not (before or now):
        return list(own[:1])
    return [each[:LONGEST] for each in (*before, *now)]


def _own(visit: Visit, draft: Draft, proposal: Proposal) -> list[str]:
    """What the draft is to answer; of a field, a question for it."""
    return [*proposal.own] or [naming.of_draft(visit, draft)]


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


async def _talks(
    visit: Visit, library: Library, agency: str, said: Sequence[str]
) -> Mapping[str, Sequence[Reply]]:
    """The replies on each channel: what its own switches leave of them.

    Nothing else tells channels apart: those on which the same holds are asked once.
    """
    replies: dict[Blocked | None, Sequence[Reply]] = {}
    blocked = {name: library.blocking(agency, name).whole() for name in CHANNELS}
    for name, block in blocked.items():
        if block not in replies:
            address = Address(name, agency, f"try:{visit.who.id}")
            replies[block] = await _talk(visit, library, address, said)
    return {name: replies[block] for name, block in blocked.items()}


async def _talk(visit: Visit, library: Library, address: Address, said: Sequence[str]) -> list[Reply]:
    """The replies as citizens would get them there; nothing of the talk is kept."""
    stale = timedelta(days=30 * visit.console.settings.stale_months)
    conversation, replies = Conversation(library, stale=stale), []
    try:
        async with visit.console.database.writing() as session:
            for number, each in enumerate(said):
                payload, parted, label = each.partition(PARTED)
                text = label if parted else each
                carried = payload if parted else None
                message = Message(f"try-{number}", address, text, visit.now, carried)
                replies.append(await conversation.answer(session, message, visit.now))
            raise _TakenBackError  # noqa: TRY301 (only an error takes a transaction back)
    except _TakenBackError:
        return replies


def _screens(
    visit: Visit, agency: str, said: Sequence[str], replies: Mapping[str, Sequence[Reply]]
) -> list[Screen]:
    shown = [each.partition(PARTED)[2] or each for each in said]
    return [
        Screen(
            name,
            wording.CHANNELS[name],
            tuple(
                Turn(text, parts(reply, ability)) for text, reply in zip(shown, replies[name], strict=True)
            ),
        )
        for name, ability in _abilities(visit, agency).items()
    ]


def _abilities(visit: Visit, agency: str) -> dict[str, Ability]:
    """What each channel shows of this agency's account; of one without an account, what a new one would."""
    found = {}
    for name, channel in visit.console.platforms.channels.items():
        account = visit.console.platforms.accounts.find(name, agency)
        found[name] = channel.shows(account or Account(0, name, agency, "", "", "", {}, {}))
    return {**found, WEBCHAT: ABILITY}


def _known(visit: Visit, library: Library, agency: str, proposal: Proposal) -> list[tuple[str, bool, str]]:
    """The draft's own questions: whether it answers them, else what would."""
    found = []
    for text in proposal.own[:MOST_OWN]:
        finding = library.answer(agency, text, None, visit.now)
        code = _code(finding)
        found.append((text, code == proposal.target, wording.LEADS.get(code, "") or _named(finding)))
    return found


def _code(finding: Finding) -> str:
    match finding:
        case Found(procedure=procedure):
            return procedure.code
        case Written(code=code):
            return WRITTEN + code
    return type(finding).__name__.lower()


def _named(finding: Finding) -> str:
    match finding:
        case Found(procedure=procedure):
            return procedure.name
        case Written(text=text):
            return text[:80]
    return ""
