"""What the desk says of broadcasts: what is planned, whom it reaches, how far it is, what was told."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Đợt tin"
NEW, RULE, TESTERS = "Lập đợt tin", "Quy tắc gửi tin", "Nhóm nhận thử"
SECTIONS: Mapping[str, str] = MappingProxyType(
    {"draft": "Chờ duyệt", "sending": "Đang gửi", "planned": "Chờ giờ gửi", "done": "Đã xong"}
)
COLOURS: Mapping[str, str] = MappingProxyType(
    {"draft": "amber", "planned": "amber", "paused": "red", "done": "green"}
)
EMPTY = "Chưa có đợt tin nào. Duyệt bài ở Tin bài thì trợ lý tự lập đợt gửi; tự chọn thì bấm “Lập đợt tin”."
SECOND_NEEDED = "cần người thứ hai duyệt"
STARTS, ENDED, MADE = "gửi lúc {at}", "xong lúc {at}", "lập lúc {at}"
MORE_WAITING = "Còn nhiều đợt khác đang chờ; xử lý các đợt trên trước."
HEAD = "Đợt số {number}: {kind}"
ABOUT = "Về đợt tin số {number}"

# What it says
SAYS = "Người dân sẽ đọc"
SAID = "Lời đã gửi người dân"
UNSAID = "Lời đã soạn, chưa gửi ai"
ON_CHANNEL = "Trên {channel}"
NOTHING_LEFT = "Không còn bài nào để gửi: bài đã gỡ khỏi cổng hoặc đã được giữ lại."
ITEMS = "Các bài trong đợt"

# Whom it reaches
REACH = "Sẽ tới ai"
SHOW_REACH = "Xem sẽ tới ai"
COUNTING = "Đang đếm người nhận…"
NOW = "Tính theo lúc này, {at}."
WILL = "Sẽ gửi tới {people}."
PEOPLE_ON = "{count} người trên {channel}"
EVERYBODY_ON = "mọi người xem được trên {channel}"
AND = ", "
LATER = "{count} người sẽ nhận sau, lúc {at}"
NOT = "{count} người không nhận"
NOBODY = "Lúc này không gửi được tới ai. Xem lý do trong bảng."
NO_CHANNEL = "Cơ quan chưa nối kênh nào, nên chưa gửi được. Nhờ người quản trị kỹ thuật nối kênh."
COLUMNS = ("Kênh", "Cách gửi", "Bắt đầu", "Nhận ngay", "Nhận sau", "Không nhận", "Mất khoảng")
EVERYBODY, AT_ONCE = "ai cũng xem được", "ngay"
WHY = "Vì sao có người nhận sau hoặc không nhận"
LATER_WHY = "{channel}: {count} người nhận từ {at}, vì {why}"
MISSED_WHY = "{channel}: {count} người không nhận, vì {why}"
NOTE = "{channel}: {note}"
QUOTA = "{channel}: dùng {uses} lần gửi chung; còn {left} lần trong tháng, {today} lần hôm nay."

# Decisions
DECISIONS = "Ai đã quyết định"
CREATED, APPROVED, SECONDED, PROPOSED = (
    "Lập: {name}, {at}",
    "Duyệt: {name}, {at}",
    "Người thứ hai duyệt: {name}, {at}",
    "Đề nghị: {name}, {at}",
)
BEGAN, OVER, REASON = "Bắt đầu gửi: {at}", "Kết thúc: {at}", "Lý do: {reason}"
WAITS_SECOND = (
    "Thông báo khẩn do {name} đề nghị. Cần một người khác có quyền gửi duyệt; "
    "duyệt xong là gửi ngay, kể cả trong giờ nghỉ, không rút lại được."
)
IS_OWN = "Ông/Bà là người đề nghị, nên cần một người khác duyệt."
NEEDS_CHIEF = "Chờ trưởng ban duyệt."
APPROVE_SAYS = (
    "Duyệt thì đợt tin được gửi sau {minutes} phút, không gửi trong giờ nghỉ. Trong lúc chờ còn rút lại được."
)
APPROVE, SECOND, DISCARD = "Duyệt", "Duyệt và gửi ngay", "Bỏ bản nháp"
UNDO_UNTIL = "Gửi lúc {at}. Trước lúc đó rút lại được mà chưa ai nhận."
UNDO_LEFT = "Còn {left} để rút lại"
MINUTES_LEFT = "{minutes} phút"
TAKE_BACK, START = "Rút lại", "Gửi ngay"
START_SAYS = "“Gửi ngay”: không chờ nữa; đang trong giờ nghỉ thì gửi khi hết giờ nghỉ."
REHEARSE = "Gửi thử cho nhóm nhận thử"
REHEARSE_SAYS = "Chỉ nhóm nhận thử nhận được ({names}); người dân không nhận gì."
NO_TESTERS = "Chưa có ai trong nhóm nhận thử."
PAUSE, RESUME, CANCEL = "Tạm dừng", "Gửi tiếp", "Hủy phần còn lại"
WHY_SO = "Lý do, một câu"
PAUSE_SAYS = "Dừng trong khoảng một giây; tin đã trao cho nền tảng thì không lấy lại được."
CANCEL_SAYS = "Ai chưa tới lượt thì không gửi nữa. Không hoàn tác được."
CORRECT, WITHDRAW = "Gửi đính chính", "Rút tin"
CORRECT_SAYS = "Chỉ những người đã nhận đợt này nhận đính chính; bài đã đăng được sửa theo."
WITHDRAW_SAYS = (
    "Những người đã nhận được báo rút tin, bài đã đăng được gỡ. Lý do ghi ở đây là lời người dân đọc."
)
WHAT_IS_RIGHT, LINK, WHY_WITHDRAWN = "Điều đúng là gì", "Địa chỉ xem thêm (nếu có)", "Lý do rút tin"
AGAIN = "Lập lại đợt tin này"
NO_REASON = "Xin ghi lý do thành một câu, để người sau biết vì sao."
HAS_BEGUN = "Đợt tin đã bắt đầu gửi nên không rút lại được. Có thể tạm dừng hoặc hủy phần còn lại."
TAKEN_BACK = "Rút lại trong thời gian chờ."
DONE: Mapping[str, str] = MappingProxyType(
    {
        "approve": "Đã duyệt. Gửi lúc {at}; trước lúc đó còn rút lại được.",
        "second": "Đã duyệt thông báo khẩn; đang được gửi.",
        "discard": "Đã bỏ bản nháp. Chưa ai nhận tin này.",
        "take-back": "Đã rút lại. Chưa ai nhận tin này.",
        "start": "Được gửi từ {at}.",
        "pause": "Đã tạm dừng.",
        "resume": "Đang gửi tiếp.",
        "cancel": "Đã hủy phần còn lại.",
        "rehearse": "Đang gửi thử. Nhóm nhận thử sẽ nhận trong ít phút.",
        "correct": "Đã lập đính chính, gửi lúc {at}.",
        "withdraw": "Đã lập thông báo rút tin, gửi lúc {at}.",
    }
)
CHANGED_SINCE = "Đợt tin vừa được người khác thay đổi: nay {state}. Chưa làm gì thêm; xin xem lại."

# Progress
PROGRESS = "Gửi tới đâu"
HANDLED = "Đã xử lý {done}/{all} người ({percent}%)"
LAYING = "Đang lập danh sách người nhận."
STATES_COLUMN, COUNT_COLUMN = "Trạng thái", "Số người"
PACE, NO_PACE = "Còn khoảng {left}.", "Chưa biết còn bao lâu."
REFRESH = "Tải lại để xem số mới"
LEDGER = "Xem từng người trong sổ gửi"
POSTS = "Bài đăng cho mọi người"
POST_UNKNOWN = "Chưa rõ bài này đã đăng hay chưa. Mở tài khoản để xem, rồi ghi nhận. Trợ lý không đăng lại."
POST_SENT, POST_NOT_SENT = "Đã đăng", "Chưa đăng"
SETTLED = "Đã ghi nhận."

# New
NEW_KINDS: Mapping[str, str] = MappingProxyType(
    {"articles": "Từ bài trên cổng", "words": "Lời của cơ quan", "emergency": "Thông báo khẩn"}
)
FIELD_TITLE, FIELD_TEXT = "Tiêu đề", "Nội dung"
TITLE_HELP, TEXT_HELP = "Tối đa 200 ký tự.", "Tối đa 1.500 ký tự."
PICK = "Chọn bài (tối đa 10)"
NO_ARTICLES = "Chưa có bài nào gửi được. Bài mới trên cổng sẽ tự hiện ở đây."
EMERGENCY_SAYS = (
    "Chỉ dùng khi tính mạng, tài sản bị đe dọa. Gửi ngay khi người thứ hai duyệt, không theo giờ nghỉ "
    "và số tin mỗi ngày. Không rút lại được."
)
NEXT = "Xem sẽ tới ai"
NEXT_SAYS = "Chưa gửi gì: bước sau cho xem sẽ tới ai, rồi mới duyệt."
DRAFTED = "Đã lập bản nháp. Xem sẽ tới ai, rồi duyệt."
FOR = "Gửi từ: {agency}"

# Testers
TESTERS_SAYS = "Cán bộ trong nhóm nhận bản gửi thử trước khi tin tới người dân."
TESTERS_EMPTY = "Chưa có ai. Nhờ cán bộ nhắn một tin cho tài khoản của cơ quan; người đó sẽ hiện bên dưới."
WROTE = "Vừa nhắn tin, 30 phút qua"
WROTE_NONE = "Trong 30 phút qua chưa ai nhắn tin cho {channel}."
TESTER_NAME, ADD, REMOVE = "Họ và tên", "Thêm vào nhóm", "Bỏ khỏi nhóm"
TESTER_ROW = "{channel}, thêm bởi {by}, {at}"
WROTE_AT = "{channel}, mã …{person}, nhắn lúc {at}"
TESTER_ADDED, TESTER_REMOVED = "Đã thêm {name} vào nhóm nhận thử.", "Đã bỏ {name} khỏi nhóm nhận thử."
