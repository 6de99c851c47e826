"""Imports every module that defines a table, so that `Table.metadata` is whole."""

from bot import alarms, handovers, inbox, oddities, talks
from bot.console import editors, undos
from bot.numbers import days
from bot.officers import canned, letters, wishes_later
from bot.officers import talks as officer_talks
from bot.webhooks import turned_away
from broadcasts import broadcast, deliveries, pictures, posts, preferences, rules
from connectors import accounts, outgoing, pace, people
from connectors.database import Table
from connectors.messenger import attachments_upload
from connectors.webchat import lines
from connectors.zalo import consent
from knowledge import (
    agencies,
    answers,
    articles,
    blocks,
    changes,
    delicate,
    drafts,
    groups,
    overrides,
    phrasings,
    procedures,
    questions,
    regressions,
    sources,
)

__all__ = [
    "Table",
    "accounts",
    "agencies",
    "alarms",
    "answers",
    "articles",
    "attachments_upload",
    "blocks",
    "broadcast",
    "canned",
    "changes",
    "consent",
    "days",
    "delicate",
    "deliveries",
    "drafts",
    "editors",
    "groups",
    "handovers",
    "inbox",
    "letters",
    "lines",
    "oddities",
    "officer_talks",
    "outgoing",
    "overrides",
    "pace",
    "people",
    "phrasings",
    "pictures",
    "posts",
    "preferences",
    "procedures",
    "questions",
    "regressions",
    "rules",
    "sources",
    "talks",
    "turned_away",
    "undos",
    "wishes_later",
]
