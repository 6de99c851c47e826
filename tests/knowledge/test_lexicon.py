"""The files of everyday language: what they hold, and how a broken one is refused."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.facets import Facet
from knowledge.lexicon import FOLDER, LexiconError, loading, rows
from knowledge.matching.understanding import Lexicon, Understood
from knowledge.starter import starter_files
from knowledge.vietnamese.words import syllables

LEAST = 600


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return loading.load()


@pytest.fixture(scope="module")
def table() -> list[tuple[str, ...]]:
    return list(rows("everyday.tsv", 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "lexicon"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("*.py", "phrasings", "__pycache__"))
    return copied


def called(understood: Understood) -> set[str]:
    return {" ".join(name.official) for name in understood.called}


def spelt(text: str) -> str:
    return " ".join(syllables(text))


def test_there_are_enough_ways_of_saying_it_from_every_region(table: list[tuple[str, ...]]) -> None:
    assert len({phrase for phrase, *_ in table}) >= LEAST
    for region in loading.REGIONS:
        assert sum(row[2] == region for row in table) >= LEAST // 50, region


def test_no_row_stands_twice(table: list[tuple[str, ...]]) -> None:
    seen = [(tuple(syllables(phrase)), tuple(syllables(official))) for phrase, official, *_ in table]
    assert len(seen) == len(set(seen))
    for name, columns in (("facets.tsv", 3), ("fillers.tsv", 1), ("shorthand.tsv", 3)):
        lines = list(rows(name, columns))
        assert len(lines) == len(set(lines)), name


def test_official_names_are_in_the_words_of_procedures(table: list[tuple[str, ...]]) -> None:
    """The starter knowledge has no names for some fields (karaoke, fishing boats): most must be found."""
    names = [
        set(syllables(line)) for path in starter_files() for line in path.read_text("utf-8").splitlines()
    ]
    known: set[str] = set().union(*names)
    officials = {tuple(syllables(official)) for _, official, *_ in table}
    found = [official for official in officials if known.issuperset(official)]
    assert len(found) >= 0.8 * len(officials)


def test_no_phrase_is_one_syllable_that_means_something_else_without_its_marks(
    table: list[tuple[str, ...]],
) -> None:
    single = [phrase for phrase, *_ in table if len(syllables(phrase)) == 1 and not phrase.isascii()]
    assert not [phrase for phrase in single if not phrase.startswith(loading.EXACT) and phrase != "đtm"]


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("làm khai sanh cho con", "đăng ký khai sinh"),
        ("tui muốn làm hôn thú", "đăng ký kết hôn"),
        ("xin giay doc than", "cấp giấy xác nhận tình trạng hôn nhân"),
        ("má mất hôm qua", "đăng ký khai tử"),
        ("cắt khẩu ở quê", "xóa đăng ký thường trú"),
        ("chuyen khau ve nha chong", "đăng ký thường trú"),
        ("photo công chứng bằng cấp 3", "chứng thực bản sao từ bản chính"),
        ("mất bìa đỏ", "cấp lại giấy chứng nhận do bị mất"),
        ("cất nhà ở quê", "cấp giấy phép xây dựng mới nhà ở riêng lẻ"),
        ("mở quán nhậu", "đăng ký thành lập hộ kinh doanh"),
        ("dẹp tiệm rồi", "chấm dứt hoạt động hộ kinh doanh"),
        ("mất cà vẹt xe", "cấp lại chứng nhận đăng ký xe biển số xe"),
        ("bằng lái hết hạn", "đổi giấy phép lái xe"),
        ("làm passport", "cấp hộ chiếu phổ thông ở trong nước"),
        ("xin giấy không tiền án", "cấp phiếu lý lịch tư pháp"),
        ("lãnh một cục", "giải quyết hưởng bảo hiểm xã hội một lần"),
        ("lĩnh thất nghiệp", "giải quyết hưởng trợ cấp thất nghiệp"),
        ("tiền già của bà", "thực hiện trợ cấp hưu trí xã hội"),
        ("giay khuyet tat", "xác định xác định lại mức độ khuyết tật và cấp giấy xác nhận khuyết tật"),
        ("khoan giếng", "đăng ký khai thác nước dưới đất"),
        ("heo bị dịch phải tiêu hủy", "hỗ trợ cơ sở sản xuất bị thiệt hại do dịch bệnh động vật"),
        ("nấu rượu bán", "cấp giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh"),
        ("hội làng", "thông báo tổ chức lễ hội cấp xã"),
        ("xin giay antt", "cấp mới giấy chứng nhận đủ điều kiện về an ninh trật tự"),
        ("mua nha xa hoi", "đăng ký mua thuê mua thuê nhà ở xã hội"),
    ],
)
def test_everyday_words_have_official_names(lexicon: Lexicon, text: str, official: str) -> None:
    assert spelt(official) in called(lexicon.understand(text))


def test_a_phrase_that_fits_two_procedures_calls_both(lexicon: Lexicon) -> None:
    assert called(lexicon.understand("mất giấy khai sinh")) == {
        spelt("đăng ký lại khai sinh"),
        spelt("cấp bản sao trích lục hộ tịch bản sao giấy khai sinh"),
    }


def test_the_longest_phrase_wins(lexicon: Lexicon) -> None:
    assert called(lexicon.understand("lấy chồng hàn quốc")) == {spelt("đăng ký kết hôn có yếu tố nước ngoài")}


def test_a_phrase_that_needs_its_marks_is_not_seen_in_its_twin(lexicon: Lexicon) -> None:
    assert not called(lexicon.understand("giấy đó để đâu"))
    assert called(lexicon.understand("mới đẻ")) == {spelt("đăng ký khai sinh")}
    assert not called(lexicon.understand("moi de"))


def test_a_particle_that_is_another_words_twin_is_kept_beside_its_neighbour(lexicon: Lexicon) -> None:
    def weight(text: str, word: str) -> float:
        understood = lexicon.understand(text)
        return understood.weights[understood.words.index(word)]

    assert weight("dang ky khai tu", "tu") == 1.0
    assert weight("tu hom qua toi nay", "tu") < 0.5
    assert weight("từ hôm qua", "từ") < 0.5


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("khai sinh cần giấy chi", {"papers"}),
        ("hết bao lăm tiền", {"fee"}),
        ("mất mấy đồng rứa", {"fee"}),
        ("mất bao nhiêu ngày", {"time"}),
        ("mấy bữa có", {"time"}),
        ("chừng mô lấy được", {"time"}),
        ("nộp ở mô", {"where"}),
        ("ở xã khác được không", {"where"}),
        ("onl đc k", {"how"}),
        ("nộp qua bưu điện được không", {"how"}),
        ("nhờ em trai nộp dùm được không", {"who"}),
        ("16 tuổi có được kết hôn không", {"conditions"}),
        ("sổ đang thế chấp có cấp đổi được không", {"conditions"}),
        ("xong thì được cấp giấy gì", {"result"}),
        ("mỗi tháng hưởng bao nhiêu", {"result"}),
        ("mẫu tờ khai tải ở đâu", {"form"}),
        ("theo nghị định nào", {"legal_basis"}),
        ("qua mấy bước", {"steps"}),
        ("cần gì và bao nhiêu tiền", {"papers", "fee"}),
        ("xin mai táng phí", set()),
        ("chuyển sang đất phi nông nghiệp", set()),
        ("một thời gian nữa mới làm", set()),
    ],
)
def test_each_facet_is_heard_in_the_words_of_every_region(
    lexicon: Lexicon, text: str, facets: set[str]
) -> None:
    assert set(lexicon.understand(text).facets) == {Facet(name) for name in facets}


def replaced(name: str, line: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(f"# remark\n{line}\n", encoding="utf-8") and None


@pytest.mark.parametrize(
    ("name", "line", "remedy"),
    [
        ("everyday.tsv", "sổ đỏ\tgiấy chứng nhận\tchung\tnhiều", "ví dụ 0.8"),
        ("everyday.tsv", "sổ đỏ\tgiấy chứng nhận\tchung\t1.5", "ví dụ 0.8"),
        ("everyday.tsv", "sổ đỏ\tgiấy chứng nhận\tchung\tnan", "ví dụ 0.8"),
        ("everyday.tsv", "sổ đỏ\tgiấy chứng nhận\tđông\t0.8", "chung, bắc, trung, nam"),
        ("everyday.tsv", "sổ đỏ\t\tchung\t0.8", "cột 1 và cột 2"),
        ("everyday.tsv", "sổ đỏ\ta\tchung\t0.8\tthừa", "phím Tab"),
        ("facets.tsv", "price\tbao nhiêu", "papers"),
        ("facets.tsv", "fee\t", "cột 2 phải có chữ"),
        ("facets.tsv", "fee\tbao nhiêu\tyếu", "weak"),
        ("facets.tsv", "how\t@medium được không", "@medium"),
    ],
)
def test_a_broken_line_is_refused_with_file_line_and_remedy(
    folder: Path, name: str, line: str, remedy: str
) -> None:
    replaced(name, line)(folder)
    with pytest.raises(LexiconError) as refused:
        loading.load(folder)
    assert f"{name}:2:" in str(refused.value)
    assert remedy in str(refused.value)


def test_a_row_that_stands_twice_is_refused_with_both_lines(folder: Path) -> None:
    line = "sổ đỏ\tgiấy chứng nhận\tchung\t0.8"
    replaced("everyday.tsv", f"{line}\n{line}")(folder)
    with pytest.raises(LexiconError, match=r"everyday\.tsv:3: .*dòng 2"):
        loading.load(folder)


@pytest.mark.parametrize("name", ["everyday.tsv", "facets.tsv", "fillers.tsv", "shorthand.tsv", "cues.tsv"])
def test_a_file_that_is_not_text_or_missing_is_refused_by_name(folder: Path, name: str) -> None:
    def load() -> None:
        loading.load(folder)
        loading.cues(folder)

    (folder / name).write_bytes(b"s\xe1\xba")
    with pytest.raises(LexiconError, match=name):
        load()
    (folder / name).unlink()
    with pytest.raises(LexiconError, match=name):
        load()
