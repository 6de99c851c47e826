"""A procedure in the national form is read the same, whatever a portal makes of it."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import procedure_pages as pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.portal.pages import Oversize, PortalError, Unreadable
from connectors.portal.procedures import procedure

URL = "https://mau.gov.vn/thu-tuc"
HOW = """
<table>
 <tr><th>Hình thức nộp</th><th>Thời hạn giải quyết</th><th>Phí, lệ phí</th><th>Mô tả</th></tr>
 <tr><td>Trực tiếp</td><td rowspan="2">03 ngày làm việc</td><td>Lệ phí: 8.000 Đồng</td>
  <td>Tại quầy số 1</td></tr>
 <tr><td>Trực tuyến</td><td>Không</td><td></td></tr>
</table>"""
PAPERS = """
<p>Trường hợp diều giấy</p>
<table>
 <tr><td rowspan=2>Tên giấy tờ</td><td rowspan=2>Mẫu đơn, tờ khai</td><td colspan=2>Số lượng</td></tr>
 <tr><td>Bản chính</td><td>Bản sao</td></tr>
 <tr><td>Đơn đề nghị</td><td>Mau-01.docx</td><td>1</td><td>0</td></tr>
</table>
<p>Trường hợp diều sáo</p>
<table>
 <tr><th>STT</th><th>Tên giấy tờ</th><th>Mẫu đơn, tờ khai</th><th>Số lượng</th></tr>
 <tr><td>1</td><td>- Ảnh chụp</td><td></td><td><p>Bản chính: 1</p><p>Bản sao: 2</p></td></tr>
