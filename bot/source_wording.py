"""What `congdan source …` says. Its users look after an agency's sources of news."""

from collections.abc import Mapping
from types import MappingProxyType

SOURCE = "Nguồn tin: trang của cổng mà trợ lý đọc để lấy bài viết, thủ tục và tệp."
ADD = """Thêm nguồn ở ĐỊA-CHỈ: xem đó là gì, đoán cách đọc, cho xem năm mục mới nhất rồi hỏi.

ĐỊA-CHỈ là nguồn RSS, sitemap, trang danh sách bài, trang một thủ tục, trang có các tệp, hoặc một thư mục của
máy này. Lần đọc đầu chỉ báo những bài còn mới; bài cũ được ghi nhận mà không báo.

Ví dụ: congdan source add https://xa-an-phu.tinh-a.gov.vn/rss/tin-tuc --agency xa-an-phu"""
LIST = "Liệt kê các nguồn: trạng thái, lần đọc gần nhất, lỗi nếu có."
SHOW = "Xem một nguồn và những trang của nó chưa đọc được."
CHECK = """Xem sẽ lấy được gì từ ĐỊA-CHỈ hoặc TỆP, không ghi gì.

Ví dụ: congdan source check https://xa-an-phu.tinh-a.gov.vn/tin-tuc
congdan source check thu-tuc-khai-sinh.docx"""
READ = "Đọc ngay các nguồn SỐ, hoặc mọi nguồn đến hạn; thư mục của máy này chỉ được đọc bằng lệnh này."
STOP = "Dừng đọc nguồn SỐ cho đến khi có lệnh đọc tiếp."
GO = "Đọc tiếp nguồn SỐ, và bỏ qua các lỗi trước đó."
REMOVE = "Bỏ nguồn SỐ. Các bài đã lấy vẫn còn, nhưng không được xem lại nữa."
TRUST = """Chấp nhận chứng chỉ không hợp lệ của MÁY-CHỦ cho mọi nguồn ở đó (--no: thôi chấp nhận).

Chỉ dùng khi đã hỏi đơn vị quản trị cổng."""
URL = "Địa chỉ http(s), hoặc thư mục của máy này."
URL_OR_FILE = "Địa chỉ http(s), hoặc tệp .docx, .doc, .pdf, .xlsx."
AGENCY = "Mã cơ quan; bỏ trống khi chỉ có một cơ quan cao nhất."
NAME = "Tên gọi của nguồn; bỏ trống thì theo tên của trang."
EVERY = "Đọc lại sau bấy nhiêu phút."
TOPIC = "Mã chủ đề gắn cho mọi bài của nguồn; nêu được nhiều lần."
SELECTOR = "Bộ chọn CSS, dạng tên=bộ-chọn, tên là {names}; nêu được nhiều lần."
NO_FEED = "Không dùng nguồn RSS mà trang giới thiệu."
INSECURE = "Chấp nhận chứng chỉ không hợp lệ của máy chủ này."
YES = "Không hỏi lại."
NO = "Thôi chấp nhận."
HOST = "Tên máy chủ, ví dụ xa-an-phu.tinh-a.gov.vn."
NUMBER = "Số của nguồn (xem congdan source list)."
NUMBERS = "Số của các nguồn; bỏ trống: mọi nguồn đến hạn."

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "feed": "nguồn RSS/Atom",
        "sitemap": "sitemap",
        "listing": "trang danh sách bài",
        "procedure": "trang một thủ tục",
        "folder": "nơi có các tệp",
        "article": "một bài viết",
    }
)
STATES: Mapping[str, str] = MappingProxyType({"reading": "đang đọc", "failing": "lỗi", "stopped": "đã dừng"})

