"""The pages of a draft: its form, both texts where two wrote at once, a reviewer's, the closed one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot import wording as said
from bot.console import answers_naming as naming
from bot.console import answers_wording as wording
from bot.console import reviews_wording
from bot.console.answers_differences import Piece, differences
from bot.console.answers_form import Typed, values_of
from bot.console.filters import day
from bot.console.rights import Right
from bot.console.visit import Visit
from knowledge.agencies import Agency
from knowledge.drafting import body_of
from knowledge.drafts import LONGEST_TEXT, AnswerBody, Body, Draft, DraftKind, OverrideBody
from knowledge.facets import Facet
from knowledge.subjects import code_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft, what is live of its subject, and who else than its writers and the visitor may approve it."""

    draft: Draft
    now_live: Body | None
    approvers: Sequence[str] = ()


def new(
    visit: Visit, typed: Typed, *, agency: Agency, code: str = "", group: str = "", status: int = 200
) -> web.Response:
    """The form of an answer of which there is no draft yet."""
    return visit.page(
        "answers/draft.html",
        wording,
        status=status,
        title=wording.EDIT_OF.format(title=code) if code else wording.NEW,
        up={"path": "/console/answers", "name": wording.TITLE},
        draft=None,
        kind=DraftKind.ANSWER,
        agency=agency,
        code=code,
        group=group,
        typed=typed,
        action="/console/answers/new",
        most=LONGEST_TEXT,
        procedure={"portal": ""},
        why="",
        may_publish=visit.may(Right.EDIT, agency.id),
        pieces=(),
        told="",
        mending="",
    )


def form(
    visit: Visit, it: Opened, typed: Typed | None = None, *, status: int = 200, told: str = ""
) -> web.Response:
    """The form of a draft; `typed`: what was typed, where it is shown again; `told`: why it is."""
    draft = it.draft
    body = body_of(draft.kind, draft.body)
    return visit.page(
        "answers/draft.html",
        wording,
        status=status,
        **_of(visit, draft),
        group="",
        code="",
        typed=typed or Typed(values_of(body)),
        why=draft.delicate,
        may_publish=visit.may(Right.EDIT, draft.agency_id),
        pieces=compared(it.now_live, body),
        told=told,
        mending=_mending(visit, it),
    )


def _mending(visit: Visit, it: Opened) -> str:
    """What saving another's draft costs, where two people are needed."""
    if not it.draft.delicate or it.draft.written_by(visit.who.name):
        return ""
    said = wording.MENDING if it.approvers else wording.MENDING_NOBODY
    return said.format(writers=naming.writers(visit, it.draft), who=", ".join(it.approvers))


def stale(visit: Visit, draft: Draft, typed: Typed) -> web.Response:
    """Somebody else saved first: both texts, and a form that saves over theirs knowingly."""
    theirs = body_of(draft.kind, draft.body)
    mine = typed.body
    return visit.page(
        "answers/stale.html",
        wording,
        status=409,
        **_of(visit, draft) | {"title": wording.STALE_TITLE},
        typed=typed,
        theirs=words_of(theirs),
        pieces=differences(words_of(theirs), words_of(mine) if mine else ""),
    )


def review(visit: Visit, it: Opened, *, status: int = 200, told: str = "", note: str = "") -> web.Response:
    """What waits for a second person: what changes, then the decision or why it is somebody else's.

    `note`: what was typed to give it back, where that is shown again; `told`: why it is.
    """
    draft, now_live = it.draft, it.now_live
    body, editor = body_of(draft.kind, draft.body), visit.may(Right.EDIT, draft.agency_id)
    own = own_words(visit, it)
    return visit.page(
        "answers/review.html",
        reviews_wording,
        status=status,
        told=told,
        note=note,
        **_of(visit, draft) | {"a": wording},
        body=body,
        lines=words_of(body),
        pieces=compared(now_live, body) if now_live else (),
        why=draft.delicate,
        may=editor and not own,
        own=own,
        editor=editor,
        writes=writes(visit, draft),
        approvers=", ".join(it.approvers),
    )


