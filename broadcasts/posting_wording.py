"""What editors read of publications: why one was not made, or how it went otherwise than planned."""

# Covers
NO_PICTURE = "tệp ảnh không đọc được"
PLAIN_COVER = "Không dùng được ảnh của bài ({why}), nên dùng ảnh bìa chung của cơ quan."
COVER_REFUSED = "Nền tảng không nhận ảnh bìa, nên dùng ảnh bìa chung của cơ quan."
NO_PUBLIC_URL = (
    "Zalo cần tải ảnh bìa từ máy chủ này, nhưng chưa khai địa chỉ công khai của máy chủ. "
    "Đặt CONGDAN_PUBLIC_URL rồi lập đợt gửi tin khác."
)

# Never begun, or not brought to its end
CANCELLED = "Đợt gửi tin đã hủy."
EXPIRED = "Đợt gửi tin đã hết hạn trước khi đăng được."
LAST_TROUBLE = "Lần thử cuối: {told}"
GONE = "Không còn bài nào để đăng: bài đã gỡ khỏi cổng thông tin, hoặc đã được giữ lại."
SPENT = "Tài khoản đã hết hạn mức của nền tảng ({told})."
HALF_WAY = "Bài đã nằm trên tài khoản nhưng chưa được gửi tới người quan tâm."
NOTHING_PUBLISHED = "Không có bài nào đã đăng để sửa hoặc gỡ."

# Refused, doubtful, settled
REFUSED = "Nền tảng từ chối: {told}"
UNKNOWN = (
    "Không rõ nền tảng đã nhận hay chưa, và không hỏi lại được. Xem trên tài khoản, rồi ghi nhận: "
    "congdan broadcast settle {number}"
)
ASKED = "Chưa nhận được trả lời của nền tảng; đang hỏi lại xem đã đăng hay chưa."
SETTLED_SENT = "{by} xác nhận đã đăng."
SETTLED_UNSENT = "{by} xác nhận chưa đăng."
CHANGE_SENT = "xác nhận bài đăng của đợt gửi tin {broadcast}: đã đăng"
CHANGE_UNSENT = "xác nhận bài đăng của đợt gửi tin {broadcast}: chưa đăng"
NO_POST = "Không có bài đăng số {number}."
NOT_UNKNOWN = "Bài đăng số {number} không ở trạng thái chưa rõ, nên không cần xác nhận."
CHOSEN_SINCE = (
    "Có người vừa ngừng tin hoặc chọn chủ đề, nên không để Zalo gửi chung; gửi riêng cho từng người."
)
