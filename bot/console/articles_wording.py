"""What the desk says of articles: what waits, what to look at before deciding, what a decision leads to."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Tin bài"
NEED = "Cần xem"
STATES: Mapping[str, str] = MappingProxyType(
    {
        "waiting": "chờ duyệt",
        "held": "đang giữ lại",
        "approved": "đã duyệt",
        "kept": "chỉ ghi nhận",
        "never": "không bao giờ gửi",
        "gone": "đã gỡ khỏi cổng",
    }
)
FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "": "Cần xem",
        "waiting": "Chờ duyệt",
        "held": "Đang giữ lại",
        "changed": "Đổi sau khi gửi",
        "approved": "Đã duyệt",
        "kept": "Chỉ ghi nhận",
        "never": "Không bao giờ gửi",
        "gone": "Đã gỡ khỏi cổng",
    }
)
COLOURS: Mapping[str, str] = MappingProxyType({"waiting": "amber", "held": "red", "approved": "green"})
REMARKS: Mapping[str, str] = MappingProxyType(
    {
        "classified": "dấu hiệu bí mật",
        "internal": "tài liệu nội bộ",
        "identity": "thông tin cá nhân: số căn cước, hộ chiếu",
        "bank": "thông tin cá nhân: số tài khoản",
        "phone": "thông tin cá nhân: số điện thoại",
        "unreadable": "chữ khó đọc",
    }
)
CHANGED = "đổi trên cổng sau khi đã gửi"
FILTER, STATE, TOPIC, SOURCE, ANY = "Lọc", "Trạng thái", "Chủ đề", "Nguồn", "Tất cả"
SHOW = "Xem"
EMPTY = (
    "Chưa có bài nào cần xem. Bài mới trên cổng sẽ tự hiện ở đây, kèm những điều cần lưu ý trước khi duyệt."
)
EMPTY_SO = "Không có bài nào như vậy. Xin chọn trạng thái, chủ đề hoặc nguồn khác."
CHOSEN = "Với các bài đã chọn"
CHOOSE = "Chọn bài: {title}"
APPROVE, HOLD, NEVER = "Duyệt", "Giữ lại", "Không bao giờ gửi"
CONSEQUENCE = (
    "Bài được duyệt sẽ gửi tới người theo dõi sau {minutes} phút, không gửi trong giờ nghỉ "
    "({quiet_from} đến {quiet_until}). Trong lúc chờ, bấm “Giữ lại” là bài không được gửi."
)
CONSEQUENCE_NO_QUIET = (
    "Bài được duyệt sẽ gửi tới người theo dõi sau {minutes} phút. "
    "Trong lúc chờ, bấm “Giữ lại” là bài không được gửi."
)
NO_CHOICE = "Chưa chọn bài nào. Xin đánh dấu các bài rồi bấm lại."
DONE: Mapping[str, str] = MappingProxyType(
    {
        "approve": "Đã duyệt {count} bài. Muốn thôi thì bấm “Giữ lại” trước giờ gửi.",
        "hold": "Đã giữ lại {count} bài. Bài không được gửi cho đến khi có người duyệt.",
        "never": "{count} bài sẽ không bao giờ gửi. Đổi ý thì mở bài và bấm “Duyệt”.",
    }
)
NOTHING_DONE = "Các bài này đã ở trạng thái đó, không có gì thay đổi."
SINCE = (
    "“{title}” đã thay đổi từ khi Ông/Bà mở trang: nay là {state}, bản {version}{by}. "
    "Chưa thay đổi gì; xin xem lại bài."
)
BY = " ({name} quyết định)"

HEAD = "Bài số {number}"
FROM_PORTAL = "Mở trên cổng"
PUBLISHED, FIRST_SEEN, DECIDED, AUTHOR, ORIGIN, CATEGORIES, TOPICS, ALSO_AT, VERSION, FILES = (
    "Đăng ngày",
    "Thấy lần đầu",
    "Quyết định",
    "Tác giả",
    "Nguồn tin",
    "Chuyên mục",
    "Chủ đề",
    "Cũng ở",
    "Bản",
    "Tệp kèm",
)
DECIDED_BY = "{name}, {at}"
LOOK_AT = "Cần lưu ý trước khi duyệt"
HELD_BECAUSE = "Bài bị giữ lại vì có dấu hiệu dưới đây. Chỉ duyệt khi chắc chắn được phép phổ biến."
PREVIEW = "Người dân sẽ thấy"
PREVIEW_HELP = "Đúng như khi gửi riêng bài này."
ON_CHANNEL = "Trên {channel}"
TEXT = "Nội dung trên cổng"
MASKED = "Số cá nhân trong bài được che ở đây; bản trên cổng vẫn như cũ."
NO_TEXT = "Bài không có phần chữ."
CHANGES = "Khác bản trước"
CHANGES_SINCE_TOLD = "Khác bản đã gửi (bản {told} → bản {version})"
ADDED, TAKEN = "thêm", "bỏ"
NOT_IN_TEXT = "Chỉ khác ở cách trình bày."
VERSIONS = "Các bản"
VERSION_ROW = "Bản {number}: {at}"
TOLD = "Đã gửi bản {version}."
TOLD_IN = "Trong đợt tin"
CORRECT_IT = "Bài đã gửi thì không giữ lại được: mở đợt tin bên dưới để đính chính hoặc rút tin."
MISSING = "Từ {at} không mở được trang của bài trên cổng."
PLAN_IT = "Lập đợt gửi riêng từ bài này"
DECIDE = "Quyết định"
NOT_YOURS = "Bài của cơ quan khác: chỉ xem được."
