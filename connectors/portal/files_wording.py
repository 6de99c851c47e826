"""What editors read of procedure pages and files."""

# Pages
NO_PAGE = "Trang không có nội dung đọc được. Mở trang trong trình duyệt để kiểm tra."
PAGE_TOO_LONG = "Trang quá dài hoặc viết sai chuẩn nên không đọc. Hãy kiểm tra địa chỉ, hoặc nhập bằng tệp."
NO_PROCEDURE = (
    "Không phải trang thủ tục hành chính: không thấy đủ các mục như “Trình tự thực hiện”, “Thành phần hồ sơ”,"
    " “Thời hạn giải quyết”."
)
NO_CODE = "Không thấy mã thủ tục; cần nhập mã trước khi dùng."
ODD_CODE = "Mã “{code}” không theo mẫu mã thủ tục quốc gia (ví dụ 1.001193); hãy đối chiếu."
NAME_OF_TITLE = "Không có mục “Tên thủ tục”; tên lấy từ tiêu đề trang: “{name}”."
NO_NAME = "Không thấy tên thủ tục."
LACKING = "Không thấy mục: {names}."
LEFT_OVER = "Có đoạn không rõ thuộc mục nào nên chưa lấy: “{text}”."
TOLD_TWICE = "Mục “{name}” có hai nội dung khác nhau; đã lấy cả hai, hãy đối chiếu."
CUT = "Mục “{name}” dài quá {limit} ký tự nên đã cắt bớt."

# Files
FILE_TOO_LARGE = "Tệp lớn {size} MB, quá mức {limit} MB nên không đọc. Chia nhỏ hoặc nén ảnh trong tệp."
EMPTY_FILE = "Tệp rỗng."
BOMB = "Nội dung giải nén của tệp lớn bất thường nên không đọc. Mở bằng Word hoặc Excel rồi lưu lại."
DOCTYPE = "Tệp chứa khai báo DOCTYPE, không an toàn nên không đọc. Mở bằng Word hoặc Excel rồi lưu lại."
BROKEN = "Tệp hỏng hoặc không đúng định dạng {kind}. Mở bằng chương trình gốc rồi lưu lại."
TOO_HARD = "Đọc tệp tốn quá nhiều thời gian hoặc bộ nhớ nên đã dừng. Chia nhỏ tệp, hoặc lưu lại rồi thử lại."
UNKNOWN_FILE = "Không nhận ra loại tệp; chỉ đọc DOCX, PDF, XLSX, ảnh JPEG/PNG và văn bản thường."
LOCKED = "Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu rồi thử lại."
OLD_WORD = "Tệp Word cũ (.doc) không đọc được. Mở bằng Word rồi lưu thành .docx hoặc PDF."
NO_TEXT = "Không có chữ nào đọc được trong tệp."
PAGES_CUT = "Tệp có {count} trang, chỉ đọc {limit} trang đầu."
TEXT_CUT = "Tệp quá dài, chỉ đọc phần đầu."
SOME_PICTURES = "Có {count} trang chỉ là ảnh, chưa đọc chữ trong ảnh."
IMAGE_TOO_LARGE = "Ảnh có {pixels} triệu điểm ảnh, quá mức {limit} triệu nên không đọc. Thu nhỏ ảnh."
NO_TESSERACT = (
    "Đây là bản scan, mà máy chủ chưa cài chương trình nhận dạng chữ."
    " Cài gói tesseract-ocr và tesseract-ocr-vie, hoặc dùng bản DOCX, PDF có chữ."
)
OCR_FAILED = "Không nhận dạng được chữ trong bản scan; hãy dùng bản DOCX hoặc PDF có chữ."
OCR_UNSURE = "Bản scan mờ hoặc nghiêng, độ tin cậy nhận dạng chỉ {percent} %; cần đối chiếu với bản gốc."
ODD_LETTERS = "Có nhiều ký tự lạ (phông chữ cũ hoặc sai bảng mã); cần đối chiếu với bản gốc."
GLUED = "Nhiều chữ dính liền nhau (mất dấu cách); cần đối chiếu với bản gốc."
NO_MARKS = "Chữ không có dấu tiếng Việt; có thể bị mất dấu khi đọc, cần đối chiếu với bản gốc."

# The fields of a procedure
NAMES = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "field": "Lĩnh vực",
    "receiver": "Cơ quan thực hiện",
    "level": "Cấp thực hiện",
    "decision": "Số quyết định",
    "steps": "Trình tự thực hiện",
    "how": "Cách thức thực hiện",
    "papers": "Thành phần hồ sơ",
    "time": "Thời hạn giải quyết",
    "fee": "Phí, lệ phí",
    "where": "Nơi tiếp nhận, cơ quan thực hiện",
    "who": "Đối tượng thực hiện",
    "conditions": "Yêu cầu, điều kiện",
    "result": "Kết quả thực hiện",
    "legal_basis": "Căn cứ pháp lý",
    "form": "Mẫu đơn, tờ khai",
}

# Lines made of tables
BY_FORM = "- {form}: {rest}"
TIME_IN_LINE = "thời hạn {time}"
FEE_IN_LINE = "phí, lệ phí: {fee}"

ORIGINAL, COPY = "Bản chính", "Bản sao"
"""What a page of a procedure calls the two kinds of a paper, before how many of each are handed in."""
