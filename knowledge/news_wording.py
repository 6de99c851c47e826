"""What is said about sources and articles to those who look after them."""

ABOUT_PLACE = "Tin về {place}"
BY_SYNCING = "đọc nguồn tin"

# Why a source or a page could not be read
NOTHING_LISTED = (
    "Trang vẫn mở được nhưng không còn thấy mục nào, trước đây thì có."
    " Có thể cổng đã đổi giao diện: chạy congdan source check với địa chỉ này."
)
LED_HOME = "Địa chỉ bài viết dẫn về trang chủ."
NO_FOLDER = "Không có thư mục {path} trên máy này."
NO_FILE = "Không đọc được tệp {path}."
FILE_TOO_LARGE = "Tệp {path} quá lớn, không đọc."
BAD_PROCEDURE = "Trang thủ tục không dùng được: {reason}"
BROKE = "Không đọc được vì một lỗi chưa lường trước; nhật ký của dịch vụ ghi rõ hơn."
WORKERS_DIED = "Đọc nguồn này nhiều lần bị ngắt giữa chừng; sẽ thử lại sau vài giờ."

# Why an act is refused
NO_ARTICLE = "Không có bài số {number}. Xem các bài: congdan article list"
GONE_ARTICLE = "Bài số {number} không còn trên cổng, không báo tin được."
UNTITLED_ARTICLE = "Bài số {number} không có tiêu đề, không báo tin được."
TOLD_ARTICLE = (
    "Bài số {number} đã được báo tin. Muốn đính chính: congdan broadcast correct;"
    " muốn rút tin: congdan broadcast withdraw"
)
NO_SOURCE = "Không có nguồn số {number}. Xem các nguồn: congdan source list"
SAME_SOURCE = "Cơ quan {agency} đã có nguồn này: số {number}."
NO_NAME = "Cần ghi tên người quyết định: --by 'Nguyễn Văn A'"
NO_HOST = "Không có nguồn nào ở máy chủ {host}. Xem các nguồn: congdan source list"
