"""Places that people name, and what they are since 1 July 2025."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.finding import MOST_MENTIONS, Mention, Status, find
from knowledge.places.loading import gazetteer
from knowledge.places.placing import placed
from knowledge.places.telling import choices, told
from knowledge.places.units import Unit
from knowledge.vietnamese.folding import fold


def only(text: str, home: str | None = None) -> Mention:
    (mention,) = find(text, home)
    return mention


def today(text: str, home: str | None = None) -> set[str]:
    return {unit.called for unit in only(text, home).now}


GIONG_RIENG = {"Giồng Riềng", "Hòa Hưng", "Hòa Thuận", "Long Thạnh", "Ngọc Chúc", "Thạnh Hưng"}
CHO_DON = {
    "Chợ Đồn", "Bạch Thông", "Đồng Phúc", "Nam Cường", "Nghĩa Tá", "Quảng Bạch", "Yên Phong", "Yên Thịnh",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "now", "province"),
    [
        ("xã Ngọc Hòa, huyện Giồng Riềng, Kiên Giang", "xã Hòa Thuận", "tỉnh An Giang"),
        ("xa ngoc hoa huyen giong rieng tinh kien giang", "xã Hòa Thuận", "tỉnh An Giang"),
        ("xa Ngọc Hoa huyện Giong Riềng", "xã Hòa Thuận", "tỉnh An Giang"),
        ("Ngọc Hoà, Giồng Riềng, Kiên Giang", "xã Hòa Thuận", "tỉnh An Giang"),
        ("x. Ngọc Hòa h. Giồng Riềng", "xã Hòa Thuận", "tỉnh An Giang"),
        ("XÃ NGỌC HÒA HUYỆN GIỒNG RIỀNG", "xã Hòa Thuận", "tỉnh An Giang"),
        ("tỉnh Kiên Giang, huyện Giồng Riềng, xã Ngọc Hòa", "xã Hòa Thuận", "tỉnh An Giang"),
        ("xã Ngọc Hòa cũ của huyện Giồng Riềng", "xã Hòa Thuận", "tỉnh An Giang"),
        ("xã Ngọc Hòaa huyện Giồng Riềng", "xã Hòa Thuận", "tỉnh An Giang"),
        ("thị trấn Bằng Lũng, huyện Chợ Đồn, Bắc Kạn", "xã Chợ Đồn", "tỉnh Thái Nguyên"),
        ("tt. Bằng Lũng, Chợ Đồn, Bắc Cạn", "xã Chợ Đồn", "tỉnh Thái Nguyên"),
        ("phường Thảo Điền, Thủ Đức, TP HCM", "phường An Khánh", "Thành phố Hồ Chí Minh"),
        ("p thảo điền tp thủ đức", "phường An Khánh", "Thành phố Hồ Chí Minh"),
        ("p.5 q.3 tphcm", "phường Bàn Cờ", "Thành phố Hồ Chí Minh"),
        ("P05, Q3, SG", "phường Bàn Cờ", "Thành phố Hồ Chí Minh"),
        ("f5 quận 3", "phường Bàn Cờ", "Thành phố Hồ Chí Minh"),
        ("Phú Hòa Đông, Củ Chi, Hồ Chí Minh", "xã Phú Hòa Đông", "Thành phố Hồ Chí Minh"),
        ("phường Kim Liên, quận Đống Đa, Hà Nội", "phường Kim Liên", "thành phố Hà Nội"),
        ("phường Trần Phú, thành phố Hà Tĩnh", "phường Thành Sen", "tỉnh Hà Tĩnh"),
        ("xa ea m droh huyen cu m'gar", "xã Ea M'Droh", "tỉnh Đắk Lắk"),
        ("huyện Côn Đảo", "đặc khu Côn Đảo", "Thành phố Hồ Chí Minh"),
        ("tỉnh Bắc Kạn", "tỉnh Thái Nguyên", "tỉnh Thái Nguyên"),
        ("về Bình Dương", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_an_old_place_leads_to_the_unit_in_force(text: str, now: str, province: str) -> None:
    (unit,) = only(text).now
    assert (unit.called, unit.province.called) == (now, province)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_words_found_are_those_of_the_text(form: str) -> None:
    text = unicodedata.normalize(form, "Tôi ở xã Ngọc Hòa, huyện Giồng Riềng làm khai sinh")  # type: ignore[arg-type]
    found = placed(text)
    assert unicodedata.normalize("NFC", found.mentions[0].said) == "xã Ngọc Hòa, huyện Giồng Riềng"
    assert unicodedata.normalize("NFC", found.rest) == "Tôi ở   làm khai sinh"


@pytest.mark.parametrize(
    ("text", "names"),
    [("huyện Giồng Riềng", GIONG_RIENG), ("huyen cho don, tinh bac kan", CHO_DON), ("H. Chợ Đồn", CHO_DON)],
)
def test_a_district_is_the_communes_that_are_left_of_it(text: str, names: set[str]) -> None:
    assert only(text).status is Status.DISSOLVED
    assert {unit.name for unit in only(text).now} == names


def test_a_commune_that_was_parted_names_every_part() -> None:
    mention = only("phường Đại Mỗ, quận Nam Từ Liêm")
    assert mention.status is Status.SPLIT
    assert {unit.name for unit in mention.now} >= {"Đại Mỗ", "Dương Nội", "Tây Mỗ"}
    assert all(unit.called in told(mention) for unit in mention.now)


@pytest.mark.parametrize(
    "text", ["xã Hòa Thuận, tỉnh An Giang", "phường An Bình, quận Ninh Kiều", "ở Hà Nội", "tp Đà Nẵng"]
)
def test_what_goes_by_the_same_name_is_unchanged(text: str) -> None:
    assert only(text).status is Status.SAME
    assert placed(text).told == ""


@pytest.mark.parametrize("text", ["xã Tân Lập", "phường 5", "xa tan lap"])
def test_a_name_that_many_have_is_not_guessed(text: str) -> None:
    assert only(text).status is Status.UNSURE
    assert only(text).now == ()
    assert choices(only(text)) == ()


def test_of_many_the_one_of_the_agencys_own_province_is_meant() -> None:
    assert today("xã Tân Lập", "UBND tỉnh An Giang") == {"xã Núi Cấm"}
    assert only("huyện Phú Tân", "Sở Tư pháp tỉnh Cà Mau").units[0].province.name == "Cà Mau"
    assert today("xã Tân Lập, huyện Đồng Phú", "tỉnh An Giang") == {"xã Đồng Phú"}


def test_a_district_or_a_province_beside_it_settles_which_one_is_meant() -> None:
    assert today("xã Tân Lập, Bình Phước") == {"xã Đồng Phú"}
    assert only("xã Tân Lập, tỉnh Tây Ninh").status is Status.SAME
    assert only("xã Tân Lập, tỉnh Long An").status is Status.UNSURE


@pytest.mark.parametrize("text", ["phường 99 quận 3", "xã Không Có, huyện Giồng Riềng"])
def test_a_commune_that_the_district_never_had_is_unknown(text: str) -> None:
    assert only(text).status is Status.UNKNOWN
    assert only(text).now == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tân Lập",
        "thống nhất sửa hồ sơ",
        "hợp tác xã Thống Nhất làm thủ tục gì",
        "xã biên giới xin giấy gì",
        "xã cho nuôi cá",
        "xa hoi thuong xuyen",
        "phuong an dong cua mo",
        "co quan tan binh",
        "cấp xã (1.010736)",
        "cán bộ xã, phường; thanh niên xung phong",
        "tỉnh Hà Tây",
        "xã tôi thuộc diện nào",
        "đăng ký kết hôn cần gì",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert find(text) == []


def test_the_two_maps_may_be_mixed() -> None:
    assert today("xã Hòa Thuận, Kiên Giang") == {"xã Hòa Thuận"}
    assert today("xã Ngọc Hòa, Giồng Riềng, An Giang") == {"xã Hòa Thuận"}


COMMUNES = [unit for unit in gazetteer().units if unit.old and unit.district][::50]


@pytest.mark.parametrize("marks", [True, False], ids=["marked", "unmarked"])
@pytest.mark.parametrize(
    ("form", "rightly"),
    [
        ("{commune}, {district}, {province}", 0.99),
        ("hỏi {commune} {district} làm căn cước ở đâu", 0.98),
        ("{name}, {district_name}, {province_name}", 0.93),
    ],
)
def test_any_commune_is_found_in_its_district(form: str, rightly: float, *, marks: bool) -> None:
    found = [_found(form, unit, marks=marks) for unit in COMMUNES]
    right = [
        mention and set(mention.now) == set(unit.now) for mention, unit in zip(found, COMMUNES, strict=True)
    ]
    assert sum(map(bool, right)) >= rightly * len(COMMUNES)


def test_beside_its_district_no_commune_is_taken_for_another() -> None:
    for unit in COMMUNES:
        mention = _found("{commune} {district}", unit, marks=True)
        assert mention
        assert mention.status is Status.UNSURE or set(mention.now) == set(unit.now)


def _found(form: str, unit: Unit, *, marks: bool) -> Mention | None:
    district = unit.district
    assert district
    text = form.format(
        commune=unit.called,
        district=district.called,
        province=unit.province.called,
        name=unit.name,
        district_name=district.name,
        province_name=unit.province.name,
    )
    mentions = find(text if marks else fold(text))
    return mentions[0] if len(mentions) == 1 else None


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_is_read_without_an_error(text: str, home: str) -> None:
    found = placed(text, home)
    for mention in found.mentions:
        assert mention.said == text[mention.start : mention.end]
        assert told(mention)


NAMES = ["Tân", "Lập", "Ngọc", "Hòa", "giồng", "riềng", "Hà", "Nội", "tphcm", "Thanh", "Hóa", "5"]
WORDS = st.sampled_from([*NAMES, "xã", "p.", "q.", "q1", "cũ", ",", "thuộc", "nay là", "nào", "xa", "huyện"])


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_row_of_names_is_read_without_an_error(text: str) -> None:
    found = placed(text, "An Giang")
    assert len(found.mentions) <= MOST_MENTIONS
    assert all(
        left.end <= right.start for left, right in zip(found.mentions, found.mentions[1:], strict=False)
    )
    assert bool(found.choices) <= bool(found.question)
