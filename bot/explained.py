"""An explanation in words, for the command line and for the desk alike."""

from collections.abc import Iterable, Iterator

from bot import explain_wording as wording
from knowledge.explaining import Explanation, Voice
from knowledge.findings import Found, Routed, Unknown
from knowledge.matching.confidence import FOUND, UNSURE
from knowledge.matching.understanding import TELLING, Everyday


def why(told: Explanation) -> str:
    """The decision and its reason, in a sentence."""
    finding = told.finding
    routed = finding if isinstance(finding, Routed) else None
    lacking = finding.lacking if isinstance(finding, Unknown) else None
    blocked = finding.blocked if isinstance(finding, Unknown) else None
    return wording.WHY[told.cause].format(
        name=_name(told),
        confidence=_percent(told.confidence),
        found=_percent(FOUND),
        unsure=_percent(UNSURE),
        topic=wording.TOPICS[routed.topic] if routed else "",
        routed=_percent(finding.confidence),
        lacking=lacking[0] if lacking else "",
        blocked=wording.BLOCKABLE[blocked.kind].format(code=blocked.subject) if blocked else "",
        reason=blocked.reason if blocked else "",
    )


def _name(told: Explanation) -> str:
    if isinstance(told.finding, Found):
        return told.finding.procedure.name
    return told.candidates[0].name if told.candidates else ""


def understood(told: Explanation) -> Iterator[tuple[str, str]]:
    """What was read in the message: pairs of a heading and what was recognised."""
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


def voices(voices: Iterable[Voice]) -> str:
    """What spoke for or against a candidate, one a line."""
    return "\n".join(
        wording.VOICE.format(part=f"{'+' if each.part > 0 else '−'}{_share(abs(each.part))}", feature=feature)
        for each in voices
        for feature in [wording.FEATURES[each.feature]]
    )


def _share(value: float) -> str:
    return decimal(value, 2)


def _percent(value: float) -> str:
    return f"{value:.0%}"


def decimal(value: float, places: int) -> str:
    """As it is written in Vietnam: 0,78."""
    return f"{value:.{places}f}".replace(".", ",")
