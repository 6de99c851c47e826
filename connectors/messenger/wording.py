"""Every Vietnamese word of Messenger: what an operator chooses for a Page, and what its profile shows."""

OPTION_VERSION = "Phiên bản Graph API, ví dụ v25.0. Facebook ngừng mỗi phiên bản sau khoảng hai năm."
OPTION_PROOF = (
    "Ký kèm mỗi lần gọi bằng khóa bí mật của ứng dụng (appsecret_proof). Nên bật; bắt buộc khi ứng dụng bật "
    "“Require App Secret”."
)
OPTION_CHOICES = (
    "Cách hiện các lựa chọn dưới câu trả lời: quick (nút bấm) hoặc numbered (đánh số, người dân nhắn lại số)."
)
OPTION_PER_SECOND = "Số tin gửi nhiều nhất trong một giây. Facebook cho phép 300; nên để thấp hơn."
OPTION_PAGE_POSTS = "Cho phép đăng, sửa, xóa bài và ẩn, trả lời bình luận trên Trang."
OPTION_PRIVATE_REPLIES = (
    "Nhắn riêng một lần cho người đặt câu hỏi trong bình luận. Chỉ bật khi cơ quan đã đồng ý."
)
OPTION_STAFF_ANSWERS = (
    "Cơ quan có cán bộ trực Hộp thư Trang để trả lời khi người dân xin gặp cán bộ. Chỉ bật khi có người trực."
)
OPTION_MARK_SEEN = "Báo “đã xem” khi đang trả lời."
OPTION_TYPING = "Hiện dấu đang soạn tin."

CONNECT_AGAIN = "Facebook không còn nhận mã truy cập của Trang. Cần kết nối lại Trang. ({told})"
NOT_CONNECTED = "Trang chưa có mã truy cập dùng được. Cần kết nối lại Trang."
APP_NOT_CONNECTED = "Chưa có khóa bí mật của ứng dụng Facebook. Cần kết nối lại Trang."
ACCOUNT_REMOVED = "Trang này không còn được kết nối."

GREETING = (
    "Xin chào! Trợ lý tự động của {agency} hướng dẫn thủ tục hành chính. Ông/Bà bấm nút bên dưới để bắt đầu."
)
GREETING_SHORT = "Xin chào! Trợ lý tự động hướng dẫn thủ tục hành chính. Ông/Bà bấm nút bên dưới để bắt đầu."
MENU_SEARCH = "Tra cứu thủ tục"
MENU_PORTAL = "Cổng dịch vụ công"
MENU_PERSON = "Gặp cán bộ"

STANDS = "Trên Trang đã có bài y hệt, nên không đăng thêm lần nữa."
READ_ON = "Xem chi tiết: {link}"
