"""What a portal's robots.txt allows us: RFC 9309, read by the standard library."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

AGENT = "congdan"
LARGEST_ROBOTS = 512_000
"""Bytes; RFC 9309 asks for 500 KiB at least."""
MOST_DELAY = 10.0
"""Seconds between two requests that a portal may ask for; with more, a day's articles would take the day."""
_DELAY = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rules:
    """What was read of one portal. `delay`: seconds between two requests, bounded."""

    parser: RobotFileParser
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        return self.parser.can_fetch(AGENT, url)


def rules(body: bytes) -> Rules:
    """Rules out of a robots.txt; whatever it is, there are some. An empty one allows everything."""
    lines = body.decode("utf-8-sig", "replace").splitlines()
    parser = RobotFileParser()
    parser.parse([line for line in lines if _usable(line)])
    return Rules(parser, min(float(parser.crawl_delay(AGENT) or 0), MOST_DELAY))


def _usable(line: str) -> bool:
    """Whether the standard library can read it: it fails at numbers and addresses that are none."""
    name, _, value = line.partition("#")[0].partition(":")
    match name.strip().lower():
        case "crawl-delay":
            return bool(_DELAY.fullmatch(value.strip()))
        case "allow" | "disallow":
            return _is_path(value.strip())
        case "user-agent" | "":
            return True
    return False


def _is_path(text: str) -> bool:
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
