"""What `congdan rehearse` says."""

from collections.abc import Mapping
from types import MappingProxyType

BY = "diễn tập"
REHEARSE = """Diễn tập cả dịch vụ với Zalo và Facebook giả lập trên máy này, có sự cố, rồi lập báo cáo.

Không gọi ra ngoài, không đụng đến dữ liệu thật: mọi thứ chạy trong một thư mục tạm rồi xóa.
Mã thoát là 0 chỉ khi mọi cam kết đều đạt.

Ví dụ: congdan rehearse --messages 10000 --faults all --seed 1"""
HELP_MESSAGES = "Số tin nhắn của người dân được tính."
HELP_FAULTS = "Các sự cố, cách nhau bằng dấu phẩy: all (tất cả), none (không có), hoặc trong số: {names}."
HELP_SEED = "Số gieo: cùng số cho cùng kịch bản."
HELP_SCALE = "Thời gian của kịch bản nhanh gấp bấy nhiêu lần: 120 thì một giờ sự cố kéo dài 30 giây."
HELP_DATABASE_URL = (
    "Cơ sở dữ liệu trống để diễn tập, ví dụ postgresql://…; để trống thì dùng SQLite tạm thời."
)
HELP_SERVE = "Số tiến trình nhận tin."
HELP_WORK = "Số tiến trình trả lời."
HELP_KEEP = "Giữ lại cơ sở dữ liệu, nhật ký của từng tiến trình và báo cáo trong THƯ_MỤC."
HELP_JSON = "Ghi báo cáo dạng JSON vào TỆP."

NOT_EMPTY = (
    "Cơ sở dữ liệu này đã có dữ liệu; chỉ diễn tập trên một cơ sở dữ liệu trống."
    " Tạo một cơ sở dữ liệu mới, hoặc bỏ --database-url để dùng SQLite tạm thời."
)
BAD_DATABASE_URL = (
    "--database-url phải có dạng sqlite:///đường/dẫn.db hoặc postgresql://người:mật-khẩu@máy/tên."
)
KEEP_NOT_EMPTY = "Thư mục {path} không trống. Hãy chọn một thư mục mới cho --keep."
NO_SUCH_FAULT = "không có sự cố tên {name}; các tên dùng được: all, none, {names}"
NOT_STARTED = "Một tiến trình không khởi động được nên chưa diễn tập được. Lời cuối của nó:\n{told}"

PREPARING = "Đang chuẩn bị: cơ sở dữ liệu, Zalo và Facebook giả lập, các tiến trình của dịch vụ …"
DRIVING = "Người dân nhắn tin"
DRIVEN = "Người dân nhắn tin: {done}/{of} việc"
SETTLING = "Chờ mọi việc xong"
SETTLED = "Chờ mọi việc xong: còn {left}"
JUDGING = "Đang đối chiếu với sổ của Zalo và Facebook giả lập …"

TITLE = "BÁO CÁO DIỄN TẬP TRỢ LÝ CÔNG DÂN"
WHAT = "Đã diễn tập"
WHAT_COLUMNS = ("Mục", "Giá trị")
PLATFORMS: Mapping[str, str] = MappingProxyType({"zalo": "Zalo", "messenger": "Messenger"})
ROW_WHEN = "Thời điểm"
ROW_MESSAGES = "Tin nhắn được tính"
ROW_PEOPLE = "Người dân"
ROW_SPLIT = "Chia theo kênh"
ROW_SCENARIO = "Kịch bản"
SCENARIO = "số gieo {seed}, nhanh gấp {scale} lần"
ROW_PROCESSES = "Tiến trình"
PROCESSES = "{serve} nhận tin, {work} trả lời"
ROW_DATABASE = "Cơ sở dữ liệu"
ROW_SECONDS = "Thời gian"
SECONDS = "{seconds} giây, từ tin đầu đến khi mọi việc xong"
ROW_KILLED = "Bị dừng đột ngột (kill -9)"
KILLED = "{process}: {count} lần, chạy lại sau nhiều nhất {back} giây"
NOBODY_KILLED = "không"
ROW_MIDDLE = "Webhook được trả lời (trung vị)"
MILLISECONDS = "{value} ms"

