"""What `congdan broadcast …` says of plans, reach and progress. Its users decide what followers are told."""

from collections.abc import Mapping
from types import MappingProxyType

BROADCAST = "Đợt gửi tin tới người theo dõi: lập, duyệt, xem, dừng, báo cáo."
PLAN = """Lập một đợt gửi: các bài SỐ, hoặc lời của cơ quan (--title, --text); cho xem sẽ tới ai rồi hỏi.

Bài đã duyệt thì trợ lý tự lập đợt gửi theo quy tắc của cơ quan; lệnh này dùng để tự chọn
bài, gửi một thông báo ngắn, hoặc đề nghị thông báo khẩn (--emergency: không theo giờ nghỉ, hai người duyệt).

Ví dụ: congdan broadcast plan 12 15 --by 'Nguyễn Thị Lan'
congdan broadcast plan --title 'Tạm ngừng tiếp dân' --text 'Sáng 25/11 …' --by 'Nguyễn Thị Lan'"""
LIST = """Liệt kê các đợt gửi, mới nhất trước.

Trạng thái cho --state: draft (bản nháp), planned (chờ giờ gửi), sending (đang gửi), paused (tạm dừng), done
(đã xong), cancelled (đã hủy)."""
SHOW = "Xem đợt SỐ: nội dung, sẽ tới ai hoặc đã gửi tới đâu; --watch: theo dõi cho đến khi xong."
START = "Gửi đợt SỐ ngay, không chờ hết thời gian rút lại; trong giờ nghỉ thì chờ hết giờ nghỉ."
APPROVE = "Duyệt đợt SỐ đang là bản nháp, theo nội dung các bài hiện nay."
SECOND = "Duyệt thông báo khẩn SỐ với tư cách người thứ hai; được gửi ngay."
PAUSE = "Tạm dừng đợt SỐ đang gửi; tin đã trao cho nền tảng thì không lấy lại được."
RESUME = "Gửi tiếp đợt SỐ đang tạm dừng."
CANCEL = "Hủy đợt SỐ: ai chưa được gửi thì không gửi nữa. Không hoàn tác được."
REHEARSE = "Gửi thử đợt SỐ cho nhóm nhận thử của cơ quan; đợt đó vẫn như cũ."
CORRECT = "Gửi đính chính tới đúng những người đã nhận đợt SỐ, và sửa bài đã đăng."
WITHDRAW = "Báo rút tin tới đúng những người đã nhận đợt SỐ, và gỡ bài đã đăng."
SETTLE = """Ghi nhận bài đăng SỐ chưa rõ kết quả: đã đăng (--sent) hay chưa (--not-sent).

Mở trang quản trị của tài khoản để xem có bài hay không, rồi mới ghi. Trợ lý không bao giờ đăng lại bài đó."""
ARTICLES = "Số của các bài (xem congdan article list)."
NUMBER = "Số của đợt gửi (xem congdan broadcast list)."
POST = "Số của bài đăng (xem congdan broadcast show)."
TITLE = "Tiêu đề, tối đa 200 ký tự."
TEXT = "Nội dung, tối đa 1.500 ký tự."
LINK = "Địa chỉ để xem thêm."
AGENCY = "Mã cơ quan gửi; bỏ trống thì là cơ quan của bài, hoặc cơ quan cao nhất khi chỉ có một."
EMERGENCY = "Thông báo khẩn."
BY = "Tên người quyết định; được ghi lại."
REASON = "Lý do, thành câu; được ghi lại."
REASON_TOLD = "Lý do rút tin, thành câu; người đã nhận sẽ đọc."
CORRECTION = "Điều đúng là gì, thành câu; người đã nhận sẽ đọc."
YES = "Không hỏi lại."
WATCH = "Theo dõi cho đến khi xong; Ctrl-C để thôi xem (đợt gửi vẫn tiếp tục)."
SENT = "Đã thấy bài trên tài khoản, hay không thấy."
STATE = "Chỉ các đợt ở trạng thái này."
AGENCY_ONLY = "Chỉ các đợt của cơ quan này."
LIMIT = "Nhiều nhất bấy nhiêu đợt."

