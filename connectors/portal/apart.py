"""Files from outside are opened in a process of their own, bounded in memory and time.

The file goes in on standard input, what was read comes out as JSON. A file that was made to hang, or to fill
the memory, takes only that process with it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from typing import Any

from connectors.portal import files_wording as wording
from connectors.portal.pages import Oversize, Unreadable

MEMORY = 1_500_000_000
"""Bytes of address space; a scan of 40 million pixels takes about 500 million."""
SECONDS = 60
"""Of computing, for each process: Tesseract is one of its own for each page."""
PATIENCE = 5
"""Times as long may all of it take."""
_OPENING = "connectors.portal.opening"
_KINDS = {kind.__name__: kind for kind in (Oversize, Unreadable)}


def read_apart(task: str, content: bytes, tesseract: str, seconds: int = SECONDS) -> dict[str, Any]:
    """What `task` of `opening.py` says of the file, as JSON gives it.

    Raises the kind of PortalError that was found, and Unreadable where it took too much time or memory.
    """
    command = [sys.executable, "-m", _OPENING, task, tesseract, str(seconds), str(MEMORY)]
    with subprocess.Popen(  # noqa: S603 (ourselves, with words of ours)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            told, _ = process.communicate(content, timeout=PATIENCE * seconds)
        except subprocess.TimeoutExpired:
            told = b""
            _end(process)
    return _believed(told)


def _end(process: subprocess.Popen[bytes]) -> None:
    """With everything that it started: Tesseract would go on reading."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _believed(told: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(told)
    except ValueError as error:
        raise Unreadable(wording.TOO_HARD) from error
    if kind := answer.get("error"):
        raise _KINDS[kind](answer["told"])
    found: dict[str, Any] = answer["found"]
    return found
