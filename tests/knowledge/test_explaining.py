"""Everything that led to an answer, on both engines."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known import BIRTH, BIRTH_FOREIGN, MARRIAGE, NAMES, NOW, SINGLE, STAY, furnish, shipped

from connectors.database import Database
from knowledge.explaining import SPOKE, Cause, Explanation, explain, weighed
from knowledge.facets import Facet
from knowledge.findings import Found
from knowledge.library import Library
from knowledge.matching.confidence import FOUND
from knowledge.matching.features import NAMES as NAMES_OF_FEATURES
from knowledge.matching.routes import Topic
from knowledge.replaying import replay
from knowledge.vietnamese.reading import Reason


@pytest.fixture
async def library(database: Database) -> Library:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return library


def told(library: Library, text: str, *after: str) -> Explanation:
    return explain(library, "xa-b", text, replay(library, "xa-b", after, NOW), NOW)


def test_a_message_is_followed_from_what_was_typed_to_what_was_decided(library: Library) -> None:
    why = told(library, "dk tam tru can j")
    assert why.typed == why.meant == "dk tam tru can j"
    changes = {change.typed: (" ".join(change.read), change.reason) for change in why.changes}
    assert changes["j"] == ("gì", Reason.SHORTHAND)
    assert changes["tru"] == ("trú", Reason.MARKS)
    assert why.facets == (Facet.PAPERS,)
    weights = dict(why.words)
    assert weights["trú"] > 0.5 > weights["gì"]
    assert (why.cause, why.candidates[0].code, why.candidates[0].name) == (Cause.SURE, STAY, NAMES[STAY])
    assert why.confidence >= FOUND
    assert why.finding == library.answer("xa-b", "dk tam tru can j", None, NOW)
    assert why.finding.confidence == why.confidence


def test_everyday_phrases_and_signs_of_variants_are_named(library: Library) -> None:
    why = told(library, "xin giấy độc thân")
    assert any("hôn nhân" in " ".join(name.official) for name in why.called)
    foreign = told(library, "đăng ký khai sinh có yếu tố nước ngoài")
    assert "nước ngoài" in foreign.cues
    assert foreign.candidates[0].code == BIRTH_FOREIGN


def test_what_spoke_for_and_against_adds_to_the_score(library: Library) -> None:
    why = told(library, "đăng ký khai sinh cho con")
    assert 1 < len(why.candidates) <= 10
    for each in why.candidates:
        assert 0 < len(each.favouring) <= SPOKE
        assert len(each.opposing) <= SPOKE
        parts = [voice.part for voice in each.favouring]
        assert parts == sorted(parts, reverse=True)
        assert all(voice.part > 0 for voice in each.favouring)
        assert all(voice.part < 0 for voice in each.opposing)
    scores = [each.score for each in why.candidates if each.held]
    assert scores == sorted(scores, reverse=True)
    assert sum(each.share for each in why.candidates) <= 1.001


def test_a_feature_speaks_by_its_value_times_its_weight(library: Library) -> None:
    holdings = library.holdings
    question = holdings.matcher.understand("xin giấy độc thân")
    first = holdings.matcher.rank(question, holdings.visible("xa-b")).candidates[0]
    parts = dict(zip(NAMES_OF_FEATURES, holdings.matcher.ranker.weights * first.features, strict=True))
    assert sum(parts.values()) == pytest.approx(first.score, abs=1e-3)
    loudest = weighed(holdings, first).favouring[0]
    assert (loudest.feature, loudest.part) == (
        max(parts, key=lambda name: parts[name]),
        pytest.approx(max(parts.values())),
    )


@pytest.mark.parametrize(
    ("cause", "text", "after"),
    [
        (Cause.FOLLOWED, "còn lệ phí thì sao", ("đăng ký kết hôn cần giấy tờ gì",)),
        (Cause.REFUSED_LAST, "không phải thủ tục này", ("đăng ký kết hôn cần giấy tờ gì",)),
        (Cause.ROUTED, "xin chào", ()),
        (Cause.NO_TOPIC, "cần giấy tờ gì", ()),
        (Cause.NO_TOPIC, "☺☺☺", ()),
        (Cause.LACKING, "đăng ký khai tử cho ông nội", ()),
        (Cause.TWO, "đăng ký khai sinh cho con; đăng ký tạm trú", ()),
        (Cause.TOO_DOUBTFUL, "ngoài trời gió mát", ()),
        (Cause.NO_CANDIDATE, "màu tím hoa sim", ()),
    ],
)
def test_each_decision_has_its_cause(
    library: Library, cause: Cause, text: str, after: tuple[str, ...]
) -> None:
    assert told(library, text, *after).cause is cause


def test_a_follow_up_is_read_with_the_question_before(library: Library) -> None:
    why = told(library, "còn lệ phí thì sao", "đăng ký kết hôn cần giấy tờ gì")
    assert why.joined == "đăng ký kết hôn cần giấy tờ gì"
    assert isinstance(why.finding, Found)
    assert why.finding.procedure.code == MARRIAGE
    assert why.facets == (Facet.FEE,)


def test_a_lapsed_talk_explains_nothing(library: Library) -> None:
    context = replay(library, "xa-b", ["xin giấy độc thân"], NOW)
    assert context is not None
    assert context.code == SINGLE
    late = explain(library, "xa-b", "còn lệ phí thì sao", context, NOW + timedelta(days=1))
    assert (late.joined, late.cause) == ("", Cause.NO_TOPIC)


def test_what_is_no_question_about_a_procedure_names_its_topic(library: Library) -> None:
    why = told(library, "cháy nhà rồi cứu với")
    assert why.route is not None
    assert why.route.topic is Topic.EMERGENCY


def test_what_is_said_not_to_be_meant_is_left_out(library: Library) -> None:
    why = told(library, "tôi hỏi khai sinh chứ không phải kết hôn")
    assert "kết hôn" not in why.meant
    assert why.candidates[0].code == BIRTH


def test_an_unknown_agency_is_refused(library: Library) -> None:
    with pytest.raises(KeyError):
        explain(library, "xa-khong-co", "khai sinh", None, NOW)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_is_explained(library: Library, text: str) -> None:
    why = told(library, text)
    assert why.finding == library.answer("xa-b", text, None, NOW)
    assert 0 <= why.confidence <= 1
