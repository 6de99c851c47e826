"""What an administrator reads after consenting in Zalo."""

from connectors.zalo.consent import Reason

CONSENTED = "Đã kết nối Zalo Official Account"
CONSENTED_NEXT = (
    "Trợ lý đã được cấp quyền trả lời trên “{name}” và sẽ tự gia hạn quyền này. Ông/Bà có thể đóng trang này."
)
CONSENT_FAILED = "Chưa kết nối được Zalo Official Account"
CONSENT_REASONS = {
    Reason.UNKNOWN: "Đường dẫn cấp quyền này không do trợ lý tạo, hoặc đã được dùng. "
    "Hãy chạy lại lệnh congdan channel add zalo để lấy đường dẫn mới.",
    Reason.EXPIRED: "Đường dẫn cấp quyền đã quá một giờ. "
    "Hãy chạy lại lệnh congdan channel add zalo để lấy đường dẫn mới.",
    Reason.WRONG_ACCOUNT: "Quyền vừa cấp thuộc một Official Account khác. "
    "Hãy đăng nhập Zalo bằng tài khoản quản trị đúng Official Account rồi mở lại đường dẫn mới.",
    Reason.NO_ACCOUNT: "Tài khoản này đã bị gỡ hoặc không đọc được khóa đã lưu. "
    "Hãy chạy lại lệnh congdan channel add zalo.",
    Reason.DENIED: "Zalo từ chối cấp quyền. Hãy kiểm tra khóa bí mật của ứng dụng và địa chỉ "
    "Official Account Callback Url, rồi lấy đường dẫn mới.",
}
ZALO_AWAY = "Zalo chưa trả lời. Xin chờ ít phút rồi lấy đường dẫn mới bằng lệnh congdan channel add zalo."
TRY_AGAIN = "Cơ sở dữ liệu đang bận. Xin thử lại sau ít phút."
