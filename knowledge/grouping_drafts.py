"""What drafts mean to the group of questions that they are to answer."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge.agencies import Agency, lineage
from knowledge.drafts import Draft, DraftState
from knowledge.groups import GroupState, QuestionGroup
from knowledge.refusals import RefusedError


async def begun(session: AsyncSession, agency: Agency, group_id: int) -> None:
    """A draft is under way. Raises RefusedError for a group of an agency that the draft doesn't reach."""
    group = await session.get(QuestionGroup, group_id)
    owner = None if group is None else await session.get_one(Agency, group.agency_id)
    if group is None or owner is None or agency.id not in {each.id for each in await lineage(session, owner)}:
        raise RefusedError(wording.NO_GROUP)
    group.state = GroupState.DRAFTED


async def given_up(session: AsyncSession, draft: Draft, still: Collection[DraftState]) -> None:
    """The draft was dropped: its group waits for a decision again, unless another is in one of `still`."""
    if draft.group_id is None:
        return
    others = select(Draft.id).where(Draft.group_id == draft.group_id, Draft.state.in_(still))
    group = await session.get(QuestionGroup, draft.group_id)
    if group and group.state is GroupState.DRAFTED and await session.scalar(others.limit(1)) is None:
        group.state = GroupState.OPEN


async def answered(session: AsyncSession, draft: Draft, decision: str, by: str, now: datetime) -> None:
    """What answers it is live."""
    group = None if draft.group_id is None else await session.get(QuestionGroup, draft.group_id)
    if group is not None:
        group.state, group.decision = GroupState.ANSWERED, decision
        group.decided_by, group.decided_at = by, now
