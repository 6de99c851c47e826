"""What `congdan channel …` asks and says; its readers administer an account, they need not know computers."""

from collections.abc import Mapping
from types import MappingProxyType

# Help
CHANNEL = "Zalo Official Account và Trang Facebook: kết nối, kiểm tra, thiết đặt."
ADD = "Kết nối một Zalo Official Account hoặc một Trang Facebook."
ADD_ZALO = """Kết nối Zalo Official Account của cơ quan MÃ; đã kết nối thì thay các giá trị cũ.

Lệnh hỏi từng giá trị, nói rõ lấy ở đâu, rồi in đường dẫn để quản trị viên OA cấp quyền.
Từng bước: docs/ket-noi-zalo.md.

Chạy tự động: nêu các tùy chọn, hoặc biến môi trường CONGDAN_CHANNEL_… (APP_ID, OA_ID, APP_SECRET, OA_SECRET,
ACCESS_TOKEN, REFRESH_TOKEN); khóa bí mật chỉ nhận từ câu hỏi, biến môi trường hoặc --secrets-file."""
ADD_MESSENGER = """Kết nối Trang Facebook của cơ quan MÃ; đã kết nối thì thay các giá trị cũ.

Lệnh hỏi từng giá trị, nói rõ lấy ở đâu, đổi mã truy cập lấy mã dài hạn của Trang, đăng ký nhận tin nhắn.
Từng bước: docs/ket-noi-facebook.md.

Chạy tự động: nêu các tùy chọn, hoặc biến môi trường CONGDAN_CHANNEL_… (APP_ID, PAGE_ID, APP_SECRET,
VERIFY_TOKEN, TOKEN); khóa bí mật chỉ nhận từ câu hỏi, biến môi trường hoặc --secrets-file."""
CONSENT = """In đường dẫn để quản trị viên cấp quyền lại cho Zalo Official Account của cơ quan MÃ.

Dùng khi OA mất quyền, khi đổi nhóm quyền hoặc đổi Official Account Callback Url trong trang ứng dụng."""
CHECK = "Kiểm tra lại mọi kết nối; có mục chưa đạt thì lệnh kết thúc với mã 1."
LIST = "Liệt kê các kết nối, tình trạng, các lần gọi bị từ chối và sự kiện lạ."
SET = """Xem hoặc đổi thiết đặt của một kết nối: TÊN=GIÁ-TRỊ; để trống sau dấu = là về mặc định.

Ví dụ: congdan channel set --agency xa-an-phu --channel zalo choices=buttons staff_answers=yes"""
REMOVE = "Gỡ một kết nối: xóa mọi khóa và mã truy cập đã lưu."
PROFILE = "Đặt lời chào, câu hỏi mẫu và trình đơn của Trang trong Messenger theo lời của cơ quan."
FOLLOWERS = "Đọc những người đang quan tâm Zalo OA vào danh sách người nhận tin."
AGENCY = "Mã cơ quan."
AGENCY_OF_CHECK = "Mã cơ quan; bỏ trống là mọi cơ quan."
CHANNEL_NAME = "Kênh: zalo hoặc messenger."
APP_ID = "ID ứng dụng (chữ số)."
OA_ID = "ID của Official Account (chữ số)."
PAGE_ID = "ID của Trang (chữ số)."
VERSION = "Phiên bản Graph API, ví dụ v25.0."
SECRETS_FILE = "Tệp JSON chứa các khóa bí mật; - là đọc từ đầu vào chuẩn."
TOKENS = "Dán cặp mã truy cập lấy ở API Explorer thay cho đường dẫn cấp quyền."
SECOND_SECRET = "Hỏi thêm khóa ký thứ hai, dùng trong lúc đổi khóa."  # noqa: S105 (a help text)
WAIT = "Chờ đến khi quản trị viên cấp quyền xong."
OPTIONS = "TÊN=GIÁ-TRỊ; không nêu gì là xem tất cả."
YES = "Không hỏi lại."

