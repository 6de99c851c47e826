"""Later answers: how many wait for one, shown before they are told; and what became of each letter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import blocks, filters
from bot.console import later_wording as wording
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from bot.officers import answering_later as answering
from bot.officers.answering_later import Standing, Waiting
from bot.officers.letters import Letter, LetterFate
from connectors.claims import WaitState
from knowledge.blocks import Block
from knowledge.changes import Change, one_writer
from knowledge.groups import QuestionGroup
from knowledge.questions import Question


@dataclass(frozen=True, slots=True)
class About:
    """A group of questions, one question, or what a switch kept back: how letters and the log name it."""

    subject: str
    path: str
    agency_id: int
    asked: str
    which: ColumnElement[bool]
    """The questions."""
    title: str
    up: str
    """The page that this one is led to from; `up_name`: its link."""
    up_name: str
    nobody: str = wording.NOBODY


def routes() -> list[Route]:
    paths = (
        r"/later/{group:\d{1,9}}",
        r"/later/question/{question:\d{1,9}}",
        r"/later/block/{block:\d{1,9}}",
    )
    pages = [get(path, page, Right.EDIT) for path in paths]
    return [*pages, *(post(path, send, Right.EDIT) for path in paths)]


async def page(visit: Visit) -> web.StreamResponse:
    """How many can be told, with the very words; and how earlier letters went."""
    async with visit.console.database.reading() as session:
        about = await _about(session, visit)
        people = await _people(session, visit, about)
        fates = await _fates(session, about)
    return visit.page(
        "later/page.html",
        wording,
        title=wording.TITLE,
        about=about,
        summary=_summary(people, visit),
        samples=_samples(people),
        ready=sum(each.standing is Standing.NOW for each in people),
        unanswered=bool(people) and all(each.standing is Standing.UNANSWERED for each in people),
        most=answering.MOST if len(people) >= answering.MOST else 0,
        fates=[(wording.FATES[fate], fates[fate]) for fate in LetterFate if fates[fate]],
    )


async def send(visit: Visit) -> web.StreamResponse:
    """A letter for each who can be told now; nobody gets two."""
    async with visit.console.database.reading() as session:
        about = await _about(session, visit)
        people = await _people(session, visit, about)
    async with visit.console.database.writing() as session:
        if led := await visit.first(session, about.path):
            return visit.to(led)
        await one_writer(session)
        told = await session.run_sync(
            answering.write, people, about=about.subject, by=visit.who.name, now=visit.now
        )
        if told:
            what = wording.CHANGE.format(count=told, asked=about.asked)
            change = Change(agency_id=about.agency_id, by=visit.who.name, what=what, at=visit.now)
            change.subject, change.after, change.learned = about.subject, {"told": told}, False
            session.add(change)
        else:
            await visit.not_done(session)
    return visit.to(about.path, wording.SENT.format(count=told) if told else wording.NOBODY_TOLD)


async def _about(session: AsyncSession, visit: Visit) -> About:
    """What the address names. Raises GoneError, NotAllowedError."""
    named = visit.request.match_info
    if "group" in named:
        about = _of_group(await session.get(QuestionGroup, int(named["group"])))
    elif "question" in named:
        about = _of_question(await session.get(Question, int(named["question"])))
    else:
        about = _of_block(visit, await session.get(Block, int(named["block"])))
    visit.own(about.agency_id, Right.EDIT)
    return about


def _of_group(group: QuestionGroup | None) -> About:
    if group is None:
        raise GoneError
    path, which = f"/console/later/{group.id}", Question.group_id == group.id
    title = wording.QUESTION.format(asked=group.title)
    up = f"/console/groups/{group.id}"
    return About(f"group:{group.id}", path, group.agency_id, group.title, which, title, up, wording.TO_GROUP)


def _of_question(question: Question | None) -> About:
    if question is None:
        raise GoneError
    path, which = f"/console/later/question/{question.id}", Question.id == question.id
    title = wording.QUESTION.format(asked=question.asked)
    subject, up = f"question:{question.id}", f"/console/questions/{question.id}"
    return About(subject, path, question.agency_id, question.asked, which, title, up, wording.TO_QUESTION)


def _of_block(visit: Visit, block: Block | None) -> About:
    if block is None:
        raise GoneError
    path, which = f"/console/later/block/{block.id}", Question.block_id == block.id
    name = blocks.named(visit, block)
    title = (wording.OFF if block.ended_at is None else wording.ON).format(name=name)
    subject, nobody = f"block:{block.id}", wording.NOBODY_KEPT_BACK
    to = "/console/blocks", wording.TO_BLOCKS
    return About(subject, path, block.agency_id, name, which, title, *to, nobody)


async def _people(session: AsyncSession, visit: Visit, about: About) -> list[Waiting]:
    console = visit.console
    return await answering.waiting(session, about.which, console.conversation, console.platforms, visit.now)


async def _fates(session: AsyncSession, about: About) -> Counter[LetterFate]:
    """How letters about this went; one that its workers gave up failed."""
    counted = select(Letter.fate, Letter.state, func.count()).where(Letter.about == about.subject)
    found = Counter[LetterFate]()
    for fate, state, count in await session.execute(counted.group_by(Letter.fate, Letter.state)):
        lost = fate is LetterFate.WAITING and state is WaitState.FAILED
        found[LetterFate.FAILED if lost else fate] += count
    return found


def _summary(people: Sequence[Waiting], visit: Visit) -> str:
    """12 người đã hỏi và muốn được báo: 9 nhận được ngay, 3 đã quá khung giờ của nền tảng."""
    if not people:
        return ""
    standing = Counter(each.standing for each in people)
    ready = [each.due_at for each in people if each.standing is Standing.NOW]
    at_once = sum(due <= visit.now for due in ready)
    parts = [wording.NOW.format(count=at_once)] if at_once else []
    if len(ready) > at_once:
        parts.append(wording.AT.format(count=len(ready) - at_once, time=filters.moment(max(ready))))
    others = (
        (Standing.CLOSED, wording.CLOSED),
        (Standing.GONE, wording.GONE),
        (Standing.UNANSWERED, wording.UNANSWERED),
    )
    parts += [said.format(count=standing[kind]) for kind, said in others if standing[kind]]
    return wording.COUNT.format(count=len(people), parts=", ".join(parts))


def _samples(people: Sequence[Waiting]) -> list[tuple[str, str]]:
    """For each channel what its first person will read."""
    first: dict[str, str] = {}
    for each in people:
        if each.standing is Standing.NOW and each.reply is not None:
            first.setdefault(each.wish.channel, each.reply.text)
    return [(wording.CHANNELS.get(channel, channel), text) for channel, text in first.items()]
