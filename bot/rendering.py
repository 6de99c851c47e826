"""A finding said in words: what was asked first, then the procedure, who receives it, link and date."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot import wording
from bot.payloads import FIELD, NONE_OF_THESE, payload
from connectors.messages import Choice, Reply
from knowledge.facets import Facet
from knowledge.findings import AgencyView, Found, ProcedureView, Unsure, Written
from knowledge.matching.index import plain_name
from knowledge.wording import STARTER_SOURCE

SHORT = 600
"""Characters of a facet before it is cut between its items."""
WHOLE = 6_000
"""Characters of a facet that was asked for in full; beyond, the link goes on."""
ALONE = 1_200
"""The same when it is the only facet asked."""
GLANCE = 140
_GLANCED = (Facet.TIME, Facet.FEE, Facet.WHERE)
_EMPTY = re.compile(
    r"\W*(?:không|không có(?: thông tin)?|không quy định|không có quy định|n/?a)?\W*", re.IGNORECASE
)
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?$")


def found(agency: AgencyView, finding: Found, *, whole: bool = False, oldest: str = "") -> Reply:
    """The facets asked, verbatim, long ones cut between items unless `whole`; without facets a short card.

    A second procedure asked in the same message follows the first. What was published before the month
    `oldest` ("2025-11") is said to be old.
    """
    if finding.also:
        both = (replace(finding, also=()), *finding.also)
        return _together([found(agency, each, oldest=oldest) for each in both])
    reply = _said(agency, finding, whole=whole)
    as_of = finding.procedure.as_of[: len(oldest)]
    return replace(reply, text=f"{reply.text}\n{wording.STALE}") if as_of and as_of < oldest else reply


def _said(agency: AgencyView, finding: Found, *, whole: bool) -> Reply:
    procedure = finding.procedure
    if not finding.facets:
        return _card(agency, procedure)
    room = WHOLE if whole else (ALONE if len(finding.facets) == 1 else SHORT)
    parts, cut = [], []
    for facet in finding.facets:
        text, complete = _facet(agency, procedure, facet, room)
        parts.append(text)
        if not complete and not whole:
            cut.append(facet)
    text = "\n\n".join((*parts, "\n".join(_about(agency, procedure))))
    return Reply(text, _next(procedure, finding.facets, cut), _links(agency, procedure, finding.facets))


def _together(replies: Sequence[Reply]) -> Reply:
    text = "\n\n———\n\n".join(reply.text for reply in replies)
    return Reply(text, (), tuple(link for reply in replies for link in reply.links))


def written(finding: Written) -> Reply:
    lines = [finding.text]
    if finding.as_of:
        lines.append(wording.WRITTEN_DATE.format(as_of=date(finding.as_of)))
    return Reply("\n\n".join(lines), (), ((wording.SOURCE_LINK, finding.url),) if finding.url else ())


def unsure(finding: Unsure) -> Reply:
    facet = finding.facets[0] if len(finding.facets) == 1 else None
    choices = [Choice(label, payload(code, facet)) for code, label in finding.offered]
    return Reply(wording.WHICH, (*choices, Choice(wording.NONE_OF_THESE, NONE_OF_THESE)))


def wanting(*, has_words: bool) -> Reply:
    """A request for words, or for the procedure that is meant."""
    return Reply(wording.NEEDS_TOPIC if has_words else wording.NO_WORDS)


def lacking(agency: AgencyView, name: str, who: str) -> Reply:
    """We know what is meant, and that it is not among what this agency publishes."""
    return Reply("\n".join((wording.LACKING.format(name=name, who=who), *person_to_ask(agency))))


def refusal(agency: AgencyView, fields: Sequence[str] = (), *, times: int = 1) -> Reply:
    """The first time a plain no; then, in turn, the fields to look in and a person to ask."""
    if times <= 1:
        return Reply("\n".join((wording.UNKNOWN, *person_to_ask(agency))))
    if times % 2 == 0 and fields:
        return Reply(wording.REFUSED_AGAIN, tuple(Choice(field, FIELD + field) for field in fields))
    return Reply("\n".join((wording.REFUSED_THRICE, *person_to_ask(agency))))


def field(name: str, procedures: Sequence[tuple[str, str]]) -> Reply:
    """The procedures of a field, to choose from."""
    return Reply(
        wording.IN_FIELD.format(field=name), tuple(Choice(label, payload(code)) for code, label in procedures)
    )


def person_to_ask(agency: AgencyView) -> Iterator[str]:
    """Telephone, hours and address, as far as they are known."""
    contact = agency.contact
    yield f"{agency.name}:"
    if contact.phone and contact.hours:
        yield wording.CALL_WITH_HOURS.format(phone=contact.phone, hours=contact.hours)
    elif contact.phone:
        yield wording.CALL.format(phone=contact.phone)
    elif contact.hours:
        yield wording.OPEN.format(hours=contact.hours)
    if contact.address:
        yield wording.VISIT.format(address=contact.address)


def named(procedure: ProcedureView) -> str:
    """The official name without the word "thủ tục" in front, which ours stands for."""
    name = plain_name(procedure.name)
    return name[:1].upper() + name[1:]


def date(as_of: str) -> str:
    """A partial date as people say it: tháng 07/2026, ngày 15/07/2026; anything else as it is."""
    found = _DATE.match(as_of)
    if not found:
        return as_of
    year, month, day = found.groups()
    return f"ngày {day}/{month}/{year}" if day else f"tháng {month}/{year}"


def shortened(text: str, room: int) -> tuple[str, bool]:
    """`text` cut between its lines to at most `room` characters; whether it was whole."""
    text = text.strip()
    if len(text) <= room:
        return text, True
    lines, used = [], 0
    for line in text.splitlines():
        if used + len(line) + 1 > room:
            break
        lines.append(line)
        used += len(line) + 1
    while lines and (not lines[-1].strip() or lines[-1].rstrip().endswith(":")):
        lines.pop()  # a heading with nothing under it
    kept = "\n".join(lines) if lines else text[:room].rsplit(" ", 1)[0]
    return kept.rstrip(), False


def _facet(agency: AgencyView, procedure: ProcedureView, facet: Facet, room: int) -> tuple[str, bool]:
    value = procedure.facets.get(facet, "")
    if facet is Facet.WHERE and not value:
        value = procedure.reception.receiver
    if _EMPTY.fullmatch(value):
        said = (
            wording.NOT_PUBLISHED.format(label=wording.LABELS[facet])
            if not value.strip()
            else f"{wording.LABELS[facet]}: {value.strip()}"
        )
        return _with_local(agency, procedure, facet, said), True
    text, complete = shortened(_listed(value) if facet is Facet.PAPERS else value, room)
    if not complete:
        text += f"\n{wording.TOO_LONG if room == WHOLE else wording.MORE_LEFT}"
    joint = "\n" if "\n" in text or len(text) > GLANCE else " "
    return _with_local(agency, procedure, facet, f"{wording.LABELS[facet]}:{joint}{text}"), complete


def _with_local(agency: AgencyView, procedure: ProcedureView, facet: Facet, text: str) -> str:
    if reason := procedure.reasons.get(facet):
        text = f"{text}\n{wording.ACCORDING_TO.format(reason=reason)}"
    if facet is Facet.FEE and procedure.reception.fee:
        return f"{wording.LOCAL_FEE.format(agency=agency.name, fee=procedure.reception.fee)}\n{text}"
    return text


def _listed(papers: str) -> str:
    """One paper a line, each with a dash unless it has a mark of its own or heads the lines below it."""
    lines = [line.strip() for line in papers.splitlines() if line.strip()]
    return "\n".join(
        line if re.match(r"[-–+•*]|\w{1,3}[.)]", line) or line.endswith(":") else f"- {line}"
        for line in lines
    )


def _published(procedure: ProcedureView) -> str:
    told = date(procedure.as_of)
    if procedure.source.startswith(STARTER_SOURCE) and told:
        return wording.STARTER_WITH_DATE.format(as_of=told)
    return wording.PUBLISHED_WITH_DATE.format(as_of=told) if told else wording.PUBLISHED


def _about(agency: AgencyView, procedure: ProcedureView) -> Iterator[str]:
    yield wording.PROCEDURE.format(name=named(procedure))
    yield from _reception(agency, procedure)
    yield _published(procedure)
    if agency.contact.disclaimer:
        yield agency.contact.disclaimer


def _reception(agency: AgencyView, procedure: ProcedureView) -> Iterator[str]:
    reception = procedure.reception
    if reception.here and reception.counter:
        yield wording.RECEIVED_AT_COUNTER.format(agency=agency.name, counter=reception.counter)
    elif reception.here:
        yield wording.RECEIVED_HERE.format(agency=agency.name)
    elif reception.here is False and reception.receiver:
        yield wording.RECEIVED_ELSEWHERE.format(agency=agency.name, receiver=reception.receiver)
    elif reception.receiver:
        yield wording.RECEIVER.format(receiver=reception.receiver)
    if reception.note:
        yield wording.LOCAL_NOTE.format(agency=agency.name, note=reception.note)


def _card(agency: AgencyView, procedure: ProcedureView) -> Reply:
    lines = [named(procedure)]
    for facet in _GLANCED:
        value = " ".join(procedure.facets.get(facet, "").split())
        if value and not _EMPTY.fullmatch(value) and len(value) <= GLANCE:
            lines.append(f"{wording.LABELS[facet]}: {value}")
    lines.extend(
        line for line in _about(agency, procedure) if line != wording.PROCEDURE.format(name=named(procedure))
    )
    lines.append(wording.CARD_ASK)
    return Reply("\n".join(lines), _next(procedure, (), ()), _links(agency, procedure, ()))


def _next(procedure: ProcedureView, said: Sequence[Facet], cut: Iterable[Facet]) -> tuple[Choice, ...]:
    several = len(said) > 1
    more = [
        Choice(
            wording.SEE_ALL_OF.format(label=wording.LABELS[facet].lower()) if several else wording.SEE_ALL,
            payload(procedure.code, facet, whole=True),
        )
        for facet in cut
    ]
    others = [
        Choice(label, payload(procedure.code, facet))
        for facet, label in wording.BUTTONS.items()
        if facet not in said and (facet in procedure.facets or facet is Facet.WHERE)
    ]
    return (*more, *others[:6])


def _links(
    agency: AgencyView, procedure: ProcedureView, facets: Sequence[Facet]
) -> tuple[tuple[str, str], ...]:
    links = [(wording.SOURCE_LINK, procedure.url)] if procedure.url else []
    if Facet.HOW in facets and agency.contact.online_url:
        links.append((wording.ONLINE_LINK, agency.contact.online_url))
    return tuple(links)
