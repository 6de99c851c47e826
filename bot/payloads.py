"""What our buttons carry: which procedure, which facet, or all of a long one."""

from dataclasses import dataclass

from knowledge.facets import FACETS, Facet

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed. No facet: the procedure in general. `whole`: do not cut the facet."""

    code: str
    facet: Facet | None = None
    whole: bool = False


def payload(code: str, facet: Facet | None = None, *, whole: bool = False) -> str:
    """`procedure|facet|whole` in one line; codes hold no bar."""
    return "|".join((code, facet or "", "all" if whole else ""))


def pressed(text: str | None) -> Pressed | None:
    """None for anything that is not one of ours: a payload comes from outside, too."""
    parts = (text or "")[:_LONGEST].split("|")
    if len(parts) != 3 or not parts[0]:  # noqa: PLR2004 (the three of `payload`)
        return None
    facet = next((facet for facet in FACETS if facet == parts[1]), None)
    return Pressed(parts[0], facet, parts[2] == "all")


NONE_OF_THESE = "||none"
FIELD = "field|"
"""Before the name of a field whose procedures are to be shown."""
