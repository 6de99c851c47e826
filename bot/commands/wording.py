"""What the command line says: help, reports and errors. Its users are the IT people of an agency."""

from collections.abc import Mapping
from types import MappingProxyType

APP = """Trợ lý thủ tục hành chính của tỉnh, xã trên cổng thông tin, Zalo và Facebook.

Bắt đầu: congdan migrate, rồi congdan agency add, congdan import procedures, congdan serve.
Thử ngay với dữ liệu mẫu: congdan demo. Cách dùng từng lệnh: congdan LỆNH --help."""
HELP = "Xem cách dùng rồi thoát."
GROUP_SERVICE = "Chạy dịch vụ"
GROUP_KNOWLEDGE = "Cơ quan và kiến thức"
GROUP_ASK = "Hỏi và đo"
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "demo": GROUP_SERVICE,
        "serve": GROUP_SERVICE,
        "work": GROUP_SERVICE,
        "migrate": GROUP_SERVICE,
        "settings": GROUP_SERVICE,
        "inbox": GROUP_SERVICE,
        "channel": GROUP_SERVICE,
        "rehearse": GROUP_SERVICE,
        "editor": GROUP_SERVICE,
        "audit": GROUP_SERVICE,
        "agency": GROUP_KNOWLEDGE,
        "import": GROUP_KNOWLEDGE,
        "source": GROUP_KNOWLEDGE,
        "article": GROUP_KNOWLEDGE,
        "broadcast": GROUP_KNOWLEDGE,
        "places": GROUP_KNOWLEDGE,
        "ask": GROUP_ASK,
        "explain": GROUP_ASK,
        "report": GROUP_KNOWLEDGE,
        "evaluate": GROUP_ASK,
        "train": GROUP_ASK,
    }
)
PANEL_OPTIONS = "Tùy chọn"
PANEL_ARGUMENTS = "Tham số"
PANEL_COMMANDS = "Các lệnh"

# Errors
WRONG_USE = "Lệnh chưa đúng: {reason}\nXem cách dùng: {command} --help"
USAGE: Mapping[str, str] = MappingProxyType(
    {
        "Missing argument": "thiếu tham số",
        "Missing option": "thiếu tùy chọn",
        "Missing parameter": "thiếu tham số",
        "Missing command": "thiếu tên lệnh con",
        "No such option": "không có tùy chọn",
        "No such command": "không có lệnh",
        "Did you mean": "Có phải là",
        "Invalid value for": "giá trị không dùng được cho",
        "Got unexpected extra argument": "thừa tham số",
        "requires an argument": "cần một giá trị đi kèm",
        "Input should be a valid integer, unable to parse string as an integer": "phải là số nguyên",
        "Input should be greater than or equal to": "không được dưới",
        "Input should be less than or equal to": "không được quá",
        "Possible options": "có thể là",
    }
)
STOPPED = "Đã dừng theo yêu cầu; việc đang làm dở không được ghi lại."
UNAVAILABLE = (
    "Cơ sở dữ liệu không dùng được lúc này: {reason}. Chưa thay đổi gì."
    " Kiểm tra CONGDAN_DATABASE_URL, máy chủ và dung lượng đĩa rồi chạy lại."
)
BAD_DATABASE_URL = (
    "CONGDAN_DATABASE_URL phải có dạng sqlite:///đường/dẫn.db hoặc postgresql://người:mật-khẩu@máy/tên."
)
SYSTEM = "Hệ điều hành báo lỗi: {reason} ({file})."
SYSTEM_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "ENOENT": "không có tệp hoặc thư mục này",
        "EACCES": "không có quyền mở",
        "EPERM": "không có quyền",
        "EISDIR": "đây là một thư mục, không phải tệp",
        "ENOTDIR": "một phần của đường dẫn không phải thư mục",
        "ENOSPC": "đĩa đã đầy",
        "EROFS": "đĩa chỉ cho đọc",
    }
)
"""By the name of the error; of others the system's own words are told."""
BAD_SETTING = "Thiết đặt {name} không dùng được: {reason}. Sửa biến môi trường đó hoặc tệp .env."
BAD_DETAILS = "Không lưu được cơ quan: {reason}"