# Values that are asked for: what it is, where it stands, what is wrong with one of another shape
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "zalo.app_id": "ID ứng dụng Zalo",
        "zalo.app_secret": "Khóa bí mật của ứng dụng",
        "zalo.oa_secret": "Khóa bí mật OA",
        "zalo.oa_secret_second": "Khóa ký thứ hai",
        "zalo.oa_id": "ID của Official Account",
        "zalo.access_token": "Mã truy cập (Access token)",
        "zalo.refresh_token": "Mã gia hạn (Refresh token)",
        "zalo.pkce_verifier": "Mã kiểm chứng (Code verifier)",
        "messenger.app_id": "ID ứng dụng Facebook",
        "messenger.app_secret": "Khóa bí mật của ứng dụng",
        "messenger.app_secret_second": "Khóa ký thứ hai",
        "messenger.page_id": "ID của Trang",
        "messenger.verify_token": "Mã xác minh webhook",
        "messenger.token": "Mã truy cập",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "zalo.app_id": "developers.zalo.me → Ứng dụng → chọn ứng dụng → Cài đặt, mục “ID ứng dụng”.",
        "zalo.app_secret": "Cùng trang Cài đặt, mục “Khóa bí mật của ứng dụng”.",
        "zalo.oa_secret": "developers.zalo.me → ứng dụng → Official Account → Webhook, mục “Khóa bí mật OA” "
        "(OA Secret Key); khác với khóa bí mật của ứng dụng.",
        "zalo.oa_secret_second": "Khóa cũ trong lúc đổi khóa; hoặc khóa bí mật của ứng dụng, nếu bị báo "
        "sai chữ ký.",
        "zalo.oa_id": "oa.zalo.me → Quản lý → Thông tin tài khoản, mục “OA ID”.",
        "zalo.access_token": "developers.zalo.me → Công cụ → API Explorer → chọn ứng dụng, OA Access Token.",
        "zalo.refresh_token": "Cùng chỗ với mã truy cập; mỗi mã chỉ dùng được một lần.",
        "messenger.app_id": "developers.facebook.com → Ứng dụng của tôi → chọn ứng dụng → Cài đặt ứng dụng → "
        "Thông tin cơ bản, mục “ID ứng dụng”.",
        "messenger.app_secret": "Cùng trang Thông tin cơ bản, mục “Khóa bí mật của ứng dụng”, bấm Hiển thị.",
        "messenger.app_secret_second": "Khóa cũ trong lúc đổi khóa bí mật của ứng dụng.",
        "messenger.page_id": "Trang Facebook → Giới thiệu → Tính minh bạch của Trang, mục “ID Trang”.",
        "messenger.verify_token": "Tự đặt; lần đầu để trống thì có một mã ngẫu nhiên.",
        "messenger.token": "developers.facebook.com → ứng dụng → Messenger → Cài đặt API → Tạo mã cho Trang; "
        "hoặc Công cụ → Graph API Explorer với các quyền pages_messaging, pages_manage_metadata, "
        "pages_show_list.",
    }
)
WRONG_ID = "phải là một dãy từ 5 đến 25 chữ số, không có dấu cách"
WRONG_SECRET = "phải dài từ 8 ký tự, gồm chữ không dấu và số, không có dấu cách, không phải là ID"  # noqa: S105 (what is wrong with one)
WRONG_TOKEN = "phải dài từ 8 ký tự, gồm chữ không dấu, số và dấu, không có dấu cách hay xuống dòng"  # noqa: S105 (the same)
WRONG_VERIFY_TOKEN = "phải dài từ 8 đến 200 ký tự, chỉ gồm chữ không dấu, số và các dấu . _ -"  # noqa: S105 (the same)
WRONG_VERSION = "Phiên bản Graph API phải có dạng v25.0."
WRONG_VALUE = "{label} {wrong}."
ASK = "{label}"
ASK_KEPT = "{label} (Enter: giữ giá trị đang dùng)"
ASK_OPTIONAL = "{label} (Enter: bỏ qua)"
MISSING = "Còn thiếu: {label}. {where}"
NO_MORE_INPUT = (
    "Lệnh cần hỏi “{label}” nhưng không có ai trả lời. Nêu câu trả lời bằng tùy chọn của lệnh (xem --help)"
    " hoặc tệp bí mật."
)
BAD_SECRETS_FILE = (
    "Tệp bí mật phải là một đối tượng JSON, mỗi giá trị là một chuỗi. Các tên dùng được: {names}."
)
UNKNOWN_SECRETS = "Tệp bí mật có tên lạ: {unknown}. Các tên dùng được: {names}."

# Adding
REPLACES = (
    "Cơ quan {agency} đã kết nối “{name}” ({id}). Các giá trị nhập sau đây thay cho giá trị cũ; "
    "Ctrl-C để thôi, không thay đổi gì."
)
CHANNELS: Mapping[str, str] = MappingProxyType({"zalo": "Zalo OA", "messenger": "Trang Facebook"})
PLATFORMS: Mapping[str, str] = MappingProxyType({"zalo": "Zalo", "messenger": "Facebook"})
STORED = (
    "Đã lưu kết nối {channel} “{name}” ({id}) của {agency}; các khóa được niêm phong trong cơ sở dữ liệu."
)
VERIFY_TOKEN_MADE = (
    "Đã tạo mã xác minh webhook. Nhập vào trang ứng dụng khi Facebook hỏi “Verify token”: {token}"  # noqa: S105 (the word for it)
)
TAKEN = (
    "{channel} {id} đang thuộc cơ quan {agency}. "
    "Gỡ trước: congdan channel remove --agency {agency} --channel {kind}"
)
OCCUPIED = (
    "Cơ quan này đã kết nối một tài khoản khác trên kênh đó. Gỡ tài khoản cũ trước bằng lệnh "
    "congdan channel remove, rồi kết nối lại."
)
SHORT_KEY = "CONGDAN_SECRET_KEY quá ngắn để niêm phong khóa: cần ít nhất {least} ký tự."
NO_ACCOUNT = "Cơ quan {agency} chưa kết nối {channel}. Kết nối: congdan channel add {kind} --agency {agency}"
NOTHING_CONNECTED = "Chưa kết nối kênh nào. Bắt đầu: congdan channel add zalo --agency MÃ"
UNKNOWN_CHANNEL = "Kênh phải là zalo hoặc messenger."
RESEALED = (
    "Không mở được các khóa đã lưu của “{name}”: CONGDAN_SECRET_KEY (hoặc tệp trong CONGDAN_VAR) đã khác. "
    "Dùng lại khóa cũ, hoặc nhập lại: congdan channel add {kind} --agency {agency}"
)

