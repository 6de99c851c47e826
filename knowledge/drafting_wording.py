"""What is said about drafts, versions and blocks to those who write and decide."""

from collections.abc import Mapping
from types import MappingProxyType

# Faults of what was typed
NO_QUESTION = "cần ít nhất một cách hỏi"
ENDS_BEFORE_IT_BEGINS = "ngày hết hạn đứng trước ngày bắt đầu"
FAULTS = "Chưa lưu được: {faults}. Nội dung đã nhập vẫn còn trên trang."
FAULT = "{field}: {why}"
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "text": "Nội dung trả lời",
        "questions": "Cách hỏi",
        "url": "Liên kết",
        "valid_from": "Có hiệu lực từ",
        "valid_until": "Có hiệu lực đến",
        "review_by": "Xem lại trước ngày",
        "added": "Cách hỏi thêm",
        "removed": "Cách hỏi bỏ",
        "facet": "Mục",
        "reason": "Căn cứ",
    }
)
"""The fields of bodies, as a form names them."""

# Why an act is refused
NO_DRAFT = "Không còn bản nháp này."
DRAFT_LIVE = "Bản nháp này đã được đăng. Muốn sửa tiếp, mở nội dung đang dùng và soạn bản mới."
DRAFT_DROPPED = "Bản nháp này đã bỏ. Muốn dùng lại, soạn bản mới."
STALE = "{name} đã sửa bản này trong lúc Ông/Bà đang soạn. Xin so hai bản rồi lưu lại."
OTHER_DRAFT = "{name} đang soạn một bản nháp cho đúng nội dung này. Xin mở bản đó để sửa tiếp."
NOT_THIS_DRAFT = "Bản nháp này là của nội dung khác. Chưa thay đổi gì."
NOT_IN_REVIEW = "Bản nháp này không chờ duyệt nên không trả lại được."
NOT_TO_BE_SENT = "Bản nháp này đang chờ duyệt rồi."
NOT_TO_BE_PUBLISHED = "Bản nháp này đã trả lại. Người soạn cần sửa và lưu lại trước khi đăng."
NOTE_NEEDED = "Xin ghi cần sửa gì, để người soạn biết."
TWO_NEEDED = "{why}. Nội dung này cần người khác duyệt: {who} đã viết trong bản này nên không tự đăng được."
NO_PROCEDURE = "Không có thủ tục mã “{code}” ở cơ quan này và cấp trên."
NO_ANSWER = "Không có câu trả lời “{code}” ở cơ quan này."
BAD_CODE = "Mã câu trả lời gồm chữ thường không dấu, chữ số và gạch nối, tối đa 64 ký tự."
BAD_SUBJECT = "Nội dung được sửa không khớp với biểu mẫu. Xin mở lại trang."
NO_PHRASING_CHANGE = "Chưa có cách hỏi nào để thêm hoặc bỏ."
NOT_OWN_PHRASING = "Cách hỏi “{text}” không do cơ quan này thêm, nên không bỏ ở đây được."
TOO_MANY_PHRASINGS = "Thủ tục này đã có quá nhiều cách hỏi ({most}). Bỏ bớt rồi thêm."
NO_GROUP = "Nhóm câu hỏi này không còn, hoặc của cơ quan khác."
NOTHING_TO_WITHDRAW = "Câu trả lời này không còn được dùng, không cần rút."
NO_VERSION = "Không có bản này trong lịch sử."
SAME_AS_LIVE = "Bản này giống hệt nội dung đang dùng."

# Why two people are needed
DELICATE_FEE = "Có nội dung về phí, lệ phí hoặc số tiền (“{words}”)"
DELICATE_LAND = "Có nội dung về đất đai (“{words}”)"
DELICATE_PENALTY = "Có nội dung về xử phạt (“{words}”)"
DELICATE_WORD = "Có từ mà {agency} yêu cầu hai người xem (“{words}”)"
DELICATE_FIELD = "Thuộc lĩnh vực mà {agency} yêu cầu hai người xem (“{words}”)"
DELICATE_FEE_FACET = "Sửa mục phí, lệ phí của thủ tục"
DELICATE_MARKED = "Người soạn đánh dấu là nội dung nhạy cảm"
DELICATE_NOW = "Thay câu trả lời đang dùng thuộc loại cần hai người: {why}"

BY_FILE = "tệp đã nạp"

# Blocks
REASON_NEEDED = "Xin ghi lý do tạm ngừng, để đồng nghiệp biết."
REASON_TOO_LONG = "Lý do dài quá {most} ký tự."
NO_FIELD = "Không có lĩnh vực “{code}” ở cơ quan này và cấp trên."
NO_CHANNEL = "Không có kênh “{code}”."
ONLY_AT_THE_TOP = "Chỉ cơ quan cao nhất mới tạm ngừng được toàn hệ thống."
NO_BLOCK = "Không có lần tạm ngừng này."
NOT_BLOCKED = "Nội dung này đã được dùng lại trước đó."
