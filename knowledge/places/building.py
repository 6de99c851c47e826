"""The table of units, made from the mapping that underthesea brings along."""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from knowledge import wording
from knowledge.places.loading import FORMAT, WHOLE
from knowledge.places.units import KINDS
from knowledge.refusals import RefusedError
from knowledge.vietnamese.folding import fold

PACKAGE = "underthesea"
DATA = "underthesea/address/data/mapping.json"
_HEAD = """{format}
# Administrative units of Viet Nam before and since {since}. Made by `congdan places build`: don't edit.
# Source: {package} {version} ({licence}), {data},
# made from {origin} {origin_version} (MIT, see LICENSE-{origin}.txt).
# "+" old province, its province today; "-" old district; then old unit, what it is today. Parts: a|b, the
# greater one first. "{whole}" stands for the district itself.
"""
_OTHER_MARKS, _STRANGE = 14.0, 20.0
"""What it costs to take letters for a syllable that no other name has; a rare one costs about 11."""
_VOWEL = re.compile("[aeiouy]")
Row = Mapping[str, Any]
_Tree = dict[tuple[str, str], dict[str, dict[str, list[str]]]]
"""Old and new province, then old district, then old unit, then its parts today."""


def source() -> tuple[dict[str, Any], str, str]:
    """The mapping, and the version and licence of the package. Read as a file: importing has side effects.

    Raises RefusedError when the package is missing, or no longer brings the mapping.
    """
    try:
        package = metadata.distribution(PACKAGE)
        mapping = json.loads(Path(str(package.locate_file(DATA))).read_text(encoding="utf-8"))
    except (metadata.PackageNotFoundError, OSError, ValueError) as error:
        raise RefusedError(wording.NO_PLACES_SOURCE.format(package=PACKAGE, file=DATA)) from error
    return mapping, package.version, (package.metadata.get_all("License-Expression") or ["?"])[0]


def built(mapping: Mapping[str, Any], version: str, licence: str) -> str:
    """The content of the table; the same mapping always gives the same bytes."""
    rows: Sequence[Row] = mapping["ward_mapping"]
    origin = mapping["metadata"]
    head = _HEAD.format(
        format=FORMAT,
        since=origin["effective_date"],
        package=PACKAGE,
        version=version,
        licence=licence,
        data=DATA.removeprefix("underthesea/"),
        origin=origin["source"],
        origin_version=origin["version"],
        whole=WHOLE,
    )
    names = Names(rows)
    became = _became(rows, names)
    lines = []
    for (province, today), districts in sorted(became.items()):
        lines.append(f"+\t{province}\t{today}")
        for district, units in sorted(districts.items()):
            lines.append(f"-\t{district}")
            lines.extend(f"{unit}\t{'|'.join(now)}" for unit, now in sorted(units.items()))
    return head + "\n".join(lines) + "\n"


def _became(rows: Sequence[Row], names: "Names") -> _Tree:
    tree: _Tree = {}
    for row in sorted(rows, key=lambda row: (not row.get("is_default", False), row["new_ward_key"])):
        districts = tree.setdefault((row["old_province"], row["new_province"]), {})
        units = districts.setdefault(row["old_district"], {})
        unit = names.full(row["old_ward"], row["old_ward_key"]) or WHOLE
        units.setdefault(unit, []).append(names.full(row["new_ward"], row["new_ward_key"]))
    return tree


class Names:
    """Full names, also of the rows that hold only a key such as "xãngathành"."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._known = Counter(
            word.lower() for row in rows for place in ("old_ward", "new_ward") for word in row[place].split()
        )
        self._plain = {fold(word) for word in self._known}
        self._parted = cache(self._part)

    def full(self, name: str, key: str) -> str:
        """`name`, or else the key with its blanks and capitals put back."""
        if name or not key:
            return name.strip()
        kind = next(kind for kind in KINDS if key.startswith(kind.replace(" ", "")))
        words, _ = self._parted(key.removeprefix(kind.replace(" ", "")))
        return " ".join([kind.capitalize(), *(word.capitalize() for word in words)])

    def _part(self, joined: str) -> tuple[tuple[str, ...], float]:
        """The syllables of which it is most probably made; all are known ones but in the worst case."""
        best: tuple[tuple[str, ...], float] = ((joined,), self._cost(joined))
        for end in range(1, len(joined)):
            rest, cost = self._parted(joined[end:])
            cost += self._cost(joined[:end])
            if cost < best[1]:
                best = ((joined[:end], *rest), cost)
        return best

    def _cost(self, word: str) -> float:
        known = self._known[word] if _VOWEL.search(fold(word)) else 0
        if known:
            return math.log(self._known.total() / known)
        return _OTHER_MARKS if fold(word) in self._plain else _STRANGE + len(word)
