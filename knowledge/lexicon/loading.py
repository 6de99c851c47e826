"""The shipped lexicon, read from its files."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from knowledge.facets import Facet
from knowledge.lexicon import FOLDER, LexiconError, numbered, rows
from knowledge.matching.asking import GAP, Asking, FacetCue
from knowledge.matching.fillers import Fillers
from knowledge.matching.matcher import Cues
from knowledge.matching.phrases import Phrases
from knowledge.matching.understanding import Everyday, Lexicon
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import syllables

EXACT = "="
"""Begins a phrase that counts only with its marks as written."""
NOTHING = "-"
"""Stands for a facet in a row that asks for none."""
WEAK = "weak"
GROUP = "@"
"""Begins the name of words that stand for one another."""
REGIONS = ("chung", "bắc", "trung", "nam")


def load(folder: Path = FOLDER) -> Lexicon:
    """Raises LexiconError, naming file, line and remedy, when a file cannot be used."""
    shorthand = Shorthand.of(
        [(short, full, beside) for short, full, beside in rows("shorthand.tsv", 3, folder=folder)]
    )
    everyday = list(_everyday(folder, shorthand))
    return Lexicon(
        shorthand=shorthand,
        everyday=Phrases(everyday, exact=EXACT),
        facets=Asking(((_expanded(phrase, shorthand), cue) for phrase, cue in _facets(folder)), exact=EXACT),
        fillers=Fillers(
            (phrase for (phrase,) in rows("fillers.tsv", 1, folder=folder)),
            {meaning.official for _, meaning in everyday},
        ),
    )


def _expanded(phrase: str, shorthand: Shorthand) -> str:
    """A phrase in the words in which questions reach it: short forms written out, signs kept."""
    mark = EXACT if phrase.startswith(EXACT) else ""
    return mark + f" {GAP} ".join(" ".join(shorthand.expanded(syllables(part))) for part in phrase.split(GAP))


def _everyday(folder: Path, shorthand: Shorthand) -> Iterator[tuple[str, Everyday]]:
    path = folder / "everyday.tsv"
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    for line, (phrase, official, region, sureness) in numbered("everyday.tsv", 4, folder=folder):
        said, called = tuple(syllables(phrase)), tuple(shorthand.written_out(syllables(official)))
        if not said or not called:
            raise LexiconError(f"{path}:{line}: cột 1 và cột 2 phải có chữ: cách nói và tên thủ tục.")
        if region not in REGIONS:
            raise LexiconError(f"{path}:{line}: cột 3 là “{region}”; ghi một trong: {', '.join(REGIONS)}.")
        before = seen.setdefault((said, called), line)
        if before != line:
            raise LexiconError(f"{path}:{line}: trùng với dòng {before}; xóa một trong hai dòng.")
        meaning = Everyday(called, _sureness(f"{path}:{line}", sureness), phrase.lstrip(EXACT), region)
        yield _expanded(phrase, shorthand), meaning


def _sureness(place: str, text: str) -> float:
    try:
        sure = float(text)
    except ValueError:
        sure = 0.0
    if not 0 < sure <= 1:
        raise LexiconError(f"{place}: cột 4 là “{text}”; ghi một số lớn hơn 0, không quá 1, ví dụ 0.8.")
    return sure


def _facets(folder: Path) -> Iterator[tuple[str, FacetCue]]:
    path = folder / "facets.tsv"
    groups: dict[str, list[str]] = {}
    for line, (facet, phrase, weak) in numbered("facets.tsv", 3, folder=folder):
        place = f"{path}:{line}"
        if not syllables(phrase) or weak not in {"", WEAK}:
            raise LexiconError(f"{place}: cột 2 phải có chữ, cột 3 để trống hoặc ghi {WEAK}.")
        if facet.startswith(GROUP):
            groups[facet] = phrase.split("|")
            continue
        if facet != NOTHING and facet not in tuple(Facet):
            names = ", ".join((*Facet, NOTHING))
            raise LexiconError(f"{place}: “{facet}” không phải là một trong: {names}.")
        cue = FacetCue(None if facet == NOTHING else Facet(facet), weak=weak == WEAK)
        for written in _written_out(place, phrase, groups):
            yield written, cue


def _written_out(place: str, phrase: str, groups: Mapping[str, list[str]]) -> Iterator[str]:
    """A phrase with each of the words that its groups stand for."""
    words = phrase.split()
    if missing := [word for word in words if word.startswith(GROUP) and word not in groups]:
        raise LexiconError(f"{place}: nhóm “{missing[0]}” chưa được nêu ở dòng nào phía trên.")
    for choice in product(*(groups.get(word, [word]) for word in words)):
        yield " ".join(choice)


def cues(folder: Path = FOLDER) -> Cues:
    """The variant cues. Raises LexiconError when the file cannot be used."""
    table = list(rows("cues.tsv", 3, folder=folder))
    return Cues(
        names=Phrases((phrase, cue) for cue, names, _ in table for phrase in names.split("|")),
        questions=Phrases((phrase, cue) for cue, _, asked in table for phrase in asked.split("|")),
    )
