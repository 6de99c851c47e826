"""What may not go out is held by its stamp; words that only speak of secrecy hold nothing."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guarding import MOST_OF_A_KIND, Remark, RemarkKind, remarks

BODY = "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân xã thông báo như sau."


def held(title: str, text: str) -> list[RemarkKind]:
    return [remark.kind for remark in remarks(title, "", text) if remark.holds]


@pytest.mark.parametrize(
    "stamp",
    [
        "MẬT",
        "Mật",
        "mật",
        "(MẬT)",
        "[Mật]",
        "- MẬT -",
        "*** MẬT ***",
        "TỐI MẬT",
        "Tối mật",
        "TUYỆT MẬT",
        "TUYỆT  MẬT.",
        "M Ậ T",
        "T Ố I M Ậ T",
        "MAT",
        "TOI MAT",
        "TUYET MAT",
        "TÔI MÂT",
        "MẬT - HỎA TỐC",
        "HỎA TỐC – MẬT",
        "Khẩn, Mật",
        "TÀI LIỆU MẬT",
        "Văn bản mật",
        "Độ mật: Mật",
        "ĐỘ MẬT: TỐI MẬT",
        "Độ mật : Tuyệt mật",
        "Do mat: Toi mat",
        "Mức độ mật: A",
        "Độ mật:",
        "Độ mật MẬT",
        "Số: 12/KH-UBND; Độ mật: Mật",
        "Tờ 1 | MẬT | Bản số 02",
        "Độ khẩn: Khẩn | Độ mật: Mật",
    ],
)
def test_a_stamp_on_its_own_line_holds(stamp: str) -> None:
    assert held("Kế hoạch", f"ỦY BAN NHÂN DÂN XÃ MẪU\n{stamp}\n{BODY}") == [RemarkKind.CLASSIFIED]
    assert held("Kế hoạch", "\n".join([BODY] * 40 + [stamp])) == [RemarkKind.CLASSIFIED]


@pytest.mark.parametrize(
    "head",
    [
        "(Mật) Kế hoạch diễn tập khu vực phòng thủ",
        "Kế hoạch diễn tập khu vực phòng thủ (Mật)",
        "MẬT: Kế hoạch diễn tập",
        "TUYỆT MẬT - Phương án bảo vệ",
        "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN TỈNH MẪU          TỐI MẬT",
        "Số: 15/BC-UBND MẬT",
    ],
)
def test_a_stamp_in_the_head_holds(head: str) -> None:
    assert held(head, BODY) == held("Kế hoạch", f"{head}\n{BODY}") == [RemarkKind.CLASSIFIED]


@pytest.mark.parametrize(
    "stamp",
    [
        "LƯU HÀNH NỘI BỘ",
        "(Lưu hành nội bộ)",
        "Tài liệu lưu hành nội bộ",
        "TAI LIEU LUU HANH NOI BO",
        "Chỉ lưu hành nội bộ, không phổ biến ra ngoài",
        "KHÔNG PHỔ BIẾN",
        "Tài liệu không phổ biến",
        "Không được phổ biến, không sao chụp",
        "Tài liệu nội bộ",
    ],
)
def test_an_internal_paper_is_held(stamp: str) -> None:
    assert held("Đề cương tuyên truyền", f"{stamp}\n{BODY}") == [RemarkKind.INTERNAL]


@pytest.mark.parametrize(
    "said",
    [
        "Luật Bảo vệ bí mật nhà nước",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Tập huấn công tác bảo vệ bí mật nhà nước",
        "Chính sách bảo mật",
        "CHÍNH SÁCH BẢO MẬT",
        "BÍ MẬT KINH DOANH",
        "Mật mã dân sự",
        "Mật khẩu mặc định cần đổi ngay.",
        "Mật độ xây dựng: 60 %",
        "Mật ong rừng được giá",
        "Mật danh: chiến dịch mùa xuân",
        "Mắt",
        "Mất",
        "Mát",
        "Mặt",
        "Mat",
        "MẶT BẰNG",
        "Tôi mất",
        "Bí mật nhà nước gồm độ tuyệt mật, độ tối mật và độ mật.",
        "Tài liệu có độ tối mật do Chủ tịch Ủy ban nhân dân tỉnh quyết định.",
        "Văn bản, tài liệu đóng dấu mật phải được bảo quản riêng.",
        "Độ mật: Không",
        "Độ mật: Thường",
        "Độ mật: không mật",
        "Độ mật của tài liệu do người ký quyết định.",
        "Người tố cáo được giữ bí mật họ tên (bí mật).",
        "Người dân hợp tác (mật báo) với công an xã.",
        "UBND TỈNH TỔ CHỨC HỘI NGHỊ VỀ CÔNG TÁC BẢO VỆ BÍ MẬT",
        "Ngôn ngữ không phổ biến",
        "Đây là bệnh không phổ biến ở người lớn.",
        "Không phổ biến trái phép tài liệu của cơ quan cho người không có trách nhiệm.",
        "Thu hồi sách lưu hành nội bộ có nội dung sai phạm tại hai cơ sở in.",
        "Quy chế quản lý nội bộ",
        "Ban hành Danh mục bí mật nhà nước độ Tối mật thuộc lĩnh vực nội vụ",
    ],
)
def test_words_that_speak_of_secrecy_hold_nothing(said: str) -> None:
    assert held(said, f"{said}\n{BODY}\n{said}") == []


@pytest.mark.parametrize(
    ("said", "kind", "shown"),
    [
        ("Bà B, số CCCD 001203001234, trú tại thôn Mẫu", RemarkKind.IDENTITY, "[số giấy tờ]"),
        ("Danh sách: 079 203 001 234", RemarkKind.IDENTITY, "[số giấy tờ]"),
        ("CMND số 123456789 cấp năm 2010", RemarkKind.IDENTITY, "[số giấy tờ]"),
        ("Hộ chiếu số B1234567", RemarkKind.IDENTITY, "[số hộ chiếu]"),
        ("Ủng hộ qua số tài khoản 0123456789 Ngân hàng Mẫu", RemarkKind.BANK, "[dãy số]"),
        ("STK: 1903 4567 8901 Techcombank", RemarkKind.BANK, "[dãy số]"),
        ("Nạn nhân để lại số 0912345678", RemarkKind.PHONE, "[số điện thoại]"),
        ("Số điện thoại của ông A: 0912.345.678", RemarkKind.PHONE, "[số điện thoại]"),
        ("Bán nhà, gọi +84 912 345 678", RemarkKind.PHONE, "[số điện thoại]"),
    ],
)
def test_a_citizens_number_is_pointed_out_and_not_repeated(said: str, kind: RemarkKind, shown: str) -> None:
    (remark,) = remarks("Tin", "", said)
    assert (remark.kind, remark.holds) == (kind, False)
    assert shown in remark.excerpt
    assert not any(
        len(word) > 5 for word in "".join(c if c.isdigit() else " " for c in remark.excerpt).split()
    )
    assert Remark.of(remark.as_mapping()) == remark


@pytest.mark.parametrize(
    "said",
    [
        "Đường dây nóng: 0912345678",
        "Mọi chi tiết xin liên hệ Văn phòng UBND xã, điện thoại 0912 345 678",
        "Hotline 1900 1234, tổng đài 18001234",
        "Điện thoại: 024 3825 1234",
        "Mã thủ tục 1.001193.000.00.00.H35, hồ sơ 000.00.12.H35-240101-0001",
        "Theo Nghị định 123/2015/NĐ-CP ngày 15/11/2015",
        "Tổng mức đầu tư 123.456.789 đồng",
        "Tài khoản định danh điện tử mức 2 tại 123 điểm",
        "Nộp vào tài khoản 3713 của Kho bạc Nhà nước",
        "Từ năm 2021 2022 2023",
        "Đường link https://mau.vn/tin/079203001234.html",
    ],
)
def test_numbers_of_offices_and_papers_are_no_remark(said: str) -> None:
    assert remarks("Tin", "", said) == []


def test_a_telephone_is_an_offices_when_the_line_in_front_says_so() -> None:
    assert remarks("Tin", "", "Mọi phản ánh xin gửi về đường dây nóng:\n0912345678") == []


def test_a_long_list_of_people_is_told_of_in_few_remarks() -> None:
    people = "\n".join(f"{number}. Nguyễn Văn A, 0010930{number:05}" for number in range(300))
    assert len(remarks("Danh sách", "", people)) == MOST_OF_A_KIND


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_is_looked_at(title: str, text: str) -> None:
    for remark in remarks(title, text, text):
        assert remark.told
        assert len(remark.excerpt) < 400


@given(
    st.lists(st.sampled_from([BODY, "Bảo mật", "Điều 5. Độ mật của văn bản"]), max_size=12),
    st.integers(0, 12),
)
def test_a_stamp_is_seen_among_any_lines(lines: list[str], place: int) -> None:
    assert held("Tin", "\n".join(lines)) == []
    lines.insert(place, "TỐI MẬT")
    assert held("Tin", "\n".join(lines)) == [RemarkKind.CLASSIFIED]


@given(st.from_regex(r"0(0[1-9]|[1-8][0-9]|9[0-6])[0-9]{9}", fullmatch=True), st.integers(0, 120))
def test_no_excerpt_shows_an_identity_number(number: str, place: int) -> None:
    said = "Danh sách hộ nghèo được hỗ trợ trong đợt này gồm " * 3
    (remark,) = remarks("Tin", "", f"{said[:place]} {number} {said[place:]} {number}")
    assert number not in remark.excerpt


@pytest.mark.slow
@pytest.mark.skipif("CONGDAN_DATA" not in os.environ, reason="needs the data folder")
def test_real_procedures_and_news_are_not_held() -> None:
    folder = Path(os.environ["CONGDAN_DATA"])
    procedures = [json.loads(line) for line in (folder / "procedures.jsonl").read_text().split("\n") if line]
    news = [json.loads(line) for line in (folder / "portal_news.jsonl").read_text().split("\n") if line]
    texts = [(each["name"], "\n".join(each["facets"].values())) for each in procedures]
    texts += [(each["title"], each["text"]) for each in news]
    found = Counter(
        (remark.kind, remark.holds) for title, text in texts for remark in remarks(title, "", text)
    )
    assert sum(count for (_, holds), count in found.items() if holds) == 0
    assert sum(found.values()) <= len(texts) // 500
