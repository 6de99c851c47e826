"""`python -m bot.rehearsal.platforms.lean --port 0 --setup '{…}'`: the lean platform in a process of its own.

It prints its address in a line and serves until SIGTERM. `--setup` is JSON as `Setup` reads it.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence

import uvloop

from bot.rehearsal.platforms.lean.server import LeanServer
from bot.rehearsal.platforms.lean.setup import Setup


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.rehearsal.platforms.lean")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--setup", default="{}")
    given = parser.parse_args(arguments)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(Setup.model_validate_json(given.setup), given.port))


async def _serve(setup: Setup, port: int) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = LeanServer(setup)
    sys.stdout.write(f"{await server.open(port)}\n")
    sys.stdout.flush()
    await stop.wait()
    await server.close()


if __name__ == "__main__":
    main()
