"""What stands on the page from which later answers leave."""

from bot.officers.letters import LetterFate

TITLE = "Báo câu trả lời cho người đã hỏi"
QUESTION = "Câu hỏi: “{asked}”"
TO_GROUP, TO_QUESTION, TO_BLOCKS = "Về nhóm câu hỏi", "Về câu hỏi", "Về các nội dung tạm ngừng"
OFF, ON = "Đang tạm ngừng: {name}", "Đã bật lại: {name}"
COUNT = "{count} người đã hỏi và muốn được báo: {parts}."
NOW, AT = "{count} nhận được ngay", "{count} nhận lúc {time}, hết giờ yên lặng"
CLOSED = "{count} đã quá khung giờ của nền tảng"
GONE = "{count} đã rời hoặc chặn trang"
UNANSWERED = "{count} hỏi câu mà trợ lý vẫn chưa trả lời được"
NOBODY = "Không có ai đang chờ được báo về câu hỏi này. Người hỏi bấm “Báo khi có trả lời” thì hiện ở đây."
NOBODY_KEPT_BACK = (
    "Không có ai đang chờ được báo. Người hỏi trong lúc tạm ngừng bấm “Báo khi có trả lời” thì hiện ở đây."
)
MORE = "Mỗi lần báo nhiều nhất {most} người; còn thì báo tiếp lần nữa."
SAMPLE = "Người hỏi trên {channel} sẽ nhận"
SEND = "Báo cho {count} người"
SEND_TOLD = "Mỗi người nhận một tin. Đã gửi thì không thu lại được."
NOT_YET = (
    "Câu trả lời chưa dùng được ngay: trợ lý vẫn chưa trả lời được các câu này. "
    "Xin duyệt câu trả lời trước rồi quay lại."
)
SENT = "Đang báo cho {count} người."
NOBODY_TOLD = "Chưa báo cho ai: những người này vừa được đồng nghiệp báo, hoặc không còn nhận được."
LEDGER = "Đã báo"
FATES = {
    LetterFate.WAITING: "đang chờ gửi",
    LetterFate.SENT: "đã gửi",
    LetterFate.CLOSED: "quá khung giờ của nền tảng",
    LetterFate.GONE: "đã rời, chặn, thôi không cần báo, hoặc đã xóa dữ liệu",
    LetterFate.FAILED: "nền tảng không nhận",
}
CHANNELS = {"zalo": "Zalo", "messenger": "Messenger", "webchat": "trang trò chuyện"}
STATE, PEOPLE = "Tình trạng", "Số người"
CHANGE = "Báo câu trả lời cho {count} người đã hỏi “{asked}”"
