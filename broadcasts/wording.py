"""What operators are told of broadcasts that go on."""

NO_BROADCAST = "Không có đợt gửi tin số {number}. Xem danh sách: congdan broadcast list"
NOT_SENDING = (
    "Đợt gửi tin số {number} hiện không gửi, nên không tạm dừng được. Xem: congdan broadcast show {number}"
)
NOT_PAUSED = (
    "Đợt gửi tin số {number} hiện không tạm dừng, nên không có gì để gửi tiếp."
    " Xem: congdan broadcast show {number}"
)
PAUSED = "tạm dừng đợt gửi tin {broadcast}"
RESUMED = "gửi tiếp đợt gửi tin {broadcast}"
CANCELLED = "hủy đợt gửi tin {broadcast}"
HAS_ENDED = (
    "Đợt gửi tin số {number} đã kết thúc, nên không hủy được nữa."
    " Báo lại cho người đã nhận: congdan broadcast correct {number} hoặc congdan broadcast withdraw {number}"
)
CANT_BE_LAID = "Chưa gửi được, vì đang có trục trặc: {reason}"
UNFORESEEN = "lỗi chưa lường trước, nhật ký của dịch vụ ghi rõ hơn"
