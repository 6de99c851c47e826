"""What an editor is told of an article before it may go out."""

from connectors.wording import MASK_IDENTITY, MASK_PASSPORT, MASK_PHONE, MASK_RUN

CLASSIFIED = (
    "Có dấu hoặc dòng ghi độ mật “{sign}”: có thể là văn bản mật, không được phổ biến. Cần người duyệt xem."
)
INTERNAL = "Có dòng “{sign}”: tài liệu nội bộ, không phổ biến. Cần người duyệt xem."
IDENTITY = "Có số căn cước hoặc chứng minh nhân dân của cá nhân; nên che trước khi đăng."
PASSPORT = "Có số hộ chiếu của cá nhân; nên che trước khi đăng."
BANK = "Có số tài khoản ngân hàng; chỉ đăng nếu là tài khoản của cơ quan, tổ chức."
PHONE = "Có số điện thoại có thể là của cá nhân; nên che, hoặc ghi rõ là số của cơ quan."
SHORTENED = "…"

HIDDEN_IDENTITY = MASK_IDENTITY
HIDDEN_PASSPORT = MASK_PASSPORT
HIDDEN_BANK = MASK_RUN
HIDDEN_PHONE = MASK_PHONE
