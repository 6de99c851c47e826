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
STEP_FAILED = (
    "Chưa cập nhật được cơ sở dữ liệu: {reason}. Chưa có gì bị thay đổi; "
    "hãy khắc phục rồi chạy lại: congdan migrate"
)
UNREACHABLE = "Không kết nối được cơ sở dữ liệu: {reason}. Hãy kiểm tra CONGDAN_DATABASE_URL và máy chủ."

SERVING = "Trợ lý đang chạy tại http://{host}:{port} (nhấn Ctrl-C để dừng)"
WORKING = "Tiến trình trả lời đang chạy (nhấn Ctrl-C để dừng)"
NO_PORT = "Không mở được cổng {port} tại {host}: {reason}. Hãy chọn cổng khác bằng --port."
MIGRATED = "Cơ sở dữ liệu đã sẵn sàng cho phiên bản này."
INBOX_COUNTS = "Đang chờ trả lời: {waiting}. Không trả lời được: {failed}."
INBOX_ODD = "Sự kiện lạ từ Zalo, Facebook mà trợ lý chưa hiểu: {count}."
INBOX_RETRIED = "Đã xếp lại {count} tin nhắn để trả lời."

HELP_SERVE = "Chạy máy chủ web và trả lời tin nhắn."
HELP_WORK = "Chỉ trả lời tin nhắn mà các máy chủ khác đã nhận (dùng thêm máy khi đông người hỏi)."
HELP_MIGRATE = "Chuẩn bị cơ sở dữ liệu cho phiên bản này; chạy lại nhiều lần cũng không sao."
HELP_HOST = "Địa chỉ mạng để lắng nghe; mặc định theo CONGDAN_HOST."
HELP_PORT = "Cổng để lắng nghe; mặc định theo CONGDAN_PORT; 0 là cổng bất kỳ còn trống."
HELP_NO_WORK = "Chỉ nhận tin nhắn, để các tiến trình congdan work trả lời."
HELP_INBOX = "Tin nhắn không trả lời được: xem và cho trả lời lại."
HELP_INBOX_LIST = "Liệt kê tin nhắn không trả lời được: số, giờ gửi, kênh, cơ quan, số lần thử, lý do."
HELP_INBOX_RETRY = "Cho trả lời lại các tin nhắn không trả lời được: tất cả, hoặc theo số."
HELP_INBOX_ODD = "Liệt kê sự kiện lạ từ Zalo, Facebook: tên, số lần, lần cuối, kênh, cơ quan."
HELP_INBOX_IDS = "Số của từng tin nhắn, như congdan inbox list ghi; bỏ trống là tất cả."
