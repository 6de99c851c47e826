"""Every Vietnamese sentence of this floor."""

from collections.abc import Mapping
from types import MappingProxyType

HAS_NUL = "có ký tự NUL (byte 0), cơ sở dữ liệu không giữ được; xóa ký tự đó"
HAS_SURROGATE = "có nửa ký tự Unicode (surrogate lẻ); lưu lại tệp bằng UTF-8 rồi nạp lại"
NOT_A_LINK = "phải là địa chỉ bắt đầu bằng http:// hoặc https://, không có khoảng trắng"

# Agencies
SLUG = "mã cơ quan gồm chữ thường không dấu, chữ số và gạch nối, tối đa 64 ký tự, ví dụ: xa-an-phu"
UNKNOWN_AGENCY = "Không có cơ quan mã “{code}”. Xem danh sách: congdan agency list"
UNKNOWN_PARENT = "Không có cơ quan cấp trên mã “{code}”. Thêm cơ quan đó trước, hoặc xem: congdan agency list"
CYCLE = "“{parent}” thuộc “{code}”, nên không thể là cấp trên của “{code}”."
NEW_NEEDS_NAME = "Cơ quan mới “{code}” cần --name (tên) và --level (province, commune hoặc office)."
NO_AGENCY = (
    "Chưa có cơ quan nào. Thêm trước, ví dụ: congdan agency add tinh-a --name 'Tỉnh A' --level province"
)
NAME_THE_AGENCY = "Có {count} cơ quan cao nhất ({codes}): hãy nói rõ bằng --agency MÃ."

# Files
NO_FILE = "Không thấy tệp {path}. Kiểm tra lại đường dẫn."
NOT_A_FILE = "{path} không phải là tệp thường (thư mục hoặc luồng); hãy chỉ tới một tệp trên đĩa."
UNREADABLE = "Không đọc được {path}: {reason}"
UNKNOWN_KIND = "{path}: chỉ nhận tệp .jsonl, .csv hoặc .xlsx."
UTF16 = (
    "{path} viết bằng UTF-16. Lưu lại bằng UTF-8: Notepad → Save as → Encoding: UTF-8; Excel → “CSV UTF-8”."
)
NOT_UTF8 = "không phải UTF-8; lưu lại bằng UTF-8 (Notepad → Save as → Encoding: UTF-8; Excel → “CSV UTF-8”)"
LINE_TOO_LONG = "dài quá {limit} byte"
TOO_MANY_LINES = "{path} có hơn {limit} dòng; chia thành nhiều tệp."
NOT_JSON = "không phải JSON đúng: {reason} (ký tự thứ {column})"
NOT_JSON_DEEP = "không phải JSON đúng: lồng nhau quá sâu hoặc số quá dài"
NOT_AN_OBJECT = "phải là một đối tượng JSON {{…}}, không phải {kind}"
NO_HEADER = "{path} không có dòng tiêu đề cột. Dòng đầu phải có tên cột, ít nhất: {columns}."
BROKEN_CSV = "CSV hỏng từ đây (thường do dấu ngoặc kép không đóng): {reason}"
TOO_MANY_CELLS = "nhiều ô hơn số cột có tên"
BROKEN_XLSX = (
    "{path} không phải bảng tính .xlsx đọc được. Mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."
)
XLSX_BOMB = (
    "{path}: nội dung giải nén lớn quá {limit} MB nên không đọc. Chia thành nhiều tệp, hoặc lưu dạng .csv."
)
XLSX_TOO_WIDE = "{path}: bảng có dòng sau dòng {rows} hoặc hơn {cells} cột; xóa các ô thừa rồi lưu lại."
XLSX_DOCTYPE = "{path}: bảng tính chứa khai báo DOCTYPE, không an toàn nên không đọc. Lưu lại bằng Excel."
FILE_MOVED = "{path} bị thay đổi trong khi đang nạp; chưa nạp gì. Chạy lại lệnh."

# Lines of files
MISSING = "thiếu, hoặc để trống"
NOT_TEXT = "phải là chữ trong ngoặc kép, không phải {kind}"
TOO_LONG = "dài quá {limit} ký tự"
TOO_MANY = "nhiều quá {limit} mục"
NOT_A_LIST = 'phải là danh sách ["…", "…"]'
NOT_FACETS = 'phải là đối tượng {{"papers": "…", …}}'
NOT_ONE_OF = "không có mục này; các mục là: {names}"
WRONG = "không đúng kiểu"
CODE_NEEDED = "code: thiếu mã thủ tục"
CODE_HAS_BLANK = "mã không được có khoảng trắng"
CODE_LOST_ZERO = "mã “{code}” thiếu chữ số (bảng tính đã bỏ số 0 cuối?); định dạng cột mã là Văn bản (Text)"
NAME_NEEDED = "name: thiếu tên thủ tục (chỉ được trống khi cấp trên đã có thủ tục cùng mã)"
NOT_A_DATE = "phải là năm-tháng hoặc năm-tháng-ngày, ví dụ 2026-07 hoặc 2026-07-15"
BAD_LINE = "dòng {number}: {reason}"
BAD_LINES = (
    "{path}: {count} dòng sai, chưa thay đổi gì. Sửa các dòng sau, hoặc thêm --skip-bad để bỏ qua chúng:"
)
AND_MORE = "… và {count} dòng nữa"
IMPORTED = "nạp {name} ({kind}): thêm {added}, sửa {updated}, thêm {phrasings} cách hỏi"
KINDS: Mapping[str, str] = MappingProxyType({"procedure": "thủ tục", "answer": "câu trả lời"})

