"""What editors read of plans, rules and approvals."""

from collections.abc import Mapping
from types import MappingProxyType

# Rules
NO_AGENCY = "Không có cơ quan mã “{code}”. Xem danh sách: congdan agency list"
NO_SUCH_VALUE = "Quy tắc không có mục “{name}”; các mục là: {names}."
BAD_VALUE = "Quy tắc, mục “{name}”: phải là {range}."
RULE_CHANGED = "đổi quy tắc đưa tin của {agency}: {names}"
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "automatic": "danh sách mã chủ đề, hoặc * cho tất cả",
        "undo_minutes": "số phút từ 0 đến 10.080",
        "passes_on": "có hoặc không (true, false)",
        "quiet_from": "số phút sau 0 giờ, từ 0 đến 1.439",
        "quiet_until": "số phút sau 0 giờ, từ 0 đến 1.439",
        "cap": "số tin một người nhận mỗi ngày, từ 1 đến 50",
        "digest_at": "số phút sau 0 giờ, từ 0 đến 1.439",
        "digest_day": "thứ trong tuần, từ 0 (thứ Hai) đến 6 (Chủ nhật)",
        "fresh_days": "số ngày từ 1 đến 60",
        "kept_hours": "số giờ từ 1 đến 336",
        "ways": "tên kênh kèm cách gửi, ví dụ zalo: people hoặc platform",
        "page_posts": "có hoặc không (true, false)",
        "platform_month": "số lần mỗi tháng, từ 0 đến 1.000",
        "platform_day": "số lần mỗi ngày, từ 0 đến 50",
        "reserve": "số lần mỗi tháng, từ 0 đến 1.000",
    }
)

# Plans
BY_RULE = "quy tắc của {agency}"
MADE: Mapping[str, str] = MappingProxyType(
    {
        "news": "lập đợt gửi tin {number}: {name}",
        "digest": "lập bản tin định kỳ {number}: {name}",
        "emergency": "đề nghị thông báo khẩn {number}: {name}",
        "correction": "lập đính chính {number}: {name}",
        "withdrawal": "lập thông báo rút tin {number}: {name}",
        "rehearsal": "lập đợt gửi thử {number}: {name}",
    }
)
ALL_LEFT = "Các bài của đợt gửi này không còn trên cổng thông tin, hoặc đã được giữ lại."
CANCELLED_ALL_LEFT = "hủy đợt gửi tin {number}: không còn bài nào để gửi"
SOME_LEFT = "bỏ khỏi đợt gửi tin {number} bài đã gỡ hoặc đã được giữ lại"
CHANGED = "Bài đã sửa sau khi duyệt: {titles}. Xem lại rồi duyệt lần nữa."
FELL_BACK = "đợt gửi tin {number} chờ duyệt lại: bài đã sửa sau khi duyệt"
