"""What the pages of groups of questions say."""

from collections.abc import Mapping
from types import MappingProxyType

from knowledge.groups import GroupState

TITLE = "Nhóm câu hỏi chưa có câu trả lời tốt"
LEAD = "Mỗi nhóm là một ý bà con hỏi bằng nhiều cách. Một quyết định cho cả nhóm."
STATES: Mapping[GroupState, str] = MappingProxyType(
    {
        GroupState.OPEN: "chờ quyết định",
        GroupState.DRAFTED: "đang soạn câu trả lời",
        GroupState.ANSWERED: "đã trả lời",
        GroupState.SENT: "việc của cơ quan khác",
        GroupState.IGNORED: "đã bỏ qua",
    }
)
SHOW = "Nhóm"
SHOW_BUTTON = "Xem"
EMPTY = "Không có nhóm nào ở đây."
EMPTY_OPEN = (
    "Không còn nhóm câu hỏi nào chờ quyết định. Bà con hỏi gì trợ lý chưa đáp được sẽ được gom theo ý"
    " và hiện ở đây."
)
COUNT = "{count} lượt hỏi"
LAST = "lần cuối {at}"

PROCEDURE_QUESTION = "Bà con đang hỏi thủ tục nào?"
PROCEDURE_NOTE = "Bấm vào thủ tục đúng: bản nháp dạy các cách hỏi này mở ra để xem lại rồi đăng."
THIS_PROCEDURE = "Là thủ tục này: {name}"
SHARE = "gần {share}"
OTHER_PROCEDURE = "Thủ tục khác"
LOOK_FOR, LOOK = "Tìm thủ tục", "Tìm"
LOOK_HELP = "Gõ như bà con nói, hoặc mã thủ tục."
LOOKED_FOR = "Bấm vào thủ tục đúng:"
NONE_FOUND = "Không thấy thủ tục nào như vậy. Xin thử từ khác, hoặc viết câu trả lời."
WRITE = "Viết câu trả lời"
NOT_OURS = "Việc của cơ quan khác"
WHERE = "Chuyển tới cơ quan nào?"
WHERE_HELP = (
    "Tên đầy đủ, ví dụ Công an xã. Bản nháp câu trả lời “Việc này thuộc …” mở ra để xem lại rồi đăng."
)
SEND = "Soạn câu chuyển"
IGNORE = "Bỏ qua"
IGNORE_NOTE = "Bỏ qua: không hiện lại ở trang Hôm nay, câu hỏi vẫn được đếm."
OPEN_AGAIN = "Mở lại để quyết định"

TAUGHT = "Đã soạn bản nháp cách hỏi từ nhóm “{title}”"
SENT = "Đã ghi nhận “{title}” là việc của {where} và soạn câu trả lời"
IGNORED = "Đã bỏ qua “{title}”"
OPENED = "Đã mở lại “{title}”"
SPLIT = "Tách câu hỏi khỏi nhóm “{title}”"
SPLIT_SAID = "Đã tách {count} lượt hỏi thành nhóm riêng."
MERGED = "Gộp nhóm “{other}” vào nhóm “{title}”"
MERGED_SAID = "Đã gộp: nhóm này có {count} lượt hỏi."
ELSEWHERE = (
    "Việc này thuộc {where}, không thuộc {agency}.\nÔng/Bà liên hệ {where} để được hướng dẫn và nộp hồ sơ."
)
ELSEWHERE_FOR_ALL = (
    "Việc này thuộc {where}, không thuộc {agency} và các cơ quan cấp dưới."
    "\nÔng/Bà liên hệ {where} để được hướng dẫn và nộp hồ sơ."
)
NEXT_PUBLISH = "Xem lại rồi bấm Đăng để bà con nhận được."
IN_ALL = "{told}, cùng một quyết định cho {places} nơi"
ONE_DECIDED = (
    "{who} vừa quyết định về nhóm “{title}” của {agency}: {told}. Chưa thay đổi gì ở nơi nào."
    " Xin mở lại trang để quyết định cho các nơi còn lại."
)
SOME_CHANGED = (
    "Có nhóm câu hỏi vừa được người khác quyết định nên chưa lưu."
    " Bấm lại thì bản nháp trả lời các nhóm còn lại."
)
CHANGED_MEANWHILE = (
    "Các nhóm này vừa thay đổi (có nhóm được gộp, tách hoặc khác ý) nên chưa thay đổi gì ở nơi nào."
    " Xin mở lại trang để xem các nhóm như hiện nay."
)
DECIDED_ALREADY = "{who} vừa quyết định về nhóm này: {told}. Chưa thay đổi gì."
SOMEBODY = "Một người khác"
NAME_WHERE = "Xin ghi cơ quan nhận việc này."
NAME_PROCEDURE = "Xin chọn hoặc ghi mã thủ tục."
UNKNOWN_PROCEDURE = "Chưa có thủ tục mã {code}. Xin xem lại mã."
DRAFT_OPEN = "Mở bản nháp"

DECIDED = "{who}, {at}: {told}"
DECISION = "Quyết định"
PEOPLE = "{people} người hỏi trong 7 ngày"
PER_DAY = "Số lượt hỏi mỗi ngày, 14 ngày gần nhất"
DAY, TIMES, ASKED, CHOOSE = "Ngày", "Lượt hỏi", "Cách hỏi", "Chọn"
WORDINGS = "Bà con hỏi bằng các cách này"
SPLIT_NOTE = "Cách hỏi nào khác ý thì đánh dấu rồi tách ra thành nhóm riêng."
SPLIT_BUTTON = "Tách các cách đã đánh dấu"
SPLIT_NONE = "Xin đánh dấu ít nhất một cách hỏi, và để lại ít nhất một cách."
MERGE = "Gộp nhóm khác vào nhóm này"
MERGE_NOTE = "Câu hỏi của nhóm được chọn chuyển sang nhóm này; nhóm kia hết."
MERGE_BUTTON = "Gộp vào đây"
MERGE_WHICH = "Nhóm cùng ý"
MERGE_NONE = "Xin chọn một nhóm khác của cùng cơ quan, đang chờ quyết định."
NO_OTHER = "Không có nhóm nào khác của cơ quan này đang chờ."
WRONG = "có câu trả lời bị đánh dấu sai"
PEOPLE_IN = "{people} người hỏi ở {places} nơi trong 7 ngày"
COUNT_IN = "{count} lượt hỏi ở {places} nơi"
PLACES = "{names} và {more} nơi khác"
FOR_ALL = "Một quyết định cho cả {places} nơi; câu trả lời dùng cho {agency} và các cơ quan bên dưới."
SAME_ELSEWHERE = "Cùng ý ở các nơi khác"
ONLY_THIS = "Chỉ quyết định nhóm này"
AGENCY = "Cơ quan"
MORE_WORDINGS = "Chỉ hiện {count} cách hỏi thường gặp nhất."
