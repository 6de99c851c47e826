"""Every sentence that a citizen reads in an answer. Values come from the portal; these only join them."""

from knowledge.facets import Facet

LABELS: dict[Facet, str] = {
    Facet.PAPERS: "Giấy tờ cần nộp",
    Facet.STEPS: "Các bước thực hiện",
    Facet.TIME: "Thời hạn giải quyết",
    Facet.FEE: "Lệ phí",
    Facet.WHERE: "Nơi nộp hồ sơ",
    Facet.HOW: "Cách nộp hồ sơ",
    Facet.WHO: "Ai được làm",
    Facet.CONDITIONS: "Yêu cầu, điều kiện",
    Facet.RESULT: "Kết quả nhận được",
    Facet.LEGAL_BASIS: "Căn cứ pháp lý",
    Facet.FORM: "Mẫu đơn, tờ khai",
}
BUTTONS: dict[Facet, str] = {
    Facet.PAPERS: "Giấy tờ cần nộp",
    Facet.TIME: "Thời hạn",
    Facet.FEE: "Lệ phí",
    Facet.WHERE: "Nộp ở đâu",
    Facet.HOW: "Cách nộp",
    Facet.STEPS: "Các bước",
    Facet.FORM: "Mẫu đơn",
    Facet.CONDITIONS: "Điều kiện",
    Facet.LEGAL_BASIS: "Căn cứ pháp lý",
}
"""The facets that are offered as buttons, in this order."""

PROCEDURE = "Thủ tục: {name}"
PUBLISHED_WITH_DATE = "Nguồn: cổng dịch vụ công, cập nhật {as_of}"
PUBLISHED = "Nguồn: cổng dịch vụ công"
STARTER_WITH_DATE = "Nguồn: kiến thức khởi đầu, soạn theo quy định đến {as_of}"
SOURCE_LINK = "Xem trên cổng"
ONLINE_LINK = "Nộp trực tuyến"
NOT_PUBLISHED = "{label}: cổng chưa công bố nội dung này."
SEE_ALL = "Xem đầy đủ"
SEE_ALL_OF = "Xem đủ: {label}"
MORE_LEFT = "… còn nữa"
TOO_LONG = "… Nội dung còn dài, mời Ông/Bà xem tiếp theo liên kết."
RECEIVED_HERE = "Nơi tiếp nhận: {agency}"
RECEIVED_AT_COUNTER = "Nơi tiếp nhận: {agency}, quầy {counter}"
RECEIVED_ELSEWHERE = "{agency} không tiếp nhận thủ tục này; nơi tiếp nhận: {receiver}."
RECEIVER = "Cơ quan thực hiện: {receiver}"
ACCORDING_TO = "Theo: {reason}"
LOCAL_FEE = "Mức thu tại {agency}: {fee}"
LOCAL_NOTE = "Lưu ý của {agency}: {note}"
CARD_ASK = "Ông/Bà muốn xem nội dung nào?"
WHICH = "Chưa rõ Ông/Bà cần việc nào. Có phải một trong các việc sau?"
NONE_OF_THESE = "Không phải các việc này"
UNKNOWN = (
    "Chưa tìm thấy nội dung đúng với câu hỏi này, nên trợ lý không trả lời phỏng đoán. "
    "Câu hỏi đã được ghi lại."
)
LACKING = (
    "Có lẽ Ông/Bà hỏi về “{name}” ({who}). Kiến thức của trợ lý chưa có thủ tục này, "
    "nên xin không trả lời phỏng đoán. Câu hỏi đã được ghi lại."
)
STALE = "Nội dung này đã lâu chưa cập nhật; xin xem lại trên cổng hoặc hỏi cơ quan trước khi làm."
BLOCKED = (
    "Nội dung này đang được cơ quan rà soát lại nên trợ lý tạm thời chưa trả lời. "
    "Câu hỏi đã được ghi lại. Xin Ông/Bà hỏi trực tiếp:"
)
BLOCKED_ALL = (
    "Trợ lý đang tạm ngừng trả lời để cơ quan rà soát lại nội dung. "
    "Câu hỏi đã được ghi lại. Xin Ông/Bà hỏi trực tiếp:"
)
REFUSED_AGAIN = "Vẫn chưa tìm thấy nội dung đúng. Ông/Bà có thể chọn lĩnh vực để tìm:"
REFUSED_THRICE = "Trợ lý chưa giúp được việc này. Xin Ông/Bà liên hệ trực tiếp để được hướng dẫn:"
IN_FIELD = "Các thủ tục thường được hỏi về {field}:"
NEEDS_TOPIC = "Ông/Bà hỏi về thủ tục nào? Ví dụ: “đăng ký khai sinh”, “tạm trú”, “sang tên sổ đỏ”."
NO_WORDS = "Xin Ông/Bà viết câu hỏi bằng chữ, ví dụ: “làm giấy khai sinh cho con cần giấy tờ gì”."
GONE = "Nội dung này không còn nữa. Xin Ông/Bà hỏi lại bằng chữ."
CALL = "Điện thoại: {phone}"
CALL_WITH_HOURS = "Điện thoại: {phone} ({hours})"
VISIT = "Địa chỉ: {address}"
OPEN = "Giờ làm việc: {hours}"
WRITTEN_DATE = "Cập nhật {as_of}"
