"""Every Vietnamese word of this floor that is not a channel's own."""

MASK_BORN = "[ngày sinh]"
MASK_ADDRESS = "[địa chỉ]"
MASK_EMAIL = "[thư điện tử]"
MASK_PASSPORT = "[số hộ chiếu]"
MASK_PHONE = "[số điện thoại]"
MASK_IDENTITY = "[số giấy tờ]"
MASK_RUN = "[dãy số]"

CHOOSE_BY_NUMBER = "Xin nhắn một số để chọn:"
