"""Every Vietnamese sentence of the Zalo room: what an operator reads when an account is set up."""

OPTION_ENDPOINT = (
    "đường gửi tin: v3 hoặc v2; để trống thì tự dò (v3 trước, Zalo báo loại tài khoản không được dùng "
    "thì chuyển sang v2) và ghi nhớ"
)
OPTION_USERS = "đường đọc danh sách người quan tâm: v3 hoặc v2; để trống thì tự dò và ghi nhớ"
OPTION_QUOTED_USER_ID = (
    "gửi mã người dùng dạng chuỗi khi đọc hồ sơ; tự tắt và ghi nhớ khi Zalo chỉ nhận dạng số"
)
OPTION_CHOICES = (
    "cách hiện các lựa chọn: numbered (đánh số trong tin, người dân nhắn lại số; chắc chắn nhất), "
    "buttons (nút bấm), list (danh sách)"
)
OPTION_BUTTON_TEMPLATE = "ghi template_type là button khi gửi nút bấm; bật khi Zalo từ chối tin có nút"
OPTION_APPSECRET_PROOF = (
    "gửi kèm appsecret_proof; phải bật khi công tắc này đang bật ở trang ứng dụng trên developers.zalo.me"
)
OPTION_PKCE = (
    "mã kiểm chứng khi cấp quyền: request (tạo mới mỗi lần), fixed (cặp mã cố định đã ghi ở trang ứng dụng), "
    "none (không dùng)"
)
OPTION_PKCE_STATE = "giá trị state cố định đã ghi ở trang ứng dụng, chỉ dùng khi pkce là fixed"
OPTION_FREE_HOURS = "số giờ được trả lời miễn phí kể từ lần tương tác cuối của người dân"
OPTION_LAST_HOURS = "số giờ còn được trả lời (có tính phí) kể từ lần tương tác cuối của người dân"
OPTION_PAID_REPLIES = (
    "cho phép trả lời ngoài thời gian miễn phí; khi tắt, tin ngoài thời gian miễn phí không được gửi "
    "nên không phát sinh phí"
)
OPTION_PER_MINUTE = "số tin gửi tối đa mỗi phút của tài khoản này"
OPTION_STAFF_ANSWERS = (
    "có cán bộ trực trả lời trong OA Manager; khi bật, người dân xin gặp cán bộ thì trợ lý nhường lời"
)

CONSENT_AGAIN = "Quản trị viên của tài khoản Zalo cần cấp quyền lại"
"""Stands in the reason of every account that waits for that."""
DEAD = f"Zalo không gia hạn mã truy cập nữa ({{told}}). {CONSENT_AGAIN}; tin đang chờ vẫn được giữ."
CUT_OFF = (
    "Lần gia hạn mã truy cập trước bị ngắt giữa chừng nên mã mới đã mất ({told}). "
    f"{CONSENT_AGAIN}; tin đang chờ vẫn được giữ."
)
NOTHING_TO_RENEW = "chưa có mã gia hạn hoặc khóa bí mật của ứng dụng"
OTHER_KEY = "Thông tin bí mật của tài khoản được niêm phong bằng khóa khác với khóa đang dùng của máy này."

STANDS = "Trên tài khoản Zalo đã có bài cùng tiêu đề “{title}”, nên không đăng thêm lần nữa."
IN_PROGRESS = "Zalo đang xử lý bài viết."
READ_ON = "Xem trên cổng thông tin: {link}"
