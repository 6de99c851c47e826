"""Files that stand beside pages: read once, packed once, named by what they all hold."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    zipped: bytes | None
    kind: str


def read_static(folder: Path) -> dict[str, StaticFile]:
    """The files of a folder by name."""
    files = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in TYPES:
            body = path.read_bytes()
            zipped = None if path.suffix == ".woff2" else gzip.compress(body, mtime=0)
            files[path.name] = StaticFile(body, zipped, TYPES[path.suffix])
    return files


def version(files: Mapping[str, StaticFile]) -> str:
    """Another one whenever one of the files changes."""
    return hashlib.sha256(b"".join(file.body for file in files.values())).hexdigest()[:12]