</table>"""
LAWS = """
<table><thead>
 <tr><th>Số ký hiệu</th><th>Trích yếu</th><th>Ngày ban hành</th><th>Cơ quan ban hành</th></tr></thead><tbody>
 <tr>
  <td>01/2026/QC-HD</td><td>Quy chế hội diều</td><td>05-01-2026</td><td>Hội diều</td></tr></tbody></table>"""
NESTED = (
    ("Mã thủ tục:", pages.CODE + ".000.00.00.H35"),
    ("Số quyết định:", "12/QĐ-HD"),
    ("Tên thủ tục:", pages.NAME),
    ("Cấp thực hiện:", "Cấp Xã"),
    ("Loại thủ tục:", "TTHC được luật giao cho địa phương quy định chi tiết"),
    ("Trình tự thực hiện:", "Bước 1: Nộp<br>Lệ phí: nộp tại quầy<br>Bước 2: Nhận"),
    ("Cách thức thực hiện:", HOW),
    ("Thành phần hồ sơ:", PAPERS),
    ("Số lượng hồ sơ:", "01 bộ"),
    ("Cơ quan thực hiện:", "Ủy ban nhân dân cấp xã"),
    ("Cơ quan có thẩm quyền:", "Không có thông tin"),
    ("Địa chỉ tiếp nhận HS:", "không phải nhãn"),
    ("Địa chỉ tiếp nhận hồ sơ:", "Quầy số 1"),
    ("Căn cứ pháp lý:", LAWS),
    ("Yêu cầu, điều kiện thực hiện:", "Không"),
    ("Từ khóa:", "diều, sáo"),
)
LIST = """
<table><tr><th>STT</th><th>Tên thủ tục</th><th>Thời hạn giải quyết</th><th>Phí, lệ phí</th></tr>
 <tr><td>1</td><td>Thả diều</td><td>3 ngày</td><td>Không</td></tr></table>"""


@pytest.mark.parametrize("shape", pages.SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_gives_the_same_procedure(shape: Callable[[pages.Pairs], str]) -> None:
    found = procedure(pages.page(shape(pages.pairs(pages.KITE))), URL)
    assert (found.code, found.name, found.field) == (pages.CODE, pages.NAME, "Hội diều")
    assert dict(found.facets) == pages.KITE
    assert found.doubts == ()


@pytest.mark.parametrize("wrap", ["<table>{}</table>", "<div>{}</div>"])
def test_tables_inside_the_form_become_lines(wrap: str) -> None:
    row = (
        "<tr><td>{}</td><td>{}</td></tr>"
        if "table" in wrap
        else "<section><h4>{}</h4><div>{}</div></section>"
    )
    found = procedure(pages.page(wrap.format("".join(row.format(*pair) for pair in NESTED))), URL)
    assert found.code == pages.CODE
    assert (found.level, found.decision, found.receiver) == ("Cấp Xã", "12/QĐ-HD", "Ủy ban nhân dân cấp xã")
    assert dict(found.facets) == {
        "steps": "Bước 1: Nộp\nLệ phí: nộp tại quầy\nBước 2: Nhận",
        "how": "- Trực tiếp: thời hạn 03 ngày làm việc; phí, lệ phí: Lệ phí: 8.000 Đồng; Tại quầy số 1\n"
        "- Trực tuyến: thời hạn 03 ngày làm việc; phí, lệ phí: Không",
        "papers": "Trường hợp diều giấy\n- Đơn đề nghị (Bản chính: 1, Bản sao: 0)\nTrường hợp diều sáo\n"
        "- Ảnh chụp (Bản chính: 1, Bản sao: 2)\nSố lượng hồ sơ: 01 bộ",
        "time": "03 ngày làm việc",
        "fee": "Trực tiếp: Lệ phí: 8.000 Đồng\nTrực tuyến: Không",
        "where": "Cơ quan thực hiện: Ủy ban nhân dân cấp xã\nĐịa chỉ tiếp nhận hồ sơ: Quầy số 1",
        "legal_basis": "Quy chế hội diều — 01/2026/QC-HD (05-01-2026, Hội diều)",
        "conditions": "Không",
        "form": "Đơn đề nghị: Mau-01.docx",
    }


def test_cards_with_headings_of_their_own_words_are_read() -> None:
    cards = (
        f"<header><h1>{pages.NAME}</h1><p>(Mã TTHC: {pages.CODE})</p></header>"
        "<div class=card><h3>⏰ Thời gian giải quyết</h3><p><strong>03 ngày</strong> làm việc</p></div>"
        "<div class=card><h3>💰 Phí & Lệ phí</h3><p>Miễn phí</p></div>"
        "<div class=card><div><svg/><h2>Hồ Sơ Cần Chuẩn Bị</h2></div><ul><li>Đơn</li><li>Ảnh</li></ul></div>"
        "<div class=card><h2>Quy Trình Thực Hiện</h2><ol><li>Nộp</li><li>Nhận</li></ol></div>"
        "<div class=card><h2>Cơ Quan Giải Quyết</h2>"
        "<ul><li><b>Cơ quan thực hiện:</b> Hội diều</li></ul></div>"
        "<div class=card><h2>Sẵn sàng thả diều?</h2><p>Nộp hồ sơ trực tuyến ngay hôm nay.</p></div>"
    )
    found = procedure(pages.page(cards), URL)
    assert (found.code, found.name, found.receiver) == (pages.CODE, pages.NAME, "Hội diều")
    assert found.facets["time"] == "03 ngày làm việc"
    assert found.facets["papers"] == "- Đơn\n- Ảnh"
    assert found.facets["steps"] == "1. Nộp\n2. Nhận"
    assert found.facets["fee"] == "Miễn phí"
    assert "Nộp hồ sơ trực tuyến" not in "".join(found.facets.values())


def test_two_fees_keep_their_names() -> None:
    facets = [pair for pair in pages.pairs(pages.KITE) if pair[0] != "Phí, lệ phí"]
    found = procedure(pages.table([*facets, ("Phí", "5.000 đồng"), ("Lệ phí", "Không quy định")]), URL)
    assert found.facets["fee"] == "Phí: 5.000 đồng\nLệ phí: Không quy định"


def test_what_can_not_be_read_for_sure_is_said() -> None:
    bare = [
        pair
        for pair in pages.pairs(pages.KITE)
        if pair[0] not in {"Mã thủ tục", "Tên thủ tục", "Phí, lệ phí"}
    ]
    found = procedure(pages.page(pages.table(bare), "Thả diều"), URL)
    assert (found.code, found.name) == ("", "Thả diều")
    doubts = "\n".join(found.doubts)
    for said in ("“Tên thủ tục”", "mã thủ tục", "Phí, lệ phí"):
        assert said in doubts


def test_a_code_may_stand_in_the_address_only() -> None:
    bare = [pair for pair in pages.pairs(pages.KITE) if pair[0] != "Mã thủ tục"]
    assert procedure(pages.table(bare), f"{URL}?ma_thu_tuc={pages.CODE}").code == pages.CODE


def test_a_code_of_ones_own_is_taken_and_doubted() -> None:
    found = procedure(pages.table(pages.pairs(pages.KITE, code="BG-HD-01")), URL)
    assert found.code == "BG-HD-01"
    assert "BG-HD-01" in found.doubts[0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Không tìm thấy trang</p>",
        "<h1>Tin tức</h1><p>Trình tự thực hiện: đang cập nhật</p>",
        LIST,
        "<!--" * 1000,
    ],
)
def test_a_page_that_is_no_procedure_is_refused(body: str) -> None:
    with pytest.raises(Unreadable):
        procedure(body, URL)


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<b>", "<span>", "<ul><li>"])
def test_tags_without_end_take_no_time(tag: str) -> None:
    with pytest.raises(PortalError):
        procedure(tag * 100_000, URL)


def test_a_page_or_a_tag_without_end_is_too_long() -> None:
    for endless in ("x" * 2_000_001, "<a " + " ".join(f"x{number}" for number in range(20_000)) + ">"):
        with pytest.raises(Oversize):
            procedure(endless, URL)


def test_a_cell_that_claims_to_span_everything_spans_little() -> None:
    wide = (
        '<table><tr><td colspan="99999999" rowspan="99999999">Mã thủ tục</td><td>1.999001</td></tr></table>'
        * 50
    )
    assert procedure(wide + pages.table(pages.pairs(pages.KITE)), URL).name == pages.NAME


PIECES = [
    "<table>", "</table>", "<tr>", "<td rowspan=3>", "<th>", "</td>", "<div>", "</div>", "<p>", "<b>", "<dt>",
    "<h3>", "Mã thủ tục: 1.999001", "Tên thủ tục", "Trình tự thực hiện:", "Lệ phí", "3 ngày", "<br>", "&#0;",
    "<li>", "Bước 1",
    "Hình thức nộp", "Thời hạn giải quyết", "Tên giấy tờ", "Số ký hiệu", "Trích yếu", "\ud800", "<![CDATA[",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=60).map("".join))
@settings(max_examples=300)
def test_garbage_is_a_procedure_or_a_reason(garbage: str) -> None:
    with contextlib.suppress(PortalError):
        assert procedure(garbage, URL).url == URL


WORDS = st.from_regex(r"[a-z]{3,9}( [a-z]{3,9}){0,9}", fullmatch=True)


@given(
    st.dictionaries(st.sampled_from(sorted(pages.LABELS)), WORDS, min_size=4), st.sampled_from(pages.SHAPES)
)
def test_any_values_come_back_as_published(
    facets: dict[str, str], shape: Callable[[pages.Pairs], str]
) -> None:
    assert dict(procedure(shape(pages.pairs(facets)), URL).facets) == facets


@pytest.mark.slow
@pytest.mark.skipif("CONGDAN_DATA" not in os.environ, reason="needs the data folder")
@pytest.mark.parametrize("shape", pages.SHAPES, ids=lambda shape: shape.__name__)
def test_real_procedures_come_back_from_every_shape(shape: Callable[[pages.Pairs], str]) -> None:
    lines = (Path(os.environ["CONGDAN_DATA"]) / "procedures.jsonl").read_text().split("\n")
    right = total = 0
    for row in map(json.loads, filter(None, lines[::30])):
        facets = {key: text for key, text in row["facets"].items() if key in pages.LABELS and text.strip()}
        found = procedure(pages.page(shape(pages.pairs(facets, row["code"], row["name"]))), URL)
        total += len(facets)
        right += sum(_bare(found.facets.get(key, "")) == _bare(text) for key, text in facets.items())
    assert right >= 0.97 * total


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
