"""The learned figures: their file, and what is done with them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.matching.features import NAMES
from knowledge.matching.ranker import SHIPPED, SIGNS, Ranker, RankerError, saved


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ranker.json"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def test_the_shipped_file_is_as_it_would_be_written(file: Path, tmp_path: Path) -> None:
    held = json.loads(file.read_text())
    again = tmp_path / "again.json"
    saved(again, held["trained_on"], held["weights"], held["sureness"])
    assert again.read_bytes() == SHIPPED.read_bytes()


def _without(name: str) -> Any:
    return lambda content: content["weights"].pop(name)


@pytest.mark.parametrize(
    "spoil",
    [
        _without(NAMES[0]),
        lambda content: content["sureness"].pop(SIGNS[-1]),
        lambda content: content.update(version="one"),
        lambda content: content.update(more=1),
        lambda content: content["weights"].update({NAMES[0]: "much"}),
        lambda content: content.pop("weights"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_name_and_the_remedy(file: Path, spoil: Any) -> None:
    content = json.loads(file.read_text())
    spoil(content)
    file.write_text(json.dumps(content))
    with pytest.raises(RankerError, match=r"(?s)ranker\.json: .*congdan train"):
        Ranker.load(file)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_a_broken_file_is_refused_with_its_name_and_the_remedy(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(RankerError, match=r"(?s)ranker\.json: .*congdan train"):
        Ranker.load(file)


def test_a_missing_file_is_refused_with_its_name_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RankerError, match=r"nowhere\.json: .*congdan train"):
        Ranker.load(tmp_path / "nowhere.json")


def test_a_score_is_the_weighted_sum_and_sureness_a_chance() -> None:
    ranker = Ranker.of(dict.fromkeys(NAMES, 2.0), dict.fromkeys(SIGNS, 0.0))
    assert ranker.scores(np.ones((2, len(NAMES)), np.float32)).tolist() == [2.0 * len(NAMES)] * 2
    assert ranker.sure(np.ones(len(SIGNS), np.float32)) == 0.5
    assert 0 < Ranker.load().sure(np.full(len(SIGNS), 1e6, np.float32)) <= 1
