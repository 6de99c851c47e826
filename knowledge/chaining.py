"""The change log as a chain: each line carries a digest of itself and of the line before it.

Whoever edits, drops or slips in a line breaks every digest after it. The form of what is hashed is a
contract: lines that were written stay readable for good.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

KEPT = "lines of the change log are only added"
_SQLITE = "CREATE TRIGGER change_{name} BEFORE {act} ON change BEGIN SELECT RAISE(ABORT, '" + KEPT + "'); END"
_POSTGRESQL = (
    "CREATE TRIGGER change_{name} BEFORE {act} ON change FOR EACH {each} EXECUTE FUNCTION change_kept()"
)
_FUNCTION = "CREATE FUNCTION change_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
_UNCHAINED = "(NEW.digest = '')"
_REPLACED = "(NEW.digest = '' OR EXISTS (SELECT 1 FROM change WHERE id = NEW.id))"
"""SQLite drops a line that INSERT OR REPLACE puts another in place of, and fires no trigger of deletion."""
TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "sqlite": (
        _SQLITE.format(name="not_edited", act="UPDATE"),
        _SQLITE.format(name="not_dropped", act="DELETE"),
        _SQLITE.format(name="chained", act="INSERT").replace(" BEGIN", f" WHEN {_REPLACED} BEGIN"),
    ),
    "postgresql": (
        _FUNCTION.format(body=f"RAISE EXCEPTION '{KEPT}';"),
        _POSTGRESQL.format(name="not_edited", act="UPDATE OR DELETE", each="ROW"),
        _POSTGRESQL.format(name="not_emptied", act="TRUNCATE", each="STATEMENT"),
        _POSTGRESQL.format(name="chained", act="INSERT", each=f"ROW WHEN {_UNCHAINED}"),
    ),
}
"""What each engine needs to refuse that a line is changed, or added outside the chain.

SQLite drops them when a later step builds the table anew: that step makes them again.
"""
NAMES: Mapping[str, frozenset[str]] = {
    "sqlite": frozenset({"change_not_edited", "change_not_dropped", "change_chained"}),
    "postgresql": frozenset({"change_not_edited", "change_not_emptied", "change_chained"}),
}
"""The triggers by name, as the databases know them."""


def digest(previous: str, line: Mapping[str, Any]) -> str:
    """Of a line (its columns by name, without `digest`) and the digest of the line before it; SHA-256."""
    at: datetime = line["at"]
    told = {**line, "at": at.astimezone(UTC).isoformat(timespec="microseconds"), "previous": previous}
    # Twice: the keys of what was changed are sorted as the texts that the database has of them.
    plain = json.loads(json.dumps(told))
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
