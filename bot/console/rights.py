"""What each role may do, for its agency and all below it."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    CONTRIBUTOR = "contributor"
    """Cộng tác viên: drafts."""
    EDITOR = "editor"
    """Biên tập viên: answers, approves others' drafts, articles, talks with people."""
    CHIEF = "chief"
    """Trưởng ban biên tập: broadcasts, rules, people."""
    OPERATOR = "operator"
    """Quản trị kỹ thuật: channels, sources."""


class Right(StrEnum):
    READ = "read"
    """See questions, answers, articles, broadcasts, numbers."""
    DRAFT = "draft"
    """Write drafts, mark answers as wrong."""
    EDIT = "edit"
    """Decide: approve others' drafts, decide about groups and articles, block, plan news."""
    TALK = "talk"
    """Read and answer the talks of people who asked for a person."""
    SEND = "send"
    """Approve, begin, pause, cancel, correct broadcasts."""
    RULE = "rule"
    """Rules of news and review; override the gate; block whole channels and agencies."""
    PEOPLE = "people"
    """Invite colleagues, change roles, reset sign-ins; read the change log."""
    OPERATE = "operate"
    """Channels and sources, agencies' data."""


_WRITES = frozenset({Right.READ, Right.DRAFT})
_EDITS = _WRITES | {Right.EDIT, Right.TALK}
ALLOWED: Mapping[Role, frozenset[Right]] = {
    Role.CONTRIBUTOR: _WRITES,
    Role.EDITOR: _EDITS,
    Role.CHIEF: _EDITS | {Right.SEND, Right.RULE, Right.PEOPLE},
    Role.OPERATOR: frozenset({Right.READ, Right.OPERATE}),
}
SECOND_FACTOR = frozenset({Role.CHIEF, Role.OPERATOR})
"""Roles that sign in with a second factor."""
