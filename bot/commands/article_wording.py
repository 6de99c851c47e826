"""What `congdan article …` says. Its users decide what followers are told."""

from collections.abc import Mapping
from types import MappingProxyType

ARTICLE = "Bài viết lấy từ cổng: xem, duyệt, giữ lại."
LIST = """Liệt kê các bài chờ duyệt, bị giữ, và bài đã báo tin mà nay đổi trên cổng.

Xem các bài khác: --state, với waiting (chờ duyệt), held (bị giữ), approved (đã duyệt), kept (chỉ ghi nhận),
never (không báo), gone (đã gỡ khỏi cổng)."""
SHOW = "Xem bài SỐ: nội dung, điều cần lưu ý, các địa chỉ; --diff: chỗ đã sửa."
APPROVE = """Duyệt các bài SỐ: được báo cho người theo dõi theo quy tắc của cơ quan.

Ví dụ: congdan article approve 12 15 --by 'Nguyễn Thị Lan'"""
HOLD = "Giữ các bài SỐ lại để xem thêm."
NEVER = "Không bao giờ báo các bài SỐ."
NUMBER = "Số của bài (xem congdan article list)."
NUMBERS = "Số của các bài."
STATE = "Chỉ các bài ở trạng thái này."
AGENCY = "Chỉ các bài của cơ quan này."
LIMIT = "Nhiều nhất bấy nhiêu bài, mới nhất trước."
DIFF = "Xem bản mới nhất khác bản trước ở đâu."
BY = "Tên người quyết định; được ghi lại."

STATES: Mapping[str, str] = MappingProxyType(
    {
        "kept": "chỉ ghi nhận",
        "waiting": "chờ duyệt",
        "held": "bị giữ",
        "approved": "đã duyệt",
        "never": "không báo",
        "gone": "đã gỡ khỏi cổng",
    }
)
NO_STATE = "Không có trạng thái {state}. Các trạng thái: {names}"
NONE = "Không có bài nào cần xem."
NONE_SO = "Không có bài nào ở trạng thái này."
ROW = "{number}  {state}  {date}  {agency}  {title}"
ROW_REMARK = "     ! {told}"
ROW_CHANGED = (
    "     ! Đã báo tin bản {told}, nay cổng có bản {version}. Xem: congdan article show {number} --diff"
)
MORE = "Còn nữa: thêm --limit."
NO_DATE = "không ngày"

HEAD = "Bài số {number} ({state}), cơ quan {agency}, bản {version}"
TITLE = "  {title}"
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "url": "Địa chỉ",
        "published": "Ngày đăng",
        "categories": "Chuyên mục",
        "topics": "Chủ đề",
        "author": "Tác giả",
        "origin": "Nguồn",
        "picture": "Hình",
        "files": "Tệp",
        "first": "Thấy lần đầu",
        "checked": "Xem lại lần cuối",
        "changed": "Đổi lần cuối",
        "missing": "Không mở được từ",
        "decided": "Quyết định",
        "told": "Đã báo tin",
        "others": "Cũng ở",
    }
)
FACT = "  {label}: {value}"
DECIDED = "{by}, {at}"
TOLD = "bản {version}"
REMARKS = "Cần lưu ý trước khi duyệt:"
REMARK = "  ! {told}{excerpt}"
EXCERPT = " “{excerpt}”"
TEXT = "Nội dung:"
ONE_VERSION = "Bài chưa từng đổi."
DIFFERENCE = "Bản {old} → bản {new} ({at}):"
NOT_IN_TEXT = "  Chỉ khác ở cách trình bày."

DONE: Mapping[str, str] = MappingProxyType(
    {
        "approve": "Đã duyệt {count} bài: {numbers}.",
        "hold": "Đã giữ lại {count} bài: {numbers}.",
        "never": "Sẽ không báo {count} bài: {numbers}.",
    }
)
NOTHING_DONE = "Các bài này đã ở trạng thái đó, không thay đổi gì."
APPROVED_REMARKS = "Lưu ý: bài {number} được duyệt dù có cảnh báo: {told}"
