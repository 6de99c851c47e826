"""Who wrote an article and where it comes from; captions of its pictures; its own files."""

import re
from collections.abc import Sequence

from connectors.portal.outline import Kind, Line, Outline
from connectors.portal.pages import FileLink, Picture

_AUTHOR = re.compile(r"author|tac-?_?gia|nguoi-?_?(?:viet|dang|thuc)|byline|created-?by|but-?danh|writer")
_WRITTEN = re.compile(
    r"\W*(?:tác giả|người viết|người đăng|viết bởi|bởi|đăng bởi|bài(?: và|,)? ảnh|tin(?:,| và)? (?:bài|ảnh)"
    r"|tin|bài|by)\s*:?\s+"
    r"|\W*(?:tác giả|người viết|tin(?:,| và)? (?:bài|ảnh)|bài(?:,| và)? ảnh|thực hiện)\s*:\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\W*(?:tác giả|người viết|người đăng|viết bởi|đăng bởi|tin(?:,| và| -)? (?:bài|ảnh)"
    r"|bài(?:,| và| -)? ảnh)\s*:",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"[\[(]?\s*(?:theo )?nguồn(?: tin| bài| ảnh)?\s*:\s*(.{1,200}?)\s*[\])]?\s*$", re.IGNORECASE
)
_NAMED_ORIGIN = re.compile(r"(?<![a-z])(?:source|nguon)|nguon-?tin")
_AFTER = re.compile(r"theo\s*:?\s*(.{1,200})", re.IGNORECASE)
_CAPTION = re.compile(r"caption|chu-?_?thich|image_?-?desc|img-?desc|photo-?desc|ghi-?chu|imgcap")
_FRAME = re.compile(r"image|(?<![a-z])(?:anh|img|pic|photo|hinh|picture)(?![a-z])|wp-caption")
_FILES = re.compile(
    r"\W*(?:(?:các )?(?:tệp|tập|file|tài liệu|văn bản)\s?(?:tin )?(?:đính kèm|kèm theo|tải về)"
    r"|tải (?:về|tệp|file|xuống)(?: đính kèm)?|download|attachments?)\s*:?\s*.{0,200}",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*\.?\s?){2,5}|(?i:ban biên tập|bbt)")
_MOST_IN_FRAME = 4
_LONGEST_AUTHOR, _LONGEST_SIGNED, _LONGEST_ORIGIN, _LONGEST_CAPTION = 100, 45, 260, 400


def author_of(outline: Outline, line: Line, *, last: bool) -> str:
    """Who wrote it, as this line says; `last`: it is the last of the text, where names stand alone."""
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST_ORIGIN:
        return ""
    named = next((text for names, text in line.parts if text and _AUTHOR.search(names)), line.text)
    text = _ORIGIN.sub("", named).strip(" -–|.,;([")
    if not 1 < len(text) <= _LONGEST_AUTHOR:
        return ""
    if _LABELLED.match(text) or _AUTHOR.search(_own_names(outline, line)):
        return _WRITTEN.sub("", text, count=1).strip(" :-–")
    beside = bool(_ORIGIN.search(line.text)) and len(text) <= _LONGEST_SIGNED
    apart = outline.elements[line.block].side == "right" or bool(_NAME.fullmatch(text))
    signed = last and line.bold and len(text) <= _LONGEST_SIGNED and apart and not line.linked
    return text if beside or signed else ""


def _own_names(outline: Outline, line: Line) -> str:
    """What a line calls itself, and what small blocks around it do."""
    around = (each for each in outline.above(line.block, 2) if _size(outline, each) <= _MOST_IN_FRAME)
    return " ".join([line.names, *(outline.elements[each].names for each in around)])


def _size(outline: Outline, element: int) -> int:
    start, end = outline.spans[element]
    return end - start


def origin_of(outline: Outline, line: Line) -> str:
    """What this line names after "Nguồn:"."""
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST_ORIGIN:
        return ""
    if found := _ORIGIN.search(line.text):
        return found[1].strip(" .)]")
    if _NAMED_ORIGIN.search(outline.names_of(line, 1)):
        told = _AFTER.fullmatch(line.text)
        return (told[1] if told else line.text)[:200].strip()
    return ""


def captions(outline: Outline, body: tuple[int, int]) -> dict[int, int]:
    """The line of each picture in the body, and that of its caption, or the picture's again."""
    found = {}
    for place in range(*body):
        if outline.lines[place].kind is Kind.PICTURE:
            after = place + 1
            is_caption = after < body[1] and _is_caption(
                outline, outline.lines[place], outline.lines[after], body
            )
            found[place] = after if is_caption else place
    return found


def _is_caption(outline: Outline, picture: Line, line: Line, body: tuple[int, int]) -> bool:
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST_CAPTION:
        return False
    if outline.elements[line.block].tag == "figcaption" or _CAPTION.search(outline.names_of(line, 1)):
        return True
    around = set(outline.above(line.block, 4))
    common = next((each for each in outline.above(picture.block, 5) if each in around), None)
    if common is None:
        return False
    element, (start, end) = outline.elements[common], outline.spans[common]
    small = end - start <= _MOST_IN_FRAME and (start, end) != body
    framed = element.tag == "figure" or element.side == "center" or bool(_FRAME.search(element.names))
    return small and framed


def pictures(outline: Outline, found: dict[int, int]) -> tuple[Picture, ...]:
    told: dict[str, Picture] = {}
    for place, caption in found.items():
        picture, text = outline.lines[place], outline.lines[caption].text if caption != place else ""
        told.setdefault(picture.text, Picture(picture.text, text or picture.names))
    return tuple(told.values())


def files(outline: Outline, places: Sequence[int]) -> tuple[FileLink, ...]:
    """The files linked in these lines, each once."""
    wanted = set(places)
    return tuple({file.url: file for place, file in outline.files if place in wanted}.values())


def is_file_label(line: Line) -> bool:
    """Whether a line only says that files follow."""
    return line.kind in {Kind.TEXT, Kind.ITEM} and bool(_FILES.fullmatch(line.text.removeprefix("- ")))
