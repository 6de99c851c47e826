"""Pictures of pages read by Tesseract, a program of its own; what it is unsure of is told."""

import csv
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from PIL import Image, ImageOps

from connectors.portal import files_wording as wording
from connectors.portal.pages import Oversize, Unreadable

MOST_PIXELS = 40_000_000
"""A page of A3 at 300 dots an inch has 17 million."""
WIDEST = 3_600
SECONDS_A_PAGE = 40
LEAST_SURE = 75
"""Per cent, over the letters of a page; a clean scan has 90 and more."""
LONGEST = 200_000
_FORMATS = ("JPEG", "PNG")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of one picture. `sure`: per cent, over its letters; `letters`: how many."""

    text: str
    sure: float
    letters: int


def picture_of(content: bytes) -> Image.Image:
    """Raises Oversize for too many pixels, before unpacking them; Unreadable for what is no JPEG or PNG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many pixels: we count them ourselves
            picture = Image.open(BytesIO(content), formats=_FORMATS)
        refuse_many(picture.width * picture.height)
        return fit(ImageOps.exif_transpose(picture))
    except (Oversize, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        limit = MOST_PIXELS // 1_000_000
        raise Oversize(wording.IMAGE_TOO_LARGE.format(pixels=f"hơn {limit}", limit=limit)) from error
    except Exception as error:  # hostile bytes bring out any error of a decoder
        raise Unreadable(wording.BROKEN.format(kind="JPEG, PNG")) from error


def refuse_many(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        told = wording.IMAGE_TOO_LARGE
        raise Oversize(told.format(pixels=pixels // 1_000_000, limit=MOST_PIXELS // 1_000_000))


def fit(picture: Image.Image) -> Image.Image:
    """Grey, on white, no larger than what helps to read it."""
    if picture.mode in {"RGBA", "LA", "P", "PA"}:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        picture = Image.alpha_composite(paper, seen)
    grey = picture.convert("L")
    grey.thumbnail((WIDEST, WIDEST))
    return grey


def program(name: str) -> str | None:
    """Where Tesseract is; None where it is not installed."""
    return shutil.which(name)


def read(picture: Image.Image, tesseract: str) -> Seen | None:
    """None where it can't be read: Tesseract lacks Vietnamese, gave up, or took too long."""
    page = BytesIO()
    picture.save(page, "PNG", compress_level=1)
    command = [tesseract, "stdin", "stdout", "-l", "vie", "--dpi", "300", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 (a program that the deployment names, with words of ours)
            command, input=page.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _seen(done.stdout.decode("utf-8", "replace"))


def _seen(table: str) -> Seen:
    """From Tesseract's table: a word a row with its block, paragraph, line and certainty."""
    rows = [
        row for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE) if row["text"]
    ]
    words = [(row, row["text"]) for row in rows if row["text"].strip() and float(row["conf"] or -1) >= 0]
    letters = sum(len(word) for _, word in words)
    sure = sum(float(row["conf"]) * len(word) for row, word in words) / letters if letters else 0.0
    return Seen("\n".join(_lines(words))[:LONGEST], sure, letters)


def _lines(words: list[tuple[dict[str, str], str]]) -> Iterator[str]:
    gathered: list[str] = []
    place: tuple[str, ...] = ()
    for row, word in words:
        here = (row["block_num"], row["par_num"], row["line_num"])
        if gathered and here != place:
            yield " ".join(gathered)
            if here[:2] != place[:2]:
                yield ""
            gathered = []
        place = here
        gathered.append(word)
    if gathered:
        yield " ".join(gathered)
