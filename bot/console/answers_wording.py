"""What pages of answers and drafts say."""

TITLE = "Câu trả lời"
INTRO = "Những điều trợ lý đang nói với người dân ngoài phần thủ tục lấy từ cổng."
WRITE = "Viết câu trả lời"
ROOM_NAMES = {
    "/answers": "Câu trả lời",
    "/procedures": "Thủ tục",
    "/reviews": "Chờ duyệt",
    "/blocks": "Tạm ngừng",
}
ROOMS = "Các phần của câu trả lời"
SEARCH = "Tìm theo lời người dân"
SEARCH_HELP = "Gõ như người dân hỏi, có dấu hay không đều được."
FIND = "Tìm"
SHOWN = "Xem"
SHOWS = {"live": "Đang dùng", "drafts": "Bản nháp", "due": "Sắp hết hạn"}
EMPTY = {
    "live": "Chưa có câu trả lời nào do cơ quan viết. Viết câu đầu tiên: lịch tiếp dân, số trực, nơi để xe…",
    "drafts": "Không có bản nháp nào. Nội dung viết dở được giữ ở đây.",
    "due": "Chưa có câu trả lời nào sắp hết hạn hoặc cần xem lại trong 14 ngày tới.",
    "found": "Chưa có câu trả lời nào khớp. Có thể viết câu trả lời mới cho câu hỏi này.",
}
FOUND = "Kết quả cho “{words}”"
ALL = "Xem tất cả"
AGENCY = "Cơ quan"
NO_LIMIT = "không giới hạn"
UNTIL = "đến hết {day}"
EXPIRED = "hết hạn {day}"
NOT_YET = "từ {day}"
BLOCKED = "tạm ngừng"
LIVE = "đang dùng"
REVIEW_DUE = "cần xem lại trước {day}"
UPDATED = "Sửa lần cuối {moment}"
FOR = "Người dân hỏi {agency} và cơ quan cấp dưới (nếu có) sẽ nhận câu trả lời này."
WRITTEN_BY = "{who} viết, {moment}"
STATES = {
    "draft": "bản nháp",
    "review": "chờ duyệt",
    "returned": "được trả lại",
    "live": "đã đăng",
    "dropped": "đã bỏ",
}
COLOURS = {"draft": "", "review": "amber", "returned": "red", "live": "green", "dropped": ""}
KINDS = {
    "answer": "Câu trả lời",
    "phrasing": "Cách hỏi thủ tục",
    "override": "Nội dung riêng của cơ quan",
}
PHRASING_TITLE = "Cách hỏi: {name}"
OVERRIDE_TITLE = "{label}: {name}"

NEW = "Viết câu trả lời mới"
DRAFT = "Bản nháp"
QUESTIONS = "Người dân hỏi thế nào"
QUESTIONS_HELP = (
    "Mỗi dòng một cách hỏi; dòng đầu là tên gọi. Ghi từ 3 cách khác nhau thì trợ lý nhận ra tốt hơn."
)
TEXT = "Trả lời"
TEXT_HELP = "Ý chính ở dòng đầu. Dán từ Word được: chữ và danh sách được giữ, định dạng bỏ đi."
LINK = "Liên kết để xem thêm"
LINK_HELP = "Bỏ trống nếu không có."
VALIDITY = "Thời hạn và mức cẩn trọng"
VALID_FROM = "Có hiệu lực từ ngày"
VALID_UNTIL = "Hết hiệu lực sau ngày"
REVIEW_BY = "Nhắc xem lại trước ngày"
REVIEW_BY_HELP = "Tới ngày này, trang Hôm nay sẽ nhắc kiểm tra nội dung còn đúng không."
SENSITIVE = "Nội dung cần hai người: luôn có người thứ hai duyệt"
WITHDRAW = "Gỡ bỏ câu trả lời này: đăng xong thì trợ lý không nói nữa"
PHRASING_ADDED, PHRASING_REMOVED = "Thêm cách hỏi: {}", "Bỏ cách hỏi: {}"
ADDED = "Thêm các cách hỏi"
ADDED_HELP = "Mỗi dòng một cách, viết như người dân nói. Trợ lý sẽ hiểu là hỏi thủ tục này."
REMOVED = "Bỏ các cách hỏi"
OWN_TEXT = "Nội dung riêng của cơ quan"
OWN_TEXT_HELP = "Thay lời của cổng cho cơ quan này và các cơ quan bên dưới. Bỏ trống: dùng lại lời của cổng."
REASON = "Theo văn bản, quyết định nào"
REASON_HELP = "Cần ghi. Người dân thấy dòng này dưới câu trả lời. Ví dụ: Nghị quyết 12/2026/NQ-HĐND."
PORTAL_TEXT = "Lời của cổng"
LETTERS = "{count} / {most} chữ cái"
SAVE = "Lưu bản nháp"
SAVE_NOTE = "Người dân chưa thấy gì: bản nháp mở ra để xem thử, rồi mới đăng."
TRY = "Xem thử"
SEND = "Gửi duyệt"
PUBLISH = "Đăng"
DROP = "Bỏ bản nháp này"
DROP_SAID = "Bản nháp được cất vào nhật ký, không hiện ở đây nữa. Nội dung đang dùng không đổi."
TWO_FIRST = "Gửi đi thì bản này tới người duyệt trước; người dân chưa nhận gì."
ONE_ENOUGH = "Đăng được ngay, không cần người thứ hai. Hệ thống chạy bộ câu hỏi kiểm tra trước khi đăng."
TWO_NEEDED = "Cần người thứ hai duyệt: {why}."
WHICH_NEED_TWO = "Nội dung nào cần người thứ hai? (mở trang riêng)"
MENDING = (
    "{writers} đã viết bản này. Ông/Bà sửa rồi lưu thì cũng thành người viết, không duyệt bản này được nữa. "
    "Khi đó người duyệt được: {who}."
)
MENDING_NOBODY = (
    "{writers} đã viết bản này. Ông/Bà sửa rồi lưu thì cũng thành người viết, và cơ quan không còn ai khác "
    "duyệt được. Muốn tự duyệt thì trả lại kèm lời nhắn, để người viết sửa."
)
MAY_NOT_PUBLISH = "Viết xong thì gửi duyệt; biên tập viên sẽ đăng."
RETURNED = "{who} trả lại: {note}"
SAVED = "Đã lưu bản nháp."
SENT = "Đã gửi duyệt. Người duyệt được: {who}."
SENT_NOBODY = "Đã gửi duyệt. Cơ quan chưa có ai khác duyệt được; nhờ trưởng ban thêm biên tập viên."
DROPPED = "Đã bỏ bản nháp."
NOT_DROPPED = (
    "Bản nháp này đã thay đổi lúc {moment}, sau khi Ông/Bà mở trang; người viết gần nhất: {who}. "
    "Chưa bỏ gì. Nội dung mới ở dưới; vẫn muốn bỏ thì bấm lần nữa."
)
NOTE_BELOW = "Lời nhắn còn nguyên ở dưới."
NOTE_KEPT = "Bản này không còn chờ duyệt nên không trả lại được. Lời nhắn đã ghi: “{note}”"
OPEN_DRAFT = "Đã có bản nháp đang viết cho nội dung này; đây là bản đó."
NOTHING_CHANGED = "Bản này đã đóng, không sửa được nữa."
COMPARED = "So với nội dung đang dùng"
COMPARED_NEW = "Nội dung mới, chưa có bản đang dùng"
NO_DIFFERENCE = "Không khác nội dung đang dùng."
ADDED_WORDS, REMOVED_WORDS = "thêm vào", "bỏ đi"

