"""Imports every module that defines a table, so that `Table.metadata` is whole."""

from bot import alarms, handovers, inbox, oddities, talks
from bot.webhooks import turned_away
from broadcasts import broadcast, deliveries, pictures, posts, preferences, rules
from connectors import accounts, outgoing, pace, people
from connectors.database import Table
from connectors.messenger import attachments_upload
from connectors.webchat import lines
from connectors.zalo import consent
from knowledge import agencies, answers, articles, changes, phrasings, procedures, questions, sources

__all__ = [
    "Table",
    "accounts",
    "agencies",
    "alarms",
    "answers",
    "articles",
    "attachments_upload",
    "broadcast",
    "changes",
    "consent",
    "deliveries",
    "handovers",
    "inbox",
    "lines",
    "oddities",
    "outgoing",
    "pace",
    "people",
    "phrasings",
    "pictures",
    "posts",
    "preferences",
    "procedures",
    "questions",
    "rules",
    "sources",
    "talks",
    "turned_away",
]
