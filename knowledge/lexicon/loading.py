"""The shipped lexicon, read from its files."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.facets import Facet
from knowledge.lexicon import FOLDER, LexiconError, rows
from knowledge.matching.matcher import Cues
from knowledge.matching.phrases import Phrases
from knowledge.matching.understanding import Everyday, FacetCue, Lexicon
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import syllables


def load(folder: Path = FOLDER) -> Lexicon:
    """Raises LexiconError, naming file and remedy, when a file cannot be used."""
    return Lexicon(
        shorthand=Shorthand.of(
            [(short, full, beside) for short, full, beside in rows("shorthand.tsv", 3, folder=folder)]
        ),
        everyday=Phrases(_everyday(folder)),
        facets=Phrases(_facets(folder)),
        fillers=Phrases((phrase, None) for (phrase,) in rows("fillers.tsv", 1, folder=folder)),
    )


def _everyday(folder: Path) -> Iterator[tuple[str, Everyday]]:
    for phrase, official, sureness in rows("everyday.tsv", 3, folder=folder):
        try:
            sure = float(sureness or 1)
        except ValueError as error:
            raise LexiconError(
                f"{folder / 'everyday.tsv'}: “{phrase}”: cột 3 phải là số từ 0 đến 1."
            ) from error
        yield phrase, Everyday(tuple(syllables(official)), sure)


def _facets(folder: Path) -> Iterator[tuple[str, FacetCue]]:
    for facet, phrase, weak in rows("facets.tsv", 3, folder=folder):
        try:
            yield phrase, FacetCue(Facet(facet), weak=weak == "weak")
        except ValueError as error:
            names = ", ".join(Facet)
            raise LexiconError(
                f"{folder / 'facets.tsv'}: “{facet}” không phải là một trong: {names}."
            ) from error


def cues(folder: Path = FOLDER) -> Cues:
    """The variant cues. Raises LexiconError when the file cannot be used."""
    table = list(rows("cues.tsv", 3, folder=folder))
    return Cues(
        names=Phrases((phrase, cue) for cue, names, _ in table for phrase in names.split("|")),
        questions=Phrases((phrase, cue) for cue, _, asked in table for phrase in asked.split("|")),
    )
