"""What the change log says around its lines."""

TITLE = "Nhật ký thay đổi"
HELP = (
    "Ai đã làm gì, lúc nào. Không ai sửa hay xóa được dòng nào; máy chủ kiểm tra bằng congdan audit verify."
)
BY, DAY, ABOUT = "Người làm", "Ngày", "Về việc"
ABOUT_HELP = "Mã của việc, ghi ở cuối mỗi dòng, ví dụ editor:lan"
FILTER, ALL = "Lọc", "Bỏ lọc"
LINES = "Các dòng nhật ký"
EMPTY = "Chưa có gì được ghi. Mỗi lần có người đổi câu trả lời, duyệt tin hay đăng nhập sẽ hiện ở đây."
NOTHING = "Không có dòng nào khớp. Thử bỏ bớt điều kiện lọc."
BAD_DAY = "Ngày chưa đúng, nên chưa lọc theo ngày."
LINE = "{by} · {when}"
WHAT_CHANGED = "Xem trước và sau"
FIELD, BEFORE, AFTER = "Mục", "Trước", "Sau"
NONE, YES, NO = "(trống)", "có", "không"
NUMBER = "Dòng số {number}"
