"""What is said to people beyond answers: welcome, personal data, news, a human, and what is not words."""

from connectors.messages import Form

WELCOME = (
    "Chào Ông/Bà. Đây là trợ lý tự động của {agency}: máy trả lời về thủ tục hành chính, "
    "cả ngoài giờ làm việc. Ông/Bà hỏi như nói chuyện, không dấu cũng được. "
    "Cần gặp người, nhắn “gặp cán bộ”."
)
MACHINE = "Đây là máy trả lời tự động của {agency}. Cần gặp người, nhắn “gặp cán bộ”."
NEWS_BY_FOLLOWING = "Ông/Bà quan tâm trang này là nhận được tin khi cơ quan gửi; thôi nhận, nhắn “ngừng tin”."
NEWS_BY_ASKING = "Muốn nhận tin của cơ quan, nhắn “đăng ký tin”."

PRIVACY_VERSION = "1"
"""Goes up with each change of what the sentence says; then it is told once more."""
PRIVACY = (
    "Dữ liệu cá nhân (Luật 91/2025/QH15): {agency} xử lý tin nhắn ở đây để trả lời và để trợ lý trả lời "
    "đúng hơn. Lời nhắn được xóa khi đã trả lời, chậm nhất sau {days} ngày; câu hỏi được giữ lại, không ghi "
    "ai hỏi, các số giấy tờ, số điện thoại, địa chỉ được che. Tài khoản nhắn tin được nhớ đến khi "
    "Ông/Bà nhắn “xóa dữ liệu của tôi”. Hỏi thêm: {contact}."
)
OPENED_AGAIN = "Ông/Bà cần làm việc gì? Xin viết vài chữ, hoặc chọn một ví dụ."

ERASED = (
    "Đã xóa dữ liệu của Ông/Bà ở trợ lý này: nội dung trò chuyện, câu hỏi trong {days} ngày qua, "
    "việc đăng ký nhận tin và tài khoản được nhớ. Câu hỏi cũ hơn vốn đã không ghi ai hỏi. "
    "Tin nhắn hiện trên màn hình, Ông/Bà có thể tự xóa trong ứng dụng."
)
ERASED_CHAT = (
    "Đã xóa dữ liệu của Ông/Bà ở trợ lý này: nội dung trò chuyện, câu hỏi trong {days} ngày qua "
    "và việc đăng ký nhận tin. Câu hỏi cũ hơn vốn đã không ghi ai hỏi. "
    "Muốn xóa cả trên màn hình, xin bấm “Xóa trò chuyện”."
)
SUBMITTED = "Cảm ơn Ông/Bà. Trợ lý chỉ ghi nhận là đã có thông tin, không lưu nội dung vừa gửi."
COMMENT = "Đây là máy trả lời tự động của {agency}, trả lời câu Ông/Bà hỏi trong bình luận."

PERSON_NOW = (
    "Cán bộ của {agency} sẽ trả lời Ông/Bà tại đây. Trong lúc chờ (không quá {minutes} phút), "
    "trợ lý tự động không trả lời. Muốn hỏi trợ lý, nhắn “trợ lý”."
)
PERSON_LATER = (
    "Hiện ngoài giờ làm việc. Theo lịch, từ {when} (trừ ngày nghỉ lễ, Tết) cán bộ của {agency} "
    "trả lời tại đây. Trong lúc đó, Ông/Bà cứ hỏi trợ lý."
)
PERSON_SOME_TIME = (
    "Cán bộ của {agency} trả lời tại đây trong giờ làm việc. Trong lúc chờ, Ông/Bà cứ hỏi trợ lý."
)
URGENT = "Cần gấp, xin gọi {phone}."
ASK_THE_ASSISTANT = "Hỏi trợ lý"
ASSISTANT_BACK = "Trợ lý tự động trả lời tiếp. Ông/Bà cần hỏi việc gì?"
OPEN_NOW = "Bây giờ đang trong giờ làm việc."
OPENS = "Theo lịch, làm việc lại từ {when} (trừ ngày nghỉ lễ, Tết)."
WHEN = "{time} {weekday} {date}"
HOUR = "{hour} giờ"
HOUR_AND_MINUTE = "{hour} giờ {minute:02d}"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

IN_WORDS = "Xin Ông/Bà viết bằng chữ việc cần hỏi, ví dụ: “làm lại giấy khai sinh”."
FORMS: dict[Form, str] = {
    Form.IMAGE: f"Trợ lý không xem được hình ảnh. {IN_WORDS} Xin đừng gửi ảnh giấy tờ tùy thân ở đây.",
    Form.STICKER: f"Trợ lý đã nhận được hình biểu cảm. {IN_WORDS}",
    Form.LOCATION: (
        "Trợ lý đã nhận được vị trí nhưng không tìm đường hay xem bản đồ được. "
        "Ông/Bà cần làm thủ tục gì ở nơi này?"
    ),
    Form.FILE: f"Trợ lý không mở được tệp và không nhận hồ sơ ở đây. {IN_WORDS}",
    Form.AUDIO: f"Trợ lý không nghe được lời nói. {IN_WORDS}",
    Form.VIDEO: f"Trợ lý không xem được video. {IN_WORDS}",
    Form.LINK: f"Trợ lý không mở được liên kết. {IN_WORDS}",
    Form.CONTACT: f"Trợ lý không dùng đến danh thiếp và không lưu lại. {IN_WORDS}",
    Form.OTHER: f"Ứng dụng không cho trợ lý xem nội dung này. {IN_WORDS}",
}
FORMS_AGAIN = "Trợ lý chỉ đọc được chữ. Xin Ông/Bà viết việc cần hỏi, hoặc nhắn “gặp cán bộ”."

STILL_UNKNOWN = (
    (
        "Việc này trợ lý cũng chưa trả lời được; câu hỏi đã được ghi lại. "
        "Xin Ông/Bà hỏi bằng cách nói khác, hoặc nhắn “gặp cán bộ”."
    ),
    (
        "Vẫn chưa có nội dung đúng với câu hỏi này. Xin Ông/Bà nêu tên giấy tờ cần làm, "
        "ví dụ: “giấy xác nhận tình trạng hôn nhân”."
    ),
    "Trợ lý chưa trả lời được câu này. Nhắn “gặp cán bộ” để biết cách hỏi trực tiếp.",
)
STILL_NO_PROCEDURE = (
    "Cần làm thủ tục nào, xin Ông/Bà cứ hỏi ở đây.",
    "Trợ lý chỉ trả lời về thủ tục hành chính, ví dụ: “đăng ký tạm trú cần giấy tờ gì”.",
    "Khi cần hỏi giấy tờ, thời hạn, lệ phí, xin Ông/Bà viết tên thủ tục.",
)
