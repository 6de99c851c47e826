"""Imports every module that defines a table, so that `Table.metadata` is whole."""

from bot import inbox
from connectors.database import Table
from knowledge import agencies, answers, changes, phrasings, procedures, questions

__all__ = ["Table", "agencies", "answers", "changes", "inbox", "phrasings", "procedures", "questions"]
