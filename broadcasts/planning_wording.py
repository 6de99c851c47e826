"""What editors read of plans, rules and approvals."""

from collections.abc import Mapping
from types import MappingProxyType

# Rules
NO_AGENCY = "Không có cơ quan mã “{code}”. Xem danh sách: congdan agency list"
NO_SUCH_VALUE = "Quy tắc không có mục “{name}”; các mục là: {names}."
BAD_VALUE = "Quy tắc, mục “{name}”: phải là {range}."
RULE_CHANGED = "đổi quy tắc đưa tin của {agency}: {names}"
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "automatic": "bài gửi không cần duyệt",
        "undo_minutes": "thời gian rút lại",
        "passes_on": "gửi tin của cấp trên",
        "quiet_from": "giờ nghỉ",
        "quiet_until": "giờ nghỉ",
        "cap": "số đợt tin mỗi ngày",
        "digest_at": "giờ gửi bản tin",
        "digest_day": "ngày gửi bản tin",
        "fresh_days": "tuổi của bài còn gửi",
        "kept_hours": "thời hạn gửi",
        "ways": "cách gửi trên Zalo",
        "page_posts": "đăng lên Trang Facebook",
        "platform_month": "số lần Zalo gửi chung",
        "platform_day": "số lần Zalo gửi chung",
        "reserve": "số lần để dành",
    }
)
"""What the change log calls the values of a rule."""
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
CALLED, NAMELESS = "số {number} {name}", "số {number}"
MADE: Mapping[str, str] = MappingProxyType(
    {
        "news": "lập đợt gửi tin {broadcast}",
        "digest": "lập bản tin định kỳ {broadcast}",
        "emergency": "đề nghị thông báo khẩn {broadcast}",
        "correction": "lập đính chính {broadcast}",
        "withdrawal": "lập thông báo rút tin {broadcast}",
        "rehearsal": "lập đợt gửi thử {broadcast}",
    }
)
NOT_BEGUN = "Chưa bắt đầu được vì một lỗi chưa lường trước; vẫn đang thử lại. Nhật ký của dịch vụ ghi rõ hơn."
ALL_LEFT = "Các bài của đợt gửi này không còn trên cổng thông tin, hoặc đã được giữ lại."
CANCELLED_ALL_LEFT = "hủy đợt gửi tin {broadcast}: không còn bài nào để gửi"
SOME_LEFT = "bỏ khỏi đợt gửi tin {broadcast} bài đã gỡ hoặc đã được giữ lại"
MISSING = "Không còn mở được trang của bài: {titles}. Xem lại trên cổng, rồi duyệt lần nữa."
CHANGED = "Bài đã sửa sau khi duyệt: {titles}. Xem lại rồi duyệt lần nữa."
FELL_BACK = "đợt gửi tin {broadcast} chờ duyệt lại: bài đã sửa sau khi duyệt"

# Decisions
NO_NAME = "Cần tên người quyết định: --by 'Họ và tên'."
A_TITLE = "tiêu đề"
A_TEXT = "nội dung"
EMPTY = "Thiếu {what}; hãy viết {what} rồi làm lại."
TOO_LONG = "Phần {what} dài quá {longest} ký tự; hãy viết gọn lại."
BAD_LINK = "Liên kết phải bắt đầu bằng http:// hoặc https://, không có khoảng trắng, tối đa 1.000 ký tự."
NO_BROADCAST = "Không có đợt gửi tin số {number}. Xem danh sách: congdan broadcast list"
NO_ACCOUNT = "{agency} chưa nối kênh nào. Thêm trước: congdan channel add"
NO_SECOND = "Đợt gửi tin số {number} không phải thông báo khẩn, nên không cần người thứ hai duyệt."
NEEDS_SECOND = "Thông báo khẩn số {number} cần người thứ hai duyệt: congdan broadcast second {number}"
SAME_PERSON = "{name} đã đề nghị thông báo này; cần một người khác duyệt."
SECONDED = "duyệt thông báo khẩn {broadcast} (người thứ hai)"
ALREADY_APPROVED = "Đợt gửi tin số {number} đã được duyệt rồi, đang chờ đến giờ gửi."
APPROVED = "duyệt đợt gửi tin {broadcast}"
HELD_ARTICLE = "Đợt gửi tin số {number} có bài đang được giữ lại. Duyệt bài đó trước: congdan article approve"
NOTHING_LEFT = (
    "Đợt gửi tin số {number} không còn bài nào để gửi. Có thể hủy: congdan broadcast cancel {number}"
)
NOT_APPROVED = "Đợt gửi tin số {number} chưa được duyệt. Duyệt trước: congdan broadcast approve {number}"
STARTED = "cho gửi sớm đợt gửi tin {broadcast}"
WAS_CANCELLED = "Đợt gửi tin số {number} đã hủy, nên không gửi nữa."
HAS_BEGUN = "Đợt gửi tin số {number} đã bắt đầu. Muốn dừng: congdan broadcast pause {number}"
IS_REHEARSAL = "Đợt số {number} đã là đợt gửi thử."
NO_TESTERS = "{agency} chưa có nhóm nhận thử. Thêm trước: congdan broadcast tester add"
NOT_CORRECTABLE = "Đợt gửi tin số {number} là đính chính, rút tin hoặc gửi thử, nên không đính chính được."
CANCEL_INSTEAD = "Đợt gửi tin số {number} chưa gửi cho ai. Chỉ cần hủy: congdan broadcast cancel {number}"
WAS_WITHDRAWN = "Đợt gửi tin số {number} đã được rút lại."
STILL_SENDING = (
    "Đợt gửi tin số {number} đang gửi. Hủy trước, rồi đính chính: congdan broadcast cancel {number}"
)
NOBODY_REACHED = "Đợt gửi tin số {number} chưa tới ai và chưa đăng ở đâu, nên không có gì để đính chính."

# Reach
EVERYBODY_SEES = "Đăng trên Trang: ai cũng xem được, nên không đếm người."
BY_PLATFORM = "Zalo tự gửi tới mọi người quan tâm; không bỏ riêng được ai và không biết ai đã nhận."
NO_PAGE_POSTS = (
    "Không đăng trên Trang, vì kết nối của Trang chưa cho phép. "
    "Muốn đăng: congdan channel set --agency {agency} --channel messenger page_posts=yes"
)
EMERGENCY_TO_SOME = (
    "Gửi từng người chỉ tới ai nhắn tin gần đây. Muốn Zalo gửi tới mọi người quan tâm: "
    "congdan broadcast rule set ways=zalo:platform --agency {agency}"
)
AGAINST_THEIR_CHOICE = "Có {count} người đã ngừng tin hoặc chọn chủ đề mà vẫn sẽ nhận."
NOT_BY_PLATFORM = (
    "Không gửi bằng cách của Zalo vì có {count} người đã ngừng tin hoặc chọn chủ đề, nhịp nhận;"
    " gửi riêng cho từng người."
)
NO_QUOTA = "Không gửi bằng cách của Zalo vì hết số lần cho phép; gửi riêng cho từng người."
LATER_CAP = "hôm nay đã nhận đủ số tin"
LATER_QUIET = "chưa kịp gửi trước giờ nghỉ"
