"""`congdan channel add` as it is typed: in a process of its own, at a pipe or at a terminal."""

import asyncio
import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from channels import HIDDEN
from platforms_aside import APP, APP_SECRET, OA, OA_SECRET, Aside
from shell import HOME, Congdan, Rows

COMMAND = (sys.executable, "-m", "bot", "channel")
ANSWERS = f"{APP}\n{APP_SECRET}\n{OA_SECRET}\n{OA}\n"


async def run(*words: str, typed: str = "") -> tuple[int, str, str]:
    process = await _started(*words)
    out, err = await process.communicate(typed.encode())
    return process.returncode or 0, out.decode(), err.decode()


async def _started(*words: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    env = {**os.environ, "PYTHONPATH": HOME, "PYTHONUNBUFFERED": "1"}
    return await asyncio.create_subprocess_exec(
        *COMMAND, *words, env=env, stdin=pipe, stdout=pipe, stderr=pipe
    )


async def lines(stream: asyncio.StreamReader | None) -> AsyncIterator[str]:
    assert stream is not None
    async for line in stream:
        yield line.decode()


async def test_values_are_asked_for_one_after_the_other_with_where_they_stand(
    commune: Congdan, rows: Rows
) -> None:
    typed = ANSWERS
    code, out, err = await run("add", "zalo", "--agency", "xa-b", "--no-wait", typed=typed)
    assert code == 1, err
    assert out.index("“ID ứng dụng”") < out.index("“Khóa bí mật của ứng dụng”") < out.index("“OA ID”")
    assert "/v4/oa/permission?app_id=" in out
    assert "✗ OA chưa cấp quyền cho ứng dụng" in out
    assert not any(secret in out + err for secret in HIDDEN)
    assert rows("SELECT platform_id FROM channel_account") == [(OA,)]


async def test_a_pipe_that_ends_is_told_and_nothing_is_stored(commune: Congdan, rows: Rows) -> None:
    code, _, err = await run("add", "zalo", "--agency", "xa-b", typed=f"{APP}\n")
    assert (code, "không có ai trả lời" in err) == (1, True)
    assert rows("SELECT * FROM channel_account") == []


async def test_secrets_come_from_the_environment_or_standard_input(
    commune: Congdan, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    for name, value in {"APP_ID": APP, "OA_ID": OA, "APP_SECRET": APP_SECRET}.items():
        monkeypatch.setenv(f"CONGDAN_CHANNEL_{name}", value)
    secrets = f'{{"oa_secret": "{OA_SECRET}"}}'
    words = ("add", "zalo", "--agency", "xa-b", "--no-wait", "--secrets-file", "-")
    _, out, err = await run(*words, typed=secrets)
    assert "Đã lưu kết nối" in out, err
    assert rows("SELECT app_id, platform_id FROM channel_account") == [(APP, OA)]


async def test_it_waits_until_an_administrator_has_consented(
    commune: Congdan, aside: Aside, database_url: str
) -> None:
    aside.serve(database_url)
    process = await _started("add", "zalo", "--agency", "xa-b")
    assert process.stdin is not None
    process.stdin.write(ANSWERS.encode())
    said = ""
    async for line in lines(process.stdout):
        said += line
        if line.startswith("http") and "/v4/oa/permission" in line:
            async with aiohttp.ClientSession() as browser, browser.get(line.strip()) as page:
                assert "Đã kết nối Zalo" in await page.text()
    assert await process.wait() == 0, said
    assert "Đã được cấp quyền." in said
    assert "✓ Zalo nhận: “UBND xã Mẫu”" in said


async def test_a_removal_wants_the_agency_typed_again(commune: Congdan, rows: Rows) -> None:
    typed = ANSWERS
    await run("add", "zalo", "--agency", "xa-b", "--no-wait", typed=typed)
    words = ("remove", "--agency", "xa-b", "--channel", "zalo")
    code, _, err = await run(*words, typed="xa-c\n")
    assert (code, "Không gỡ gì" in err) == (1, True)
    assert len(rows("SELECT * FROM channel_account")) == 1
    code, out, _ = await run(*words, typed="xa-b\n")
    assert (code, "Đã gỡ" in out) == (0, True)
    assert rows("SELECT * FROM channel_account") == []


def test_at_a_terminal_secrets_are_not_shown_and_a_slip_is_asked_again(commune: Congdan, rows: Rows) -> None:
    screen = Terminal("add", "zalo", "--agency", "xa-b", "--no-wait")
    screen.answer("ID ứng dụng Zalo:", "12ab")
    screen.answer("ID ứng dụng Zalo:", APP)
    screen.answer("Khóa bí mật của ứng dụng:", APP_SECRET)
    screen.answer("Khóa bí mật OA:", OA_SECRET)
    screen.answer("ID của Official Account:", OA)
    assert screen.ended() == 1
    assert "phải là một dãy từ 5 đến 25 chữ số" in screen.seen
    assert APP_SECRET not in screen.seen
    assert OA_SECRET not in screen.seen
    assert rows("SELECT app_id FROM channel_account") == [(APP,)]


def test_ctrl_c_at_a_question_stores_nothing(commune: Congdan, rows: Rows) -> None:
    screen = Terminal("add", "zalo", "--agency", "xa-b", "--no-wait")
    screen.wait_for("ID ứng dụng Zalo:")
    screen.interrupt()
    assert screen.ended() == 130
    assert "Traceback" not in screen.seen
    assert rows("SELECT * FROM channel_account") == []


class Terminal:
    """The command at a terminal of its own; `seen` is what stands on the screen."""

    def __init__(self, *words: str) -> None:
        self._screen, its_end = pty.openpty()
        env = {**os.environ, "PYTHONPATH": HOME}
        ends = {"stdin": its_end, "stdout": its_end, "stderr": its_end}
        self.process = subprocess.Popen((*COMMAND, *words), env=env, start_new_session=True, **ends)
        os.close(its_end)
        self.seen, self._asked = "", Counter[str]()
        self._news = threading.Condition()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def wait_for(self, question: str) -> None:
        """Return when it is asked, or once more. Its last space comes when typing is hidden already."""
        question += " "
        self._asked[question] += 1
        with self._news:
            there = self._news.wait_for(lambda: self.seen.count(question) >= self._asked[question], 60)
        if not there:
            self.process.kill()
            self.process.wait()
        assert there, self.seen

    def answer(self, question: str, text: str) -> None:
        """Wait for the question, then type."""
        self.wait_for(question)
        os.write(self._screen, f"{text}\n".encode())

    def interrupt(self) -> None:
        """As Ctrl-C does; pressed again when nothing happens, since it may come just before the read."""
        for _ in range(30):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
                return

    def ended(self) -> int:
        try:
            code = self.process.wait(60)
        finally:
            self.process.kill()
        self._reading.join(30)
        os.close(self._screen)
        return code

    def _read(self) -> None:
        whole = b""
        try:
            while news := os.read(self._screen, 4096):
                whole += news
                with self._news:
                    self.seen = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", whole.decode(errors="ignore"))
                    self._news.notify_all()
        except OSError:  # the other end is closed: it has ended
            return
