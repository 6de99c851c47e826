"""What is published is what citizens hear; all that was live stays in the history; files never undo it."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from desk_of_drafts import ASKED, LAN, MINH, SAID, Desk, answer, opened, phrasing
from known import BIRTH, MARRIAGE, NOW, change
from known import answer as imported
from known import phrasing as taught
from sqlalchemy import select

from connectors.database import Database
from knowledge.answers import Answer
from knowledge.changes import Change
from knowledge.drafting import StaleError
from knowledge.drafts import Draft, DraftKind, DraftState, Version
from knowledge.findings import Found, Written
from knowledge.groups import GroupState, QuestionGroup
from knowledge.importing import Plan, import_lines
from knowledge.lines import AnswerLine, KnowledgeLine, ProcedureLine
from knowledge.phrasings import Phrasing
from knowledge.publishing import history, restore
from knowledge.refusals import RefusedError
from knowledge.regressions import Regression
from knowledge.scanning import scan

FEE = "Lệ phí 10.000 đồng."


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


async def test_one_person_answers_a_question_and_every_trace_of_it_is_kept(desk: Desk) -> None:
    group = QuestionGroup(agency_id=2, title=ASKED, keys=[], count=3, first_at=NOW, last_at=NOW)
    await change(desk.database, group)
    draft = await desk.save(answer(), group_id=group.id)
    version = await desk.publish(draft)
    finding = await desk.ask(ASKED)
    assert isinstance(finding, Written)
    assert (finding.text, finding.as_of) == (SAID, "2026-11-22")
    assert (version.number, version.author, version.approver) == (1, LAN, LAN)
    async with desk.database.reading() as session:
        kept = await session.get_one(QuestionGroup, group.id)
        line = (await session.scalars(select(Change).order_by(Change.id.desc()))).first()
        rows = (await session.scalars(select(Regression))).all()
        done = await session.get_one(Draft, draft.id)
    assert (kept.state, kept.decision, kept.decided_by) == (
        GroupState.ANSWERED,
        f"answer:{draft.subject}",
        LAN,
    )
    assert line
    assert (line.learned, line.before, line.after) == (True, None, version.body)
    assert [(row.asked, row.expected) for row in rows] == [(ASKED, f"answer:{draft.subject}")]
    assert (done.state, done.decided_at) == (DraftState.LIVE, NOW)


async def test_what_is_delicate_is_published_by_somebody_else(desk: Desk) -> None:
    draft = await desk.save(answer(FEE))
    with pytest.raises(RefusedError, match="người khác duyệt"):
        await desk.publish(draft, LAN)
    assert (await desk.publish(draft, MINH)).approver == MINH


async def test_nobody_who_wrote_any_of_a_delicate_draft_publishes_it(desk: Desk) -> None:
    draft = await desk.save(answer(FEE))
    draft = await desk.save(answer(f"{FEE} Nộp tại xã."), draft.subject, MINH, draft_id=draft.id, lock=1)
    assert (draft.author, draft.writers) == (MINH, [LAN, MINH])
    for writer in (LAN, MINH):
        with pytest.raises(RefusedError, match=f"người khác duyệt: {writer} đã viết"):
            await desk.publish(draft, writer)
    assert (await desk.publish(draft, "cuc")).approver == "cuc"


async def test_who_saves_anothers_draft_unchanged_has_not_written_in_it(desk: Desk) -> None:
    draft = await desk.save(answer(FEE))
    await desk.save(answer(FEE), draft.subject, MINH, draft_id=draft.id, lock=1)
    with pytest.raises(RefusedError):
        await desk.publish(draft, LAN)
    await desk.publish(draft, MINH)


async def test_who_wrote_while_nothing_was_delicate_yet_counts_as_well(desk: Desk) -> None:
    draft = await desk.save(answer())
    await desk.save(answer(FEE), draft.subject, MINH, draft_id=draft.id, lock=1)
    with pytest.raises(RefusedError):
        await desk.publish(draft, LAN)


async def test_nobody_approves_what_they_did_not_see(desk: Desk) -> None:
    draft = await desk.save(answer(FEE))
    await desk.save(answer("Lệ phí 90.000 đồng."), draft.subject, draft_id=draft.id, lock=1)
    with pytest.raises(StaleError):
        await desk.publish(draft, MINH, lock=1)


async def test_of_two_who_publish_at_once_one_wins(desk: Desk) -> None:
    draft = await desk.save(answer())
    both = await asyncio.gather(desk.publish(draft, LAN), desk.publish(draft, MINH), return_exceptions=True)
    assert [type(each) for each in both].count(Version) == 1
    assert sum(isinstance(each, RefusedError) for each in both) == 1
    async with desk.database.reading() as session:
        assert len((await session.scalars(select(Version))).all()) == 1


async def test_an_older_version_comes_back_as_a_draft(desk: Desk) -> None:
    first = await desk.live(answer())
    await desk.live(answer("Chợ đã dời.", "chợ dời đi đâu"), first.subject)
    async with desk.database.writing() as session:
        draft = await restore(session, first.id, by=LAN, now=NOW)
    await desk.publish(draft)
    finding = await desk.ask(ASKED)
    assert isinstance(finding, Written)
    assert finding.text == SAID
    async with desk.database.reading() as session:
        told = await history(session, await desk.agency(), DraftKind.ANSWER, first.subject)
        asked = set(await session.scalars(select(Regression.asked)))
    assert [each.body["text"] for each in told] == [SAID, "Chợ đã dời.", SAID]
    assert asked == {ASKED}
    async with desk.database.writing() as session:
        with pytest.raises(RefusedError, match="giống hệt"):
            await restore(session, first.id, by=LAN, now=NOW)


async def test_a_withdrawn_answer_is_given_no_more(desk: Desk) -> None:
    first = await desk.live(answer())
    await desk.live(answer(withdrawn=True), first.subject)
    assert not isinstance(await desk.ask(ASKED), Written)
    async with desk.database.reading() as session:
        assert not (await session.scalars(select(Regression))).all()
    draft = await desk.save(answer(withdrawn=True), first.subject)
    with pytest.raises(RefusedError, match="không cần rút"):
        await desk.publish(draft, MINH)


async def test_phrasings_are_taught_taken_away_and_brought_back(desk: Desk) -> None:
    await change(desk.database, taught(2, BIRTH, "sổ con rồng"))
    first = await desk.live(phrasing("sổ con tiên"), BIRTH)
    assert (first.number, first.body["added"]) == (2, ["sổ con rồng", "sổ con tiên"])
    finding = await desk.ask("sổ con tiên")
    assert isinstance(finding, Found)
    assert finding.procedure.code == BIRTH
    last = await desk.live(phrasing(removed=("sổ con rồng",)), BIRTH)
    assert (last.body["added"], last.body["removed"]) == (["sổ con tiên"], ["sổ con rồng"])
    async with desk.database.writing() as session:
        draft = await restore(session, first.id, by=LAN, now=NOW)
        assert draft.body == {"added": ["sổ con rồng"], "removed": []}
    assert (await desk.publish(draft, MINH)).body == {"added": ["sổ con tiên", "sổ con rồng"], "removed": []}


async def test_a_file_does_not_undo_what_an_editor_published(desk: Desk, tmp_path: Path) -> None:
    await change(desk.database, imported(2, "cho", "Từ tệp.", ASKED))
    version = await desk.live(answer(), "cho")
    lines = [
        {"code": "cho", "text": "Từ tệp, mới.", "questions": [ASKED], "as_of": "2027-01"},
        {"code": "khac", "text": "Khác.", "questions": ["câu khác"]},
    ]
    plan = await _import(desk, tmp_path, AnswerLine, lines)
    assert [entry.code for entry in plan.edited.values()] == ["cho"]
    assert [entry.code for entry in plan.added.values()] == ["khac"]
    finding = await desk.ask(ASKED)
    assert isinstance(finding, Written)
    assert finding.text == SAID
    async with desk.database.reading() as session:
        told = await history(session, await desk.agency(), DraftKind.ANSWER, "cho")
    assert [(each.number, each.body["text"]) for each in told] == [(2, SAID), (1, "Từ tệp.")]
    assert version.number == 2


async def test_a_file_does_not_bring_back_what_an_editor_took_away(desk: Desk, tmp_path: Path) -> None:
    line = {"code": MARRIAGE, "name": "Kết hôn", "phrasings": ["về chung nhà", "cưới nhau"]}
    await _import(desk, tmp_path, ProcedureLine, [line])
    await desk.live(phrasing(removed=("về chung nhà",)), MARRIAGE)
    await desk.live(answer(withdrawn=True), (await desk.live(answer())).subject)
    await _import(desk, tmp_path, ProcedureLine, [line | {"as_of": "2027-01"}])
    subject = "cho-phien-hop-ngay-nao"
    back = {"code": subject, "text": SAID, "questions": [ASKED]}
    plan = await _import(desk, tmp_path, AnswerLine, [back])
    async with desk.database.reading() as session:
        assert list(await session.scalars(select(Phrasing.text))) == ["cưới nhau"]
        assert not (await session.scalars(select(Answer))).all()
    assert [entry.code for entry in plan.edited.values()] == [subject]


async def _import(
    desk: Desk, folder: Path, kind: type[KnowledgeLine], lines: Sequence[Mapping[str, object]]
) -> Plan:
    path = folder / "lines.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    async with desk.database.writing() as session:
        return await import_lines(session, await desk.agency(), scan(path, kind), by="test", now=NOW)