CHANNELS: Mapping[str, str] = MappingProxyType(
    {"zalo": "Zalo", "messenger": "Messenger", "webchat": "Trang trò chuyện", "": "(đã xóa dữ liệu)"}
)
WAYS: Mapping[str, str] = MappingProxyType(
    {"people": "gửi từng người", "platform": "Zalo gửi mọi người", "post": "đăng bài"}
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "news": "tin mới",
        "digest": "bản tin định kỳ",
        "emergency": "thông báo khẩn",
        "correction": "đính chính",
        "withdrawal": "rút tin",
        "rehearsal": "gửi thử",
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "bản nháp",
        "planned": "chờ giờ gửi",
        "sending": "đang gửi",
        "paused": "tạm dừng",
        "done": "đã xong",
        "cancelled": "đã hủy",
    }
)

# plan
AGENCIES_DIFFER = "Các bài thuộc nhiều cơ quan ({codes}): nêu --agency, hoặc lập riêng từng cơ quan."
EMERGENCY_WORDS = "Thông báo khẩn cần --title và --text, không lấy từ bài viết."
DRAFTED = "Bản nháp số {number} ({kind}, cơ quan {agency}): {name}"
ASK_PLAN = "Gửi đợt này, sau thời gian rút lại của quy tắc? (c: có, k: không)"
ASK_EMERGENCY = "Đề nghị gửi thông báo khẩn này? (c: có, k: không)"
NOT_PLANNED = "Chưa lập gì."
BY_RULE_MEANWHILE = (
    "Các bài của đợt {number} đã được duyệt từ trước nên dịch vụ vừa lập đợt đó."
    " Không gửi: congdan broadcast cancel {number} --reason … --by …"
)
PLANNED = (
    "Đợt {number} sẽ gửi lúc {at}.\n"
    "Gửi thử trước: congdan broadcast rehearse {number} --by 'Họ và tên'\n"
    "Gửi ngay: congdan broadcast start {number} --by …\n"
    "Hủy: congdan broadcast cancel {number} --reason … --by …"
)
PROPOSED = (
    "Đã đề nghị thông báo khẩn số {number}. Chưa gửi cho ai: cần một người khác duyệt bằng\n"
    "congdan broadcast second {number} --by 'Họ và tên'"
)

# reach
REACH = "Sẽ tới ai, tính theo lúc này:"
REACH_HEAD = ("kênh", "cách gửi", "bắt đầu", "nhận ngay", "nhận sau", "không nhận", "mất khoảng")
NOBODY = "Không có kênh nào để gửi. Nối kênh: congdan channel add"
REACH_LATER = "  {channel}: {count} người nhận từ {at} ({why})"
REACH_MISSED = "  {channel}: {count} người không nhận: {why}"
REACH_QUOTA = (
    "  {channel}: dùng {uses} lần gửi của Zalo; tháng này đã dùng {month}, hôm nay {day},"
    " còn {left} trong tháng, {today} hôm nay"
)
REACH_NOTE = "  {channel}: {note}"
EVERYONE = "tất cả"
AT_ONCE = "ngay"
MISSED: Mapping[str, str] = MappingProxyType(
    {
        "stopped": "đã ngừng nhận tin",
        "unasked": "chưa quan tâm tài khoản, cũng chưa đăng ký nhận tin",
        "rhythm": "chọn nhận theo nhịp khác (ngay, hằng ngày, hằng tuần)",
        "topics": "không chọn chủ đề này",
        "left": "đã rời hoặc chặn tài khoản",
        "window": "quá lâu chưa nhắn tin, nền tảng không cho gửi",
        "cap": "hôm nay đã nhận đủ số tin",
    }
)

