"""What the pages of channels say."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Kênh"
LEAD = "Nơi người dân nhắn cho trợ lý. Trang trò chuyện luôn có sẵn; Zalo và Facebook cần kết nối một lần."
WEBCHAT = "Trang trò chuyện"
OPEN_CHAT = "Mở trang trò chuyện"
EMPTY = "Chưa kết nối Zalo hay Facebook. Người dân vẫn dùng được trang trò chuyện."
ADD: Mapping[str, str] = MappingProxyType({"zalo": "Kết nối Zalo OA", "messenger": "Kết nối Trang Facebook"})
KINDS: Mapping[str, str] = MappingProxyType({"zalo": "Zalo OA", "messenger": "Trang Facebook"})
STATES: Mapping[str, str] = MappingProxyType({"active": "Đang hoạt động", "stopped": "Đang dừng"})
COLOURS: Mapping[str, str] = MappingProxyType({"active": "green", "stopped": "red"})
SEALED = "Không mở được các khóa đã lưu. Nhập lại các khóa, hoặc dùng lại khóa cũ của máy chủ."
TOKEN_UNTIL = "mã truy cập dùng đến {until}"  # noqa: S105 (words, not a token)
CHECK = "Kiểm tra ngay"
CHECKED = "Kiểm tra {kind}: {name}"
CHECK_AGAIN = "Kiểm tra lại"
CHECK_LEAD = "Trợ lý hỏi nền tảng và kiểm tra từng điều kiện. Việc này mất vài giây."
GOOD, LACKING, LOOK, NOTE = "Đạt", "Còn thiếu", "Cần tự xem", "Ghi chú"
READY = "Tài khoản này nhận và gửi được tin."
NOT_READY = "Còn {count} điều cần làm trước khi nhận và gửi được tin."
CHANGE = "Đổi khóa, mã"
OPTIONS = "Tùy chọn"
CONSENT = "Lấy đường dẫn cấp quyền"
CONSENT_TITLE = "Cấp quyền trên Zalo"
CONSENT_LEAD = (
    "Gửi đường dẫn này cho quản trị viên của OA, mở trong vòng một giờ, đăng nhập Zalo rồi bấm đồng ý."
    " Xong thì quay lại đây và bấm Kiểm tra ngay."
)
CONSENT_LINK, CONSENT_COPY = "Đường dẫn cấp quyền", "Chép đường dẫn"
CONSENT_HERE = "Tôi là quản trị viên OA: mở ngay"
CONSENT_REDIRECT = "Ở trang ứng dụng của Zalo, mục Official Account Callback Url phải đúng từng chữ là:"
NO_ADDRESS = (
    "Máy chủ chưa có địa chỉ https công khai (CONGDAN_PUBLIC_URL) nên chưa lấy được đường dẫn cấp quyền."
    " Nhờ người quản lý máy chủ đặt địa chỉ rồi thử lại."
)
REMOVE = "Gỡ tài khoản"
REMOVE_SAID = (
    "Các khóa và mã truy cập bị xóa; tin đang chờ không được trả lời nữa. Việc này không hoàn tác được."
)
REMOVE_TYPE = "Gõ lại mã cơ quan ({agency}) để gỡ"
REMOVE_WRONG = "Chưa gỡ: mã cơ quan gõ lại không đúng."
REMOVED = "Đã gỡ “{name}” và xóa mọi khóa, mã truy cập đã lưu."
STILL_SUBSCRIBED = "Chưa bỏ được đăng ký nhận tin của Trang: {why}"
FORM_LEAD = "Chép từng giá trị từ trang quản trị của nền tảng. Khóa và mã được niêm phong, không hiện lại."
KEPT = "Để trống thì giữ giá trị đang dùng."
OPTIONAL = "Không bắt buộc."
SAVE = "Lưu và kiểm tra"
SAVED = "Đã lưu kết nối “{name}”."
VERIFY_TOKEN = "Mã xác minh để nhập vào trang ứng dụng khi Facebook hỏi “Verify token”: {token}"  # noqa: S105 (words, not a token)
REQUIRED = "Cần điền mục này."
TAKEN = "Tài khoản này đang thuộc cơ quan khác của hệ thống. Gỡ ở đó trước."
OCCUPIED = "Cơ quan này đã kết nối một tài khoản khác trên kênh đó. Gỡ tài khoản cũ trước."
ALARM = "Cần xử lý từ {at}: {text}"
GUIDES: Mapping[str, str] = MappingProxyType(
    {
        "zalo": "Hướng dẫn từng bước: tài liệu docs/ket-noi-zalo.md đi kèm bộ cài.",
        "messenger": "Hướng dẫn từng bước: tài liệu docs/ket-noi-facebook.md đi kèm bộ cài.",
    }
)
AT_THE_DESK: Mapping[str, str] = MappingProxyType(
    {
        r"(chạy )?congdan channel consent( --agency \S+)?": "bấm “Lấy đường dẫn cấp quyền” ở trang Kênh",
        r"(Chạy: )?congdan channel set .*(appsecret_proof|version)=\S+": r"đổi mục \2 trong Tùy chọn",
        r"([Cc]hạy lại:? )?congdan channel add \w+( --agency \S+)?": "bấm “Đổi khóa, mã” ở trang Kênh",
        r"congdan channel profile --agency \S+": "nhờ người quản lý máy chủ đặt",
        r" \(xem congdan channel list\)": "",
        r" \(congdan serve\)": "",
        r"chạy lại": "kiểm tra lại",
        r"các mục ✗ khác": "các mục Còn thiếu khác",
        r"lệnh này tự": "lần kiểm tra ấy tự",
        r"lệnh sẽ đổi": "trợ lý sẽ đổi",
        r": \w+Error\b": "",
        r"^Đặt (CONGDAN_\w+)": r"Nhờ người quản lý máy chủ đặt \1",
    }
)
"""What advice for the command line is at the desk."""
