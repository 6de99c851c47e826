"""Any picture made into one that Zalo takes as the cover of an article: a JPEG, not wide, well below 1 MB.

What the picture carries beside itself (place, camera, comments) stays behind. Pure; takes up to a second, so
a caller on the event loop gives it to a thread.
"""

from io import BytesIO

from PIL import Image, ImageOps

WIDEST = 1_280
TALLEST = 2_560
LARGEST = 900_000
"""Bytes; Zalo refuses a cover of about 1 MB, and only when the article is verified."""
LARGEST_SOURCE = 20_000_000
MOST_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITIES = (85, 75, 60, 45)


class CoverError(Exception):
    """It can't be made into a cover; the text says why."""


def cover(content: bytes) -> bytes:
    """The picture as a JPEG of at most `WIDEST` × `TALLEST` pixels and `LARGEST` bytes, upright, on white.

    Raises:
        CoverError: it is no picture of the usual formats, is broken, or is too large to be opened safely.
    """
    if len(content) > LARGEST_SOURCE:
        raise CoverError(f"a picture of {len(content)} bytes, at most {LARGEST_SOURCE}")
    try:
        return _small(_opened(content))
    except CoverError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CoverError("a picture of too many pixels") from error
    except Exception as error:  # hostile bytes bring out any error of a decoder
        raise CoverError(f"not a picture that can be read ({type(error).__name__})") from error


def _opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise CoverError(f"a picture of {image.width} × {image.height} pixels")
    image.draft("RGB", (2 * WIDEST, 2 * TALLEST))  # a large JPEG is read smaller
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((WIDEST, TALLEST))
    return _on_white(upright)


def _on_white(image: Image.Image) -> Image.Image:
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _small(image: Image.Image) -> bytes:
    """The best quality that is small enough; smaller in size where none is."""
    while True:
        for quality in _QUALITIES:
            out = BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= LARGEST:
                return out.getvalue()
        image = image.resize((max(1, image.width // 2), max(1, image.height // 2)))
