"""Imports every module that defines a table, so that `Table.metadata` is whole."""

from bot import alarms, handovers, inbox, oddities, talks
from bot.webhooks import turned_away
from connectors import accounts, outgoing, pace, people
from connectors.database import Table
from connectors.messenger import attachments_upload
from connectors.webchat import lines
from connectors.zalo import consent
from knowledge import agencies, answers, changes, phrasings, procedures, questions

__all__ = [
    "Table",
    "accounts",
    "agencies",
    "alarms",
    "answers",
    "attachments_upload",
    "changes",
    "consent",
    "handovers",
    "inbox",
    "lines",
    "oddities",
    "outgoing",
    "pace",
    "people",
    "phrasings",
    "procedures",
    "questions",
    "talks",
    "turned_away",
]
