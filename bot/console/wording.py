"""What stands on every page of the desk, and what pages say of errors."""

DESK = "Bàn biên tập"
SKIP = "Tới nội dung chính"
MENU = "Danh mục"
MORE = "Thêm"
LOOK = "Cách hiển thị"
SMALLER, NORMAL, LARGER = "Chữ nhỏ hơn", "Chữ vừa", "Chữ lớn hơn"
CONTRAST = "Tương phản cao"
SIGNED_IN_AS = "Đang làm việc: {name}"
SIGN_OUT = "Đăng xuất"
WORKING_FOR = "Cơ quan"
CHANGE_AGENCY = "Đổi cơ quan"
ACCOUNT = "Tài khoản của tôi"
LESS_THAN_ONE, ALMOST_ALL = "dưới 1%", "hơn 99%"
CLOCK, HOUR = "{hour} giờ {minute}", "{hour} giờ"
TODAY, QUESTIONS, ANSWERS, ARTICLES, BROADCASTS, TALKS, NUMBERS = (
    "Hôm nay",
    "Câu hỏi",
    "Câu trả lời",
    "Tin bài",
    "Đợt tin",
    "Trò chuyện",
    "Số liệu",
)
PEOPLE, CHANNELS, SOURCES, SETUP, LOG = "Người dùng", "Kênh", "Nguồn tin", "Thiết lập", "Nhật ký"
PAGES = "Các trang"
CANCEL, SAVE, BACK, NEXT_PAGE, EARLIER_PAGE = "Thôi", "Lưu", "Quay lại", "Trang sau", "Trang trước"

ERRORS = {
    400: ("Chưa hiểu yêu cầu này", "Xin quay lại trang trước và thử lần nữa."),
    403: ("Phần này thuộc quyền của người khác", "Cần làm việc này thì nhờ trưởng ban biên tập cấp quyền."),
    404: ("Không có trang này", "Nội dung có thể đã được chuyển hoặc xóa. Xin quay về trang Hôm nay."),
    405: ("Chưa hiểu yêu cầu này", "Xin quay lại trang trước và thử lần nữa."),
    413: (
        "Nội dung gửi lên quá dài",
        "Chưa lưu gì. Xin quay lại, bỏ bớt chữ hoặc dán dưới dạng văn bản thuần.",
    ),
    422: ("Chưa lưu được", "Xin xem lại nội dung dưới đây."),
    500: ("Máy chủ gặp lỗi", "Chưa lưu gì. Xin thử lại; còn lỗi thì báo người quản trị kỹ thuật."),
    503: (
        "Cơ sở dữ liệu đang bận hoặc chưa sẵn sàng",
        "Chưa lưu gì; nội dung đã gõ còn ở dưới đây. Xin chờ một phút rồi gửi lại.",
    ),
}
COPIED = "Đã chép"
KEPT, DISCARD = "Đã lấy lại nội dung đang viết dở.", "Bỏ nội dung này"
HOME, BEFORE = "Về trang Hôm nay", "Quay lại trang trước"
SEND_AGAIN = "Gửi lại"
TYPED = "Nội dung đã gõ"
EXPIRED = "Trang này mở đã lâu nên chưa nhận được. Nội dung đã gõ vẫn còn: bấm Gửi lại để gửi."
