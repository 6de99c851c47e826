"""What options of an account are called, and their values in words: at the desk and in the change log."""

from collections.abc import Mapping
from types import MappingProxyType

CHANGED = "Đổi tùy chọn của {kind} “{name}”: {labels}"
YES, NO, NONE = "Có", "Không", "(để trống)"
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "zalo.per_minute": "Số tin gửi nhiều nhất mỗi phút",
        "zalo.choices": "Cách hiện các lựa chọn",
        "zalo.staff_answers": "Có cán bộ trực trong OA Manager",
        "zalo.paid_replies": "Trả lời cả khi phải trả phí",
        "zalo.free_hours": "Số giờ được trả lời miễn phí",
        "zalo.last_hours": "Số giờ còn trả lời được (có phí)",
        "zalo.appsecret_proof": "Ký kèm appsecret_proof",
        "zalo.pkce": "Mã kiểm chứng khi cấp quyền (PKCE)",
        "zalo.pkce_state": "Giá trị state cố định",
        "zalo.endpoint": "Đường gửi tin của Zalo",
        "zalo.users": "Đường đọc người quan tâm",
        "zalo.quoted_user_id": "Mã người dùng dạng chuỗi",
        "zalo.button_template": "Ghi template_type khi gửi nút bấm",
        "messenger.per_second": "Số tin gửi nhiều nhất mỗi giây",
        "messenger.choices": "Cách hiện các lựa chọn",
        "messenger.staff_answers": "Có cán bộ trực Hộp thư Trang",
        "messenger.private_replies": "Nhắn riêng cho người hỏi trong bình luận",
        "messenger.page_posts": "Đăng bài và quản lý bình luận trên Trang",
        "messenger.mark_seen": "Báo “đã xem”",
        "messenger.typing": "Hiện dấu đang soạn tin",
        "messenger.appsecret_proof": "Ký kèm appsecret_proof",
        "messenger.version": "Phiên bản Graph API",
    }
)
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "choices=numbered": "Đánh số trong tin (numbered)",
        "choices=buttons": "Nút bấm (buttons)",
        "choices=list": "Danh sách (list)",
        "choices=quick": "Nút bấm (quick)",
        "pkce=request": "Tạo mới mỗi lần (request)",
        "pkce=fixed": "Cặp mã cố định (fixed)",
        "pkce=none": "Không dùng (none)",
        "endpoint=": "Tự dò",
        "endpoint=v3": "v3",
        "endpoint=v2": "v2",
        "users=": "Tự dò",
        "users=v3": "v3",
        "users=v2": "v2",
    }
)
