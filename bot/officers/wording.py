"""What people read of talks with officers and of answers that come later; and lines that are no words."""

from connectors.messages import Form

OFFICER = "Cán bộ {name}"
HANDED_BACK = (
    "Cán bộ của {agency} đã trả lời xong. Từ bây giờ trợ lý tự động trả lời tiếp; "
    "cần gặp lại cán bộ, Ông/Bà nhắn “gặp cán bộ”."
)
WITHOUT_WORDS: dict[Form, str] = {
    Form.IMAGE: "(hình ảnh, xem trong ứng dụng nhắn tin)",
    Form.STICKER: "(hình biểu cảm)",
    Form.LOCATION: "(vị trí, xem trong ứng dụng nhắn tin)",
    Form.FILE: "(tệp, xem trong ứng dụng nhắn tin)",
    Form.AUDIO: "(lời nói, nghe trong ứng dụng nhắn tin)",
    Form.VIDEO: "(video, xem trong ứng dụng nhắn tin)",
    Form.CONTACT: "(danh thiếp, xem trong ứng dụng nhắn tin)",
}
UNSEEN = "(nội dung xem được trong ứng dụng nhắn tin)"

TELL_ME = "Báo khi có trả lời"
WISHED = (
    "Đã ghi nhận. Khi có câu trả lời, trợ lý nhắn Ông/Bà tại đây, nếu lúc đó ứng dụng còn cho phép "
    "nhắn. Sau {days} ngày chưa có, việc này được bỏ. Cần sớm hơn, xin gọi hoặc đến cơ quan."
)
TELL_ME_NOT = "Thôi, không cần báo"
NO_MORE = "Đã bỏ. Trợ lý sẽ không nhắn về các câu hỏi trước đây nữa."
NOT_THERE = "Câu hỏi ấy không còn được lưu. Xin Ông/Bà hỏi lại bằng chữ."
LATER = "Ông/Bà đã hỏi ngày {day}: “{asked}”\nNay đã có câu trả lời:"
