"""What is blocked is not said: the finding that is left for one agency on one channel. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.blocks import Blocked, BlockKind
from knowledge.catalog import Catalog
from knowledge.findings import Finding, Found, Routed, Unknown, Unsure, Written, facets_of
from knowledge.matching.routes import Topic
from knowledge.material import WRITTEN

WHOLE = frozenset({BlockKind.ALL, BlockKind.AGENCY, BlockKind.CHANNEL})
"""Of blocks of every answer."""
STILL_SAID = frozenset(Topic) - {
    Topic.PLACE,
    Topic.OFFICIALS,
    Topic.OTHER_AUTHORITY,
    Topic.PENALTY,
    Topic.LEGAL_DISPUTE,
    Topic.FILE_STATUS,
    Topic.NEWS,
}
"""Whom to call, where and when, and courtesies: said even when every answer is blocked."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """For citizens of an agency who write on a channel."""

    catalog: Catalog
    agency: str
    channel: str

    def said(self, finding: Finding) -> Finding:
        """The finding, or that it must not be said; what is only offered is not said before it is chosen."""
        blocks = self.catalog.blocks(self.agency)
        if not blocks:
            return finding
        if (whole := self.whole()) is not None:
            spared = isinstance(finding, Routed) and finding.topic in STILL_SAID
            return finding if spared else _silent(finding, whole)
        match finding:
            case Found():
                return self._of_two(finding)
            case Written(code):
                blocked = self.of(WRITTEN + code)
            case Unsure(offered):
                blocked = self._all(code for code, _ in offered)
            case _:
                return finding
        return finding if blocked is None else _silent(finding, blocked)

    def whole(self) -> Blocked | None:
        """What blocks every answer."""
        return next((each for each in self.catalog.blocks(self.agency) if self._blocks_all(each)), None)

    def field(self, name: str) -> Blocked | None:
        """What blocks a whole field."""
        return self.whole() or self._first(BlockKind.FIELD, name)

    def of(self, code: str) -> Blocked | None:
        """What blocks a procedure, or `answer:` and an editor's answer."""
        if code.startswith(WRITTEN):
            return self.whole() or self._first(BlockKind.ANSWER, code.removeprefix(WRITTEN))
        number = self.catalog.number(self.agency, code)
        field = "" if number is None else self.catalog.entries[number].field
        return (
            self.whole()
            or self._first(BlockKind.PROCEDURE, code)
            or (self._first(BlockKind.FIELD, field) if field else None)
        )

    def _blocks_all(self, block: Blocked) -> bool:
        return block.kind in WHOLE and (block.kind is not BlockKind.CHANNEL or block.subject == self.channel)

    def _first(self, kind: BlockKind, subject: str) -> Blocked | None:
        wanted = subject.casefold()
        return next(
            (
                each
                for each in self.catalog.blocks(self.agency)
                if each.kind is kind and each.subject.casefold() == wanted
            ),
            None,
        )

    def _all(self, codes: Iterable[str]) -> Blocked | None:
        """What blocks the first of them, if each is blocked."""
        blocks = [self.of(code) for code in codes]
        return blocks[0] if blocks and None not in blocks else None

    def _of_two(self, finding: Found) -> Finding:
        """Of two matters in one message the one that may be said."""
        parts = (replace(finding, also=()), *finding.also)
        left = [each for each in parts if self.of(each.procedure.code) is None]
        if len(left) == len(parts):
            return finding
        if left:
            return replace(left[0], also=tuple(left[1:]))
        blocked = self.of(finding.procedure.code)
        return finding if blocked is None else _silent(finding, blocked)


def _silent(finding: Finding, blocked: Blocked) -> Unknown:
    code = finding.procedure.code if isinstance(finding, Found) else None
    return Unknown(facets_of(finding), finding.confidence, finding.ranked, blocked=blocked, code=code)
