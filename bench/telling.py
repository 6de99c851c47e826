"""The figures of bench_evaluation as the tables of docs/evaluation.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measuring import Interval, Measured, calibration_interval, facet_interval

from bot.plotting import Words
from knowledge.calibration import bins
from knowledge.evaluation import Tally
from knowledge.judging import asked_back
from knowledge.labelled import UNANSWERABLE

WORST = 20
LONGEST = 110
WORDS = Words(
    title="{answered} of 100 questions are answered at once, {wrong} of 100 answers are wrong",
    text=(
        "A curve: with a lower threshold more is answered and more is wrong. At the threshold in use, "
        "{threshold}, {answered} of 100 answerable questions are answered at once, and {wrong} of 100 "
        "answers name a wrong procedure. The table below the curve has the figures."
    ),
    across="Questions answered at once, of 100 that have an answer",
    up="Answers with a wrong procedure, of 100 answers given",
    here="In use: {threshold}",
    columns=("Confidence from", "Answered at once (%)", "Wrong answers (%)", "Answers"),
    comma=".",
)
TAGS = {
    "bien_the": "variants of one procedure",
    "cut": "fragments",
    "dau_mot_phan": "partly marked",
    "dieu_kien": "conditions",
    "gan_dung": "near misses",
    "hoi_thoai": "follow-ups, with history",
    "ke_chuyen_dai": "stories",
    "khong_dau": "without marks",
    "lo_ten_thu_tuc": "official name in it",
    "loi_go": "typos",
    "mien_bac": "words of the North",
    "mien_nam": "words of the South",
    "mien_trung": "words of the Centre",
    "ngoai_kho": "outside the usual stock",
    "nhieu_mat": "several facets",
    "nhieu_viec": "two matters",
    "phap_ly": "legal terms",
    "phu_dinh": "says what is not meant",
    "so_sanh": "comparisons",
    "telex": "raw Telex",
    "thu_tu": "order of steps",
    "viet_tat": "shorthand",
    "vni": "raw VNI",
}


@dataclass(frozen=True)
class Row:
    """A line of the table of what must be shown."""

    measure: str
    floor: float | None
    must: float
    aim: float
    measured: float
    interval: Interval
    at_most: bool = False

    @property
    def met(self) -> bool:
        return self.measured <= self.must if self.at_most else self.measured >= self.must

    def line(self) -> str:
        sign = "≤" if self.at_most else "≥"
        floor = "–" if self.floor is None else f"{self.floor:.2f}"
        low, high = self.interval
        told = f"**{self.measured:.3f}** ({low:.3f} to {high:.3f})"
        met = "yes" if self.met else "**no**"
        return f"| {self.measure} | {floor} | {sign} {self.must:.2f} | {self.aim:.2f} | {told} | {met} |"


def rows(measured: Measured) -> list[Row]:
    report, tallies = measured.report, measured.report.tallies

    def shared(measure: str, name: str, must: float, aim: float, *, at_most: bool = False) -> Row:
        tally: Tally = tallies[name]
        text = f"{measure}, of {tally.tries}"
        floor = measured.share(int(name[2:])) if name.startswith("r@") else None
        return Row(text, floor, must, aim, tally.share, tally.interval, at_most)

    def lost(measure: str, way: str, must: float, aim: float) -> Row:
        floor = measured.floor_lost(way)
        return Row(f"lost in R@1 {measure}", floor, must, aim, *measured.lost(way), at_most=True)

    facets, outcomes = report.facets["asked"], report.outcomes
    ece = report.calibration_error
    return [
        shared("R@1", "r@1", 0.80, 0.90),
        shared("R@3", "r@3", 0.92, 0.97),
        shared("R@10", "r@10", 0.96, 0.99),
        lost("without any marks", "no marks", 0.02, 0.0),
        lost("with one typo a message", "one typo", 0.04, 0.02),
        lost("with raw Telex", "telex", 0.04, 0.02),
        lost("with shorthand", "shorthand", 0.04, 0.02),
        Row(f"facets, micro F1, {facets}", None, 0.92, 0.97, report.facet_f1, facet_interval(outcomes)),
        shared("follow-ups: right procedure", "follow_up", 0.85, 0.95),
        shared("unanswerable refused or routed", "refused_rightly", 0.90, 0.97),
        shared("answerable wrongly refused", "wrongly_refused", 0.08, 0.03, at_most=True),
        shared("confidently wrong, of all Found", "confidently_wrong", 0.06, 0.02, at_most=True),
        Row(
            "expected calibration error",
            None,
            0.05,
            0.03,
            ece,
            calibration_interval(outcomes),
            at_most=True,
        ),
    ]


def part(measured: Measured, picture: str) -> Iterator[str]:
    """The tables of one set of questions."""
    yield "| measure | plain search | must | aim | measured (95 % interval) | reached |"
    yield "|---|---|---|---|---|---|"
    yield from (row.line() for row in rows(measured))
    yield from ("", "### Retyped in six ways", "", *_ways(measured))
    yield from ("", "### By class", "", *_classes(measured))
    yield from ("", "### Answers against wrong answers", "", f"![{_finding(measured)}]({picture})", "")
    yield from (_decided(measured), "", *_unanswerable(measured))
    yield from ("", "### What a confidence is worth", "", *_calibration(measured))
    yield from ("", f"### The {WORST} worst confusions", "", *_confusions(measured))
    yield from ("", "### Speed", "", _speed(measured))


def _ways(measured: Measured) -> Iterator[str]:
    yield "| typed | R@1 | lost in R@1 (95 % interval) | lost by plain search | refused wrongly |"
    yield "|---|---|---|---|---|"
    for way, report in measured.retyped.items():
        lost, (low, high) = measured.lost(way)
        first, refused = (report.tallies[name].share for name in ("r@1", "wrongly_refused"))
        told = f"{lost:.3f} ({low:.3f} to {high:.3f})"
        yield f"| {way} | {first:.3f} | {told} | {measured.floor_lost(way):.3f} | {refused:.3f} |"


def _classes(measured: Measured) -> Iterator[str]:
    yield "| tag | what | questions | R@1 (95 % interval) | R@3 | R@10 | refused wrongly | wrong of Found |"
    yield "|---|---|---|---|---|---|---|---|"
    for tag, tallies in sorted(measured.report.by_tag.items()):
        first = tallies["r@1"]
        if tag.startswith("set:") or not first.tries:
            continue
        low, high = first.interval
        shares = " | ".join(f"{tallies[name].share:.3f}" for name in ("r@3", "r@10", "wrongly_refused"))
        wrong = tallies["confidently_wrong"]
        told = f"{first.share:.3f} ({low:.3f} to {high:.3f})"
        yield (
            f"| `{tag}` | {TAGS.get(tag, '')} | {first.tries} | {told} | {shares}"
            f" | {wrong.hits} of {wrong.tries} |"
        )


def _finding(measured: Measured) -> str:
    share = measured.report.tallies
    return (
        f"{share['answered'].share * 100:.0f} of 100 questions are answered at once, "
        f"{share['confidently_wrong'].share * 100:.1f} of 100 answers are wrong"
    )


def _decided(measured: Measured) -> str:
    tallies = measured.report.tallies
    names = ("answered", "asked_back", "wrongly_refused", "clarified", "refused_rightly", "refusal_precision")
    answered, asked, refused, clarified, rightly, precise = (tallies[name] for name in names)
    return (
        f"Of {answered.tries} answerable questions {answered.hits} were answered at once, {asked.hits} asked"
        f" back and {refused.hits} refused or routed. Of {clarified.tries} questions that several procedures"
        f" fit, {clarified.hits} were asked back. Of {rightly.tries} unanswerable ones {rightly.hits} were"
        f" refused or routed; {precise.hits} of all {precise.tries} refusals were right."
    )


def _unanswerable(measured: Measured) -> Iterator[str]:
    yield "| unanswerable | questions | refused or routed | asked back | answered |"
    yield "|---|---|---|---|---|"
    for label in UNANSWERABLE:
        asked = [each for each in measured.report.outcomes if each.label == label]
        refused, back = (sum(map(of, asked)) for of in (lambda each: each.refused, asked_back))
        yield f"| `{label}` | {len(asked)} | {refused} | {back} | {len(asked) - refused - back} |"


def _calibration(measured: Measured) -> Iterator[str]:
    yield "| confidence from | promised on average | right (95 % interval) | questions |"
    yield "|---|---|---|---|"
    for each in bins(measured.report.outcomes):
        low, high = each.came.interval
        came = f"{each.came.share:.3f} ({low:.3f} to {high:.3f})"
        yield f"| {each.low:.1f} | {each.promised:.3f} | {came} | {each.came.tries} |"


def _confusions(measured: Measured) -> Iterator[str]:
    yield "| times | asked for | first instead |"
    yield "|---|---|---|"
    worst = sorted(measured.report.confusions.items(), key=lambda each: (-each[1], each[0]))
    for (wanted, got), count in worst[:WORST]:
        yield f"| {count} | {_name(measured, wanted)} | {_name(measured, got)} |"


def _name(measured: Measured, code: str) -> str:
    if not code:
        return "(nothing)"
    name = " ".join(measured.names.get(code, "(not held)").replace("|", "/").split())
    name = name if len(name) <= LONGEST else name[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return f"{name} `{code}`"


def _speed(measured: Measured) -> str:
    taken: Sequence[float] = measured.milliseconds
    return (
        f"{measured.procedures} procedures, {len(taken)} questions, whole pipeline in process: "
        f"p50 {taken[len(taken) // 2]:.1f} ms, p99 {taken[len(taken) * 99 // 100]:.1f} ms of the processor. "
        "`bench/bench_ask.py` measures speed and memory properly, also on 30,000 procedures."
    )
