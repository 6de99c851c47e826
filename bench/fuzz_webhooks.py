"""Arbitrary calls to the two ways in, for some minutes each: of each come events or a rejection, no more.

Led by atheris where it is installed (it sees which lines a call reaches, and goes on from there), else by
chance. Half of the calls are signed rightly. Exits with 1 as soon as a promise is broken, and shows the call.
"""

import argparse
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from random import Random

try:
    import atheris
except ImportError:
    atheris = None

HOME = Path(__file__).parent.parent
LONGEST = 600
"""Bytes that decide on one call."""


def main() -> int:
    asked = _asked()
    if asked.alone:
        return fuzz(asked.platform, asked.minutes * 60, asked.seed)
    if atheris is None:
        print("atheris is not installed (.venv/bin/pip install atheris): calls are made by chance")
    platforms = ("zalo", "messenger") if asked.platform == "both" else (asked.platform,)
    return max(_in_a_process_of_its_own(platform, asked) for platform in platforms)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=("zalo", "messenger", "both"), default="both")
    parser.add_argument("--minutes", type=float, default=10, help="for each platform")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process_of_its_own(platform: str, asked: argparse.Namespace) -> int:
    """The fuzzer ends its process, so each platform has one."""
    command = [sys.executable, __file__, "--alone", "--platform", platform]
    options = ["--minutes", str(asked.minutes), "--seed", str(asked.seed)]
    paths = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    done = subprocess.run([*command, *options], check=False, env={**os.environ, "PYTHONPATH": paths})
    return 1 if done.returncode else 0


def fuzz(platform: str, seconds: float, seed: int) -> int:
    one = _one(platform, seconds)
    if atheris is None:
        random = Random(seed)
        while True:
            one(random.randbytes(random.randrange(LONGEST)))
    quiet = ["-verbosity=0", f"-seed={seed}", f"-max_len={LONGEST}", "-len_control=0"]
    atheris.Setup([sys.argv[0], *quiet], one)
    atheris.Fuzz()
    return 1  # it gave up before its time


def _one(platform: str, seconds: float) -> Callable[[bytes], None]:
    """Makes one call of `data`; ends the process at the first fault, or when the time is over."""
    with atheris.instrument_imports(include=["connectors"]) if atheris else nullcontext():
        import fuzz_targets  # noqa: PLC0415 (the fuzzer must see it being imported)
        import fuzzing  # noqa: PLC0415 (the same)

        target, tally = fuzz_targets.TARGETS[platform](), fuzzing.Tally()
    end = time.monotonic() + seconds

    def one(data: bytes) -> None:
        try:
            fuzzing.throw(target, data, tally)
        except Exception:  # noqa: BLE001 (any is a find)
            _end(1, f"FAIL {platform}: {tally.told()}\n{traceback.format_exc()}  made of {data.hex()}")
        if time.monotonic() > end:
            _end(0, f"ok   {platform}: {tally.told()}")

    return one


def _end(status: int, told: str) -> None:
    print(told, flush=True)
    os._exit(status)  # the fuzzer would go on


if __name__ == "__main__":
    sys.exit(main())
