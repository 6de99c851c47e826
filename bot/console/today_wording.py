"""What the first page says."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.console import groups_wording as groups
from bot.console import undoing_wording
from knowledge.articles import ArticleState
from knowledge.drafts import DraftKind

TITLE = "Hôm nay"
COUNT = "{count} việc cần quyết định, việc đáng làm nhất ở trên cùng."
ONE = "Một việc cần quyết định."
MORE = "Còn {count} việc nữa sau các việc này."
NEXT = "Xem việc tiếp theo"
NOTHING = "Không còn việc nào chờ"
NOTHING_LEAD = "Câu hỏi chưa có câu trả lời, tin chờ duyệt, bản nháp của đồng nghiệp sẽ hiện ở đây khi có."
NOTHING_DO = "Muốn xem bà con đang hỏi gì:"
ALL_QUESTIONS = "Mở mục Câu hỏi"
ALL_GROUPS = "Tất cả nhóm câu hỏi"
LOST = "Mất kết nối nên chưa ghi nhận được. Xin bấm lại khi có mạng."
CHOOSE = "Xin chọn một quyết định."
UNDO = undoing_wording.UNDO
g = groups

GROUP_LABEL = "Câu hỏi chưa có câu trả lời"
WRONG_LABEL = "Câu trả lời bị đánh dấu sai"
PEOPLE = "{people} người hỏi trong 7 ngày"
NOBODY = "Không ai hỏi trong 7 ngày, {count} lượt từ trước"
OTHER_WORDINGS = "Bà con còn hỏi:"
OTHER_WAYS = "Cách khác"
OPEN_GROUP = "Xem cả nhóm"

TALK_LABEL = "Bà con chờ cán bộ"
TALK = "{count} người đang chờ trả lời"
TALK_MANY = "Từ {count} người trở lên đang chờ trả lời"
TALK_WAIT = "Lâu nhất: {wait}, {channel}."
TALK_OPEN = "Trả lời người chờ lâu nhất"
MINUTES, HOURS, DAYS = "{count} phút", "{count} giờ", "{count} ngày"
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "zalo": "trên Zalo",
        "messenger": "trên Messenger",
        "webchat": "trên trang trò chuyện",
    }
)
CHANNEL_NAMES: Mapping[str, str] = MappingProxyType(
    {"zalo": "Zalo", "messenger": "Messenger", "webchat": "trang trò chuyện"}
)

ACCOUNT_LABEL = "Kênh không gửi được"
ACCOUNT = "Kênh {channel} của {agency} không gửi được tin"
ACCOUNT_SINCE = "Từ {at}. Bà con nhắn tới chưa nhận được trả lời."
ACCOUNT_OPEN = "Mở trang kênh"
SOURCE_LABEL = "Nguồn tin không đọc được"
SOURCE = "{name}"
SOURCE_SINCE = "{count} lần liền không đọc được."
SOURCE_OPEN = "Mở trang nguồn tin"

BROADCAST_LABEL = "Đợt tin chờ duyệt"
EMERGENCY_LABEL = "Đợt tin khẩn chờ duyệt"
SECOND = "{who} đề nghị; người thứ hai duyệt thì gửi ngay."
BY = "{who} soạn, {at}"
BROADCAST_OPEN = "Xem và duyệt đợt tin"
UNTITLED = "Đợt tin số {number}"

DRAFT_KINDS: Mapping[DraftKind, str] = MappingProxyType(
    {
        DraftKind.ANSWER: "Câu trả lời",
        DraftKind.PHRASING: "Cách hỏi",
        DraftKind.OVERRIDE: "Mục của thủ tục",
    }
)
FACET_OF = "{name}: {facet}"
REVIEW_LABEL = "Bản nháp chờ duyệt"
REVIEW_OPEN = "Xem và duyệt"
RETURNED_LABEL = "Bản nháp được trả lại"
RETURNED_NOTE = "{who}: {note}"
DRAFT_LABEL = "Bản nháp chưa đăng"
DRAFT_OPEN = "Mở bản nháp"

ARTICLE_LABEL = "Tin chờ duyệt"
HELD_LABEL = "Tin đang giữ lại"
APPROVE, HOLD, NEVER = "Duyệt", "Giữ lại", "Không bao giờ gửi"
ARTICLE_NOTE = "Duyệt: tin được đưa vào đợt tin theo quy định của cơ quan."
ARTICLE_OPEN = "Đọc cả bài"
ARTICLE_DECIDED: Mapping[ArticleState, str] = MappingProxyType(
    {
        ArticleState.APPROVED: "Đã duyệt “{title}”",
        ArticleState.HELD: "Đã giữ lại “{title}”",
        ArticleState.NEVER: "Sẽ không gửi “{title}”",
        ArticleState.WAITING: "“{title}” chờ duyệt",
        ArticleState.KEPT: "“{title}” để lưu",
        ArticleState.GONE: "“{title}” không còn trên cổng",
    }
)

EXPIRING_LABEL = "Câu trả lời sắp hết hạn"
ENDED_LABEL = "Câu trả lời đã hết hạn"
DUE_LABEL = "Câu trả lời tới hạn xem lại"
UNTIL = "Dùng tới hết ngày {day}."
ENDED = "Hết hạn ngày {day}; bà con không còn nhận được câu này."
REVIEW_BY = "Hẹn xem lại ngày {day}: nội dung còn đúng không?"
ANSWER_OPEN = "Xem câu trả lời"

LATER_LABEL = "Có thể báo lại cho người đã hỏi"
BACK_ON = "Đã bật lại {name}"
LATER = "{people} người muốn được báo khi có câu trả lời"
LATER_OPEN = "Xem trước rồi báo"
