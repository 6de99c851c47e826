"""`python -m bot.rehearsal.platforms zalo --port 0 --setup '{…}'`: one platform in a process of its own.

It prints the base address in a line and serves until SIGTERM. `--setup` is JSON as the platform's own
`Setup` reads it.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot.rehearsal.platforms.serving import run

PLATFORMS = {name: f"bot.rehearsal.platforms.{name}" for name in ("zalo", "messenger", "portal")}
"""Each module has `make(setup: str) -> PlatformServer`; only the one that is asked for is imported."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.rehearsal.platforms")
    parser.add_argument("platform", choices=PLATFORMS)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--setup", default="{}")
    given = parser.parse_args(arguments)
    module = importlib.import_module(PLATFORMS[given.platform])
    run(lambda: module.make(given.setup), given.port, _say)


def _say(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
