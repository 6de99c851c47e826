"""What would be taken from a page or a file, for an editor who tries an address first."""

from connectors.portal import files_wording as wording
from connectors.portal.pages import Document, ProcedurePage

EXCERPT = 600
_HEADS = ("code", "name", "field", "receiver", "level", "decision")


def procedure_described(page: ProcedurePage) -> str:
    """Every field by its name, long ones cut, then what could not be read for sure."""
    heads = [f"{wording.NAMES[key]}: {getattr(page, key) or wording.NOT_TOLD}" for key in _HEADS]
    facets = [
        f"{wording.NAMES[key]}:\n{_indented(_short(page.facets.get(key, '')))}"
        for key in wording.NAMES
        if key not in _HEADS
    ]
    doubts = [wording.DOUBT.format(doubt=doubt) for doubt in page.doubts] or [wording.NO_DOUBT]
    return "\n".join((*heads, *facets, *doubts))


def document_described(document: Document) -> str:
    """Its kind, its length, how its text begins, and what speaks against it."""
    told = [wording.FILE_READ.format(kind=document.kind.upper(), count=len(document.text))]
    if document.title:
        told.append(wording.FILE_TITLE.format(title=document.title))
    told.append(_indented(_short(document.text)))
    told.append(wording.DOUBT.format(doubt=document.doubt) if document.doubt else wording.NO_DOUBT)
    return "\n".join(told)


def _short(text: str) -> str:
    if not text:
        return wording.NOT_TOLD
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(maxsplit=1)[0] + " …"


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())