LOOKING = "Đang xem {url} …"
LOOKED = "{url}: {kind}{name}"
NAMED = " “{name}”"
NEWEST = "{count} mục mới nhất:"
ITEM = "  {date}  {title}"
NO_DATE = "không ngày"
NO_ITEMS = "Không thấy mục nào."
SITEMAPS = (
    "Ở đây chưa có mục nào. Nếu sitemap này dẫn tới các sitemap khác,"
    " các mục ở đó được đọc sau khi thêm nguồn."
)
UNDATED = "Các mục không ghi ngày: ngày được lấy ở trang của từng bài."
SELECTORS = "Đoán cách đọc: {told}"
OTHER_HOSTS = "Có mục nằm ở máy chủ khác, cũng sẽ được đọc: {hosts}"
FEEDS = "Trang có nguồn RSS, đọc chắc hơn trang danh sách: {url}"
USE_FEED = "Dùng nguồn RSS đó? (c: có, k: không)"
USE_FEED_TOLD = "Dùng nguồn RSS đó. Không muốn: thêm --no-feed."
ADD_IT = "Thêm nguồn này cho {agency}? (c: có, k: không)"
AGREED = frozenset({"c", "có", "co", "y", "yes"})
NOT_ADDED = "Chưa thêm gì."
ADDED = "Đã thêm nguồn số {number} cho {agency}. Đọc ngay: congdan source read {number}"
AN_ARTICLE = (
    "Đây là một bài viết, không phải nơi liệt kê các bài: “{title}”."
    " Nêu địa chỉ trang danh sách hoặc nguồn RSS của chuyên mục."
)
NOT_A_URL = "{url}: cần địa chỉ http:// hoặc https://, hoặc một thư mục có trên máy này."
NOT_A_FILE = "{url}: cần địa chỉ http:// hoặc https://, hoặc một tệp có trên máy này."
BAD_SELECTOR = "--selector {given}: cần dạng tên=bộ-chọn, tên là {names}."
BAD_TOPIC = "Không có chủ đề mã {code}. Các mã: {codes}."
CANNOT = "Không đọc được {url}: {reason}"
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "BadCertificate": "Hỏi đơn vị quản trị cổng. Nếu chấp nhận: thêm --insecure,"
        " hoặc congdan source trust {host}",
        "Missing": "Mở địa chỉ này bằng trình duyệt và chép lại cho đúng.",
        "Away": "Xem đường mạng của máy chủ trợ lý và của cổng, rồi thử lại sau ít phút.",
        "Unreadable": "Thử địa chỉ khác của cổng: trang chuyên mục, nguồn RSS. Hoặc nêu --selector.",
        "Oversize": "Nêu địa chỉ của một chuyên mục nhỏ hơn.",
    }
)
RISK = (
    "Với chứng chỉ không hợp lệ, kẻ ở giữa đường mạng có thể thay bài của cổng {host} bằng bài giả và trợ lý"
    " không nhận ra. Chấp nhận? (c: có, k: không)"
)
TRUSTED = "Từ nay chấp nhận mọi chứng chỉ của {host}: {count} nguồn được đọc lại."
DISTRUSTED = "Từ nay chỉ chấp nhận chứng chỉ hợp lệ của {host}: {count} nguồn."
NOT_TRUSTED = "Chưa thay đổi gì."

NO_SOURCES = "Chưa có nguồn nào. Thêm: congdan source add ĐỊA-CHỈ"
ROW = "{number}  {agency}  {kind}  {state}  {name}"
ROW_READ = "     {url}\n     {read}, thấy {found} mục, {articles} bài, {waiting} trang chờ đọc"
ROW_ERROR = "     {error}"
READ_AT = "đọc lần cuối {at}"
NEVER_READ = "chưa đọc lần nào"
INSECURE_SHOWN = "     Chấp nhận chứng chỉ không hợp lệ."
NEXT = "     đọc lại {at}, cứ {minutes} phút một lần; người thêm: {by}"
UNREAD = "Các trang chưa đọc được:"
UNREAD_ROW = "  {address}\n    {error}{again}"
GIVEN_UP = " (không thử lại nữa)"

READ_DONE = "Đã đọc {count} nguồn."
READ_NONE = "Không có nguồn nào đến hạn."
READ_BUSY = "Nguồn đang được đọc ở nơi khác, hoặc đã dừng: {numbers}. Cho đọc tiếp: congdan source go SỐ"
READ_PROGRESS = "Đang đọc {url}: {done}/{all} trang"
READ_ROW = "Nguồn {number}: {told}"
READ_WELL = "thấy {found} mục, {articles} bài, còn {waiting} trang chờ"
STOPPED = "Đã dừng đọc nguồn {number}. Đọc tiếp: congdan source go {number}"
RESUMED = "Nguồn {number} được đọc tiếp."
REMOVED = "Đã bỏ nguồn {number}: {url}"

PROCEDURE = "Thủ tục {code}: {name}"
FACET = "  {name}: {text}"
DOUBT = "  Cần xem lại: {doubt}"
ARTICLE = "Bài: {title}"
ARTICLE_FACTS = "  Ngày đăng: {date}. Chuyên mục: {categories}. Chủ đề: {topics}."
ARTICLE_TEXT = "  {count} chữ: {text}"
ARTICLE_NEWEST = "Bài mới nhất được đọc thử:"
NONE = "không có"
