"""What drafts mean to the groups of questions that they are to answer."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge.agencies import Agency, lineage
from knowledge.drafts import Draft, DraftGroup, DraftState
from knowledge.groups import GroupState, QuestionGroup
from knowledge.refusals import RefusedError


async def begun(session: AsyncSession, agency: Agency, group_id: int) -> None:
    """A draft is under way. Raises RefusedError for a group of an agency that the draft doesn't reach."""
    group = await session.get(QuestionGroup, group_id)
    owner = None if group is None else await session.get_one(Agency, group.agency_id)
    if group is None or owner is None or agency.id not in {each.id for each in await lineage(session, owner)}:
        raise RefusedError(wording.NO_GROUP)
    group.state = GroupState.DRAFTED


async def begun_for(session: AsyncSession, agency: Agency, draft: Draft, groups: Sequence[int]) -> None:
    """The draft, which has its number, is to answer these groups as well. Raises as `begun` does."""
    for number in groups:
        await begun(session, agency, number)
        session.add(DraftGroup(draft_id=draft.id, group_id=number))
    await session.flush()


async def given_up(session: AsyncSession, draft: Draft, still: Collection[DraftState]) -> None:
    """The draft was dropped: its groups wait for a decision again, unless another is in one of `still`."""
    groups = await _answered_by(session, draft)
    numbers, open_ = [group.id for group in groups], Draft.state.in_(still)
    own = select(Draft.group_id).where(Draft.group_id.in_(numbers), open_)
    linked = select(DraftGroup.group_id).join(Draft, Draft.id == DraftGroup.draft_id)
    busy = set(await session.scalars(union_all(own, linked.where(DraftGroup.group_id.in_(numbers), open_))))
    for group in groups:
        if group.state is GroupState.DRAFTED and group.id not in busy:
            group.state = GroupState.OPEN


async def answered(session: AsyncSession, draft: Draft, decision: str, by: str, now: datetime) -> None:
    """What answers them is live."""
    for group in await _answered_by(session, draft):
        group.state, group.decision = GroupState.ANSWERED, decision
        group.decided_by, group.decided_at = by, now


def drafts_of(groups: Collection[int]) -> Select[Draft]:
    """The drafts that are to answer one of these groups."""
    linked = select(DraftGroup.draft_id).where(DraftGroup.group_id.in_(groups))
    return select(Draft).where(or_(Draft.group_id.in_(groups), Draft.id.in_(linked)))


async def _answered_by(session: AsyncSession, draft: Draft) -> Sequence[QuestionGroup]:
    linked = select(DraftGroup.group_id).where(DraftGroup.draft_id == draft.id)
    own = QuestionGroup.id == draft.group_id
    query = select(QuestionGroup).where(or_(own, QuestionGroup.id.in_(linked))).order_by(QuestionGroup.id)
    return (await session.scalars(query)).all()