STALE_TITLE = "Người khác vừa sửa bản nháp này"
STALE = (
    "{who} đã lưu lúc {moment}, trong khi Ông/Bà đang viết. Cả hai nội dung ở dưới đây, chưa mất chữ nào. "
    "Sửa ô “Nội dung sẽ lưu” cho đủ ý của hai người rồi lưu."
)
THEIRS = "Nội dung {who} đã lưu"
BETWEEN = "Khác nhau giữa hai nội dung"
MINE = "Nội dung sẽ lưu"
MERGE = "Lưu nội dung này"
TAKE_THEIRS = "Giữ bản của {who}"

LIVE_TEXT = "Người dân đang nhận"
LIVE_QUESTIONS = "Nhận ra qua các cách hỏi"
LIVE_LINK = "Liên kết kèm theo"
VALID = "Hiệu lực"
VALID_SPAN = "{start} – {end}"
EDIT = "Sửa"
WITHDRAW_IT = "Gỡ bỏ"
WITHDRAW_WHY = "Gỡ bỏ thì trợ lý thôi trả lời câu này. Các bản cũ vẫn còn trong lịch sử."
INHERITED = "Câu trả lời này của {agency}; cơ quan dưới đang dùng theo."
HISTORY = "Các bản đã đăng"
NO_HISTORY = "Nội dung này vào từ tệp, chưa có bản nào đăng từ bàn biên tập."
VERSION = "Bản {number}"
VERSION_BY = "{author} viết, {approver} đăng, {moment}"
VERSION_BY_ONE = "{author} viết và đăng, {moment}"
FORCED = "Đăng dù có câu hỏi đổi kết quả. Lý do: {why}"
CURRENT, CURRENT_BLOCKED = "đang dùng", "bản mới nhất, đang tạm ngừng"
RESTORE = "Trở lại bản {number}"
RESTORED = "Đã lấy lại bản {number}."
CHANGED_HERE = "Khác bản trước"
EDIT_OF = "Sửa câu trả lời {title}"
PROCEDURE = "Thủ tục"
PORTAL_AGAIN = "(dùng lại lời của cổng)"
FLAGS = {
    "url": "Liên kết",
    "valid_from": "Hiệu lực từ",
    "valid_until": "Hết hiệu lực sau",
    "review_by": "Xem lại trước",
    "sensitive": "Luôn cần hai người",
    "withdrawn": "Gỡ bỏ câu trả lời này",
}
SEE_LIVE = "Xem nội dung đang dùng"
SEE_DRAFT = "Mở bản nháp đang viết"
OWN_ONE = "Viết bản riêng cho cơ quan"
WITHDRAWN = "Câu trả lời này đã gỡ bỏ; trợ lý không nói nữa. Có thể trở lại một bản cũ."
WHOLE = "Toàn văn"
ASKED = "Hỏi: {asked}"