FAULTS = "Sự cố đã xảy ra"
FAULT_COLUMNS = ("Sự cố", "Zalo", "Messenger")
NO_FAULTS = "Không có sự cố nào."
FAULT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "duplicated": "Webhook gọi lặp hai lần",
        "reordered": "Webhook bị chậm, tin sau vượt tin trước",
        "replayed": "Webhook gọi lại sau hai giờ",
        "trickled": "Webhook gửi nhỏ giọt từng đoạn",
        "forged": "Webhook giả mạo chữ ký",
        "unknown": "Webhook loại lạ, không có trong tài liệu",
        "lost": "Tin đã gửi tới người dân nhưng mất hồi đáp",
        "broken": "Máy chủ nền tảng báo lỗi 503 (một giờ sự cố)",
        "html": "Trả trang HTML lỗi 502",
        "error": "Lỗi trong phản hồi báo thành công",
        "throttled": "Bị yêu cầu gửi chậm lại",
        "expired": "Mã truy cập hết hiệu lực",
        "dropped": "Ngắt kết nối khi chưa nhận tin",
        "redirect": "Chuyển hướng sang máy khác",
        "slow": "Trả lời rất chậm",
    }
)

PROMISES = "Các cam kết"
PROMISE_COLUMNS = ("Cam kết", "Kết quả đo", "Đánh giá")
HELD, BROKEN = "ĐẠT", "KHÔNG ĐẠT"
PROMISE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "Tin nào nền tảng gọi tới cũng được nhận",
        "answered": "Tin nào cũng được trả lời, không sót",
        "once": "Trả lời đúng một lần; hai lần chỉ khi mất hồi đáp hoặc tiến trình bị dừng đột ngột",
        "order": "Trả lời từng người theo đúng thứ tự",
        "silent": "Cán bộ đã trả lời thì trợ lý im lặng",
        "p99": "99 % webhook được trả lời trong 250 ms",
        "longest": "Webhook chậm nhất dưới 2 giây",
        "webhook": "Webhook không bị tắt, không bị bỏ",
        "refresh": "Mỗi mã làm mới chỉ dùng nhiều nhất một lần",
        "forged": "Lời gọi giả mạo bị từ chối, không ai được trả lời vì nó",
        "inbox": "Hộp thư đến không còn tin chờ, không có tin hỏng",
        "secrets": "Khóa bí mật không có trong nhật ký và cơ sở dữ liệu",
    }
)
PROMISE_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "{good}/{all}",
        "answered": "{good}/{all}, sót {bad}",
        "once": "{once} một lần; {twice} hai lần; {bad} sai cam kết",
        "order": "{pairs} cặp tin, {bad} cặp sai",
        "silent": "{all} tin sau khi cán bộ trả lời, {bad} bị trợ lý chen vào",
        "p99": "{milliseconds} ms trên {tries} lần gọi",
        "longest": "{milliseconds} ms",
        "webhook": "{off} webhook bị tắt, {given_up} lời gọi bị bỏ",
        "refresh": "{tokens} mã, nhiều nhất {most} lần",
        "forged": "{all} lời gọi giả mạo, {bad} lọt vào",
        "inbox": "{waiting} tin chờ, {failed} tin hỏng",
        "secrets": "{bad} nơi bị lộ",
    }
)
TOO_FAST = (
    "Lưu ý: máy này cần {back} giây để chạy lại một tiến trình, lâu hơn một giờ của kịch bản ({hour} giây),"
    " nên nền tảng có thể đã tắt webhook như sau một giờ không trả lời. Hãy diễn tập lại với --scale nhỏ hơn."
)
EXAMPLES = "Ví dụ không đạt: {promise}"
KEPT = "Cơ sở dữ liệu, nhật ký và báo cáo: {path}"
PASSED = "KẾT LUẬN: ĐẠT. {count}/{count} cam kết được giữ."
FAILED = "KẾT LUẬN: KHÔNG ĐẠT. {held}/{count} cam kết được giữ."
