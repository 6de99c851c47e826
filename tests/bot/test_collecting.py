"""What stays is not searched for garbage again and again."""

import gc
from collections.abc import Iterator

import pytest

from bot import collecting


class Ring:
    """Holds itself, so that only a search can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def rings() -> int:
    return sum(isinstance(each, Ring) for each in gc.get_objects())


def test_what_is_spared_is_searched_no_more() -> None:
    ring = Ring()
    collecting.spare()
    assert gc.get_freeze_count() > 0
    assert rings() == 0
    assert ring.itself is ring


def test_garbage_among_what_was_spared_goes_when_the_knowledge_changes() -> None:
    ring = Ring()
    collecting.spare()
    del ring
    collecting.spare_again()
    gc.unfreeze()
    assert rings() == 0


def test_where_nothing_is_spared_nothing_changes() -> None:
    gc.unfreeze()
    thresholds = gc.get_threshold()
    collecting.spare_again()
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == thresholds
