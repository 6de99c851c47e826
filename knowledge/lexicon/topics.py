"""What is not a question about a procedure, read from `topics.tsv`."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from knowledge.lexicon import FOLDER, LexiconError, rows
from knowledge.matching.routing import EXACT, Router, Rule, Strength, Topic

NAME = "topics.tsv"
COURTESY = "courtesy"
GROUP = "@"
GAP = "…"


def load(folder: Path = FOLDER) -> Router:
    """Raises LexiconError, naming file and phrase, when the file cannot be used."""
    rules: list[Rule] = []
    courtesies: list[str] = []
    groups: dict[str, frozenset[str]] = {}
    for topic, phrase, strength, unless in rows(NAME, 4, folder=folder):
        if not phrase:
            raise LexiconError(f"{folder / NAME}: “{topic}”: cột 2 đang trống; ghi cụm từ vào đó.")
        if topic.startswith(GROUP):
            groups[topic] = groups.get(topic, frozenset()) | frozenset(phrase.split("|"))
        elif topic == COURTESY:
            courtesies.extend(_spelt_out(phrase))
        else:
            rules.extend(_rules(folder, topic, phrase, strength, _barring(folder, unless, groups)))
    return Router(rules, courtesies)


def _rules(folder: Path, topic: str, phrase: str, strength: str, barring: frozenset[str]) -> Iterator[Rule]:
    name, _, detail = topic.partition(".")
    try:
        kind, sureness = Topic(name), Strength(strength)
    except ValueError as error:
        raise LexiconError(
            f"{folder / NAME}: “{phrase}”: cột 1 phải bắt đầu bằng một trong: {', '.join(Topic)}; "
            f"cột 3 phải là một trong: {', '.join(Strength)}."
        ) from error
    mark = EXACT if phrase.startswith(EXACT) else ""
    for written in _spelt_out(phrase.removeprefix(EXACT)):
        parts = tuple(mark + part.strip() for part in written.split(GAP))
        yield Rule(kind, detail, sureness, parts, barring)


def _spelt_out(phrase: str) -> Iterator[str]:
    """Each reading of a phrase in which syllables parted by / stand for one another."""
    for choice in product(*(slot.split("/") for slot in phrase.split())):
        yield " ".join(choice)


def _barring(folder: Path, unless: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    barring: frozenset[str] = frozenset()
    for name in filter(None, unless.split("|")):
        if name.startswith(GROUP) and name not in groups:
            raise LexiconError(f"{folder / NAME}: nhóm “{name}” chưa được nêu ở dòng nào phía trên.")
        barring |= groups.get(name, frozenset((name,)))
    return barring
