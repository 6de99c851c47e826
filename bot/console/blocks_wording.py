"""What pages of switches say."""

TITLE = "Đang tạm ngừng"
INTRO = "Những gì trợ lý đang không nói, do người của cơ quan tạm ngừng."
EMPTY = "Không có gì tạm ngừng. Thấy nội dung sai thì bấm “Tạm ngừng ngay” ở trang của nội dung đó."
WHO = "{who} tạm ngừng, {moment}"
WHY = "Lý do: {why}"
ON = "Bật lại"
ON_SAID = "Đã bật lại {what}. Có hiệu lực trong vòng 2 giây."
ON_WISHED = "{count} người hỏi trong lúc tạm ngừng muốn được báo: mở trang Hôm nay để báo."
OFF = "Tạm ngừng ngay"
OFF_SAID = "Đã tạm ngừng {what}. Có hiệu lực trong vòng 2 giây."
OFF_WHAT = (
    "Người dân hỏi tới sẽ được báo nội dung đang được cơ quan xem lại, kèm số điện thoại và giờ làm việc."
)
REASON = "Lý do tạm ngừng"
REASON_HELP = "Chỉ đồng nghiệp thấy."
NO_REASON = "Xin ghi lý do tạm ngừng, để đồng nghiệp biết."
BLOCKED = "{who} tạm ngừng lúc {moment}. Lý do: {why}"
ABOVE = "Do cơ quan cấp trên tạm ngừng; cấp trên bật lại."
WIDER = "Tạm ngừng rộng hơn"
WIDER_SAID = "Lời chào và số khẩn cấp vẫn được trả lời."
KIND = "Tạm ngừng gì"
CHOOSE = "Xin chọn…"
FIELD = "Cả lĩnh vực"
CHANNEL = "Cả kênh"
AGENCY = "Mọi câu trả lời của {agency} và cơ quan bên dưới"
ALL = "Mọi câu trả lời của hệ thống"
CHANNELS = {"zalo": "Zalo", "messenger": "Messenger", "webchat": "trang trò chuyện"}
NAMES = {
    "answer": "câu trả lời “{name}”",
    "procedure": "thủ tục “{name}”",
    "field": "lĩnh vực {name}",
    "channel": "kênh {name}",
    "agency": "mọi câu trả lời của {agency}",
    "all": "mọi câu trả lời của hệ thống",
}
NOT_CHOSEN = "Xin chọn tạm ngừng gì."
