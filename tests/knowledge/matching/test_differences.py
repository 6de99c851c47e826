"""What tells candidates apart, in the few words of a button."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.differences import LONGEST, PLAIN, differences


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (
            ["Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai sinh lưu động"],
            [PLAIN, "Lưu động"],
        ),
        (
            ["Đăng ký khai sinh có yếu tố nước ngoài", "Đăng ký kết hôn"],
            ["Khai sinh có yếu tố nước ngoài", "Kết hôn"],
        ),
        (["Đăng ký tạm trú", "Xác nhận cư trú"], ["Đăng ký tạm trú", "Xác nhận cư trú"]),
        (
            ["Thủ tục đăng ký khai sinh", "Đăng ký lại khai sinh"],
            ["Đăng ký khai sinh", "Đăng ký lại khai sinh"],
        ),
        (["Cấp lại thẻ (cấp xã)", "Cấp lại sổ (cấp tỉnh)"], ["Thẻ", "Sổ"]),
    ],
)
def test_a_label_is_what_the_others_lack(names: list[str], labels: list[str]) -> None:
    assert differences(names) == labels


def test_names_that_nothing_tells_apart_are_numbered() -> None:
    assert differences(["Đăng ký X", "Đăng ký X"]) == ["1. Đăng ký X", "2. Đăng ký X"]


@given(st.lists(st.text(alphabet="Đk ý()x", min_size=1, max_size=90), min_size=1, max_size=3))
def test_labels_are_short_distinct_and_never_empty(names: list[str]) -> None:
    labels = differences(names)
    assert len(labels) == len(names) == len(set(labels))
    assert all(0 < len(label) <= LONGEST for label in labels)
