"""What `congdan broadcast report` says, on the screen and in files. Its readers must prove who was told."""

from collections.abc import Mapping
from types import MappingProxyType

REPORT = """Báo cáo đợt SỐ: mỗi trạng thái, lý do và kênh có bao nhiêu người; các bài đăng và mã của chúng.

--output bao-cao.xlsx hoặc bao-cao.csv ghi cả sổ, mỗi người một dòng. Mã người nhận chỉ hiện bốn ký tự cuối,
trừ những người chưa rõ kết quả: phải có mã đầy đủ mới tra được trên nền tảng xem tin đã tới chưa. Tệp là dữ
liệu cá nhân: chỉ chủ tài khoản máy này đọc được, không gửi đi nơi khác.

Ví dụ: congdan broadcast report 3
congdan broadcast report 3 --unknown
congdan broadcast report 3 --output bao-cao.xlsx"""
FORMAT = "Dạng: table (màn hình), csv hoặc xlsx; bỏ trống thì theo tên tệp."
OUTPUT = "Tệp để ghi; đã có thì bị thay."
UNKNOWN = "Liệt kê những người và bài đăng chưa rõ kết quả."

FORMATS = ("table", "csv", "xlsx")
NO_FORMAT = "Không có dạng {format}. Các dạng: table, csv, xlsx"
NEEDS_OUTPUT = "Dạng {format} cần tệp để ghi: thêm --output bao-cao.{format}"
NO_SUFFIX = "Không rõ dạng của tệp {file}: đặt tên .csv hoặc .xlsx, hoặc thêm --format."
TABLE_TO_FILE = "Dạng table chỉ hiện trên màn hình. Muốn ghi tệp: --output bao-cao.xlsx hoặc bao-cao.csv"
IS_A_FOLDER = "{file} là một thư mục; nêu tên tệp, ví dụ {file}/bao-cao.xlsx"
FORGOTTEN = (
    "Sổ gửi của đợt {number} đã quá hạn lưu (CONGDAN_LEDGER_DAYS): chỉ còn các số tổng, không còn từng người."
    " Xem: congdan broadcast report {number}"
)
ONLY_NUMBERS = "Sổ gửi đã quá hạn lưu: chỉ còn các số tổng, không còn lý do và từng người."
NOT_BEGUN = "Đợt này chưa bắt đầu nên chưa có sổ gửi. Xem sẽ tới ai: congdan broadcast show {number}"
STILL = "Đợt này chưa kết thúc: các số còn thay đổi."
PEOPLE = "Người nhận:"
NO_PEOPLE = "Không có ai trong sổ gửi."
HEAD = ("trạng thái", "lý do")
TOGETHER = "cộng"
REACHED = "Đã tới {count}/{all} người trong sổ."
SOME_UNKNOWN = "Chưa rõ {count} người: xem congdan broadcast report {number} --unknown"
UNKNOWN_POST = (
    "Bài đăng {post} chưa rõ: xem trên tài khoản, rồi congdan broadcast settle {post} --sent … --by …"
)
UNKNOWN_HEAD = "Chưa rõ tin đã tới hay chưa (không bao giờ được gửi lại):"
UNKNOWN_ROWS = ("kênh", "mã người nhận", "gửi lúc", "lý do")
UNKNOWN_WHY = (
    "Mã đầy đủ được hiện để tra trong mục tin nhắn trên trang quản trị của tài khoản;"
    " là dữ liệu cá nhân, không gửi đi nơi khác."
)
UNKNOWN_MORE = "Còn nữa; ghi tất cả: congdan broadcast report {number} --unknown --output chua-ro.csv"
NONE_UNKNOWN = "Không có ai chưa rõ kết quả."
WRITING = "Đang ghi {file}"
WRITTEN = "Đã ghi {file}: {count} dòng."

STATES: Mapping[str, str] = MappingProxyType(
    {
        "planned": "chờ gửi",
        "attempted": "đang gửi",
        "accepted": "nền tảng đã nhận",
        "delivered": "đã tới máy",
        "seen": "đã xem",
        "refused": "nền tảng từ chối",
        "gone": "không còn nhận được",
        "unknown": "chưa rõ",
        "skipped": "không gửi",
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "…": "các lý do khác",
        "stopped": "đã ngừng nhận tin, hoặc ngừng chủ đề này",
        "left": "đã rời hoặc chặn tài khoản",
        "window": "quá lâu chưa nhắn tin, nền tảng không cho gửi",
        "cap": "đã nhận đủ số tin trong ngày cho đến khi đợt kết thúc",
        "expired": "đợt kết thúc trước khi tới lượt",
        "cancelled": "đợt bị hủy trước khi tới lượt",
        "erased": "đã yêu cầu xóa dữ liệu",
        "gone item": "các bài đã gỡ khỏi cổng",
        "its worker died": "tiến trình gửi bị ngắt giữa chừng",
    }
)
SAID: Mapping[str, str] = MappingProxyType(
    {
        "Lost": "mất câu trả lời của nền tảng",
        "Gone": "người nhận đã chặn, rời đi hoặc không còn tồn tại",
        "Refused": "nền tảng nói",
        "Stopped": "tài khoản bị dừng",
    }
)
SAID_BY = "{what}: {told}"
A_FAULT = "lỗi khi gửi: {told}"

SHEET_SUMS, SHEET_POSTS, SHEET_PEOPLE = "Tổng hợp", "Bài đăng", "Từng người"
NEXT_SHEET = "{name} {number}"
SUMS_HEAD = ("kênh", "trạng thái", "lý do", "số người")
POSTS_HEAD = ("số", "kênh", "trạng thái", "lý do", "mã trên nền tảng", "gửi lúc", "kết thúc lúc")
ROWS_HEAD = (
    "loại",
    "kênh",
    "mã người nhận",
    "trạng thái",
    "lý do",
    "gửi lúc",
    "kết thúc lúc",
    "tới máy lúc",
    "xem lúc",
    "mã trên nền tảng",
)
A_PERSON, A_POST = "người", "bài đăng"
