"""What the page of an account's options says."""

from bot import channel_options_wording as names

TITLE = "Tùy chọn"
TITLE_OF = "Tùy chọn của {kind}: {name}"
LEAD = "Chỉ đổi mục nào cần đổi. Lưu thì trợ lý làm theo trong vài giây; mỗi lần đổi được ghi vào nhật ký."
DAILY = "Gửi và trả lời"
TECHNICAL = "Cách gọi nền tảng"
TECHNICAL_LEAD = (
    "Chỉ đổi khi trang Kiểm tra ngay hoặc người hỗ trợ kỹ thuật yêu cầu;"
    " đặt sai thì tin có thể không gửi được."
)
HELPS = {
    "choices": (
        "Đánh số: người dân nhắn lại số, máy nào cũng dùng được. Nút bấm, danh sách: bấm là chọn, "
        "nhưng có máy không hiện"
    ),
    "pkce": "Cách kiểm chứng khi cấp quyền; cặp mã cố định là cặp đã ghi ở trang ứng dụng của Zalo",
}
DEFAULT = "Mặc định: {value}."
SAVE = "Lưu tùy chọn"
SAVED = "Đã lưu: {told}. Trợ lý làm theo trong vài giây."
ONE = "{label}: {value}"
SAME = "Không có mục nào khác với hiện tại nên chưa đổi gì."
WRONG_NUMBER = "Xin ghi một số từ {least} đến {most}."
WRONG = "Giá trị này không dùng được."
MEANWHILE = (
    "Mục này được đổi thành “{value}” sau khi Ông/Bà mở trang."
    " Bấm Lưu lần nữa để dùng giá trị đang chọn ở đây."
)
NOTHING_CHANGED = "Chưa đổi gì. Xin xem mục được đánh dấu."
YES, NO = names.YES, names.NO
