"""Why a line of a file was refused, in Vietnamese, from what pydantic found."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge import wording

SHOWN = 3
"""How many faults of one line are told."""


def reason(error: ValidationError) -> str:
    faults = error.errors(include_url=False)
    told = "; ".join(_fault(fault) for fault in faults[:SHOWN])
    return told if len(faults) <= SHOWN else f"{told}; …"


def by_field(error: ValidationError) -> dict[str, str]:
    """What is wrong with each field of a form, the first fault of each."""
    told: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        field = str(fault["loc"][0]) if fault["loc"] else ""
        told.setdefault(field, _TELLING.get(fault["type"], _wrong)(fault))
    return told


def _fault(fault: ErrorDetails) -> str:
    place = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    tell = _TELLING.get(fault["type"], _wrong)
    return f"{place}: {tell(fault)}" if place else tell(fault)


def _context(fault: ErrorDetails, name: str) -> Any:
    return fault.get("ctx", {}).get(name)


def _not_text(fault: ErrorDetails) -> str:
    return wording.NOT_TEXT.format(kind=type(fault["input"]).__name__)


def _wrong(_: ErrorDetails) -> str:
    return wording.WRONG


def _not_one_of(fault: ErrorDetails) -> str:
    names = str(_context(fault, "expected")).replace(" or ", ", ").replace("'", "")
    return wording.NOT_ONE_OF.format(names=names)


_TELLING: Mapping[str, Callable[[ErrorDetails], str]] = MappingProxyType(
    {
        "missing": lambda _: wording.MISSING,
        "string_too_short": lambda _: wording.MISSING,
        "string_type": _not_text,
        "string_unicode": lambda _: wording.HAS_SURROGATE,
        "string_too_long": lambda fault: wording.TOO_LONG.format(limit=_context(fault, "max_length")),
        "too_long": lambda fault: wording.TOO_MANY.format(limit=_context(fault, "max_length")),
        "too_short": lambda _: wording.MISSING,
        "list_type": lambda _: wording.NOT_A_LIST,
        "dict_type": lambda _: wording.NOT_FACETS.format(),
        "enum": _not_one_of,
        "value_error": lambda fault: str(_context(fault, "error")),
    }
)
