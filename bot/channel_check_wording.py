"""The list of checks of a connected account: what is in order, what is not, what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType

HEAD = "{channel} “{name}” ({id}), cơ quan {agency}"
GOOD = "  ✓ {told}"
LACKING = "  ✗ {told}\n      → {todo}"
LOOK = "  ☐ {told}"
NOTE = "  • {told}"
LOOK_YOURSELF = "  Lệnh không xem được các mục sau, xin tự xem trong trang quản trị:"
READY = "Sẵn sàng nhận và trả lời."
NOT_READY = "Chưa xong: còn {count} mục ✗. Sửa rồi chạy lại: congdan channel check --agency {agency}"
CANNOT_SEND = "Kết nối đã được lưu nhưng chưa gửi được tin."

# Errors of a platform
AWAY = "{platform} chưa trả lời ({told})."
BUSY = "{platform} đang giới hạn số lần gọi ({told})."
REFUSES = "{platform} từ chối: {told}"
TRY_LATER = "Kiểm tra đường mạng ra ngoài của máy chủ, chờ ít phút rồi chạy lại."
LOOK_AT_IT = "Sửa theo lời báo trên rồi chạy lại; không rõ thì gửi nguyên câu này cho bộ phận kỹ thuật."
HINTS: Mapping[str, str] = MappingProxyType(
    {
        "zalo -209": "Bật (kích hoạt) ứng dụng ở developers.zalo.me.",
        "zalo -14002": "Xem lại ID ứng dụng và bật ứng dụng ở developers.zalo.me.",
        "zalo -212": "Thêm sản phẩm Official Account vào ứng dụng ở developers.zalo.me.",
        "zalo -216": "Cấp quyền lại: congdan channel consent --agency {agency}",
        "zalo -220": "Cấp quyền lại: congdan channel consent --agency {agency}",
        "zalo -221": "Xác thực OA tại oa.zalo.me.",
        "zalo -223": "OA chưa cho ứng dụng quyền này: thêm nhóm quyền rồi chạy congdan channel consent.",
        "zalo -224": "Gói dịch vụ của OA chưa cho phép dùng OpenAPI: nâng gói, hoặc hỏi Zalo.",
        "zalo -242": "Chạy: congdan channel set --agency {agency} --channel zalo appsecret_proof=yes",
        "messenger 190": "Lấy mã truy cập mới rồi chạy lại: congdan channel add messenger --agency {agency}",
        "messenger 200": "Cấp thêm quyền cho ứng dụng rồi lấy mã truy cập mới.",
        "messenger 10": "Cấp thêm quyền cho ứng dụng rồi lấy mã truy cập mới.",
        "messenger 100": "Xem lại ID Trang, khóa bí mật của ứng dụng và mã truy cập.",
        "messenger 2635": "Chạy: congdan channel set … version=… (bản mới hơn)",
    }
)
OUR_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "the account has no access token": "chưa có mã truy cập",
        "without an answer in JSON": "không phải câu trả lời JSON",
        "no answer of the Graph API": "không phải câu trả lời của Graph API",
        "not an allowed host": "không phải máy chủ được phép gọi",
        "redirected": "bị chuyển hướng",
    }
)

# Every account
SECRETS_OPEN = "Mở được các khóa đã lưu"
SECRETS_SHUT = "Không mở được các khóa đã lưu: khóa niêm phong đã khác"
SECRETS_DO = "Dùng lại CONGDAN_SECRET_KEY cũ, hoặc chạy lại congdan channel add {kind} --agency {agency}"
STOPPED = "Đang dừng gửi: {reason}"
CONSENT_DO = "Cấp quyền lại: congdan channel consent --agency {agency}"
MEND_DO = "Sửa các mục ✗ khác rồi chạy lại: lệnh này tự cho gửi tiếp khi nền tảng đã nhận."
RESUMED = "Đã cho gửi lại; tin đang chờ được gửi tiếp"
NO_PUBLIC_URL = "Chưa có địa chỉ công khai của máy chủ"
PUBLIC_URL_DO = "Đặt CONGDAN_PUBLIC_URL=https://tên-miền rồi khởi động lại dịch vụ."
NOT_HTTPS = "Địa chỉ công khai {url} không phải https"
HTTPS_DO = "Nền tảng chỉ gọi tới https có chứng chỉ hợp lệ: sửa CONGDAN_PUBLIC_URL và proxy."
REACHED = "Địa chỉ webhook trả lời: {url}"
NOT_REACHED = "Địa chỉ webhook không trả lời đúng: {url} ({told})"
NOT_REACHED_DO = "Xem dịch vụ có đang chạy (congdan serve), tên miền, chứng chỉ và tường lửa."
ANSWERED = "HTTP {status}"
LAST_EVENT = "Đã nhận sự kiện, lần cuối {at}"
NO_EVENT = "Chưa nhận sự kiện nào trong những ngày qua: nhắn thử một câu không có dấu # rồi chạy lại"
WRONG_SIGNATURES = (
    "Có {count} lần gọi sai chữ ký, lần cuối {at}, sau sự kiện gần nhất: xem lại khóa ký, "
    "nhắn thử một câu rồi chạy lại"
)
ODDITIES = "Có sự kiện mà trợ lý chưa biết: {names} (xem congdan channel list)"

# Zalo
ZALO_NO_TOKEN = "OA chưa cấp quyền cho ứng dụng"  # noqa: S105 (a sentence)
ZALO_OA = "Zalo nhận: “{name}”, {kind}, {verified}"
OA_TYPES: Mapping[str, str] = MappingProxyType({"2": "doanh nghiệp", "4": "cơ quan nhà nước"})
OA_TYPE_UNKNOWN = "loại {number}"
VERIFIED = "đã xác thực"
NOT_VERIFIED = "OA “{name}” chưa xác thực"
VERIFY_DO = "Xác thực OA tại oa.zalo.me: OA chưa xác thực không dùng được OpenAPI."
OTHER_OA = "Mã truy cập thuộc OA khác ({id}), không phải OA đã khai"
OTHER_OA_DO = "Cấp quyền lại bằng tài khoản quản trị đúng OA, hoặc khai lại ID của OA."
PACKAGE = "Gói dịch vụ: {name}, đến {until}"
NO_PACKAGE = "Zalo không ghi gói dịch vụ của OA"
QUOTA = "Hạn mức Zalo báo lần gửi gần nhất: {told}"
TOKEN_UNTIL = "Mã truy cập dùng đến {at}, được tự gia hạn"  # noqa: S105 (a sentence)
TOKEN_UNKNOWN = "Mã truy cập chưa rõ hạn: dịch vụ sẽ gia hạn ngay khi chạy"  # noqa: S105 (a sentence)
TOKEN_OLD = "Mã truy cập đã quá hạn từ {at}"  # noqa: S105 (a sentence)
TOKEN_OLD_DO = "Chạy dịch vụ (congdan serve): mã được gia hạn trong một phút."  # noqa: S105 (a sentence)
ENDPOINT = "Đường gửi tin đã xác định: {name}"
ENDPOINT_UNKNOWN = "Đường gửi tin (v3 hay v2) sẽ được tự dò khi trả lời tin đầu tiên"
ZALO_CONSOLE = (
    "Webhook: địa chỉ là {hook}, mọi sự kiện đang dùng đã bật",
    "Webhook: “Lọc cú pháp” đang TẮT (bật thì chỉ tin bắt đầu bằng # được chuyển tới)",
    "Webhook: “Webhook Retry” đang BẬT (để tin không mất khi máy chủ bận)",
    "Official Account Callback Url là {redirect}",
    "OA Manager: lời chào tự động, trả lời theo từ khóa và chatbot có sẵn đang TẮT",
)

# Messenger
PAGE = "Facebook nhận: Trang “{name}”"
PAGE_CONNECTED = "Đã đổi được mã truy cập của Trang “{name}”"
NO_PAGE_TOKEN = "Chưa có mã truy cập của Trang"  # noqa: S105 (a sentence)
PAGE_TOKEN_DO = "Lấy mã truy cập rồi chạy lại: congdan channel add messenger --agency {agency}"  # noqa: S105 (a sentence)
TOKEN_VALID = "Mã truy cập của Trang dùng được, {until}"  # noqa: S105 (a sentence)
NO_END = "không có hạn"
TOKEN_ENDS = "chỉ đến {at}"  # noqa: S105 (a sentence)
TOKEN_SHORT = "Mã truy cập của Trang có hạn: {at}"  # noqa: S105 (a sentence)
TOKEN_SHORT_DO = "Chạy lại congdan channel add messenger với mã người dùng, lệnh sẽ đổi sang mã không hạn."  # noqa: S105 (a sentence)
TOKEN_INVALID = "Facebook không còn nhận mã truy cập của Trang"  # noqa: S105 (a sentence)
OTHER_APP = "Mã truy cập thuộc ứng dụng khác ({id})"
OTHER_APP_DO = "Lấy mã truy cập của đúng ứng dụng đã khai."
SCOPES = "Đủ các quyền cần dùng"
SCOPES_MISSING = "Thiếu quyền: {names}"
SCOPES_DO = "Thêm các quyền này (Advanced Access) rồi lấy mã truy cập mới."
EVENTS = "Trang gửi đủ các loại sự kiện cho trợ lý"
EVENTS_ADDED = "Trang chưa gửi các sự kiện sau, nay đã đăng ký thêm: {names}"
HOOK = "Facebook gọi tới {url}"
HOOK_SET = "Đã khai địa chỉ webhook với Facebook: {url}"
HOOK_REPLACED = "Đã khai địa chỉ webhook {url}, thay cho {old}"
HOOK_ELSEWHERE = "Ứng dụng đang gọi tới địa chỉ khác: {old}"
HOOK_ELSEWHERE_DO = "Nếu muốn chuyển về đây: congdan channel add messenger --agency {agency}"
PROOF = "Mỗi lần gọi có ký kèm khóa của ứng dụng (appsecret_proof)"
NO_PROOF = "Không ký kèm khóa của ứng dụng; nên bật: congdan channel set … appsecret_proof=yes"
PROFILE = "Lời chào và trình đơn đã đặt"
NO_PROFILE = "Chưa đặt đủ lời chào, câu hỏi mẫu, trình đơn: congdan channel profile --agency {agency}"
MESSENGER_CONSOLE = (
    "Ứng dụng ở chế độ Trực tiếp (Live)",
    "pages_messaging có Advanced Access (chưa có thì chỉ người có vai trò trong ứng dụng nhắn được)",
    "“Yêu cầu khóa bí mật của ứng dụng” (Require App Secret) nên BẬT",
    "Meta Business Suite → Hộp thư → Tự động hóa: tin chào và trả lời tự động đang TẮT",
)
