"""What the pages of setting up say."""

from collections.abc import Mapping
from types import MappingProxyType

from bot import broadcast_wording

CHANNELS = broadcast_wording.CHANNELS
TITLE = "Thiết lập"
LEAD = "Làm lần lượt từ trên xuống. Có thể dừng bất cứ lúc nào; lần sau mở lại vẫn thấy đang ở bước nào."
DONE, NEXT, LATER, OPTIONAL = "Xong", "Đang ở bước này", "Chưa tới", "Có thể để sau"
COLOURS: Mapping[str, str] = MappingProxyType({DONE: "green", NEXT: "amber", LATER: "", OPTIONAL: ""})
ALL_DONE = "Mọi bước đã xong. Trợ lý của {agency} đang làm việc."
GO, LOOK_AGAIN = "Làm bước này", "Xem lại"
NOT_YOURS = "Bước này do người có quyền {right} làm."

AGENCY = "1. Cơ quan"
AGENCY_TOLD = (
    "Địa chỉ, giờ làm việc, điện thoại: những gì người dân được chỉ tới khi trợ lý chưa trả lời được."
)
AGENCY_LACKS = "Còn thiếu: {names}."
PEOPLE = "2. Người làm việc"
PEOPLE_TOLD = "Một trưởng ban và ít nhất một biên tập viên: nội dung nhạy cảm cần hai người duyệt."
PEOPLE_LACKS = "Chưa đủ: cần một trưởng ban đã đăng nhập được và một người nữa."
SOURCE = "3. Nguồn tin"
SOURCE_TOLD = "Nơi trên cổng mà trợ lý lấy bài viết và thủ tục."
SOURCE_LACKS = "Chưa có nguồn nào đọc được."
CHANNEL = "4. Kênh"
CHANNEL_TOLD = "Trang trò chuyện đã sẵn sàng; kết nối thêm Zalo OA hoặc Trang Facebook."
CHANNEL_LACKS = "Chưa có tài khoản Zalo hay Facebook nào đang hoạt động."
FIRST = "5. Gửi thử cho chính mình"
FIRST_TOLD = "Một đợt tin chỉ gửi tới nhóm thử, để thấy tin đến trên điện thoại."
FIRST_LACKS = "Chưa gửi thử lần nào."
RIGHTS: Mapping[str, str] = MappingProxyType(
    {"operate": "quản trị kỹ thuật", "people": "trưởng ban biên tập", "send": "trưởng ban biên tập"}
)

DATA_TITLE = "Thông tin cơ quan"
DATA_LEAD = "Người dân được chỉ tới đây khi cần gặp cơ quan. Mục để trống được lấy từ cơ quan cấp trên."
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Tên cơ quan",
        "address": "Địa chỉ trụ sở, bộ phận một cửa",
        "hours": "Giờ làm việc",
        "phone": "Điện thoại",
        "portal_url": "Địa chỉ cổng thông tin",
        "online_url": "Địa chỉ nộp hồ sơ trực tuyến",
        "disclaimer": "Lời lưu ý kèm câu trả lời",
    }
)
HOURS_SAMPLE = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ"
HELPS: Mapping[str, str] = MappingProxyType(
    {
        "hours": f"Ví dụ: {HOURS_SAMPLE}",
        "portal_url": "Bắt đầu bằng https://",
        "online_url": "Bắt đầu bằng https://",
    }
)
INHERITED = "Đang lấy của cấp trên: {value}"
HOURS_UNREAD = (
    "Giờ này chưa đọc được nên trợ lý chỉ nhắc lại nguyên văn, không báo được đang mở cửa hay không."
    " Viết theo mẫu: {sample}"
)
SAVED = "Đã lưu thông tin của {agency}; trợ lý dùng ngay trong vài giây."
NEW_AGENCY = "Thêm cơ quan cấp dưới"
CODE = "Mã cơ quan"
CODE_HELP = "Chữ thường không dấu, số và gạch nối; đứng trong địa chỉ trang. Ví dụ: xa-an-phu"
LEVEL = "Cấp"
LEVELS: Mapping[str, str] = MappingProxyType(
    {"commune": "Xã, phường, đặc khu", "office": "Sở, phòng, đơn vị", "province": "Tỉnh, thành phố"}
)
ADD = "Thêm cơ quan"
ADDED = "Đã thêm {agency}. Trợ lý của cơ quan này dùng ngay nội dung của cấp trên."
CODE_TAKEN = "Mã này đã có cơ quan khác dùng."
WRONG_FIELD = "Chưa đúng: {why}."
UNDER = "Trực thuộc: {agency}"

FIRST_LEAD = (
    "Trước hết, dùng điện thoại của mình nhắn một câu cho OA hoặc Trang. Mở lại trang này, tìm dòng có giờ"
    " mình vừa nhắn và bấm Thêm vào nhóm thử. Tin gửi thử chỉ tới nhóm này."
)
TESTERS = "Nhóm thử"
NO_TESTERS = "Chưa có ai trong nhóm thử."
WROTE = "Ai vừa nhắn, trong một giờ qua"
NOBODY_WROTE = "Chưa thấy ai nhắn trong một giờ qua. Nhắn thử một câu rồi mở lại trang này."
ADD_ME = "Thêm vào nhóm thử"
CALLED = "Tên gọi trong nhóm thử"
WROTE_AT = "{channel}, nhắn lúc {at}"
TESTER_ADDED = "Đã thêm {name} vào nhóm thử."
WORDS_TITLE, WORDS_TEXT = "Tiêu đề", "Nội dung"
SAMPLE_TITLE = "Tin thử của {agency}"
SAMPLE_TEXT = "Đây là tin gửi thử tới nhóm thử. Người dân không nhận được tin này."
SEND = "Gửi thử tới nhóm thử"
CONSEQUENCE = "Sẽ gửi tới {count} người trong nhóm thử, không ai khác."
SENT = "Đang gửi thử. Tin đến trong vài giây; bản nháp nằm ở mục Đợt tin."
CHANGED_SINCE = "Đồng nghiệp vừa đổi thông tin này. Chưa lưu gì: xin xem chỗ khác nhau bên dưới rồi lưu lại."
MEANWHILE, EMPTIED = "Hiện nay là: {value}", "để trống"
