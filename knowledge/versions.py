"""What an article said before, and what changed."""

import difflib
import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.articles import ArticleVersion

LONGEST_SHOWN = 400
"""Lines of a difference that are shown."""
_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+")


def versions_of(session: Session, article_id: int) -> Sequence[ArticleVersion]:
    """The oldest first."""
    query = select(ArticleVersion).where(ArticleVersion.article_id == article_id)
    return session.scalars(query.order_by(ArticleVersion.number)).all()


def difference(old: ArticleVersion, new: ArticleVersion) -> list[str]:
    """Sentence by sentence: "- " what was taken away, "+ " what was added, "  " what stands around it."""
    lines = difflib.unified_diff(_sentences(old), _sentences(new), lineterm="", n=1)
    told = (line for line in lines if not line.startswith(("---", "+++", "@@")))
    return [f"{line[:1]} {line[1:]}" for line in told][:LONGEST_SHOWN]


def _sentences(version: ArticleVersion) -> list[str]:
    parts = (version.title, version.lead, *version.text.splitlines())
    return [sentence for part in parts for sentence in _SENTENCE.split(part.strip()) if sentence]
