"""A plain cover with an agency's name, for what has no picture of its own. Without an emblem."""

from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

SIZE = (1280, 720)
_PAPER, _INK, _BAND = "#f4f1ea", "#20323f", "#a33b2a"
_BAND_HEIGHT = 24
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "arial.ttf")
"""With all Vietnamese letters; the one that Pillow brings along has not."""
_LETTERS, _LINE = 64, 1.35
_MOST_LINES, _LONGEST_LINE = 4, 28


def plain_cover(name: str) -> bytes:
    """A JPEG. Without the name where this machine has no font that can write it; takes some 20 ms."""
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIZE[1] - _BAND_HEIGHT, *SIZE), fill=_BAND)
    font = _font()
    if font is not None:
        _write(draw, wrap(name, _LONGEST_LINE)[:_MOST_LINES], font)
    out = BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, lines: list[str], font: ImageFont.FreeTypeFont) -> None:
    height = _LETTERS * _LINE
    top = (SIZE[1] - _BAND_HEIGHT - height * len(lines)) / 2
    for number, line in enumerate(lines):
        left = (SIZE[0] - draw.textlength(line, font)) / 2
        draw.text((left, top + number * height), line, fill=_INK, font=font)


def _font() -> ImageFont.FreeTypeFont | None:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _LETTERS)
        except OSError:
            continue
    return None
