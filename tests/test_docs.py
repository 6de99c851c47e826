"""What the documents promise is what the code does."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from known import NOW, furnish, shipped

from bot.commands.ask_acts import answered
from bot.settings import Settings
from connectors.database import Database
from knowledge import wording
from knowledge.evaluation import LabelledQuestion, evaluate, read_questions
from knowledge.findings import Finding
from knowledge.library import Library
from knowledge.lines import AnswerLine, Line, ProcedureLine, ScopeLine
from knowledge.scanning import Faults, good_lines

HOME = Path(__file__).parent.parent
FORMATS = (HOME / "docs" / "data-formats.md").read_text()
README = (HOME / "README.md").read_text()
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.fixture
def examples(tmp_path: Path) -> dict[str, Path]:
    """The files of lines among the examples, by a field that only they have."""
    paths = {}
    for text in re.findall(r"```jsonl\n(.*?)```", FORMATS, re.DOTALL):
        field = "question" if '"question"' in text else "kind"
        paths[field] = tmp_path / f"{field}.jsonl"
        paths[field].write_text(text)
    return paths


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


def test_a_question_file_is_described_field_by_field(examples: dict[str, Path]) -> None:
    told = _section("Questions")
    for field in LabelledQuestion.model_fields:
        assert f"| `{field}` |" in told
    for label in get_args(LabelledQuestion.model_fields["label"].annotation):
        assert f"`{label}`" in told
    read = read_questions(examples["question"])
    assert {each.label for each in read} == {"answer", "out_of_scope"}
    assert any(each.history for each in read)


async def test_answers_and_figures_for_programs_are_described_field_by_field(
    sqlite_url: str, examples: dict[str, Path]
) -> None:
    library = await _library(sqlite_url)
    told = answered(library, "xa-b", "đăng ký khai sinh hết bao nhiêu tiền", [])
    example = json.loads(examples["kind"].read_text())
    assert list(example) == list(told)
    assert list(example["candidates"][0]) == list(told["candidates"][0])
    for kind in get_args(Finding):
        assert f"`{kind.__name__.lower()}`" in _section("What `ask --json` answers")
    for field in told:
        assert f"| `{field}` |" in _section("What `ask --json` answers")
    questions = read_questions(examples["question"])
    report = json.loads(evaluate(library, "xa-b", questions, NOW).as_json())
    for name in (*report, *report["all"], *report["all"]["r@1"]):
        assert f"`{name}`" in _section("What `evaluate --json` answers"), name


@pytest.mark.parametrize(
    "path", [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_what_a_document_points_to_is_there(path: Path) -> None:
    for target in LINK.findall(path.read_text()):
        assert (path.parent / target).exists(), target


def test_every_setting_stands_in_the_readme() -> None:
    for name in Settings.model_fields:
        assert f"`CONGDAN_{name.upper()}`" in README


def test_every_bench_that_the_readme_names_is_there() -> None:
    named = re.findall(r"bench/\w+\.py", README)
    assert {str(path.relative_to(HOME)) for path in (HOME / "bench").glob("bench_*.py")} <= set(named)
    for name in named:
        assert (HOME / name).is_file(), name


def _section(title: str) -> str:
    return FORMATS.partition(f"## {title}\n")[2].partition("\n## ")[0]


async def _library(url: str) -> Library:
    database, library = Database(url), Library(shipped())
    await furnish(database)
    await library.refresh(database)
    await database.close()
    return library
