"""What is said of a draft's form when something in it does not fit."""

NO_TEXT = "Chưa có nội dung trả lời. Xin viết câu trả lời cho người dân."
NO_QUESTIONS = "Chưa có câu hỏi nào. Xin ghi ít nhất một cách người dân hỏi, mỗi dòng một câu."
NO_PHRASING = "Chưa có cách hỏi nào được thêm hoặc bỏ. Mỗi dòng ghi một cách hỏi."
NO_LINK = "Liên kết cần bắt đầu bằng http:// hoặc https:// và không có dấu cách."
NO_REASON = "Xin ghi theo văn bản hoặc quyết định nào; người dân sẽ thấy dòng này dưới câu trả lời."
NO_DAY = "Chưa đọc được ngày này. Xin ghi như 22/11/2026."
ENDS_BEFORE = "Ngày hết hiệu lực đứng trước ngày bắt đầu. Xin xem lại hai ngày."
TOO_LONG = (
    "Nội dung có {length} chữ cái, nhiều hơn mức {most}. Chưa lưu gì, nội dung còn nguyên ở đây: "
    "xin rút gọn, phần dài để ở trang web và dán liên kết."
)
TOO_MANY = "Có {count} dòng, nhiều hơn mức {most}. Xin giữ những cách hỏi khác nhau rõ nhất."
LINE_TOO_LONG = "Dòng “{line}…” dài hơn {most} chữ cái. Xin ghi ngắn như người dân hỏi."
