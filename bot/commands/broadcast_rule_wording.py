"""What `congdan broadcast rule …` and `congdan broadcast tester …` say."""

from collections.abc import Mapping
from types import MappingProxyType

RULE = "Quy tắc đưa tin của cơ quan: tự duyệt, giờ nghỉ, số tin mỗi ngày, cách gửi."
RULE_SHOW = "Xem quy tắc đang áp dụng: từng mục, nghĩa, và theo cơ quan nào."
RULE_SET = """Đổi các mục TÊN=GIÁ-TRỊ của cơ quan; để trống sau dấu = thì lại theo cấp trên.

Cấp dưới không đặt gì thì theo cấp trên. Giờ viết dạng 21:00; có hoặc không viết co, khong.

Ví dụ: congdan broadcast rule set quiet_from=20:30 automatic=health,notices --agency xa-an-phu --by 'Lan'"""
TESTER = "Nhóm nhận thử: cán bộ nhận bản gửi thử trước khi gửi cho người dân."
TESTER_ADD = """Thêm người có mã MÃ vào nhóm nhận thử; bỏ trống MÃ: xem ai vừa nhắn tin cho tài khoản.

Mã là của nền tảng, mỗi tài khoản một khác. Nhờ người đó nhắn một tin cho tài khoản của cơ quan, chạy lệnh
không có MÃ trong vòng 30 phút, rồi chạy lại với mã thấy được.

Ví dụ: congdan broadcast tester add 8123456789 --channel zalo --agency xa-an-phu --name 'Bình' --by 'Lan'"""
TESTER_LIST = "Liệt kê nhóm nhận thử."
TESTER_REMOVE = "Bỏ người có mã MÃ khỏi nhóm nhận thử."
PERSON = "Mã của người đó trên nền tảng."
CHANNEL = "Kênh: zalo, messenger hoặc webchat."
PERSON_NAME = "Tên người nhận thử."
AGENCY = "Mã cơ quan; bỏ trống khi chỉ có một cơ quan cao nhất."
AGENCY_ONLY = "Chỉ của cơ quan này."
VALUES_GIVEN = "TÊN=GIÁ-TRỊ, xem tên bằng congdan broadcast rule show."

RULE_HEAD = "Quy tắc đưa tin của {agency}:"
RULE_ROW = "  {name} = {value}  ({origin})\n      {meaning}"
FROM_ITSELF = "tự đặt"
FROM_ABOVE = "theo {code}"
BY_DEFAULT = "mặc định"
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "automatic": "Chủ đề mà bài được tự duyệt, * là mọi chủ đề. Bài bị giữ thì luôn cần người.",
        "undo_minutes": "Số phút từ lúc duyệt đến lúc gửi, còn rút lại được mà chưa ai thấy.",
        "passes_on": "Gửi cả tin của cơ quan cấp trên cho người theo dõi mình.",
        "quiet_from": "Giờ nghỉ bắt đầu: từ đó không gửi tin thường.",
        "quiet_until": "Giờ nghỉ kết thúc; bằng giờ bắt đầu là không có giờ nghỉ.",
        "cap": "Mỗi người nhận nhiều nhất bấy nhiêu đợt tin một ngày.",
        "digest_at": "Giờ gửi bản tin hằng ngày và hằng tuần.",
        "digest_day": "Ngày gửi bản tin hằng tuần: 0 là thứ Hai, 6 là Chủ nhật.",
        "fresh_days": "Bài cũ hơn bấy nhiêu ngày khi thấy lần đầu thì không báo.",
        "kept_hours": "Sau bấy nhiêu giờ, ai chưa tới lượt thì không gửi nữa.",
        "ways": "Cách gửi ở Zalo: people (từng người, theo lựa chọn) hoặc platform (Zalo gửi mọi người).",
        "page_posts": "Đăng cả lên Trang Facebook, nếu kết nối của Trang cho phép.",
        "platform_month": "Số lần Zalo được gửi mọi người trong một tháng.",
        "platform_day": "Số lần Zalo được gửi mọi người trong một ngày.",
        "reserve": "Trong số lần mỗi tháng, chừng này chỉ dành cho thông báo khẩn.",
    }
)
YES, NO = "có", "không"
MEANT: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("co", "có", "c", "yes", "true", "1"), True),
        **dict.fromkeys(("khong", "không", "k", "no", "false", "0"), False),
    }
)
EMPTY = "(không có)"
BAD_PAIR = "“{given}”: cần dạng TÊN=GIÁ-TRỊ. Các tên: {names}"
BAD_TIME = "{name}={given}: cần giờ dạng 21:00, từ 00:00 đến 23:59."
BAD_FLAG = "{name}={given}: cần co hoặc khong."
BAD_NUMBER = "{name}={given}: phải là {range}."
BAD_WAY = "{name}={given}: cần zalo:people hoặc zalo:platform."
BAD_TOPIC = "Không có chủ đề mã {code}. Các mã: * (mọi chủ đề); {codes}."
TWICE = "{name} được nêu hai lần; chỉ nêu một lần."
CHANGED = "Đã đổi quy tắc của {agency}: {told}. Áp dụng cho các đợt lập từ nay; giờ nghỉ và số tin: ngay."

TESTER_ROW = "{agency}  {channel}  {person}  {name}  (thêm: {by}, {at})"
NO_TESTERS = "Chưa có ai trong nhóm nhận thử. Thêm: congdan broadcast tester add --channel zalo --agency MÃ"
TESTER_ADDED = "Đã thêm {name} vào nhóm nhận thử của {agency}."
TESTER_REMOVED = "Đã bỏ {name} khỏi nhóm nhận thử."
WROTE_HEAD = "Những người nhắn tin cho {channel} của {agency} trong 30 phút qua:"
WROTE_ROW = "  {person}  lúc {at}"
WROTE_NONE = (
    "Trong 30 phút qua không ai nhắn tin cho {channel} của {agency}."
    " Nhờ người sẽ nhận thử nhắn một tin rồi chạy lại."
)
THEN_ADD = (
    "Thêm: congdan broadcast tester add MÃ --channel {channel} --agency {agency} --name 'Họ và tên' --by …"
)
NAME_NEEDED = "Cần tên người nhận thử: --name 'Họ và tên', và người thêm: --by 'Họ và tên'."
