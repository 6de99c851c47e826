"""What the page of the gate says."""

TITLE = "Kiểm tra trước khi đăng"
GOING = "Đang hỏi thử bộ câu hỏi kiểm tra với nội dung mới…"
PROGRESS = "{asked} / {of} câu"
WAIT = "Trang tự cập nhật. Đóng trang thì việc kiểm tra vẫn chạy tiếp."
LIVE = "Đã đăng. Có hiệu lực trong vòng 2 giây."
LIVE_TOLD = "{held} câu hỏi kiểm tra vẫn được trả lời đúng như trước."
FORCED = "Đăng theo quyết định của trưởng ban, dù {count} câu hỏi đổi kết quả."
PASSED = "Kiểm tra đạt, nội dung chưa đăng."
PUBLISH = "Đăng"
STOPPED = "Chưa đăng: {count} câu hỏi đang được trả lời đúng sẽ đổi kết quả."
STOPPED_WHY = "Người dân vẫn nhận nội dung cũ. Sửa cách hỏi cho khác các câu dưới đây rồi đăng lại."
ASKED, NOW, THEN = "Người dân hỏi", "Đang trả lời bằng", "Sẽ thành"
AT = "tại {agency}"
BROKEN, BROKEN_LIVE = "Câu hỏi sẽ đổi kết quả", "Câu hỏi đã đổi kết quả"
WAS, IS = "Trước đây trả lời bằng", "Nay trả lời bằng"
UNSOLVED = "Cách hỏi của bản này mà trợ lý vẫn chưa nhận ra"
UNSOLVED_HELP = "Không chặn việc đăng. Thêm vài cách hỏi gần như vậy thì trợ lý nhận ra tốt hơn."
BEFORE = "{count} câu hỏi kiểm tra đã sai từ trước, không do bản này."
KINDS = {
    "unknown": "không trả lời được",
    "unsure": "hỏi lại người dân",
    "routed": "hướng dẫn chung",
    "found": "thủ tục",
    "written": "câu trả lời",
}
EDIT = "Sửa bản nháp"
FORCE = "Trưởng ban: đăng dù các câu trên đổi kết quả"
FORCE_WHY = "Lý do đăng"
FORCE_HELP = "Ghi vào lịch sử cùng tên người quyết định."
FORCE_BUTTON = "Đăng dù vậy"
NO_FORCE_REASON = "Xin ghi lý do đăng dù các câu hỏi đổi kết quả."
ONLY_CHIEF = "Thấy các thay đổi này là đúng thì nhờ trưởng ban đăng."
REFUSED = "Chưa đăng."
AGAIN = "Kiểm tra lại"
UNSEEN = (
    "Bản nháp này đã thay đổi lúc {moment}, sau khi Ông/Bà mở trang; người viết gần nhất: {who}. "
    "Chưa đăng; nội dung mới ở dưới."
)
BACK = "Về bản nháp"
SEE = "Xem nội dung đang dùng"
UNAVAILABLE = "Cơ sở dữ liệu đang bận; bản nháp còn nguyên. Xin bấm kiểm tra lại."
FAILED = "Việc kiểm tra bị lỗi; bản nháp còn nguyên. Xin bấm kiểm tra lại; còn lỗi thì báo người quản trị."
BUSY = "Nội dung khác vừa được đăng liên tiếp trong lúc kiểm tra. Xin bấm kiểm tra lại."
