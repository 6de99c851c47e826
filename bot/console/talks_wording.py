"""What stands on the pages of talks with people who asked for a person."""

from bot.officers.letters import LetterFate

TITLE = "Trò chuyện"
WAITING = "Đang chờ cán bộ"
CLAIMED = "Đang có người trả lời"
CLOSED = "Đã khép"
SEE_CLOSED, SEE_OPEN = "Xem các cuộc đã khép", "Về các cuộc đang mở"
NOBODY_WAITS = (
    "Chưa có ai chờ gặp cán bộ. Người dân nhắn “gặp cán bộ” trên Zalo, Messenger hoặc trang trò chuyện "
    "thì hiện ở đây, ai chờ lâu nhất đứng đầu."
)
NOTHING_CLOSED = "Chưa có cuộc nào đã khép. Cuộc trò chuyện đã khép được giữ {days} ngày rồi xóa."
KEPT_FOR = "Lời trong cuộc trò chuyện được xóa {days} ngày sau khi khép."
OLDER = "Các cuộc chờ tiếp theo"
CHANNELS = {"zalo": "Zalo", "messenger": "Messenger", "webchat": "Trang trò chuyện"}
TALK = "Cuộc trò chuyện số {number} · {channel}"
WAITS = "chờ {time}"
HEARD = "nhắn lần cuối {time} trước"
UNREAD = "{count} tin chưa trả lời"
HAS_IT = "{name} đang trả lời"
HAVE_IT = "Ông/Bà đang trả lời cuộc này"
NOBODY = "Chưa ai nhận"
CLOSED_AT = "Đã khép lúc {time}"
ASSISTANT_SPEAKS = "Trợ lý đang trả lời trong lúc chờ"
ASSISTANT_SILENT = "Trợ lý đang im lặng"
OPEN_TALK = "Mở cuộc trò chuyện số {number}"
NO_WORDS = "(chưa có lời nào)"

FREE = "còn được nhắn miễn phí trong {time}"
OPEN = "còn được nhắn trong {time}"
PAID = "còn được nhắn trong {time}, có tính phí"
OVER = "đã quá khung giờ được nhắn: chờ người dân nhắn lại"
ALWAYS = "nhắn lúc nào cũng được"
NO_ACCOUNT = "kênh này không còn kết nối"
DAYS, HOURS, MINUTES = "{days} ngày {hours} giờ", "{hours} giờ {minutes} phút", "{minutes} phút"
MOMENT = "chưa đầy 1 phút"

LINES = "Nội dung trò chuyện"
SIDES = {"person": "Người dân", "assistant": "Trợ lý", "officer": "Cán bộ"}
OFFICER_BY = "Cán bộ {name}"
FATES = {
    LetterFate.WAITING: "đang gửi",
    LetterFate.SENT: "đã gửi",
    LetterFate.CLOSED: "chưa tới: đã quá khung giờ được nhắn; người dân nhắn lại thì mới gửi tiếp được",
    LetterFate.GONE: "chưa tới: người này đã rời hoặc chặn trang",
    LetterFate.FAILED: "chưa tới: nền tảng không nhận; xin báo người quản trị kỹ thuật",
}
TRYING = "chưa gửi được, máy đang tự gửi lại"
EARLIER = "Những lời cũ hơn không hiện ở đây."

CLAIM = "Nhận trả lời"
CLAIM_TOLD = "Nhận rồi thì trợ lý im lặng {minutes} phút; mỗi lần cán bộ nhắn, thời gian ấy tính lại từ đầu."
TAKE = "Nhận thay {name}"
TAKE_TOLD = "{name} sẽ thấy là Ông/Bà đã nhận cuộc này."
WRITE = "Lời gửi người dân"
WRITE_TOLD = "Gửi dưới tên “Cán bộ {name}”. Đã gửi thì không thu lại được."
SEND = "Gửi"
DRAFT = "Trợ lý gợi ý trả lời"
USE = "Dùng câu này"
NO_DRAFT = "Trợ lý chưa có câu trả lời cho tin nhắn vừa rồi."
CANNED = "Câu soạn sẵn"
EDIT_CANNED = "Sửa các câu soạn sẵn"
NO_CANNED = "Chưa có câu soạn sẵn nào."
END = "Kết thúc"
BACK = "Giao lại trợ lý"
BACK_TOLD = "Người dân được báo là trợ lý trả lời tiếp, cuộc này khép lại."
CLOSE = "Khép, không nhắn gì"
CLOSE_TOLD = "Cuộc này khép lại, trợ lý trả lời tin nhắn sau."

CLAIMED_NOW = "Đã nhận. Trợ lý im lặng {minutes} phút."
CLAIMED_BY = "{name} đã nhận cuộc này trước."
NOT_OPEN = "Cuộc này đã khép. Người dân nhắn “gặp cán bộ” thì mở cuộc mới."
SENDING = "Đã ghi lời trả lời, đang gửi."
HANDED_BACK = "Đã giao lại trợ lý và báo cho người dân."
CLOSED_NOW = "Đã khép cuộc trò chuyện."
EMPTY = "Xin viết lời trả lời rồi bấm Gửi."
TOO_LONG = "Lời trả lời dài quá {most} chữ. Xin viết ngắn lại hoặc gửi làm hai lần; nội dung còn ở dưới đây."
TAKEN = "{name} đang trả lời cuộc này nên lời dưới đây chưa gửi. Muốn gửi, xin nhận thay trước."

CHANGE_CLAIMED = "Nhận cuộc trò chuyện số {number}"
CHANGE_TAKEN = "Nhận thay cuộc trò chuyện số {number}"
CHANGE_WROTE = "Nhắn người dân trong cuộc trò chuyện số {number}"
CHANGE_BACK = "Giao lại trợ lý cuộc trò chuyện số {number}"
CHANGE_CLOSED = "Khép cuộc trò chuyện số {number}"
