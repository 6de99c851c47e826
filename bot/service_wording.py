"""What the service says of itself: to the operator at its start, and to a citizen it could not answer."""

from connectors.messages import Reply

NOT_ANSWERED = Reply(
    "Xin lỗi Ông/Bà, hệ thống đang gặp trục trặc nên chưa trả lời được câu hỏi này. "
    "Ông/Bà vui lòng hỏi lại sau ít phút, hoặc liên hệ trực tiếp cơ quan."
)

NOT_MIGRATED = "Cơ sở dữ liệu chưa được chuẩn bị cho phiên bản này. Hãy chạy: congdan migrate"
TOO_NEW = (
    "Cơ sở dữ liệu thuộc một phiên bản congdan mới hơn (bước {revision}) mà bản đang chạy không biết. "
    "Hãy cài bản congdan mới hơn, hoặc khôi phục bản sao lưu của cơ sở dữ liệu cũ."
)
UNREACHABLE = "Không kết nối được cơ sở dữ liệu: {reason}. Hãy kiểm tra CONGDAN_DATABASE_URL và máy chủ."
