"""Imports every module that defines a table, so that `Table.metadata` is whole."""

from bot import inbox, talks
from connectors import accounts, outgoing, pace
from connectors.database import Table
from connectors.webchat import lines
from knowledge import agencies, answers, changes, phrasings, procedures, questions

__all__ = [
    "Table",
    "accounts",
    "agencies",
    "answers",
    "changes",
    "inbox",
    "lines",
    "outgoing",
    "pace",
    "phrasings",
    "procedures",
    "questions",
    "talks",
]
