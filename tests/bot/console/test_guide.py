"""The guide for editors says what stands on the pages, and shows pictures of them."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image
from sample_pages import PAGES, PICTURES
from sample_walk import LARGEST_PICTURE

import bot.console

HOME = Path(__file__).parents[3]
GUIDE = (HOME / "docs" / "bien-tap.md").read_text()
SHOWN = re.findall(r"!\[([^\]]+)\]\(bien-tap/([\w-]+)\.png\)", GUIDE)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
HEADINGS = {"đậm", "Mất mạng.", "Hết phiên.", "Hai người cùng sửa.", "Máy chủ bận."}
HEADINGS |= {"Đợt tin đang gửi mà thấy sai.", "Kênh không gửi được."}
"""What is bold, and no label."""
SHORTEST = 2
GIVEN = re.compile(r"\\\{[^}]*\\\}")


def test_every_picture_of_the_guide_is_taken_on_the_walk() -> None:
    named = [name for _, name in SHOWN]
    assert sorted(named) == sorted(PICTURES), "each picture once: docs/bien-tap.md and sample_pages.py"
    walked = {path for paths in PAGES.values() for path in paths}
    assert {picture.path for picture in PICTURES.values()} <= walked


def test_every_picture_is_there_and_light() -> None:
    """Take them with `make screenshots`."""
    folder = HOME / "docs" / "bien-tap"
    assert {path.stem for path in folder.iterdir()} == set(PICTURES)
    for path in folder.iterdir():
        assert path.stat().st_size <= LARGEST_PICTURE, path.name
        with Image.open(path) as picture:
            assert picture.size == (720, 1480), path.name


def test_every_label_that_the_guide_names_stands_on_a_page() -> None:
    said = {text for text in _said() if len(GIVEN.sub("", re.escape(text))) >= SHORTEST}
    labels = [re.compile(GIVEN.sub("[0-9]+", re.escape(text))) for text in said]
    unknown = {
        name
        for name in (" ".join(each.split()) for each in BOLD.findall(GUIDE))
        if name not in HEADINGS and not any(label.fullmatch(name) for label in labels)
    }
    assert unknown == set(), "no wording module of the desk says so"


def _said() -> Iterator[str]:
    """Every sentence of the desk; numbers of steps stand before the names of some."""
    for module in pkgutil.iter_modules(bot.console.__path__):
        if module.name.endswith("wording"):
            for value in vars(importlib.import_module(f"bot.console.{module.name}")).values():
                yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.partition(". ")[2] if value[:1].isdigit() else value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
