"""What procedures and editors' answers are called where figures are told of them."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.numbers.counting import ANSWER
from knowledge.answers import Answer
from knowledge.procedures import Procedure


def names_of(session: Session, agencies: Collection[int], codes: Iterable[str]) -> dict[str, str]:
    """By code; the code itself for what is not there any more. `agencies`: ids, those above them included."""
    wanted = list(codes)
    names = dict(zip(wanted, wanted, strict=True))
    procedures = [code for code in wanted if not code.startswith(ANSWER)]
    query = select(Procedure.code, Procedure.name)
    found = query.where(Procedure.agency_id.in_(agencies), Procedure.code.in_(procedures))
    names.update((code, name) for code, name in session.execute(found) if name)
    answers = [code.removeprefix(ANSWER) for code in wanted if code.startswith(ANSWER)]
    if answers:
        written = select(Answer.code, Answer.questions)
        rows = session.execute(written.where(Answer.agency_id.in_(agencies), Answer.code.in_(answers)))
        titles = ((code, asked[0]) for code, asked in rows if asked)
        names.update((f"{ANSWER}{code}", f"{title[:1].upper()}{title[1:]}") for code, title in titles)
    return names