def own_words(visit: Visit, it: Opened) -> str:
    """Why the visitor, who has written in it, does not approve it, and who may; empty where they may."""
    if not it.draft.delicate or not it.draft.written_by(visit.who.name):
        return ""
    who = ", ".join(it.approvers)
    return reviews_wording.OWN.format(who=who) if who else reviews_wording.OWN_NOBODY


def writes(visit: Visit, draft: Draft) -> bool:
    """Whether the visitor may go on writing: in one's own who may draft, in others' an editor."""
    own = draft.written_by(visit.who.name)
    return visit.may(Right.DRAFT if own else Right.EDIT, draft.agency_id)


def closed(visit: Visit, it: Opened) -> web.Response:
    """What was published or dropped, as it was then; nothing of it can be changed."""
    draft = it.draft
    body = body_of(draft.kind, draft.body)
    return visit.page(
        "answers/closed.html",
        wording,
        **_of(visit, draft),
        lines=words_of(body),
        live_path=naming.subject_path(visit, draft.agency_id, draft.kind, draft.subject),
    )


def compared(before: Body | None, after: Body) -> tuple[Piece, ...]:
    """What `after` changes of what is live; of phrasings, only what is added and taken away."""
    if before is None or after == before:
        return ()
    if not isinstance(after, AnswerBody | OverrideBody):
        return ()
    return differences(words_of(before), words_of(after))


def words_of(body: Body) -> str:
    """A body as one text that can be read and compared."""
    values = values_of(body)
    if isinstance(body, AnswerBody):
        kept = {key: _read(body, key, values[key]) for key in wording.FLAGS if values[key]}
        flags = [(wording.FLAGS[key], value) for key, value in kept.items()]
        told = [label if value == "1" else f"{label}: {value}" for label, value in flags]
        return "\n".join(
            [body.text, "", *(wording.ASKED.format(asked=each) for each in body.questions), *told]
        )
    if isinstance(body, OverrideBody):
        return "\n".join(filter(None, (body.text or wording.PORTAL_AGAIN, body.reason)))
    return "\n".join(
        [*map(wording.PHRASING_ADDED.format, body.added), *map(wording.PHRASING_REMOVED.format, body.removed)]
    )


def _read(body: AnswerBody, name: str, value: str) -> str:
    """A value of a form as it is read: days as they are written here."""
    kept = getattr(body, name)
    return day(kept) if isinstance(kept, date) else value


def _of(visit: Visit, draft: Draft) -> dict[str, Any]:
    up = naming.subject_path(visit, draft.agency_id, draft.kind, draft.subject)
    fresh = draft.kind is DraftKind.ANSWER
    return {
        "title": naming.of_draft(visit, draft),
        "up": {"path": "/console/answers?show=drafts", "name": wording.SHOWS["drafts"]}
        if fresh
        else {"path": up, "name": wording.PROCEDURE},
        "draft": draft,
        "writers": naming.writers(visit, draft),
        "kind": draft.kind,
        "agency": visit.console.agencies.all[draft.agency_id],
        "action": naming.draft_path(draft.id),
        "most": LONGEST_TEXT,
        "procedure": {"portal": _portal(visit, draft)},
    }


def _portal(visit: Visit, draft: Draft) -> str:
    """What citizens are told of the field now."""
    if draft.kind is not DraftKind.OVERRIDE:
        return ""
    agency = visit.console.agencies.all[draft.agency_id]
    found = visit.console.library.procedure(agency.code, code_of(draft.kind, draft.subject))
    facet = Facet(draft.subject.rpartition(":")[2])
    text = "" if found is None else found.facets.get(facet, "")
    return f"{said.LABELS[facet]}: {text}" if text else ""
