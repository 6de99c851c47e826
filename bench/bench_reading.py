"""Reading messages as typed, in six ways of typing: how fast, how often as meant, how calm before garbage.

Wanted: 40 words in p99 <= 2 ms, 10,000 characters of anything in <= 50 ms, raw Telex and VNI as meant in
99.5 of 100 messages.
"""

import gc
import json
import sys
import time
from random import Random

from retyping import WAYS, retype
from support import tell

from knowledge import lexicon
from knowledge.starter import starter_files
from knowledge.vietnamese.folding import has_marks
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.vocabulary import Vocabulary
from knowledge.vietnamese.words import syllables

WORDS, MESSAGES, STEP = 40, 600, 9
GARBAGE = (
    "abcdefghijklmnopqrstuvwxyz    ",
    "aeiounghtc ",
    "sfrxjw aeo",
    "d9a8123 ",
    "a\u0323\u0308 \u200b中я",
)
FLOORS = {
    "telex": 0.995,
    "vni": 0.995,
    "shorthand": 0.9,
    "one typo": 0.8,
    "no marks": 0.0,
    "partly marked": 0.0,
}


def phrases() -> list[str]:
    rows = [json.loads(line) for path in starter_files() for line in path.read_text("utf-8").splitlines()]
    texts = [text for row in rows for text in (row["name"], *row["phrasings"])]
    files = sorted((lexicon.FOLDER / "phrasings").glob("*.tsv"))
    return texts + [text for path in files for _, text in lexicon.rows(f"phrasings/{path.name}", 2)]


def milliseconds(reader: Reader, text: str) -> float:
    """Of the processor: others may use the machine meanwhile."""
    began = time.thread_time()
    reader.read(text)
    return (time.thread_time() - began) * 1000


def speed(reader: Reader, texts: list[str], random: Random) -> bool:
    taken = []
    for number in range(MESSAGES):
        message = " ".join(" ".join(random.sample(texts, WORDS // 6)).split()[:WORDS])
        taken.append(milliseconds(reader, retype(list(WAYS)[number % len(WAYS)], message, random)))
    taken.sort()
    p50, p99 = taken[MESSAGES // 2], taken[MESSAGES * 99 // 100]
    tell("reading 40 words", p99 <= 2, f"p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    worst = max(
        milliseconds(reader, "".join(random.choices(letters, k=10_000)))
        for letters in GARBAGE
        for _ in range(5)
    )
    tell("reading 10,000 characters of garbage", worst <= 50, f"at most {worst:.1f} ms")
    return p99 <= 2 and worst <= 50


def understood(reader: Reader, texts: list[str], random: Random) -> bool:
    holds = True
    for way, floor in FLOORS.items():
        met = sum(as_meant(reader, text, retype(way, text, random), way) for text in texts) / len(texts)
        tell(f"reading {way}", met >= floor, f"{met:.3f} of messages word for word as meant")
        holds &= met >= floor
    return holds


def as_meant(reader: Reader, text: str, typed: str, way: str) -> bool:
    meant, read = reader.read(text), reader.read(typed)
    return read.words == meant.words if FLOORS[way] else read.restored == meant.words


def main() -> bool:
    texts = phrases()
    rows = [(short, full, beside) for short, full, beside in lexicon.rows("shorthand.tsv", 3)]
    began = time.perf_counter()
    reader = Reader(Vocabulary.of(texts), Shorthand.of(rows))
    print(f"     vocabulary of {len(texts)} texts built in {time.perf_counter() - began:.2f} s")
    gc.collect()
    gc.freeze()
    random = Random(1)
    marked = [text for text in texts[::STEP] if sum(map(has_marks, syllables(text))) > len(text.split()) / 2]
    return all([speed(reader, texts, random), understood(reader, marked, random)])


if __name__ == "__main__":
    sys.exit(not main())
