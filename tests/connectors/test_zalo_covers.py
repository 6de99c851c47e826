"""Whatever picture is given, a cover is small, upright and bare, or there is none and it is said why."""

import zlib
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from connectors.zalo.covers import LARGEST, LARGEST_SOURCE, TALLEST, WIDEST, CoverError, cover


def picture(kind: str, size: tuple[int, int], mode: str = "RGB", **more: object) -> bytes:
    noise = Random(1).randbytes(size[0] * size[1] * len(Image.new(mode, (1, 1)).getbands()))
    out = BytesIO()
    Image.frombytes(mode, size, noise).save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "L"),
        ("WEBP", "RGB"),
        ("BMP", "RGB"),
        ("GIF", "L"),
        ("PNG", "1"),
    ],
)
def test_any_usual_picture_becomes_a_small_jpeg(kind: str, mode: str) -> None:
    size = (1_400, 904) if mode != "1" else (64, 64)
    image = opened(cover(picture(kind, size, "RGB" if mode == "1" else mode)))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert image.width <= WIDEST
    assert image.height <= TALLEST


def test_noise_that_hardly_packs_is_still_small_enough() -> None:
    made = cover(picture("PNG", (1_280, 2_560)))
    assert len(made) <= LARGEST


def test_a_picture_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    image = Image.new("RGB", (200, 100), "white")
    image.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    exif[0x010F] = "Maker of the camera"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"a secret")
    made = cover(out.getvalue())
    assert b"Maker" not in made
    assert b"secret" not in made
    turned = opened(made)
    assert turned.size == (100, 200)
    red, _, blue = turned.getpixel((50, 20))  # type: ignore[misc] # an RGB picture has three
    assert red - blue > 100


def test_what_is_see_through_lies_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(cover(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    body = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_000, 12_000, 60_000, 2_000_000_000])
def test_a_bomb_is_not_opened(side: int) -> None:
    with pytest.raises(CoverError, match="pixels"):
        cover(bomb(side, side))


def test_a_broken_picture_and_one_that_is_none_are_refused() -> None:
    whole = picture("JPEG", (640, 480))
    for content in (
        b"",
        b"<svg/>",
        b"GIF89a",
        whole[:200],
        bomb(100, 0),
        b"%PDF-1.7",
        whole[: len(whole) // 2],
    ):
        with pytest.raises(CoverError):
            cover(content)
    with pytest.raises(CoverError, match="bytes"):
        cover(b"\xff" * (LARGEST_SOURCE + 1))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_hostile_bytes_bring_no_other_error(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(("JPEG", "PNG", "GIF", "WEBP", "BMP")))
    content = bytearray(picture(kind, (24, 16)))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        made = cover(bytes(content))
    except CoverError:
        return
    assert len(made) <= LARGEST
