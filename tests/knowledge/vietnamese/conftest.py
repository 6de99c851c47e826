"""A vocabulary as large as the shipped words make it, and a reader that knows it."""

import json

import pytest

from knowledge import lexicon
from knowledge.starter import starter_files
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.vocabulary import Vocabulary


def _starter() -> list[str]:
    rows = [json.loads(line) for path in starter_files() for line in path.read_text("utf-8").splitlines()]
    return [text for row in rows for text in (row["name"], *row["phrasings"])]


@pytest.fixture(scope="session")
def phrases() -> list[str]:
    files = sorted((lexicon.FOLDER / "phrasings").glob("*.tsv"))
    return _starter() + [text for path in files for _, text in lexicon.rows(f"phrasings/{path.name}", 2)]


@pytest.fixture(scope="session")
def vocabulary(phrases: list[str]) -> Vocabulary:
    return Vocabulary.of(phrases)


@pytest.fixture(scope="session")
def reader(vocabulary: Vocabulary) -> Reader:
    rows = [(short, full, beside) for short, full, beside in lexicon.rows("shorthand.tsv", 3)]
    return Reader(vocabulary, Shorthand.of(rows))
