"""What the documents promise is what the code does."""

import json
import re
from pathlib import Path

import pytest

from knowledge import wording
from knowledge.lines import AnswerLine, Line, ProcedureLine, ScopeLine
from knowledge.scanning import Faults, good_lines

FORMATS = (Path(__file__).parent.parent / "docs" / "data-formats.md").read_text()


@pytest.mark.parametrize("kind", [ProcedureLine, AnswerLine, ScopeLine])
def test_every_column_and_label_is_described(kind: type[Line]) -> None:
    for column in kind.columns():
        assert f"`{column}`" in FORMATS
        for label in wording.COLUMNS.get(column, ()):
            assert label in FORMATS.casefold(), column


def test_the_examples_are_good_files(tmp_path: Path) -> None:
    examples = re.findall(r"```(json|csv)\n(.*?)```", FORMATS, re.DOTALL)
    assert len(examples) == 5
    for number, (language, text) in enumerate(examples):
        path = tmp_path / f"{number}.{'jsonl' if language == 'json' else 'csv'}"
        path.write_text(text)
        kind = ScopeLine if "counter" in text else AnswerLine if "questions" in text else ProcedureLine
        faults = Faults()
        assert len(list(good_lines(path, kind, faults))) == 1
        assert faults == Faults()
        if language == "json":
            assert json.loads(text)
