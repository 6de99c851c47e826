"""What is said of a place."""

from collections.abc import Sequence

from knowledge import wording
from knowledge.places.finding import Mention, Status
from knowledge.places.loading import gazetteer
from knowledge.places.units import Level, Unit

CHOICES = 3


def told(mention: Mention) -> str:
    """What became of the place; of an unsure one, the question back."""
    match mention.status:
        case Status.UNSURE:
            return question(mention)
        case Status.UNKNOWN:
            place = mention.units[0]
            now = _listed(place.now)
            return wording.PLACE_UNKNOWN.format(said=mention.said, place=_full(place), now=now)
        case Status.SAME:
            return _unchanged(mention.units[0])
        case Status.DISSOLVED:
            place = mention.units[0]
            return wording.PLACE_DISSOLVED.format(place=place.called, now=_listed(mention.now))
    return told_briefly(mention)


def told_briefly(mention: Mention) -> str:
    """For a message that asks something else: one sentence, or nothing where nothing changed."""
    place = _capital(_full(mention.units[0]))
    match mention.status:
        case Status.MOVED if mention.units[0].level is Level.PROVINCE:
            return wording.PROVINCE_MOVED.format(place=place, now=_listed(mention.now))
        case Status.MOVED:
            return wording.PLACE_MOVED.format(place=place, now=_listed(mention.now))
        case Status.SPLIT:
            return wording.PLACE_SPLIT.format(place=place, now=_listed(mention.now))
        case Status.DISSOLVED:
            place, now = mention.units[0].called, mention.units[0].today.called
            return wording.PLACE_DISSOLVED_BRIEFLY.format(place=place, now=now)
    return ""


def question(mention: Mention, *, offering: bool = True) -> str:
    """Which of several places is meant; without `offering`, for the person to write it out."""
    count = len(mention.units)
    example = next((unit for unit in mention.units if unit.district), mention.units[0])
    if offering and count <= CHOICES:
        return wording.PLACE_UNSURE.format(count=count, name=_name(mention))
    return wording.PLACE_VAGUE.format(count=count, name=_name(mention), example=_whole(example))


def choices(mention: Mention) -> tuple[tuple[str, str], ...]:
    """Up to three places and "another", as pairs: a short label, and the text that means it when typed."""
    if mention.status is not Status.UNSURE or len(mention.units) > CHOICES:
        return ()
    labels = [_short(unit) for unit in mention.units]
    if len(set(labels)) < len(labels):
        labels = [unit.called for unit in mention.units]
    other = wording.PLACE_ELSEWHERE, wording.PLACE_ELSEWHERE_TYPED.format(name=_name(mention))
    return (*zip(labels, map(_whole, mention.units), strict=True), other)


def _name(mention: Mention) -> str:
    unit = mention.units[0]
    alike = all(other.kind == unit.kind for other in mention.units)
    return unit.called if alike else unit.name


def _unchanged(unit: Unit) -> str:
    place = _capital(_full(unit))
    province = unit.level is Level.PROVINCE
    if unit.old and not province:
        return wording.PLACE_SAME.format(place=place, now=_listed(unit.now))
    before = [old.called for old in gazetteer().before(unit.today if province else unit)]
    if before == [unit.called] or not before:
        return wording.PLACE_UNTOUCHED.format(place=place)
    sentence = wording.PROVINCE_IN_FORCE if province else wording.PLACE_IN_FORCE
    return sentence.format(place=place, before=_joined(before))


def _full(unit: Unit) -> str:
    """With the nearest unit around it: of an old commune the district."""
    return f"{unit.called}, {unit.within[0].called}" if unit.level is Level.COMMUNE else unit.called


def _whole(unit: Unit) -> str:
    around = (place.called for place in (unit.district, unit.province) if place not in {None, unit} and place)
    return ", ".join((unit.called, *around))


def _short(unit: Unit) -> str:
    around = unit.district or unit.province
    name = around.called if around.name.isdecimal() else around.name
    return f"{name}, {unit.province.name}" if around.level is Level.DISTRICT else around.called


def _listed(units: Sequence[Unit]) -> str:
    """The units, and once the province they are in."""
    names = _joined([unit.called for unit in units])
    province = units[0].province
    return names if province in units else f"{names}, {province.called}"


def _joined(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + wording.AND + names[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