# congdan agency
AGENCY = "Cơ quan: thêm, sửa, xem, khai phạm vi tiếp nhận."
AGENCY_ADD = """Thêm cơ quan MÃ; đã có thì sửa các mục được nêu.

Thông tin liên hệ để trống được lấy của cấp trên gần nhất. Xóa một mục: nêu nó với giá trị rỗng, --phone ''.

Ví dụ: congdan agency add xa-an-phu --name 'UBND xã An Phú' --level commune --parent tinh-a"""
AGENCY_LIST = "Liệt kê các cơ quan theo cây: tỉnh, rồi xã và đơn vị."
AGENCY_SHOW = "Xem một cơ quan; mục lấy của cấp trên được ghi rõ."
AGENCY_SCOPE = """Khai các thủ tục mà cơ quan MÃ tự tiếp nhận, theo TỆP.

TỆP là .csv, .xlsx hoặc .jsonl với các cột code, counter (quầy), fee (lệ phí tại địa phương), note (ghi chú).
Cả tệp thay cho phạm vi cũ. Thủ tục ngoài phạm vi vẫn được trả lời, kèm nơi tiếp nhận."""
CODE = "Mã cơ quan: chữ thường không dấu, chữ số, gạch nối."
NAME = "Tên đầy đủ, ví dụ 'UBND xã An Phú'."
LEVEL = "Loại: province (tỉnh), commune (xã, phường), office (đơn vị)."
PARENT = "Mã cơ quan cấp trên; '' là không có."
ADDRESS = "Địa chỉ trụ sở."
HOURS = "Giờ làm việc."
PHONE = "Điện thoại để người dân gọi."
PORTAL_URL = "Địa chỉ cổng thông tin điện tử."
ONLINE_URL = "Địa chỉ nộp hồ sơ trực tuyến."
DISCLAIMER = "Câu lưu ý kèm câu trả lời."
SCOPE_FILE = "Tệp phạm vi tiếp nhận (.csv, .xlsx, .jsonl)."
LEVELS: Mapping[str, str] = MappingProxyType(
    {"province": "cấp tỉnh", "commune": "cấp xã", "office": "đơn vị"}
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "address": "Địa chỉ",
        "hours": "Giờ làm việc",
        "phone": "Điện thoại",
        "portal_url": "Cổng thông tin",
        "online_url": "Nộp trực tuyến",
        "disclaimer": "Lưu ý",
    }
)
ADDED = "Đã thêm cơ quan {code}."
UPDATED = "Đã cập nhật cơ quan {code}."
NO_AGENCIES = "Chưa có cơ quan nào. Thêm: congdan agency add MÃ --name TÊN --level province"
SHOWN = "{code}: {name} ({level}{under})"
UNDER = ", thuộc {code}"
INHERITED = "{value}  (theo {code})"
EMPTY = "(chưa có)"
COUNTS = "  Thủ tục: {own} của riêng, {inherited} từ cấp trên"
SCOPE = "  Phạm vi: {count} thủ tục tự tiếp nhận"
NO_SCOPE = "  Phạm vi: chưa khai"
SCOPE_SAVED = "Đã thay phạm vi tiếp nhận của {code}: {count} thủ tục."
UNKNOWN_CODES = "Chưa có thủ tục nào mang {count} mã sau (vẫn được ghi; có tác dụng khi thủ tục được nạp):"
UNKNOWN_CODE = "  dòng {numbers}: {code}"

