"""What pages of reviews say."""

TITLE = "Chờ duyệt"
INTRO = "Nội dung của người khác, chờ người thứ hai xem trước khi người dân thấy."
EMPTY = "Không có gì chờ duyệt. Khi đồng nghiệp gửi duyệt, bản nháp hiện ở đây và ở trang Hôm nay."
CHANGES = "Thay đổi so với nội dung đang dùng"
WHOLE = "Toàn văn"
WHY = "Vì sao cần hai người: {why}."
APPROVE = "Duyệt và đăng"
CONSEQUENCE = (
    "Duyệt thì hệ thống chạy bộ câu hỏi kiểm tra; đạt thì người dân nhận nội dung này trong vòng 2 giây."
)
GIVE_BACK = "Trả lại"
NOTE = "Cần sửa gì"
NOTE_HELP = "Người viết thấy dòng này ngay trên bản nháp."
NO_NOTE = "Xin ghi cần sửa gì, để người viết biết."
GIVEN_BACK = "Đã trả lại bản nháp kèm lời nhắn."
NOT_GIVEN_BACK = (
    "Bản nháp này đã thay đổi lúc {moment}, sau khi Ông/Bà mở trang; người viết gần nhất: {who}. "
    "Chưa trả lại; nội dung mới ở dưới."
)
OWN = "Ông/Bà đã viết trong bản này nên không tự duyệt. Người duyệt được: {who}."
OWN_NOBODY = (
    "Ông/Bà đã viết trong bản này nên không tự duyệt, và cơ quan chưa có ai khác duyệt được. "
    "Nhờ trưởng ban thêm biên tập viên."
)
NOT_EDITOR = "Việc duyệt thuộc biên tập viên. Người duyệt được: {who}."
EDIT = "Sửa bản nháp"
EDIT_SAID = "Ai sửa nội dung thì thành người viết; khi đó cần người khác duyệt."
TRY = "Xem thử"

WORDS_OPEN = "Chọn nội dung cần hai người"
WORDS_SEE = "Xem nội dung nào cần hai người"
WORDS_TITLE = "Nội dung cần hai người"
WORDS_INTRO = (
    "Lệ phí, đất đai, xử phạt và câu được đánh dấu nhạy cảm luôn cần người thứ hai duyệt. "
    "Ngoài ra là nội dung có từ ngữ, hoặc thuộc lĩnh vực, nêu ở dưới."
)
WORDS_ADD_LEAD = "Thêm từ ngữ hoặc lĩnh vực mà cơ quan muốn cẩn trọng; áp dụng cho cả cơ quan bên dưới."
WORDS_OWN = "Do {agency} chọn"
WORDS_INHERITED = "Do cấp trên chọn, áp dụng cho cả {agency}"
WORDS_INHERITED_LEAD = "Cơ quan nào chọn thì trưởng ban của cơ quan ấy bỏ được."
WORDS_NOBODY = "{agency} chưa chọn thêm từ nào."
BY_OF = "{agency}: {who} thêm, {moment}"
WORDS_EMPTY = "Chưa thêm từ nào. Ví dụ: hộ nghèo, bầu cử, nghĩa vụ quân sự."
ADD = "Thêm"
WORDS = "Từ ngữ hoặc tên lĩnh vực"
WORDS_FAULT = "Xin ghi từ 2 đến 80 chữ cái."
ADDED = "Nội dung có “{words}” từ nay cần hai người."
REMOVE = "Bỏ từ “{words}”"
REMOVED = "Nội dung có “{words}” không còn bắt buộc hai người."
BY = "{who} thêm, {moment}"
WORDS_ADDED_CHANGE = "thêm từ cần hai người duyệt: {words}"
WORDS_REMOVED_CHANGE = "bỏ từ cần hai người duyệt: {words}"
