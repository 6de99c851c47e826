"""What the page for trying a draft says."""

TITLE = "Xem thử"
INTRO = "Hỏi như người dân. Trợ lý trả lời với bản nháp này; người dân chưa thấy gì."
ASK = "Câu hỏi"
SEND = "Hỏi"
AFRESH = "Hỏi từ đầu"
CHANNELS = {"zalo": "Zalo", "messenger": "Messenger", "webchat": "Trang trò chuyện"}
KNOWN = "Các cách hỏi của bản này"
YES, NO = "nhận ra", "chưa nhận ra"
LEADS = {
    "unknown": "không trả lời được",
    "unsure": "hỏi lại người dân",
    "routed": "hướng dẫn chung",
}
NOW = "đang thành: {what}"
BACK = "Về bản nháp"
PERSON, ASSISTANT = "Người dân", "Trợ lý"
NOTHING = "(Trợ lý không nói gì)"
