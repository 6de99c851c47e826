"""Each kind of file opened, and what it says: a program that runs apart, bounded, started by `apart.py`."""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from connectors.cleaning import cleaned
from connectors.portal import files_wording as wording
from connectors.portal import pdf_text, scans, sheets
from connectors.portal.blocks import plain
from connectors.portal.docx_blocks import Word
from connectors.portal.legacy_text import guessed
from connectors.portal.pages import Document, PortalError, Unreadable
from connectors.portal.procedures import of_blocks
from connectors.portal.text_quality import doubts_of, mended
from connectors.portal.zips import refuse_traps

LONGEST = 1_000_000
"""Characters kept of one file."""
_SHOWN = {"procedure": "DOCX", "picture": "JPEG, PNG"}
MOST_SCANNED = 10
"""Pages; each takes seconds."""


def docx(content: bytes, _tesseract: str) -> Document:
    refuse_traps(content)
    word = Word(content)
    texts = (word.header(), plain(word.blocks()))
    return _judged("\n".join(text for text in texts if text), "docx")


def docx_procedure(content: bytes, _tesseract: str) -> dict[str, Any]:
    refuse_traps(content)
    return asdict(of_blocks(Word(content).blocks()))


def xlsx(content: bytes, _tesseract: str) -> Document:
    refuse_traps(content)
    lines, length, cut = [], 0, ""
    for count, line in enumerate(sheets.rows(content), start=1):
        lines.append(line)
        length += len(line)
        if length > LONGEST or count == sheets.MOST_ROWS:
            cut = wording.TEXT_CUT
            break
    return _judged("\n".join(lines), "xlsx", [cut])


def pdf(content: bytes, tesseract: str) -> Document:
    reader = pdf_text.opened(content)
    found = pdf_text.read(reader)
    doubts = [wording.TEXT_CUT] if found.cut else []
    if found.count > len(found.pages) and not found.cut:
        doubts.append(wording.PAGES_CUT.format(count=found.count, limit=len(found.pages)))
    if 2 * len(found.pictures) < len(found.pages) or not found.pictures:
        if found.pictures:
            doubts.append(wording.SOME_PICTURES.format(count=len(found.pictures)))
        return _judged("\n\n".join(page for page in found.pages if page.strip()), "pdf", doubts)
    if len(found.pictures) > MOST_SCANNED:
        doubts.append(wording.PAGES_CUT.format(count=len(found.pictures), limit=MOST_SCANNED))
    pictures = (pdf_text.picture_of(reader, number) for number in found.pictures[:MOST_SCANNED])
    return _scanned((picture for picture in pictures if picture is not None), tesseract, doubts)


def picture(content: bytes, tesseract: str) -> Document:
    return _scanned([scans.picture_of(content)], tesseract, [])


def text(content: bytes, _tesseract: str) -> Document:
    return _judged(_letters(content), "text")


def _scanned(pictures: Iterable[Any], tesseract: str, doubts: list[str]) -> Document:
    program = scans.program(tesseract)
    if program is None:
        return Document("", "scan", doubt=wording.NO_TESSERACT)
    seen = [scans.read(each, program) for each in pictures]
    read = [each for each in seen if each is not None]
    if not any(each.letters for each in read):
        return Document("", "scan", doubt=wording.OCR_FAILED)
    sure = sum(each.sure * each.letters for each in read) / sum(each.letters for each in read)
    if sure < scans.LEAST_SURE:
        doubts.append(wording.OCR_UNSURE.format(percent=round(sure)))
    if len(read) < len(seen):
        doubts.append(wording.SOME_PICTURES.format(count=len(seen) - len(read)))
    return _judged("\n\n".join(each.text for each in read), "scan", doubts)


def _letters(content: bytes) -> str:
    """Bytes of a plain text file: Unicode as marked, UTF-8, or the code pages of before."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return guessed(content.decode("cp1252", "replace")) or content.decode("cp1258", "replace")


def _judged(text: str, kind: str, doubts: Iterable[str] = ()) -> Document:
    text = cleaned(mended(text), LONGEST)
    text = guessed(text) or text
    found = [doubt for doubt in doubts if doubt]
    found += [wording.NO_TEXT] if not any(letter.isalnum() for letter in text) else doubts_of(text)
    return Document(text, kind, doubt=" ".join(found))


def _as_mapping(task: Callable[[bytes, str], Document]) -> Callable[[bytes, str], dict[str, Any]]:
    return lambda content, tesseract: asdict(task(content, tesseract))


TASKS: Mapping[str, Callable[[bytes, str], dict[str, Any]]] = MappingProxyType(
    {
        "docx": _as_mapping(docx),
        "pdf": _as_mapping(pdf),
        "xlsx": _as_mapping(xlsx),
        "picture": _as_mapping(picture),
        "text": _as_mapping(text),
        "procedure": docx_procedure,
    }
)


def main() -> None:
    task, tesseract, seconds, memory = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        answer: dict[str, Any] = {"found": TASKS[task](sys.stdin.buffer.read(), tesseract)}
    except PortalError as error:
        answer = {"error": type(error).__name__, "told": str(error)}
    except (MemoryError, RecursionError):
        answer = {"error": Unreadable.__name__, "told": wording.TOO_HARD}
    except Exception:  # noqa: BLE001 (hostile bytes bring out any error of the libraries)
        answer = {
            "error": Unreadable.__name__,
            "told": wording.BROKEN.format(kind=_SHOWN.get(task, task.upper())),
        }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
