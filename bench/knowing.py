"""What the benches of asking share: the knowledge that is asked, and the questions.

The data folder named by CONGDAN_DATA holds `procedures.jsonl` and `questions-dev.jsonl`. It is not
shipped; without it the starter knowledge is measured.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from random import Random

from retyping import WAYS, retype

from bot.migrate import migrate
from connectors.database import Database
from knowledge.agencies import AgencyLevel, find_agency
from knowledge.editing_agencies import AgencyDetails, save_agency
from knowledge.evaluation import LabelledQuestion, read_questions
from knowledge.importing import import_lines
from knowledge.lines import ProcedureLine
from knowledge.scanning import scan
from knowledge.starter import starter_files

HERE = Path(__file__).parent
PROVINCE = "tinh-do"
BY = "bench"
CHANGES = (
    *("lưu động", "trực tuyến", "lần đầu", "có điều kiện", "theo ủy quyền", "tại cửa khẩu"),
    *("trong khu kinh tế", "đối với tổ chức", "đối với cá nhân", "ở vùng biên giới"),
)
"""Put behind a name to make another of it."""


def data_folder() -> Path | None:
    """The folder of CONGDAN_DATA; None when it is unset. Raises FileNotFoundError when it is wrong."""
    named = os.environ.get("CONGDAN_DATA")
    if not named:
        return None
    if not (Path(named) / "procedures.jsonl").is_file():
        raise FileNotFoundError(f"CONGDAN_DATA={named}: no procedures.jsonl there")
    return Path(named).resolve()


def procedure_files() -> list[Path]:
    """Files of the procedures to measure on."""
    folder = data_folder()
    return [folder / "procedures.jsonl"] if folder else starter_files()


def question_files() -> list[Path]:
    return sorted((HERE / "questions").glob("*.jsonl"))


def questions() -> list[LabelledQuestion]:
    """The shipped questions, and each once more in one of the ways in which people type."""
    random, ways = Random(1), sorted(WAYS)
    asked = [question for path in question_files() for question in read_questions(path)]
    typed = [
        each.model_copy(update={"question": retype(random.choice(ways), each.question, random)})
        for each in asked
    ]
    return [*asked, *typed]


def multiplied(wanted: int, path: Path) -> None:
    """Writes a file of `wanted` procedures: the known ones again and again, each time a little different."""
    lines = [line for file in procedure_files() for line in file.read_text("utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for row in islice(_varied(lines), wanted):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _varied(lines: list[str]) -> Iterator[dict[str, object]]:
    for turn in count():
        change = " ".join((*([f"loại {turn // len(CHANGES)}"] * (turn >= len(CHANGES))), CHANGES[turn % 10]))
        for place, line in enumerate(lines):
            row = json.loads(line)
            row.pop("phrasings", None)
            yield row if not turn else row | {"code": f"m{turn}.{place}", "name": f"{row['name']} {change}"}


async def furnish(url: str, *files: Path) -> int:
    """A database with one province that has the procedures of `files`; how many it has."""
    migrate(url)
    database = Database(url)
    async with database.writing() as session:
        details = AgencyDetails(code=PROVINCE, name="Tỉnh đo", level=AgencyLevel.PROVINCE)
        await save_agency(session, details, by=BY, now=datetime.now(UTC))
    added = await taught(database, PROVINCE, *files)
    await database.close()
    return added


async def taught(database: Database, code: str, *files: Path) -> int:
    """Give an agency the procedures of `files`; how many are new to it."""
    added, now = 0, datetime.now(UTC)
    async with database.writing() as session:
        agency = await find_agency(session, code)
        for file in files:
            plan = await import_lines(session, agency, scan(file, ProcedureLine), by=BY, now=now)
            added += len(plan.added)
    return added