# congdan import
IMPORT = "Nạp thủ tục và câu trả lời từ tệp."
IMPORT_PROCEDURES = """Nạp thủ tục từ TỆP (.jsonl, .csv, .xlsx). Nạp lại cùng tệp không thay đổi gì.

Có dòng sai thì nêu từng dòng và không nạp gì, trừ khi có --skip-bad. Mã trùng: bản có ngày mới hơn được giữ.
Cấp dưới chỉ cần ghi mã và những mục khác với cấp trên. Các cột của tệp: docs/data-formats.md.

Ví dụ: congdan import procedures thu-tuc.jsonl --agency tinh-a"""
IMPORT_ANSWERS = """Nạp câu trả lời soạn sẵn từ TỆP (.jsonl, .csv, .xlsx).

Các cột: code (tên ngắn), questions (các cách hỏi), text (câu trả lời), url, as_of (ngày).

Ví dụ: congdan import answers cau-tra-loi.csv --agency xa-an-phu"""
IMPORT_STARTER = """Nạp kiến thức khởi đầu đi kèm sản phẩm cho một cơ quan.

Thủ tục cơ quan đã tự nạp thì không bị đụng tới. Cơ quan cần đối chiếu với cổng thông tin của mình."""
FILE = "Tệp .jsonl, .csv hoặc .xlsx."
AGENCY_OPTION = "Mã cơ quan; bỏ trống khi chỉ có một cơ quan cao nhất."
SKIP_BAD = "Bỏ qua các dòng sai, nạp các dòng còn lại."
DRY_RUN = "Chạy thử: kiểm tra và báo cáo, không ghi gì."
READING = "Đang đọc {name}"
WRITING = "Đang ghi {name}"
IMPORTED = "{name} → {code}: thêm {added}, sửa {updated}, không đổi {unchanged}."
WOULD_IMPORT = (
    "{name} → {code} (chạy thử, chưa ghi gì): sẽ thêm {added}, sửa {updated}, không đổi {unchanged}."
)
LEFT = "Giữ nguyên {count} thủ tục mà cơ quan đã tự nạp (chỉ thêm cách hỏi)."
EDITED = (
    "Giữ nguyên {count} câu trả lời đã được biên tập viên đăng: {codes}. Muốn đổi, sửa trên bàn biên tập."
)
OLDER = "Bản cũ hơn, không dùng: {count}"
OLDER_LINE = "  dòng {number}: {code} ({as_of}), cũ hơn {than} ({newer})"
OF_LINE = "dòng {number}"
OF_DATABASE = "bản đang có"
NO_DATE = "không ghi ngày"
AND_MORE = "  … và {count} dòng nữa"
SKIPPED = "Bỏ qua {count} dòng sai:"
IGNORED = "Không dùng các cột: {names}"

# congdan settings
SETTINGS = "Xem các thiết đặt đang dùng. Đổi bằng biến môi trường CONGDAN_… hoặc tệp .env."
SECRET_SET = "(đã đặt, không hiện)"  # noqa: S105 (what is shown in place of a secret)
SECRET_EMPTY = "(để trống)"  # noqa: S105 (the same)

# congdan demo
DEMO = """Dùng thử ngay với tỉnh mẫu, xã mẫu và kiến thức khởi đầu.

Chuẩn bị cơ sở dữ liệu, tạo cơ quan mẫu, rồi chạy dịch vụ. Nếu đã có cơ quan thì không tạo gì thêm."""
PORT = "Cổng mạng; bỏ trống thì theo CONGDAN_PORT."
SAMPLE_MADE = (
    "Đã tạo cơ quan mẫu tinh-mau và xa-mau với {count} thủ tục khởi đầu (địa chỉ, điện thoại không có thật)."
)
SAMPLE_NOTE = "Nội dung khởi đầu chỉ để dùng thử: cơ quan cần đối chiếu với cổng của mình trước khi phục vụ."
OPEN_PAGE = "Mở trang trò chuyện của {name}: {url}"
HOW_TO_STOP = "Dừng: Ctrl-C"

# congdan places
PLACES = "Địa danh: đơn vị hành chính trước và từ ngày 01/7/2025."
PLACES_FIND = """Xem địa danh trong CÂU được hiểu thế nào, nay là đơn vị nào.

Ví dụ: congdan places find "xã Ngọc Hòa huyện Giồng Riềng nay là xã nào" """
PLACES_BUILD = """Tạo lại bảng địa danh đi kèm sản phẩm, từ dữ liệu của gói underthesea đã cài.

Cùng phiên bản của gói cho cùng một tệp, đúng từng byte."""
PLACES_TEXT = "Câu như người dân viết."
PLACES_HOME = "Tỉnh của cơ quan: trong các nơi trùng tên, nơi thuộc tỉnh này được chọn."
PLACES_OUT = "Tệp ghi bảng; bỏ trống thì thay tệp đi kèm sản phẩm."
PLACES_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "moved": "đã đổi",
        "split": "bị chia",
        "dissolved": "không còn",
        "same": "đang có hiệu lực",
        "unsure": "trùng tên",
        "unknown": "không có trong danh sách",
    }
)
PLACES_MENTION = "{said} ({status}): {told}"
PLACES_NONE = "Không thấy địa danh nào."
PLACES_REST = "  Phần còn lại để tìm thủ tục: {rest}"
PLACES_DIRECT = "  Câu này chỉ hỏi về địa danh."
PLACES_BESIDE = "  Nói thêm bên câu trả lời: {told}"
PLACES_CHOICE = "  Nút “{label}” → {typed}"
PLACES_BUILT = "Đã ghi {path}: {count} đơn vị cũ."
PLACES_SAME = "{path} không đổi: {count} đơn vị cũ."
