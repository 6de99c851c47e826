"""What an editor must know before an article is told: signs of secrecy, personal data of citizens. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class RemarkKind(StrEnum):
    CLASSIFIED = "classified"
    """A stamp or a header of a classified paper: `MẬT`, `Độ mật: …`."""
    INTERNAL = "internal"
    """"Lưu hành nội bộ", "không phổ biến"."""
    IDENTITY = "identity"
    """The number of somebody's identity card or passport."""
    BANK = "bank"
    PHONE = "phone"
    """A private person's telephone number."""
    UNREADABLE = "unreadable"
    """The text could not be read well."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found. `told` is a sentence for an editor; `excerpt` shows the place, numbers masked."""

    kind: RemarkKind
    told: str
    excerpt: str = ""
    holds: bool = False
    """The article is held: no rule may tell it, an editor must decide."""

    def as_mapping(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what `as_mapping` gave."""
        return cls(RemarkKind(kept["kind"]), kept["told"], kept.get("excerpt", ""), bool(kept.get("holds")))
