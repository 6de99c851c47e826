"""What the pages of questions say."""

from collections.abc import Mapping
from types import MappingProxyType

from bot import explain_wording
from bot.console import undoing_wording

explain = explain_wording
TITLE = "Câu hỏi"
LEAD = "Những gì bà con đã hỏi, mới nhất ở trên. Dữ liệu cá nhân đã được che."
GROUPS = "Nhóm chưa có câu trả lời"
WORDS = "Tìm chữ trong câu hỏi"
WORDS_HELP = "Gõ có dấu hay không dấu đều được."
SEARCH = "Tìm"
FILTERS = "Lọc thêm"
NARROW, ALL_AGAIN = "Lọc", "Bỏ lọc, xem tất cả"
CODE_HELP = "Ghi dưới tên thủ tục, ví dụ 1.001193."
ALL = "Tất cả"
AGENCY, CHANNEL, SINCE, UNTIL, KIND, BAND, CODE, WRONG = (
    "Cơ quan",
    "Kênh",
    "Từ ngày",
    "Đến ngày",
    "Trợ lý",
    "Độ chắc",
    "Mã thủ tục",
    "Chỉ câu bị đánh dấu sai",
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {"zalo": "Zalo", "messenger": "Messenger", "webchat": "Trang trò chuyện"}
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "found": "trả lời thủ tục",
        "written": "trả lời bằng câu đã soạn",
        "unsure": "hỏi lại cho rõ",
        "unknown": "chưa trả lời được",
        "routed": "hướng dẫn việc khác",
        "kept": "để cán bộ trả lời",
    }
)
BANDS: Mapping[str, str] = MappingProxyType(
    {"low": "thấp (dưới 40%)", "middle": "vừa (40–70%)", "high": "cao (từ 70%)"}
)
SEARCHED = "Đã xem các câu hỏi từ {at} tới nay theo điều kiện trên."
SEARCHED_ALL = "Đã xem hết các câu hỏi còn lưu theo điều kiện trên."
OLDER = "Tìm tiếp trong các câu cũ hơn"
EMPTY = "Chưa thấy câu hỏi nào như vậy."
NOTHING = (
    "Chưa ai hỏi câu nào. Khi bà con nhắn trên Zalo, Messenger hay trang trò chuyện, câu hỏi sẽ hiện ở đây."
)
MARKED_WRONG = "đánh dấu sai"
SURE = "chắc {share}"
WITH_SURENESS = ("found", "written", "unsure")
"""Kinds of which it is told how sure the assistant was: of no answer there is nothing to be sure."""
BAD_DAY = "Ngày chưa đúng, ví dụ 22/11/2026."

QUESTION = "Câu hỏi {number}"
ASKED_AT = "{at}, {channel}, {agency}"
ANSWERED = "Trợ lý {kind}"
ANSWERED_IN = "sau {seconds} giây"
FACETS_ASKED = "Mục: {facets}"
ANSWER_WRONG = "Câu trả lời sai"
WHY_WRONG = "Sai ở chỗ nào?"
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "procedure": "Sai thủ tục",
        "content": "Sai nội dung",
        "topic": "Lạc đề",
        "other": "Điều khác",
    }
)
MARKED = "Đã đánh dấu câu trả lời sai: {why}"
MARKED_BY = "{who} đánh dấu sai, {at}: {why}"
MARKED_ALREADY = "{who} đã đánh dấu câu trả lời này sai. Chưa thay đổi gì."
MARK_NOTE = "Câu hỏi sẽ hiện ở trang Hôm nay để sửa; bà con chưa nhận gì thêm."
MEND = "Chọn thủ tục đúng"
MEND_CONTENT = "Sửa nội dung thủ tục"
IN_GROUP = "Thuộc nhóm: {title}"
CHOOSE_REASON = "Xin chọn sai ở chỗ nào."
UNDERSTOOD = "Trợ lý hiểu thế nào"
UNDERSTOOD_NOTE = "Đọc lại bằng kiến thức hiện nay; lúc ấy có thể khác."
TALK = "Cuộc trò chuyện"
TALK_NOTE = "Các câu hỏi cùng cuộc trò chuyện, cũ trước."
THIS_ONE = "câu này"
NOW_SAYS = "Hỏi lại bây giờ, trợ lý sẽ nói"
CANDIDATES = "Các thủ tục được cân nhắc"
NAME, SHARE, FOR, AGAINST = "Thủ tục", "Độ hợp", "Điểm cộng", "Điểm trừ"
UNDO = undoing_wording.UNDO
BY_OFFICER = "Cán bộ đang giữ cuộc trò chuyện nên trợ lý không trả lời."
DETAILS = "Cách đọc từng chữ"
WEIGHED = "So với từng thủ tục"
WEIGHED_NOTE = (
    "Phần trăm: trợ lý tin người hỏi cần thủ tục ấy tới đâu. Điểm cộng kéo câu hỏi lại gần thủ tục, "
    "điểm trừ đẩy ra xa."
)
