"""The report as a document to be edited in Word, with the parts of Nghị định 30/2020/NĐ-CP."""

from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from bot.console.filters import number
from bot.numbers import report_wording as wording
from bot.numbers.docx_parts import header_table, item, page, page_numbers, paragraph, signature, table
from bot.numbers.facts import Facts
from bot.numbers.report_words import (
    ahead,
    answered,
    asked,
    faults,
    news,
    quarter_name,
    reach,
    rows,
    running,
)


def docx(facts: Facts) -> bytes:
    """The whole document."""
    document = Document()
    page(document)
    page_numbers(document)
    _top(document, facts)
    _results(document, facts)
    _interest(document, facts)
    _faults(document, facts)
    told = wording.CLOSING.format(quarter=quarter_name(facts.quarter), agency=facts.agency.name)
    paragraph(document, told)
    above = facts.above.name if facts.above else wording.NO_ABOVE
    lines = [line.format(above=above) for line in wording.RECEIVER_LINES]
    signature(document, lines)
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def _top(document: Doc, facts: Facts) -> None:
    quarter = quarter_name(facts.quarter)
    document.core_properties.title = wording.ABOUT.format(quarter=quarter)
    document.core_properties.author = facts.agency.name
    document.core_properties.language = "vi-VN"
    above = facts.above.name.upper() if facts.above else ""
    header_table(document, above, facts.agency.name.upper(), str(facts.until.year))
    paragraph(document, wording.KIND, bold=True, align=ALIGN.CENTER, before=12, after=0)
    paragraph(document, wording.ABOUT.format(quarter=quarter), bold=True, align=ALIGN.CENTER, line=True)
    paragraph(document, wording.OPENING.format(agency=facts.agency.name, quarter=quarter))
    if running(facts):
        paragraph(document, running(facts))


def _results(document: Doc, facts: Facts) -> None:
    document.add_heading(wording.RESULTS, 1)
    parts = (
        (wording.NEWS_HEAD, news(facts)),
        (wording.REACH_HEAD, reach(facts)),
        (wording.ASKED_HEAD, asked(facts)),
        (wording.ANSWERED_HEAD, answered(facts)),
    )
    for heading, told in parts:
        document.add_heading(heading, 2)
        paragraph(document, told)
    document.add_heading(wording.TABLE_HEAD, 2)
    figures = [
        [name, *("–" if each is None else number(each) for each in pair)] for name, *pair in rows(facts)
    ]
    table(document, wording.COLUMNS, figures, widths=(9.0, 3.75, 3.75))


def _interest(document: Doc, facts: Facts) -> None:
    document.add_heading(wording.INTEREST, 1)
    if not facts.top:
        paragraph(document, wording.NO_TOP)
        return
    paragraph(document, wording.TOP)
    lines = [
        [str(place), name, number(each.count), number(each.before)]
        for place, (name, each) in enumerate(facts.top, 1)
    ]
    table(document, wording.TOP_COLUMNS, lines, widths=(1.2, 9.8, 2.5, 3.0), words=2)
    if facts.rising:
        paragraph(document, wording.RISING.format(names="; ".join(facts.rising)), before=6)


def _faults(document: Doc, facts: Facts) -> None:
    document.add_heading(wording.FAULTS, 1)
    for told, lines in faults(facts):
        item(document, told)
        for line in lines:
            item(document, line, deeper=True)
    document.add_heading(wording.AHEAD, 1)
    for told in ahead(facts):
        item(document, told)
