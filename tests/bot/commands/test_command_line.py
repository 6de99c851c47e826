"""The command line as a whole: its help, and how it says what went wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Congdan
from sqlalchemy import text

from connectors.database import Database


def test_the_help_names_every_command_in_groups(typed: Congdan) -> None:
    shown = typed("--help")
    assert shown.code == 0
    for words in ("Chạy dịch vụ", "Cơ quan và kiến thức", "demo", "serve", "work", "migrate", "settings"):
        assert words in shown.out
    assert "Các lệnh" not in shown.out, "a command stands in no group"


@pytest.mark.parametrize(
    "words",
    [
        ["agency", "add"],
        ["agency", "list"],
        ["agency", "show"],
        ["agency", "scope"],
        ["import", "procedures"],
        ["import", "answers"],
        ["import", "starter"],
        ["settings"],
        ["demo"],
    ],
)
def test_the_help_of_a_command_suffices(typed: Congdan, words: list[str]) -> None:
    shown = typed(*words, "--help")
    assert shown.code == 0
    assert "Show this message" not in shown.out
    assert "Xem cách dùng" in shown.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["agency", "show"], "thiếu tham số 'MÃ'"),
        (["agency", "show", "a", "b"], "thừa tham số"),
        (["agency", "show", "a", "--what"], "không có tùy chọn"),
        (["demo", "--port", "many"], "phải là số nguyên"),
        (["demo", "--port", "70000"], "không được quá 65535"),
        (["agenci"], "Có phải là 'agency'"),
    ],
)
def test_a_command_written_wrongly_says_how_to_see_its_use(
    typed: Congdan, words: list[str], told: str
) -> None:
    result = typed(*words)
    assert result.code == 2
    assert told in result.err
    assert "--help" in result.err


def test_no_command_shows_the_help(typed: Congdan) -> None:
    assert "agency" in typed().out
    assert "procedures" in typed("import").out


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://somewhere/x", "sqlite:///"),
        ("nonsense", "sqlite:///"),
        ("postgresql://nobody@127.0.0.1:1/none", "Không kết nối được"),
        ("sqlite:////dev/null/congdan.db", "/dev/null"),
    ],
)
def test_a_database_that_is_not_there_is_told_in_a_sentence(
    typed: Congdan, monkeypatch: pytest.MonkeyPatch, url: str, told: str
) -> None:
    monkeypatch.setenv("CONGDAN_DATABASE_URL", url)
    result = typed("agency", "list")
    assert (result.code, told in result.err) == (1, True)


def test_a_database_that_was_not_migrated_says_what_to_run(
    typed: Congdan, monkeypatch: pytest.MonkeyPatch, anywhere: Path
) -> None:
    monkeypatch.setenv("CONGDAN_DATABASE_URL", f"sqlite:///{anywhere}/new.db")
    result = typed("agency", "list")
    assert (result.code, "congdan migrate" in result.err) == (1, True)
    assert typed("migrate").code == 0
    assert typed("agency", "list").code == 0


async def test_a_database_that_another_process_holds_is_told_in_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "CONGDAN_DATABASE_URL": f"sqlite:///{tmp_path}/held.db"}
    _congdan(environment, tmp_path, "migrate")
    database = Database(f"sqlite:///{tmp_path}/held.db")
    async with database.writing() as session:
        await session.execute(text("SELECT 1"))
        words = ["agency", "add", "tinh-a", "--name", "A", "--level", "province"]
        held = _congdan(environment, tmp_path, *words)
    await database.close()
    assert (held.returncode, "database is locked" in held.stderr) == (1, True)
    assert "Traceback" not in held.stderr
    assert _congdan(environment, tmp_path, *words).returncode == 0


def test_settings_are_shown_with_their_meaning_and_secrets_are_not(
    typed: Congdan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGDAN_DATABASE_URL", "postgresql://nam:mat-khau-1@may/kho")
    monkeypatch.setenv("CONGDAN_SECRET_KEY", "bi-mat-2")
    monkeypatch.setenv("CONGDAN_PORT", "9090")
    shown = typed("settings").out
    assert "CONGDAN_PORT = 9090" in shown
    assert "cổng mà máy chủ lắng nghe" in shown
    assert "mat-khau-1" not in shown
    assert "bi-mat-2" not in shown


def test_a_setting_that_is_no_setting_is_named(typed: Congdan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGDAN_PORT", "many")
    result = typed("settings")
    assert (result.code, "CONGDAN_PORT" in result.err) == (1, True)


def _congdan(environment: dict[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
