"""Every Vietnamese sentence of the web chat: its page, its widget and what its door says."""

TITLE = "Trợ lý của {agency}"
SUBTITLE = "Máy trả lời tự động"

LONGEST = 2_000
TOO_LONG = (
    "Tin nhắn dài quá 2.000 ký tự nên trợ lý chưa đọc được. "
    "Ông/Bà vui lòng viết ngắn lại, nêu việc cần làm trước."
)
BAD_BODY = "Không đọc được tin nhắn này. Ông/Bà vui lòng tải lại trang rồi gửi lại."
TOO_LARGE = "Tin nhắn quá dài. Ông/Bà vui lòng viết trong 2.000 ký tự."
TOO_FAST = "Ông/Bà nhắn hơi nhanh. Vui lòng chờ {seconds} giây rồi gửi tiếp."
TOO_MANY_VISITORS = (
    "Đang có nhiều người mở trang từ cùng một mạng. Ông/Bà vui lòng thử lại sau {seconds} giây."
)
TOO_MANY_STREAMS = "Trang đang mở ở quá nhiều cửa sổ. Ông/Bà vui lòng đóng bớt rồi tải lại trang."
NO_VISITOR = "Cuộc trò chuyện này đã hết hiệu lực. Ông/Bà vui lòng tải lại trang."
UNAVAILABLE = "Hệ thống đang bận, tin nhắn chưa được nhận. Ông/Bà vui lòng gửi lại sau ít giây."
BAD_NUMBER = "Đường dẫn không đúng. Ông/Bà vui lòng tải lại trang."

UNKNOWN_AGENCY = "Không có cơ quan nào ở địa chỉ này"
UNKNOWN_AGENCY_NEXT = "Ông/Bà vui lòng kiểm tra lại đường dẫn, hoặc chọn cơ quan ở trang đầu."
NO_PAGE = "Không có trang này"
NO_PAGE_NEXT = "Ông/Bà vui lòng kiểm tra lại đường dẫn, hoặc về trang đầu để chọn cơ quan."
CLOSED = "Trang đang tạm ngừng"
CLOSED_NEXT = "Hệ thống đang bận. Ông/Bà vui lòng tải lại trang sau ít phút."

PAGE = {
    "home": "Về trang đầu",
    "agencies": "Trợ lý thủ tục hành chính",
    "choose": "Ông/Bà muốn hỏi cơ quan nào?",
    "no_agency": "Chưa có cơ quan nào. Người quản trị thêm cơ quan bằng lệnh: congdan agency add",
    "skip": "Đến ô nhập câu hỏi",
    "tools": "Cách hiển thị",
    "smaller": "Thu nhỏ chữ",
    "normal": "Cỡ chữ thường",
    "larger": "Phóng to chữ",
    "contrast": "Tương phản cao",
    "erase": "Xóa trò chuyện",
    "erase_short": "Xóa",
    "erase_ask": "Xóa cuộc trò chuyện này?",
    "erase_told": "Toàn bộ câu hỏi và câu trả lời ở đây sẽ bị xóa, không khôi phục được.",
    "erase_yes": "Xóa",
    "erase_no": "Giữ lại",
    "close": "Đóng trợ lý",
    "log": "Nội dung trò chuyện",
    "hello": "Xin chào Ông/Bà!",
    "about": "Đây là máy trả lời tự động về thủ tục hành chính, hỏi được cả ngoài giờ làm việc.",
    "person_phone": "Cần gặp cán bộ, xin gọi",
    "person_address": "Cần gặp cán bộ, mời Ông/Bà đến",
    "person": "Cần gặp cán bộ, mời Ông/Bà liên hệ trực tiếp cơ quan.",
    "hours": "Giờ làm việc:",
    "examples": "Hỏi thử một câu:",
    "privacy": "Xin đừng nhắn số căn cước, số điện thoại, địa chỉ nhà. "
    "Nếu lỡ nhắn, các số ấy được che đi khi lưu.",
    "input": "Câu hỏi của Ông/Bà",
    "placeholder": "Nhập câu hỏi…",
    "send": "Gửi",
    "no_script": "Trình duyệt này đang tắt JavaScript nên chưa trò chuyện được ở đây.",
}

EXAMPLES = (
    "Làm giấy khai sinh cần gì?",
    "Sao y giấy tờ bao nhiêu tiền?",
    "Đăng ký kết hôn mấy ngày xong?",
)

SCRIPT = {
    "visitor": "Ông/Bà:",
    "assistant": "Trợ lý:",
    "typing": "Trợ lý đang trả lời",
    "left": "Đã chuyển tới cán bộ",
    "slow": "Câu hỏi đã được nhận. Trợ lý trả lời chậm hơn thường lệ, xin Ông/Bà chờ thêm.",
    "choices": "Chọn nhanh",
    "unsent": "Chưa gửi được, sẽ tự gửi lại",
    "failed": "Không gửi được",
    "again": "Gửi lại",
    "offline": "Mất kết nối. Tin chưa gửi vẫn được giữ và sẽ tự gửi lại.",
    "too_long": "Tin nhắn dài quá 2.000 ký tự. Ông/Bà vui lòng viết ngắn lại.",
    "count": "{count}/2.000 ký tự",
    "wait": "Ông/Bà nhắn hơi nhanh. Tin sẽ tự gửi sau {seconds} giây.",
    "today": "Hôm nay",
    "yesterday": "Hôm qua",
    "new_tab": "(mở trang khác)",
}

WIDGET = {
    "open": "Hỏi trợ lý",
    "close": "Đóng trợ lý",
    "title": "Trợ lý thủ tục hành chính",
}
