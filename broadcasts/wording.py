"""What operators are told of broadcasts that go on."""

NO_BROADCAST = "Không có đợt gửi tin số {number}."
NOT_SENDING = "Đợt gửi tin số {number} hiện không gửi, nên không tạm dừng được."
NOT_PAUSED = "Đợt gửi tin số {number} không tạm dừng, nên không có gì để tiếp tục."
HAS_ENDED = "Đợt gửi tin số {number} đã kết thúc, nên không hủy được nữa."
