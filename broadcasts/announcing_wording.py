"""What editors read when they plan news by hand, and of the test group."""

TOO_MANY = "Mỗi đợt gửi nhiều nhất {most} bài; chia thành nhiều đợt."
WORDS_OR_ARTICLES = "Nêu số của các bài, hoặc --title và --text; không nêu cả hai."
NOT_TELLABLE = (
    "Bài số {number} đang bị giữ, không được báo hoặc đã gỡ khỏi cổng."
    " Xem: congdan article show {number}; nếu vẫn gửi: congdan article approve {number} --by 'Họ và tên'"
)
UNTITLED = "Bài số {number} không có tiêu đề, không gửi được. Sửa trên cổng rồi chờ trợ lý đọc lại."
NOT_THEIRS = "Bài số {number} là của cơ quan khác, {agency} không gửi được. Nêu --agency của cơ quan đó."
TOLD_ALREADY = (
    "Bài số {number} “{title}” đã nằm trong đợt gửi số {broadcast}. Xem: congdan broadcast show {broadcast}"
)
NOT_A_DRAFT = (
    "Đợt gửi số {number} không còn là bản nháp, nên không bỏ được. Hủy: congdan broadcast cancel {number}"
)
DISCARDED = "bỏ bản nháp đợt gửi tin {broadcast}"

NO_CHANNEL = "Kênh phải là một trong: {names}."
NO_PERSON = (
    "Chưa biết người có mã {person} ở kênh {channel} của {agency}. Nhờ người đó nhắn một tin cho tài khoản"
    " của cơ quan, rồi xem mã: congdan broadcast tester add --channel {channel} --agency {agency}"
)
NO_TESTER = "Nhóm nhận thử không có ai mang mã {person}. Xem: congdan broadcast tester list"
SEVERAL_TESTERS = "Có nhiều người mang mã {person}; nêu thêm --agency."
TESTER_ADDED = "thêm {name} vào nhóm nhận thử"
TESTER_REMOVED = "bỏ {name} khỏi nhóm nhận thử"
A_NAME = "tên người nhận thử"
