"""A message with its places understood: what to say of them, and what is left to be matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.lexicon import rows
from knowledge.matching.phrases import Phrases
from knowledge.places import telling
from knowledge.places.finding import Mention, Status, find
from knowledge.places.loading import FOLDER
from knowledge.places.reading import MOST_TOKENS, Token, tokens_of
from knowledge.places.units import Level

MOST_TOLD = 3
MADE_OF = "made_of"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a message.

    `direct`: it is about places and nothing else, so `told` or `question` is the whole reply. Otherwise
    `told` (often nothing) goes with the answer, and there is no question. `choices` are pairs of a short
    label and the text that a person who presses it would have typed.
    """

    mentions: tuple[Mention, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    rest: str = ""
    direct: bool = False
    told: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """What `told` is about: it need not be told again to the same person."""
        return tuple(mention.key for mention in self.mentions)


def placed(text: str, home: str | None = None, *, known: Sequence[str] = ()) -> Placed:
    """The places in `text`, for an agency whose province `home` names. Never raises, whatever the text.

    `spans` and `rest` leave out the names of old units and communes; a province of today stays in, for some
    procedures are one city's own. Of places whose keys are `known` nothing is told again unless it is asked.
    """
    tokens = tokens_of(text)
    cues = {span.meaning for span in _around().find([token.word for token in tokens])} - {""}
    mentions = _found(text, tokens, None if ELSEWHERE in cues else home, cues)
    if not mentions:
        return Placed(rest=text)
    spans = tuple((mention.start, mention.end) for mention in mentions if not _stays(mention))
    found = Placed(mentions, spans, _without(text, spans))
    news = cues or any(mention.status is not Status.SAME for mention in mentions)
    if news and not _left(tokens, mentions):
        return _direct(found, offering=ELSEWHERE not in cues)
    return _beside(found, known)


def _found(text: str, tokens: Sequence[Token], home: str | None, cues: set[str]) -> tuple[Mention, ...]:
    past = bool(cues) and MADE_OF not in cues
    mentions = find(text, home, past=past, tokens=tokens)
    if cues and not mentions:
        mentions = find(text, home, past=past, bare=True, tokens=tokens)
        mentions = mentions if len(mentions) == 1 and not _left(tokens, mentions) else []
    return tuple(mentions)


def _direct(found: Placed, *, offering: bool) -> Placed:
    sure = [mention for mention in found.mentions if mention.status is not Status.UNSURE][:MOST_TOLD]
    unsure = [mention for mention in found.mentions if mention.status is Status.UNSURE][:1]
    return replace(
        found,
        direct=True,
        told="\n".join(dict.fromkeys(map(telling.told, sure))),
        question="".join(telling.question(mention, offering=offering) for mention in unsure),
        choices=telling.choices(unsure[0]) if unsure and offering else (),
    )


def _beside(found: Placed, known: Sequence[str]) -> Placed:
    sentences = (telling.told_briefly(mention) for mention in found.mentions if mention.key not in known)
    told = [sentence for sentence in dict.fromkeys(sentences) if sentence][:MOST_TOLD]
    return replace(found, told="\n".join(told))


@cache
def _around() -> Phrases[str]:
    return Phrases((phrase, cue) for phrase, cue in rows("asking.tsv", 2, folder=FOLDER))


def _left(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether anything is left beside the places and the words that ask for them."""
    if len(tokens) >= MOST_TOKENS:
        return True
    words = [
        None if any(mention.start <= token.start < mention.end for mention in mentions) else token.word
        for token in tokens
    ]
    for run in _runs(words):
        covered = sum(span.end - span.start for span in _around().find(run))
        if covered < len(run):
            return True
    return False


def _runs(words: Sequence[str | None]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in (*words, None):
        if word is not None:
            run.append(word)
        elif run:
            yield run
            run = []


def _stays(mention: Mention) -> bool:
    return mention.status is Status.SAME and mention.units[0].level is Level.PROVINCE


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text
