"""What the pages of sources say."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Nguồn tin"
LEAD = "Trang của cổng mà trợ lý đọc đều đặn để lấy bài viết, thủ tục và tệp."
EMPTY = (
    "Chưa có nguồn nào. Thêm địa chỉ RSS hoặc trang danh sách tin của cổng; bài mới sẽ tự vào mục Tin bài"
    " để duyệt."
)
NEW = "Thêm nguồn"
ADDRESS = "Địa chỉ trên cổng"
ADDRESS_HELP = "Ví dụ: https://xa-an-phu.tinh-a.gov.vn/rss/tin-tuc, hoặc trang danh sách tin."
FOR = "Cho cơ quan"
LOOK = "Xem thử"
LOOKING_TAKES = "Trợ lý mở địa chỉ này và cho xem sẽ đọc được gì. Chưa lưu gì."
FOUND = "Đây là {kind} “{name}”"
FOUND_NAMELESS = "Đây là {kind}"
NEWEST = "Các mục mới nhất"
NO_ITEMS = "Chưa thấy mục nào ở đây."
UNDATED = "không ngày"
FEED_BETTER = "Trang này có nguồn RSS, đọc chắc hơn trang danh sách:"
USE_FEED = "Xem nguồn RSS đó"
OTHER_HOSTS = "Có mục nằm ở máy chủ khác, cũng sẽ được đọc: {hosts}"
FIRST_TIME = "Lần đọc đầu chỉ đưa những bài còn mới vào mục Tin bài; bài cũ được ghi nhận mà không báo."
NAME = "Tên gọi"
EVERY = "Đọc lại sau (phút)"
ADD = "Thêm nguồn này"
ADDED = "Đã thêm nguồn. Trợ lý bắt đầu đọc trong ít phút."
NEEDS_HTTP = "Cần địa chỉ bắt đầu bằng https:// hoặc http://"
STATES: Mapping[str, str] = MappingProxyType({"reading": "Đang đọc", "failing": "Lỗi", "stopped": "Đã dừng"})
COLOURS: Mapping[str, str] = MappingProxyType({"reading": "green", "failing": "red", "stopped": "amber"})
READ_AT = "đọc lần cuối {at}"
NEVER_READ = "chưa đọc lần nào"
COUNTS = "{articles} bài, {waiting} trang chờ đọc"
STOP, GO, REMOVE, READ_NOW = "Dừng đọc", "Đọc tiếp", "Bỏ nguồn", "Đọc lại ngay"
STOPPED = "Đã dừng đọc “{name}”. Bấm Đọc tiếp khi cần."
RESUMED = "“{name}” sẽ được đọc trong ít phút."
REMOVED = "Đã bỏ “{name}”. Các bài đã lấy vẫn còn."
REMOVE_SAID = "Bài đã lấy vẫn còn, nhưng không được xem lại nữa; muốn đọc lại thì thêm nguồn lần nữa."
TRUST_IT = "Vẫn đọc, chấp nhận chứng chỉ này"
TRUST = "Chấp nhận chứng chỉ của {host}"
RISK = (
    "Chứng chỉ của cổng không hợp lệ. Nếu chấp nhận, kẻ ở giữa đường mạng có thể thay bài của cổng bằng bài"
    " giả mà trợ lý không nhận ra. Chỉ chấp nhận khi đã hỏi đơn vị quản trị cổng."
)
TRUSTED = "Từ nay chấp nhận chứng chỉ của {host}."
SHAKY = "Đang chấp nhận chứng chỉ không hợp lệ."
EVERY_WRONG = "Số phút phải từ 5 đến 10.080 (một tuần)."
