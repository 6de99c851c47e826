"""The learned part: a weight for each feature, and how sure a first place is. Few numbers, readable.

The ranker is a linear score over the features of `features.NAMES`, trained to put the right procedure
first (softmax over a list: Cao et al., "Learning to Rank: From Pairwise to Listwise", 2007). How sure
it is comes from a logistic regression over a few signs of a good match.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.matching.features import NAMES
from knowledge.refusals import RefusedError

SHIPPED = Path(__file__).with_name("ranker.json")
SIGNS = (
    "bias",
    "share",  # of the first among all candidates, softmax
    "lead",  # of the first before the next of another kind, in score
    "score",  # of the first
    "explained",  # how much of the question the first explains anywhere
    "alike",  # likeness of the question and the first's best phrasing or name
    "covered",  # how much of the first's name is explained
    "told",  # how much the question says at all, logarithm of its weight
)


class RankerError(RefusedError):
    """The ranker's file cannot be used; the message names the file and the remedy."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int
    trained_on: str
    weights: dict[str, float]
    sureness: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores rows of features; higher is better."""

    weights: NDArray[np.float32]
    sureness: NDArray[np.float32]

    @classmethod
    def of(cls, weights: Mapping[str, float], sureness: Mapping[str, float]) -> "Ranker":
        """Raises KeyError when a feature or sign has no weight."""
        return cls(
            np.array([weights[name] for name in NAMES], np.float32),
            np.array([sureness[name] for name in SIGNS], np.float32),
        )

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Ranker":
        """Raises RankerError for a file that is missing, broken or made for other features."""
        try:
            file = _File.model_validate_json(path.read_text(encoding="utf-8"))
            return cls.of(file.weights, file.sureness)
        except (OSError, ValidationError, KeyError, UnicodeDecodeError) as error:
            reason = str(error).strip().splitlines()[0]
            raise RankerError(
                f"{path}: không dùng được ({reason}). Chạy lại `congdan train` để tạo tệp mới."
            ) from error

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        return features @ self.weights

    def sure(self, signs: NDArray[np.float32]) -> float:
        """The chance, 0 to 1, that the first place is right."""
        return float(1 / (1 + np.exp(-np.clip(signs @ self.sureness, -30, 30))))


def saved(path: Path, trained_on: str, weights: Mapping[str, float], sureness: Mapping[str, float]) -> None:
    """Write a ranker's file: the same figures give the same bytes."""
    content = {
        "version": 1,
        "trained_on": trained_on,
        "weights": {name: round(float(weights[name]), 4) for name in NAMES},
        "sureness": {name: round(float(sureness[name]), 4) for name in SIGNS},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