# Consent
NO_LINK = (
    "Chưa có CONGDAN_PUBLIC_URL nên chưa có đường dẫn cấp quyền. Đặt địa chỉ https của máy chủ rồi chạy: "
    "congdan channel consent --agency {agency}"
)
LINK = (
    "Quản trị viên của OA mở đường dẫn sau trong vòng một giờ, đăng nhập Zalo và bấm đồng ý\n"
    "(ở trang ứng dụng, mục Official Account Callback Url phải đúng từng chữ là {redirect}):\n\n{link}\n"
)
WAITING = "Đang chờ quản trị viên cấp quyền (Ctrl-C: thôi chờ, đường dẫn vẫn dùng được)"
GRANTED = "Đã được cấp quyền."
NOT_WAITED = "Khi quản trị viên đã đồng ý, kiểm tra bằng: congdan channel check --agency {agency}"
NOBODY_CAME = "Quá một giờ chưa ai cấp quyền. Lấy đường dẫn mới: congdan channel consent --agency {agency}"

# List
LISTED = "{agency}  {channel} “{name}” ({id}): {state}; mã truy cập {until}"
STATES: Mapping[str, str] = MappingProxyType({"active": "đang hoạt động", "stopped": "ĐANG DỪNG"})
UNTIL = "dùng đến {at}"
NO_UNTIL = "không ghi hạn"
NO_TOKEN = "chưa có"  # noqa: S105 (what stands in place of one)
SEALED = "không mở được khóa đã lưu"
STATE_REASON = "    Lý do dừng: {reason}"
ODDITY = "    Sự kiện lạ: {name}, {count} lần, lần cuối {at}"
TURNED_AWAY = "Các lần gọi bị từ chối trong {days} ngày qua:"
TURNED_AWAY_LINE = "    {channel}, {reason}: {count} lần, lần cuối {at}"
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "unsigned": "không có chữ ký",
        "wrong signature": "sai chữ ký",
        "too large": "quá dài",
        "not JSON": "không phải JSON",
        "not a call of this platform": "không đúng dạng của nền tảng",
        "of an account that is not connected": "của tài khoản chưa kết nối ở đây",
        "its body did not come in time": "nội dung đến quá chậm",
    }
)

# Set
OPTION = "{name} = {value}{default}\n    {description}"
IS_DEFAULT = "  (mặc định)"
NO_VALUE = "(để trống)"
YES_WORDS: Mapping[str, bool] = MappingProxyType(
    {"yes": True, "có": True, "bật": True, "no": False, "không": False, "tắt": False}
)
SHOWN_WORDS: Mapping[bool, str] = MappingProxyType({True: "yes", False: "no"})
NOT_AN_OPTION = "“{text}” không phải là thiết đặt. Viết TÊN=GIÁ-TRỊ; các tên dùng được: {names}."
BAD_OPTION = "Không đổi gì. Giá trị không dùng được cho {name} — {description}"
SET_DONE = "Đã đổi thiết đặt; dịch vụ đang chạy dùng ngay trong vài giây."

# Remove, profile, followers
REMOVE_ASK = "Gỡ “{name}” của {agency}: tin đang chờ sẽ không được trả lời. Gõ lại mã cơ quan để gỡ"
CHANGE_STORED = "Lưu kết nối {kind} “{name}”"
CHANGE_CONSENTED = "Nhận mã truy cập mới của {kind} “{name}”, do quản trị viên cấp quyền"
CONSENT_BY = "quản trị viên Zalo"
CHANGE_REMOVED = "Gỡ {kind} “{name}”"
NOT_REMOVED = "Không gỡ gì: mã cơ quan gõ lại không đúng."
REMOVED = "Đã gỡ “{name}” của {agency}, xóa mọi khóa và mã truy cập đã lưu."
STILL_SUBSCRIBED = (
    "Chưa bỏ được đăng ký nhận tin của Trang: {why} Có thể gỡ ứng dụng trong phần cài đặt của Trang."
)
PROFILE_SET = (
    "Đã đặt lời chào, câu hỏi mẫu và trình đơn của Trang “{name}”. Trình đơn có thể hiện sau một ngày."
)
NO_PORTAL = "Trình đơn không có đường dẫn tới cổng: cơ quan chưa khai --portal-url bắt đầu bằng https://."
READING_FOLLOWERS = "Đang đọc người quan tâm"
FOLLOWERS_READ = "Đã đọc {count} người quan tâm “{name}”."
FOLLOWERS_STOPPED = (
    "Đã ghi {count} người, rồi phải dừng: {why} Chạy lại lệnh để đọc tiếp, không ai bị ghi hai lần."
)
SEARCH = "xin chào"
"""What the button that opens a search says in a person's place: it is answered with examples."""
PERSON = "gặp cán bộ"