# Columns: what a spreadsheet may call them, besides their own names
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": ("mã thủ tục", "mã tthc", "mã số", "mã"),
        "name": ("tên thủ tục", "tên"),
        "field": ("lĩnh vực",),
        "agency": ("cơ quan thực hiện",),
        "ministry": ("bộ, ngành", "bộ ngành"),
        "level": ("cấp thực hiện",),
        "decision": ("số quyết định", "quyết định công bố"),
        "as_of": ("ngày cập nhật", "tính đến"),
        "url": ("địa chỉ", "đường dẫn"),
        "source": ("nguồn",),
        "phrasings": ("cách hỏi",),
        "questions": ("câu hỏi",),
        "text": ("câu trả lời", "trả lời"),
        "counter": ("quầy", "quầy số"),
        "note": ("ghi chú",),
        "papers": ("thành phần hồ sơ",),
        "steps": ("trình tự thực hiện",),
        "time": ("thời hạn giải quyết",),
        "fee": ("phí, lệ phí", "lệ phí"),
        "where": ("địa chỉ tiếp nhận hồ sơ", "địa chỉ tiếp nhận"),
        "how": ("cách thức thực hiện",),
        "who": ("đối tượng thực hiện",),
        "conditions": ("yêu cầu, điều kiện thực hiện", "yêu cầu, điều kiện"),
        "result": ("kết quả thực hiện",),
        "legal_basis": ("căn cứ pháp lý",),
        "form": ("mẫu đơn, tờ khai", "mẫu đơn"),
    }
)

# The sample that `make run` shows
STARTER_SOURCE = "Kiến thức khởi đầu"
SAMPLE_PROVINCE = "Tỉnh mẫu (dùng thử)"
SAMPLE_COMMUNE = "UBND xã Mẫu (dùng thử)"
SAMPLE_ADDRESS = "Số 0 đường Ví Dụ, xã Mẫu, tỉnh Mẫu (địa chỉ không có thật)"
SAMPLE_HOURS = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ 30 – 17 giờ"
SAMPLE_PHONE = "0000 000 000 (số không có thật)"
SAMPLE_DISCLAIMER = "Bản dùng thử: cơ quan cần đối chiếu nội dung với cổng thông tin của mình."

# Places
NO_PLACES_SOURCE = (
    "Không đọc được {file} của gói {package}. Cài lại đúng phiên bản trong requirements.lock rồi chạy lại."
)
BROKEN_PLACES = "{path}, dòng {line}: bảng địa danh hỏng hoặc khác phiên bản. Tạo lại: congdan places build"
PLACE_MOVED = "{place} (cũ) nay là {now}."
PROVINCE_MOVED = "{place} (cũ) nay thuộc {now}."
PLACE_SPLIT = "{place} (cũ) đã được chia; tùy thôn, tổ dân phố mà nay thuộc: {now}."
PLACE_DISSOLVED = (
    "Từ ngày 01/7/2025 không còn cấp huyện. Địa bàn {place} (cũ) nay thuộc: {now}. Ông/Bà cho biết thêm"
    " tên xã, phường hoặc thị trấn cũ để biết chính xác."
)
PLACE_DISSOLVED_BRIEFLY = "Từ ngày 01/7/2025 không còn cấp huyện; {place} (cũ) nay thuộc {now}."
PLACE_SAME = "{place} (cũ) nay vẫn là {now}."
PLACE_IN_FORCE = "{place} là đơn vị hành chính hiện nay, lập từ toàn bộ hoặc một phần: {before} (cũ)."
PROVINCE_IN_FORCE = "{place} hiện nay gồm địa bàn cũ của {before}."
PLACE_UNTOUCHED = "{place} không thay đổi khi sắp xếp đơn vị hành chính ngày 01/7/2025."
PLACE_UNSURE = "Có {count} nơi tên là {name}. Ông/Bà hỏi nơi nào?"
PLACE_VAGUE = (
    "Có {count} nơi tên là {name}. Ông/Bà viết thêm tên quận, huyện và tỉnh, thành phố (cũ), ví dụ:"
    " {example}."
)
PLACE_UNKNOWN = (
    "Chưa tìm thấy “{said}” trong danh sách đơn vị hành chính. Địa bàn {place} (cũ) nay thuộc: {now}."
)
PLACE_ELSEWHERE = "Nơi khác"
PLACE_ELSEWHERE_TYPED = "{name} ở nơi khác"
AND = " và "
