"""Questions with labels: what a line of a question file says."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.refusals import RefusedError

UNANSWERABLE = ("not_in_corpus", "out_of_scope", "chitchat")


class LabelledQuestion(BaseModel):
    """A line of a question file."""

    model_config = ConfigDict(extra="ignore")

    id: str
    question: str
    history: list[str] = []
    label: Literal["answer", "clarify", "not_in_corpus", "out_of_scope", "chitchat"] = "answer"
    mode: str | None = None
    codes: list[str] = []
    facets: list[str] = []
    tags: list[str] = []


class QuestionFileError(RefusedError):
    """A question file cannot be read; the message names file, line and reason."""


def read_questions(path: Path) -> list[LabelledQuestion]:
    """Raises QuestionFileError with the number of the first bad line, or OSError."""
    questions = []
    for number, line in enumerate(
        path.read_text(encoding="utf-8-sig", errors="replace").split("\n"), start=1
    ):
        if not line.strip():
            continue
        try:
            questions.append(LabelledQuestion.model_validate_json(line))
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(map(str, fault["loc"])) or "dòng"
            raise QuestionFileError(f"{path}:{number}: {place}: {fault['msg']}") from error
    return questions
