"""The reply to a message that is no question about a procedure, for one agency.

Nothing is made up: what the agency has not given is said to be missing.
"""

from collections.abc import Callable, Iterator, Mapping

from bot import rendering
from bot import routed_wording as wording
from connectors.messages import Choice, Reply
from knowledge.findings import AgencyView, Routed
from knowledge.matching.routes import Topic

ASK = "ask|"
"""Begins the payload of a button that asks what follows, as if it had been typed."""


def reply(agency: AgencyView, finding: Routed, *, status: str = "") -> Reply:
    """What to say. `status` is what a look-up service said of the file that was asked about, if one did."""
    if finding.topic is Topic.PLACE:
        return Reply(finding.detail)
    if finding.topic is Topic.FILE_STATUS:
        return _file(agency, finding.detail, status)
    return _REPLIES[finding.topic](agency, finding.detail)


def asking(*questions: tuple[str, str]) -> tuple[Choice, ...]:
    """Buttons of (label, what is asked by pressing it)."""
    return tuple(Choice(label, ASK + text) for label, text in questions)


def _contacts(agency: AgencyView) -> Iterator[str]:
    contact = agency.contact
    if contact.phone or contact.hours or contact.address:
        yield from rendering.person_to_ask(agency)
    else:
        yield wording.NO_CONTACT.format(agency=agency.name)


def _with_contacts(agency: AgencyView, *lines: str) -> str:
    return "\n".join((*lines, *_contacts(agency)))


def _greeting(agency: AgencyView, _detail: str) -> Reply:
    text = _with_contacts(agency, wording.GREETING.format(agency=agency.name), wording.REACH_A_PERSON)
    return Reply(text, asking(*wording.EXAMPLES))


def _identity(agency: AgencyView, detail: str) -> Reply:
    who = wording.IDENTITY.get(detail, wording.IDENTITY[""]).format(agency=agency.name)
    text = _with_contacts(agency, who, wording.ABLE, wording.REACH_A_PERSON)
    return Reply(text, asking(*wording.EXAMPLES))


def _thanks(_agency: AgencyView, detail: str) -> Reply:
    return Reply(wording.NOTED if detail == "noted" else wording.THANKS)


def _person(agency: AgencyView, _detail: str) -> Reply:
    return Reply(_with_contacts(agency, wording.PERSON))


def _stated(field: str, known: str, missing: str) -> Callable[[AgencyView, str], Reply]:
    def answer(agency: AgencyView, detail: str) -> Reply:
        value = str(getattr(agency.contact, field))
        if not value:
            return Reply(_with_contacts(agency, missing.format(agency=agency.name)))
        lines = [known.format(agency=agency.name, value=value)]
        if agency.contact.origin.get(field, agency.code) != agency.code:
            lines.append(wording.FROM_ABOVE.format(agency=agency.name))
        if detail == "reception":
            lines.append(wording.RECEPTION)
        return Reply("\n".join(lines))

    return answer


def _officials(agency: AgencyView, _detail: str) -> Reply:
    return Reply(_with_contacts(agency, wording.OFFICIALS), (), _portal(agency))


def _portal(agency: AgencyView) -> tuple[tuple[str, str], ...]:
    return ((wording.PORTAL_LINK, agency.contact.portal_url),) if agency.contact.portal_url else ()


def _file(agency: AgencyView, code: str, status: str) -> Reply:
    if code and status:
        return Reply(wording.FILE_STATUS.format(code=code, status=status))
    said = wording.FILE.format(code=code) if code else wording.FILE_WITHOUT_CODE
    page = agency.contact.online_url or agency.contact.portal_url or wording.NATIONAL_PORTAL
    text = _with_contacts(agency, said, wording.FILE_ASK)
    return Reply(text, (), ((wording.LOOK_UP_LINK, page),))


def _complaint(agency: AgencyView, _detail: str) -> Reply:
    return Reply(_with_contacts(agency, wording.COMPLAINT), asking(wording.COMPLAINT_BUTTON))


def _denunciation(agency: AgencyView, detail: str) -> Reply:
    if detail == "crime":
        return Reply(wording.CRIME)
    return Reply(_with_contacts(agency, wording.DENUNCIATION), asking(wording.DENUNCIATION_BUTTON))


def _petition(agency: AgencyView, _detail: str) -> Reply:
    link = (wording.NATIONAL_LINK, wording.NATIONAL_PORTAL)
    return Reply(_with_contacts(agency, wording.PETITION), (), (link,))


def _emergency(_agency: AgencyView, detail: str) -> Reply:
    said = wording.EMERGENCY.get(detail, wording.EMERGENCY["numbers"])
    return Reply(f"{said}\n{wording.EMERGENCY_NOTE}", urgent=True)


def _other_authority(agency: AgencyView, detail: str) -> Reply:
    said = wording.NOT_OURS.format(agency=agency.name) + wording.OTHER_AUTHORITY[detail]
    if detail == "court":
        said = f"{said}\n{wording.LEGAL_AID}"
    links = ((wording.NATIONAL_LINK, wording.NATIONAL_PORTAL),) if detail == "traffic" else ()
    return Reply(said, (), links or (_portal(agency) if detail in {"jobs", "land_price"} else ()))


def _dispute(_agency: AgencyView, detail: str) -> Reply:
    said = wording.LEGAL_DISPUTE.get(detail, wording.LEGAL_DISPUTE[""])
    return Reply(f"{said}\n{wording.LEGAL_AID}")


def _news(agency: AgencyView, detail: str) -> Reply:
    said = wording.NEWS.get(detail, wording.NEWS[""])
    if links := _portal(agency):
        return Reply(said, (), links)
    return Reply(_with_contacts(agency, said, wording.NO_PORTAL))


def _smalltalk(_agency: AgencyView, detail: str) -> Reply:
    said = wording.FEELINGS if detail == "feelings" else wording.SMALLTALK
    return Reply(said, asking(*wording.EXAMPLES))


def _manipulation(_agency: AgencyView, detail: str) -> Reply:
    return Reply(wording.MANIPULATION.get(detail, wording.MANIPULATION[""]))


def _fixed(text: str) -> Callable[[AgencyView, str], Reply]:
    return lambda _agency, _detail: Reply(text)


_REPLIES: Mapping[Topic, Callable[[AgencyView, str], Reply]] = {
    Topic.GREETING: _greeting,
    Topic.THANKS: _thanks,
    Topic.GOODBYE: _fixed(wording.GOODBYE),
    Topic.IDENTITY: _identity,
    Topic.PERSON: _person,
    Topic.HOURS: _stated("hours", wording.HOURS, wording.NO_HOURS),
    Topic.ADDRESS: _stated("address", wording.ADDRESS, wording.NO_ADDRESS),
    Topic.PHONE: _stated("phone", wording.PHONE, wording.NO_PHONE),
    Topic.OFFICIALS: _officials,
    Topic.COMPLAINT: _complaint,
    Topic.DENUNCIATION: _denunciation,
    Topic.PETITION: _petition,
    Topic.EMERGENCY: _emergency,
    Topic.OTHER_AUTHORITY: _other_authority,
    Topic.LEGAL_DISPUTE: _dispute,
    Topic.PENALTY: _fixed(f"{wording.PENALTY}\n{wording.PENALTY_BUTTON_HINT}"),
    Topic.NEWS: _news,
    Topic.SMALLTALK: _smalltalk,
    Topic.ABUSE: _fixed(wording.ABUSE),
    Topic.MANIPULATION: _manipulation,
    Topic.POLITICS: _fixed(wording.POLITICS),
    Topic.SPAM: _fixed(wording.SPAM),
}
