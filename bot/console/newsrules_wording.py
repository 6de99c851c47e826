"""What the desk says of an agency's rule of news: each value in plain words, and what a change would do."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Quy tắc gửi tin"
OF = "Đang áp dụng cho {agency}"
INHERITS = "Để trống là theo cấp trên, hoặc theo mặc định."
SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Duyệt và rút lại": ("automatic", "undo_minutes", "passes_on"),
        "Giờ gửi và số tin": ("quiet_from", "quiet_until", "cap", "kept_hours", "fresh_days"),
        "Bản tin định kỳ": ("digest_at", "digest_day"),
        "Cách gửi": ("ways", "page_posts", "platform_month", "platform_day", "reserve"),
    }
)
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "automatic": "Bài được gửi mà không cần người duyệt",
        "undo_minutes": "Số phút còn rút lại được sau khi duyệt",
        "passes_on": "Gửi cả tin của cơ quan cấp trên",
        "quiet_from": "Giờ nghỉ bắt đầu",
        "quiet_until": "Giờ nghỉ kết thúc",
        "cap": "Mỗi người nhận nhiều nhất mấy đợt tin một ngày",
        "kept_hours": "Sau bao nhiêu giờ thì ai chưa nhận sẽ không gửi nữa",
        "fresh_days": "Bài cũ hơn bao nhiêu ngày thì không gửi",
        "digest_at": "Giờ gửi bản tin hằng ngày, hằng tuần",
        "digest_day": "Ngày gửi bản tin hằng tuần",
        "ways": "Cách gửi trên Zalo",
        "page_posts": "Đăng cả lên Trang Facebook",
        "platform_month": "Số lần Zalo gửi chung mỗi tháng",
        "platform_day": "Số lần Zalo gửi chung mỗi ngày",
        "reserve": "Số lần mỗi tháng để dành cho thông báo khẩn",
    }
)
HELP: Mapping[str, str] = MappingProxyType(
    {
        "automatic": "Bài có dấu hiệu bí mật hoặc thông tin cá nhân thì luôn cần người duyệt.",
        "quiet_until": "Bằng giờ bắt đầu là không có giờ nghỉ. Thông báo khẩn không theo giờ nghỉ.",
        "ways": "Zalo gửi chung thì không bỏ riêng được ai, và có hạn mức mỗi tháng.",
    }
)
RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "undo_minutes": (0, 10_080),
        "cap": (1, 50),
        "kept_hours": (1, 336),
        "fresh_days": (1, 60),
        "platform_month": (0, 1_000),
        "platform_day": (0, 50),
        "reserve": (0, 1_000),
    }
)
DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WAYS: Mapping[str, str] = MappingProxyType(
    {"people": "gửi từng người, theo lựa chọn của mỗi người", "platform": "để Zalo gửi chung mọi người"}
)
YES, NO = "có", "không"
NOTHING, EVERYTHING, SOME = "không bài nào", "mọi bài", "chỉ chủ đề chọn dưới đây"
TOPICS = "Chủ đề được gửi mà không cần người duyệt"
INHERIT = "theo cấp trên"
NOW = "Hiện nay: {value} ({origin})."
OWN, ABOVE, USUAL = "tự đặt", "theo {agency}", "mặc định"
LOOK = "Xem sẽ thay đổi gì"
BAD_NUMBER = "{label}: cần số từ {low} đến {high}."
BAD_TIME = "{label}: cần giờ dạng 21:00."
BAD_CHOICE = "{label}: xin chọn lại."
NO_TOPIC = "Đã chọn “chỉ các chủ đề đánh dấu” nhưng chưa đánh dấu chủ đề nào."
UNCHANGED = "Các mục vẫn như cũ, không có gì để lưu."
SURE = "Sẽ thay đổi"
CHANGE_COLUMNS = ("Mục", "Hiện nay", "Sẽ là")
CONCERNS = "Áp dụng cho {agencies}."
AND_BELOW = "{agency} và {count} cơ quan cấp dưới không tự đặt: {names}"
MORE = "…"
WHEN = "Giờ nghỉ và số tin mỗi ngày có hiệu lực ngay; các mục khác từ đợt tin lập sau."
SAVE, CHANGE_AGAIN = "Lưu quy tắc", "Sửa lại"
SAVED = "Đã lưu quy tắc gửi tin."
CHANGED_SINCE = (
    "{name} vừa đổi quy tắc này lúc {at}. Chưa lưu gì: giá trị của người đó đứng ở “Hiện nay”, "
    "của Ông/Bà vẫn còn trong ô."
)
