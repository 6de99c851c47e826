"""What the offices of invented places write about: patterns with slots that `writing` fills."""

from importlib import resources


def _phrases(part: str) -> dict[str, tuple[str, ...]]:
    text = resources.files(__package__).joinpath("phrases.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines()[1:]:
        kind, of, pattern = line.split("\t")
        if of == part:
            found[kind] = (*found.get(kind, ()), pattern)
    return found


PLACES = (
    *("Vạn Thuần", "Hòa Lĩnh", "Đông Trạch Hạ", "Mỹ Ân Thượng", "Phú Nghĩa Đoài", "Long Khê Bắc", "Yên Trữ"),
    *("Quỳnh Vực", "Thạch Ngàn Đông", "Sơn Ổ", "Ea Drông Kết", "Kỳ Thưởng", "Lũng Vầu", "Cẩm Giằng"),
)
VILLAGES = ("thôn Đượng", "ấp Bàu Trấp", "bản Nậm Khướu", "tổ dân phố số 7", "khóm Rạch Ngỗng", "buôn Kđoh")
PEOPLE = (
    *("Nguyễn Hữu Khoát", "Trần Thị Mỹ Lượng", "Lê Quý Đôn Hậu", "Phạm Ngọc Tưởng", "Vũ Thị Thoan"),
    *("Đặng Văn Khuể", "Huỳnh Thị Út Nhường", "Y Blô Niê Kđăm", "Hoàng Đức Thưởng", "Bùi Thị Ngữ"),
)
ROLES = ("Chủ tịch UBND xã", "Phó Chủ tịch UBND xã", "Bí thư Đảng ủy xã", "Trưởng phòng Kinh tế")
AUTHORS = ("Thùy Dương", "Ngọc Quyên", "Hữu Thọ", "Kim Chưởng", "Ban Biên tập")
ORIGINS = ("Phòng Văn hóa – Xã hội", "Trung tâm Dịch vụ tổng hợp", "Văn phòng HĐND và UBND", "Công an xã")
CAPTIONS = (
    "Quang cảnh hội nghị tại {place}",
    "Lãnh đạo xã {place} thăm hỏi các hộ dân",
    "Lực lượng chức năng kiểm tra thực địa ở {village}",
)
ERROR_TEXT = "Đã xảy ra lỗi trong quá trình xử lý. Quý khách vui lòng thử lại sau. Mã lỗi: {number}"
MAINTENANCE = "Hệ thống đang được bảo trì, nâng cấp. Mong quý vị thông cảm và quay lại sau."
NO_ENTRY = "Không tìm thấy nội dung quý vị yêu cầu."

CATEGORIES = {
    "meeting": ("Tin tức - Sự kiện", "tin-tuc-su-kien"),
    "land": ("Đất đai - Môi trường", "dat-dai-moi-truong"),
    "health": ("Y tế - Giáo dục", "y-te-giao-duc"),
    "storm": ("Phòng chống thiên tai", "phong-chong-thien-tai"),
    "notice": ("Thông báo", "thong-bao"),
    "power": ("Thông báo", "thong-bao"),
}
SECOND_CATEGORIES = (("Chỉ đạo điều hành", "chi-dao-dieu-hanh"), ("Tin nổi bật", "tin-noi-bat"))

TITLES, LEADS, PARAGRAPHS = (_phrases(part) for part in ("title", "lead", "paragraph"))
"""Patterns by kind of news."""
LIST_HEAD = "Các nội dung chính gồm:"
LIST_LINES = (
    "Rà soát {number} hộ nghèo, hộ cận nghèo tại {village};",
    "Hoàn thành {small} tuyến đường bê tông trước {day};",
    "Hỗ trợ {money} triệu đồng cho các hộ bị thiệt hại;",
    "Phân công đồng chí {person} phụ trách {village}.",
)
TABLE_HEAD = ("STT", "Địa bàn", "Số lượng")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WEEKDAYS_SHORT = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")
