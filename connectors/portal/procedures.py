"""A procedure in the national form, out of a page or a Word file.

Labels and values stand in tables, in headed blocks, in definition lists, behind colons. A value is what
follows its label up to the end of what holds both, or to the next label. Values are copied, never computed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectors.cleaning import cleaned
from connectors.portal import files_wording as wording
from connectors.portal.blocks import Block, Line
from connectors.portal.html_blocks import blocks_of, title_of
from connectors.portal.pages import ProcedurePage, Unreadable
from connectors.portal.procedure_labels import folded
from connectors.portal.procedure_sections import Section, sections_of
from connectors.portal.procedure_tables import Lines, read

LONGEST_FACET, LONGEST_NAME, LONGEST_WORD = 120_000, 2_000, 500
"""Characters; what an import takes."""
LEAST_FACETS = 3
NATIONAL_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_OWN_CODE = re.compile(r"[\w.\-/]{3,64}")
_FACETS = {
    "steps": ("steps",),
    "how": ("how",),
    "papers": ("papers", "copies"),
    "time": ("time",),
    "fee": ("fee",),
    "where": ("agency", "authority", "office", "address", "delegate", "partner"),
    "who": ("who",),
    "result": ("result",),
    "conditions": ("conditions",),
    "legal_basis": ("legal_basis",),
    "form": ("form",),
}
_NAMED = {"copies", *_FACETS["where"]}
"""What is told with its label, as it shares a facet with others."""
_WANTED = ("papers", "steps", "time", "fee")
_SAYS_NOTHING = {"", "khong co thong tin", "chua co thong tin", "dang cap nhat", "khong co du lieu"}


@dataclass(frozen=True, slots=True)
class _Value:
    field: str
    said: str
    text: str


def procedure(page: str, url: str) -> ProcedurePage:
    """What a page says of one procedure; its code is looked for in its address too.

    Raises Unreadable where it is no procedure in the national form, Oversize where it is too long to be one.
    """
    return of_blocks(blocks_of(page), title_of(page), url)


def of_blocks(
    blocks: Iterable[Block], title: str = "", url: str = "", doubts: Iterable[str] = ()
) -> ProcedurePage:
    """The same from what a page or a file consists of; `title` where no label names it. Raises Unreadable."""
    blocks = list(blocks)
    sections, left_over = sections_of(blocks)
    values, tables = _read(sections)
    facets = _facets(values, tables)
    if len(facets) < LEAST_FACETS:
        raise Unreadable(wording.NO_PROCEDURE)
    doubtful = [*doubts]
    name = _name(values, blocks, title, doubtful)
    code = _code(values, blocks, url, doubtful)
    if not (name or code):
        raise Unreadable(wording.NO_PROCEDURE)
    doubtful += _doubts(facets, values, left_over)
    return ProcedurePage(
        code=code,
        name=name,
        facets={key: text[:LONGEST_FACET] for key, text in facets.items()},
        field=_word(values, "field"),
        receiver=_word(values, "agency") or _word(values, "authority") or _word(values, "office"),
        level=_word(values, "level"),
        decision=_word(values, "decision"),
        doubts=tuple(dict.fromkeys(doubtful)),
    )


def _read(sections: Iterable[Section]) -> tuple[list[_Value], Lines]:
    """The values of each section in order, and what their tables say beside."""
    values, all_tables = [], Lines()
    for section in sections:
        lines = [section.rest] if section.rest else []
        for block in section.blocks:
            if isinstance(block, Line):
                lines.append(block.text)
                continue
            found = read(block)
            lines += found.lines
            all_tables.forms += found.forms
            all_tables.times += found.times
            all_tables.fees += found.fees
        text = cleaned("\n".join(lines), LONGEST_FACET + 1)
        if folded(text) not in _SAYS_NOTHING or re.search(r"\w", text):
            values.append(_Value(section.field, section.said, text))
    return [value for value in values if folded(value.text) not in _SAYS_NOTHING], all_tables


def _facets(values: list[_Value], tables: Lines) -> dict[str, str]:
    facets = {key: _together([value for value in values if value.field in _FACETS[key]]) for key in _FACETS}
    facets["time"] = facets["time"] or _by_form(tables.times)
    facets["fee"] = facets["fee"] or _by_form(tables.fees)
    facets["form"] = facets["form"] or "\n".join(dict.fromkeys(tables.forms))
    return {key: text for key, text in facets.items() if text}


def _together(values: list[_Value]) -> str:
    """One value as it is; several, each behind its label, where the labels differ."""
    values = list({(value.said.lower(), value.text): value for value in values}.values())
    labels = {folded(value.said) for value in values}
    named = len(labels) > 1 or any(value.field in _NAMED for value in values)
    texts = (
        f"{value.said}: {value.text}" if named and value.field != "papers" else value.text for value in values
    )
    return "\n".join(dict.fromkeys(texts))


def _by_form(told: list[tuple[str, str]]) -> str:
    texts = dict.fromkeys(text for _, text in told)
    if len(texts) <= 1:
        return next(iter(texts), "")
    return "\n".join(dict.fromkeys(f"{form}: {text}" for form, text in told))


def _word(values: list[_Value], field: str) -> str:
    text = next((value.text for value in values if value.field == field), "")
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())[:LONGEST_WORD]


def _name(values: list[_Value], blocks: list[Block], title: str, doubts: list[str]) -> str:
    told = next((value.text for value in values if value.field == "name"), "")
    if told:
        return " ".join(told.split())[:LONGEST_NAME]
    heads = (block.text for block in blocks if isinstance(block, Line) and block.heading == "h1")
    name = " ".join((next(heads, "") or title).split())[:LONGEST_NAME]
    doubts.append(wording.NAME_OF_TITLE.format(name=name) if name else wording.NO_NAME)
    return name


def _code(values: list[_Value], blocks: list[Block], url: str, doubts: list[str]) -> str:
    """The national code without the part that names the province: that is how knowledge knows it."""
    told = next((value.text for value in values if value.field == "code"), "")
    if found := NATIONAL_CODE.search(told):
        return found[0]
    if own := _OWN_CODE.fullmatch(told.strip()):
        doubts.append(wording.ODD_CODE.format(code=own[0]))
        return own[0]
    heads = [block.text for block in blocks if isinstance(block, Line) and block.heading]
    if found := NATIONAL_CODE.search(" ".join((*heads, url))):
        return found[0]
    doubts.append(wording.NO_CODE)
    return ""


def _doubts(facets: Mapping[str, str], values: list[_Value], left_over: str) -> Iterable[str]:
    lacking = [wording.NAMES[key] for key in _WANTED if key not in facets]
    if lacking:
        yield wording.LACKING.format(names=", ".join(lacking))
    for key in ("code", "name", "time"):
        if len({folded(value.text) for value in values if value.field == key}) > 1:
            yield wording.TOLD_TWICE.format(name=wording.NAMES[key])
    for key, text in facets.items():
        if len(text) > LONGEST_FACET:
            yield wording.CUT.format(name=wording.NAMES[key], limit=LONGEST_FACET)
    if left_over:
        yield wording.LEFT_OVER.format(text=left_over)
