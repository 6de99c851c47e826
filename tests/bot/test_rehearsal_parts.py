"""The parts of a rehearsal, each with the real thing on its other side: processes, files, a database."""

import io
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.rehearsal import leaks, reporting
from bot.rehearsal.evidence import Calls, Evidence, PlatformEvidence
from bot.rehearsal.judging import judge
from bot.rehearsal.plan import make_plan
from bot.rehearsal.processes import NotStartedError, Process
from bot.rehearsal.questions import Question
from bot.rehearsal.rehearsing import Rehearsed
from bot.rehearsal.wanted import Wanted
from connectors.accounts import ChannelAccount
from connectors.database import Database

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SECRET = "a-secret-that-must-be-found-nowhere"
QUESTIONS = [Question(f"Hỏi {number}", f"Thủ tục {number}") for number in range(22)]


def rehearsed(evidence: Evidence) -> Rehearsed:
    plan = make_plan(Wanted(messages=1_234), QUESTIONS)
    return Rehearsed(plan, evidence, judge(evidence), 345.6, {"serve-1": 2.5})


def shown(told: Rehearsed) -> str:
    written = io.StringIO()
    reporting.show(told, NOW, "SQLite", Console(file=written, width=reporting.WIDTH))
    return written.getvalue()


def a_platform() -> PlatformEvidence:
    return PlatformEvidence((), (), {}, Calls(tries=9, p99=0.0421, longest=0.4), {"lost": 3})


def some() -> Evidence:
    return Evidence({"zalo": a_platform(), "messenger": a_platform()}, killed={"serve-1": 2})


def test_the_report_says_what_was_rehearsed_what_struck_and_how_it_ended() -> None:
    told = shown(rehearsed(some()))
    for words in (
        "1.234",
        "22/11/2026 10:00",
        "serve-1: 2 lần, chạy lại sau nhiều nhất 2,5 giây",
        "346 giây",
    ):
        assert words in told
    assert "42 ms trên 18 lần gọi" in told
    assert "KẾT LUẬN: KHÔNG ĐẠT. 10/12 cam kết được giữ." in told


def test_a_report_without_faults_says_so() -> None:
    quiet = replace(a_platform(), struck={"lost": 0})
    assert "Không có sự cố nào." in shown(rehearsed(Evidence({"zalo": quiet, "messenger": quiet})))


def test_examples_of_a_broken_promise_stand_in_the_report() -> None:
    told = shown(rehearsed(replace(some(), leaks=("work-1.log", "channel_account"))))
    assert "Ví dụ không đạt: Khóa bí mật không có trong nhật ký và cơ sở dữ liệu" in told
    assert "  work-1.log" in told


def test_a_machine_that_is_too_slow_for_the_scale_is_told_of() -> None:
    slow = replace(rehearsed(some()), back={"serve-1": 31.0})
    assert "cần 31 giây để chạy lại" in shown(slow)
    assert "để chạy lại một tiến trình" not in shown(rehearsed(some()))


def test_the_same_is_told_as_data() -> None:
    told = json.loads(reporting.as_json(rehearsed(some()), NOW, "SQLite"))
    assert (told["messages"], told["seed"], told["held"], told["killed"]) == (1_234, 1, False, {"serve-1": 2})
    assert told["platforms"]["zalo"]["struck"] == {"lost": 3}
    promises = {promise["name"]: promise["held"] for promise in told["promises"]}
    assert (promises["p99"], promises["answered"]) == (True, False)


async def test_a_secret_is_found_in_a_log_and_across_the_pieces_in_which_files_are_read(
    database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "clean.log").write_text("nothing\n" * 10)
    (folder / "dirty.log").write_text(f"token={SECRET}\n")
    (folder / "large.db").write_bytes(b"x" * (leaks.PIECE - 7) + SECRET.encode() + b"x" * 100)
    assert await leaks.find(database, folder, {SECRET}) == ("dirty.log", "large.db")


async def test_a_secret_is_found_in_a_table(database: Database, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    account = ChannelAccount(
        channel="zalo", agency="xa", platform_id="1", app_id="2", sealed=f"not {SECRET}", created_at=NOW
    )
    async with database.writing() as session:
        session.add(account)
    assert await leaks.find(database, tmp_path / "empty", {SECRET}) == ("channel_account",)


async def test_a_process_keeps_what_it_says_and_ends_when_killed(tmp_path: Path) -> None:
    (tmp_path / "sayer.py").write_text(
        "import sys, time\n"
        "print('http://127.0.0.1:54321/ is ready', flush=True)\n"
        "print('a warning', file=sys.stderr, flush=True)\n"
        "time.sleep(60)\n"
    )
    process = Process("sayer-1", ("sayer", "--port", "{port}"), dict(os.environ), tmp_path)
    for _ in range(2):
        await process.start()
        await process.kill()
    assert process.url == "http://127.0.0.1:54321"
    assert process.log.read_text().count("is ready") == 2


async def test_a_process_that_does_not_start_tells_its_last_words(tmp_path: Path) -> None:
    process = Process("nobody", ("there_is_no_such_module",), dict(os.environ), tmp_path)
    with pytest.raises(NotStartedError, match="No module named"):
        await process.start()
    await process.stop()