# list, show
NONE = "Chưa có đợt gửi nào. Duyệt bài: congdan article approve, hoặc lập: congdan broadcast plan"
NONE_SO = "Không có đợt gửi nào như vậy."
NO_STATE = "Không có trạng thái {state}. Các trạng thái: {names}"
ROW = "{number}  {state}  {kind}  {agency}  {at}  {name}"
MORE = "Còn nữa: thêm --limit."
NO_TIME = "chưa định giờ"
HEAD = "Đợt {number} ({state}): {kind}, cơ quan {agency}"
NAME = "  {name}"
WORDS = "  {text}"
ITEM = "  Bài {number} (bản {version}): {title}"
ABOUT = "  Về đợt {number}"
CREATED = "  Lập: {by}, {at}"
APPROVED = "  Duyệt: {by}, {at}"
SECONDED = "  Người thứ hai duyệt: {by}, {at}"
STARTS = "  Gửi từ {at}, đến {until} thì thôi"
BEGAN = "  Bắt đầu {at}"
ENDED = "  Kết thúc {at}"
REASON_SHOWN = "  Lý do: {reason}"
PARTS = "  Cách gửi: {parts}"
PART = "{channel} ({way})"
NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "draft": "  Cần duyệt: congdan broadcast approve {number} --by 'Họ và tên'",
        "emergency": "  Cần người thứ hai duyệt: congdan broadcast second {number} --by 'Họ và tên'",
        "paused": "  Gửi tiếp: congdan broadcast resume {number} --by 'Họ và tên'",
    }
)
PROGRESS = "Đã xử lý {done}/{all} người ({percent} %): {states}"
UNLAID = "Danh sách người nhận còn đang được lập."
LAYING = "Đang lập danh sách người nhận."
PACE = "{count} người mỗi giây; còn khoảng {left}."
NO_PACE = "Chưa biết còn bao lâu: mấy phút gần đây chưa gửi được ai."
BAR = "Đợt {number}: {state}"
LEFT = "còn khoảng {left}"
POSTS = "Bài đăng cho mọi người:"
POST_ROW = "  {number}  {channel}  {outcome}{step}  {ids}"
POST_STEP = " (bước {step})"
POST_REASON = "     {reason}"
POST_IDS: Mapping[str, str] = MappingProxyType(
    {"article": "mã bài {id}", "broadcast": "mã lần gửi {id}", "post": "mã bài {id}"}
)
POST_STATES: Mapping[str, str] = MappingProxyType(
    {
        "planned": "chờ đăng",
        "attempted": "đang đăng, chưa có câu trả lời",
        "accepted": "đã đăng",
        "refused": "nền tảng từ chối",
        "unknown": "chưa rõ, cần xem lại",
        "withdrawn": "đã gỡ",
        "skipped": "không đăng",
    }
)
SECONDS = "{count} giây"
MINUTES = "{count} phút"
HOURS = "{hours} giờ {minutes} phút"
DAYS = "{days} ngày {hours} giờ"

# acts
STARTED = "Đợt {number} được gửi từ {at}."
SECONDED_DONE = "Đã duyệt thông báo khẩn {number}; đang được gửi."
PAUSED = "Đã tạm dừng đợt {number}. Gửi tiếp: congdan broadcast resume {number} --by 'Họ và tên'"
RESUMED = "Đợt {number} được gửi tiếp."
CANCELLED = "Đã hủy đợt {number}. Xem đã tới ai: congdan broadcast report {number}"
NO_REASON = "Cần lý do: --reason 'một câu cho người sau đọc'."
REHEARSED = "Đợt gửi thử số {number} sẽ tới nhóm nhận thử ({names}). Xem: congdan broadcast show {number}"
CORRECTED = "Đã lập đính chính, đợt số {number}, gửi lúc {at}. Hủy: congdan broadcast cancel {number}"
WITHDRAWN = "Đã lập thông báo rút tin, đợt số {number}, gửi lúc {at}. Hủy: congdan broadcast cancel {number}"
SETTLED_SENT = "Đã ghi nhận bài đăng {number}: đã đăng."
SETTLED_UNSENT = "Đã ghi nhận bài đăng {number}: chưa đăng. Muốn đăng: lập đợt gửi khác."

DELIVERIES: Mapping[str, str] = MappingProxyType(
    {
        "planned": "chờ gửi",
        "attempted": "đang gửi",
        "accepted": "nền tảng đã nhận",
        "delivered": "đã tới máy",
        "seen": "đã xem",
        "refused": "bị từ chối",
        "gone": "không còn nhận",
        "unknown": "chưa rõ",
        "skipped": "không gửi",
    }
)
