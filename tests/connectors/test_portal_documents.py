"""Files that portals offer come out as text in reading order, with a doubt where they can't be relied on."""

from io import BytesIO

import docx
import office_files as files
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from connectors.portal.documents import document, procedure_in
from connectors.portal.legacy_text import guessed, in_unicode
from connectors.portal.pages import Unreadable
from connectors.portal.text_quality import doubts_of

NOTICE = "Ủy ban nhân dân xã thông báo lịch tiếp công dân tháng mười một tại trụ sở."
TCVN3 = "Uû ban nh©n d©n x· th«ng b¸o lÞch tiÕp c«ng d©n th¸ng m­êi mét t¹i trô së."
VNI = "UÛy ban nhaân daân xaõ thoâng baùo lòch tieáp coâng daân thaùng möôøi moät taïi truï sôû."
NAMES = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:p>'


def test_a_word_file_is_read_in_order_with_its_tables_and_header() -> None:
    content = files.word(NOTICE, table=[["Thứ Hai", "Chủ tịch"], ["Thứ Tư", "Phó Chủ tịch"]], header="MẬT")
    found = document(content, "https://mau.gov.vn/tep/L%E1%BB%8Bch_ti%E1%BA%BFp.docx?v=2")
    assert found.text == f"MẬT\n{NOTICE}\nThứ Hai | Chủ tịch\nThứ Tư | Phó Chủ tịch"
    assert (found.kind, found.title, found.doubt) == ("docx", "Lịch tiếp", "")


def test_what_was_inserted_counts_and_what_was_struck_out_does_not() -> None:
    file = docx.Document()
    changes = (
        "<w:r><w:t>Lệ phí </w:t></w:r><w:del><w:r><w:delText>5.000</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>8.000 đồng</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t> (mẫu 1)</w:t></w:r></w:hyperlink>"
    )
    file.element.body.insert(0, parse_xml(NAMES.format(changes)))
    assert document(files.saved(file), "a.docx").text == "Lệ phí 8.000 đồng (mẫu 1)"


@pytest.mark.parametrize(
    ("text", "font", "read"),
    [
        (TCVN3, ".VnTime", "Uỷ ban nhân dân xã thông báo lịch tiếp công dân tháng mười một tại trụ sở."),
        (VNI, "VNI-Times", NOTICE),
        ("uû ban nh©n d©n", ".VnTimeH", "UỶ BAN NHÂN DÂN"),
        (NOTICE, ".VnTime", NOTICE),
        (NOTICE, "Times New Roman", NOTICE),
    ],
)
def test_old_fonts_are_decoded_by_their_names(text: str, font: str, read: str) -> None:
    assert document(files.word((text, font)), "a.docx").text == read
    assert in_unicode(text, "/ABCDEF+" + font) == read


@pytest.mark.parametrize("old", [TCVN3, VNI])
def test_old_letters_are_decoded_where_no_font_tells(old: str) -> None:
    for content, name in (
        (old.encode("cp1252"), "a.txt"),
        (files.pdf(old), "a.pdf"),
        (files.sheet([[old]]), "a.xlsx"),
    ):
        found = document(content, name)
        assert "thông báo lịch tiếp công dân" in found.text
        assert found.doubt == ""


def test_a_pdf_is_read_page_by_page() -> None:
    found = document(files.pdf("Trang dau, khong dau", "Trang hai\nva het"), "a.pdf")
    assert found.text == "Trang dau, khong dau\n\nTrang hai\nva het"
    assert found.kind == "pdf"


def test_a_pdf_that_opens_without_a_password_is_read_and_a_locked_one_is_not() -> None:
    for password, opens in (("", True), ("kin", False)):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(files.pdf("Thong bao"))))
        writer.encrypt(password, "chu")
        out = BytesIO()
        writer.write(out)
        if opens:
            assert document(out.getvalue(), "a.pdf").text == "Thong bao"
        else:
            with pytest.raises(Unreadable, match="mật khẩu"):
                document(out.getvalue(), "a.pdf")


def test_a_spreadsheet_gives_a_line_a_row() -> None:
    found = document(
        files.sheet([["STT", "Tên"], [1, "Thả diều"], [None, None], [2.5, " hai\ndòng "]]), "a.xlsx"
    )
    assert found.text == "STT | Tên\n1 | Thả diều\n2.5 | hai dòng"
    assert found.kind == "xlsx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_read(encoding: str) -> None:
    found = document(NOTICE.encode(encoding), "a.txt", "text/plain")
    assert (found.text, found.kind, found.doubt) == (NOTICE, "text", "")


def test_an_old_word_file_is_asked_for_in_another_form() -> None:
    found = document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Thông báo.doc")
    assert (found.text, found.kind) == ("", "doc")
    assert ".docx hoặc PDF" in found.doubt


def test_a_procedure_is_read_from_a_word_file() -> None:
    content = files.word(
        "THỦ TỤC",
        "1. Tên thủ tục: Cấp phép thả diều",
        "2. Trình tự thực hiện:",
        "- Bước 1: Nộp",
        "- Bước 2: Nhận",
        "3. Thành phần, số lượng hồ sơ:",
        "- Đơn",
        "4. Thời hạn giải quyết: Trong ngày",
        "5. Lệ phí (nếu có): Không",
        table=[["Mã thủ tục", "1.999001"], ["Kết quả thực hiện", "Giấy phép"]],
    )
    found = procedure_in(content, "thu-tuc.docx")
    assert (found.code, found.name, found.doubts) == ("1.999001", "Cấp phép thả diều", ())
    assert dict(found.facets) == {
        "steps": "- Bước 1: Nộp\n- Bước 2: Nhận",
        "papers": "- Đơn",
        "time": "Trong ngày",
        "fee": "Không",
        "result": "Giấy phép",
    }


def test_a_word_file_that_is_no_procedure_says_so() -> None:
    for content in (files.word(NOTICE), files.pdf("Trinh tu thuc hien")):
        with pytest.raises(Unreadable, match="thủ tục hành chính"):
            procedure_in(content, "a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE * 3, None),
        ("ngắn", None),
        (TCVN3 * 3, "ký tự lạ"),
        ("\ufffd".join(NOTICE * 3), "ký tự lạ"),
        (NOTICE.replace(" ", "") * 3, "dính liền"),
        ("Uy ban nhan dan xa thong bao lich tiep cong dan thang muoi mot " * 3, "không có dấu"),
    ],
)
def test_text_that_can_not_be_relied_on_is_doubted(text: str, said: str | None) -> None:
    doubts = " ".join(doubts_of(text))
    assert (said in doubts) if said else not doubts


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_text_of_today_is_never_taken_for_an_old_one(text: str) -> None:
    assert guessed(NOTICE + text) is None
    assert in_unicode(NOTICE + text, ".VnTime") == NOTICE + text
