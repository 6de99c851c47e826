"""What is not a question about a procedure, read from `topics.tsv`."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from knowledge.lexicon import FOLDER, LexiconError, numbered
from knowledge.matching.routes import EXACT, Rule, Strength, Topic
from knowledge.matching.routing import Router
from knowledge.vietnamese.words import syllables

NAME = "topics.tsv"
COURTESY = "courtesy"
GROUP = "@"
GAP = "…"


def load(folder: Path = FOLDER) -> Router:
    """Raises LexiconError, naming file, line and remedy, when the file cannot be used."""
    rules: list[Rule] = []
    courtesies: list[str] = []
    groups: dict[str, frozenset[str]] = {}
    for number, (topic, phrase, strength, unless) in numbered(NAME, 4, folder=folder):
        place = f"{folder / NAME}:{number}"
        if topic.startswith(GROUP):
            groups[topic] = groups.get(topic, frozenset()) | frozenset(phrase.split("|"))
        elif topic == COURTESY:
            courtesies.extend(_spelt_out(place, phrase))
        else:
            rules.extend(_rules(place, topic, phrase, strength, _barring(place, unless, groups)))
    return Router(rules, courtesies)


def texts(router: Router) -> Iterator[str]:
    """The phrases, for a vocabulary; insults that count only as written are no words to guess."""
    for rule in router.rules:
        if not (rule.topic is Topic.ABUSE and rule.parts[0].startswith(EXACT)):
            yield " ".join(part.removeprefix(EXACT) for part in rule.parts)


def _rules(place: str, topic: str, phrase: str, strength: str, barring: frozenset[str]) -> Iterator[Rule]:
    name, _, detail = topic.partition(".")
    try:
        kind, sureness = Topic(name), Strength(strength)
    except ValueError as error:
        raise LexiconError(
            f"{place}: “{phrase}”: cột 1 phải bắt đầu bằng một trong: {', '.join(Topic)}; "
            f"cột 3 phải là một trong: {', '.join(Strength)}."
        ) from error
    mark = EXACT if phrase.startswith(EXACT) else ""
    for written in _spelt_out(place, phrase.removeprefix(EXACT)):
        yield Rule(kind, detail, sureness, tuple(mark + part.strip() for part in written.split(GAP)), barring)


def _spelt_out(place: str, phrase: str) -> Iterator[str]:
    """Each reading of a phrase in which syllables parted by / stand for one another."""
    for choice in product(*(slot.split("/") for slot in phrase.split())):
        written = " ".join(choice)
        if not all(map(syllables, written.split(GAP))):
            raise LexiconError(f"{place}: cột 2 cần có chữ, cả ở hai bên mỗi dấu “{GAP}” và “/”.")
        yield written


def _barring(place: str, unless: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    barring: frozenset[str] = frozenset()
    for name in filter(None, unless.split("|")):
        if name.startswith(GROUP) and name not in groups:
            raise LexiconError(f"{place}: nhóm “{name}” chưa được nêu ở dòng nào phía trên.")
        barring |= groups.get(name, frozenset((name,)))
    return barring
