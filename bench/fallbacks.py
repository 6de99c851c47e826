"""Which sentences of the service answer nothing, by its wording: nobody is to read the same one twice."""

from collections import Counter
from collections.abc import Iterable

from bot import people_wording, routed_wording, service_wording, wording

SENTENCES = frozenset(
    text.partition("\n")[0]
    for text in (
        *(wording.UNKNOWN, wording.REFUSED_AGAIN, wording.REFUSED_THRICE, wording.NEEDS_TOPIC),
        *(wording.NO_WORDS, wording.GONE, service_wording.NOT_ANSWERED.text),
        *(*people_wording.FORMS.values(), people_wording.FORMS_AGAIN, people_wording.OPENED_AGAIN),
        *(*people_wording.STILL_UNKNOWN, *people_wording.STILL_NO_PROCEDURE),
        *(routed_wording.SMALLTALK, routed_wording.FEELINGS, routed_wording.ABUSE, routed_wording.POLITICS),
        *(*routed_wording.MANIPULATION.values(), routed_wording.SPAM),
    )
)
_LACKING = wording.LACKING.partition("{")[0]


def repeated(texts: Iterable[str]) -> list[str]:
    """The sentences that answer nothing and begin more than one of `texts`, all sent to one person."""
    firsts = Counter(text.partition("\n")[0] for text in texts)
    return [line for line, count in firsts.items() if count > 1 and answers_nothing(line)]


def answers_nothing(text: str) -> bool:
    """Whether a message as it was sent begins with such a sentence."""
    first = text.partition("\n")[0]
    return first in SENTENCES or first.startswith(_LACKING)
