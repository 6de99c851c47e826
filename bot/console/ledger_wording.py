"""What the desk says of the ledger: who was told, who was not and why."""

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Sổ gửi: {name}"
BACK, FILTER = "Về đợt tin", "Lọc theo kênh, trạng thái, lý do"
CHANNEL, STATE, REASON, ANY, SHOW = "Kênh", "Trạng thái", "Lý do", "Tất cả", "Xem"
COLUMNS = ("Kênh", "Người nhận", "Trạng thái", "Lý do", "Gửi lúc", "Tới máy", "Đã xem")
ERASED = "(đã xóa dữ liệu)"
EMPTY = "Không có ai như vậy trong sổ."
LOOK_ON = "Trong phần vừa xem không có ai như vậy. Bấm “Trang sau” để xem tiếp."
NOT_BEGUN = "Đợt này chưa bắt đầu nên chưa có sổ gửi."
FORGOTTEN = "Sổ gửi đã quá hạn lưu: chỉ còn các số tổng, không còn từng người."
DOWNLOAD = "Tải cả sổ"
DOWNLOAD_SAYS = (
    "Tệp có mã đầy đủ của những người chưa rõ kết quả: là dữ liệu cá nhân, không gửi đi nơi khác. "
    "Sổ một triệu người mất vài phút."
)
CSV, XLSX = "Tải CSV", "Tải Excel"
FILE = "so-gui-dot-{number}.{kind}"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "Lost": "mất câu trả lời của nền tảng",
        "Gone": "người nhận đã chặn hoặc rời đi",
        "Refused": "nền tảng từ chối",
        "Stopped": "tài khoản bị dừng",
    }
)
