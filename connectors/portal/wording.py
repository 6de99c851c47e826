"""Every Vietnamese sentence of the portal room: what an editor reads of what could not be read well."""

# Fetching: what stands between us and a page
NO_ADDRESS = "Địa chỉ này không đọc được: cần bắt đầu bằng http:// hoặc https:// và có tên máy chủ rõ ràng."
OTHER_HOST = "Địa chỉ này dẫn sang máy chủ {host}, không phải máy chủ của nguồn, nên trợ lý không đọc."
PRIVATE = (
    "Máy chủ {host} nằm trong mạng nội bộ nên trợ lý không đọc. Nếu đây đúng là cổng của cơ quan, "
    "người quản trị hệ thống thêm tên này vào CONGDAN_PORTAL_PRIVATE_HOSTS."
)
REDIRECTED_NOWHERE = (
    "Cổng {host} chuyển trang này sang một địa chỉ không phải trang web nên trợ lý không đọc."
)
REDIRECTED_IN_CIRCLES = "Cổng {host} chuyển trang này vòng quanh mãi. Đề nghị người quản trị cổng kiểm tra."
REDIRECTED_OFTEN = "Cổng {host} chuyển trang này quá {most} lần. Đề nghị lấy thẳng địa chỉ cuối cùng."
ROBOTS = (
    "Tệp robots.txt của {host} không cho đọc địa chỉ này. Đề nghị người quản trị cổng cho phép “congdan” "
    "trong tệp đó."
)
ROBOTS_UNREAD = (
    "Cổng {host} báo lỗi (HTTP {status}) khi đọc tệp robots.txt nên chưa biết cổng cho đọc những gì. "
    "Trợ lý sẽ tự thử lại sau."
)
MISSING = "Không có trang nào ở địa chỉ này (HTTP {status})."
TURNED_AWAY = "Cổng {host} không cho đọc trang này (HTTP {status}). Đề nghị hỏi người quản trị cổng."
FAILED = "Cổng {host} đang báo lỗi (HTTP {status}). Trợ lý sẽ tự thử lại sau."
RESTING = "Cổng {host} đề nghị {minutes} phút nữa hãy đọc tiếp. Trợ lý sẽ tự thử lại sau."
SLOW = "Cổng {host} trả lời quá chậm. Trợ lý sẽ tự thử lại sau."
UNKNOWN_HOST = "Không tìm thấy máy chủ {host}. Kiểm tra tên miền; nếu tên đúng, trợ lý sẽ tự thử lại sau."
NO_CONNECTION = "Không kết nối được với cổng {host}. Trợ lý sẽ tự thử lại sau."
BROKEN_OFF = "Cổng {host} ngắt khi chưa gửi hết trang. Trợ lý sẽ tự thử lại sau."
NO_HTTP = (
    "Máy chủ {host} trả lời không theo giao thức web (HTTP). Kiểm tra lại địa chỉ; trợ lý sẽ tự thử lại sau."
)
TOO_LARGE = "Trang hoặc tệp này lớn hơn {megabytes} MB nên trợ lý không đọc."
BADLY_PACKED = "Cổng {host} gửi trang nén theo cách không mở được ({coding})."
CERTIFICATE = (
    "Chứng chỉ của cổng {host} không hợp lệ: {reason}. Đề nghị đơn vị quản lý cổng sửa; trong lúc chờ, "
    "có thể cho phép ngoại lệ riêng cho máy chủ này."
)
CERTIFICATE_EXPIRED = "đã hết hạn"
CERTIFICATE_EARLY = "chưa tới ngày có hiệu lực"
CERTIFICATE_SELF_SIGNED = "do máy chủ tự ký"
CERTIFICATE_INCOMPLETE = "không do tổ chức được tin cậy cấp, hoặc máy chủ gửi thiếu chứng chỉ trung gian"
CERTIFICATE_OTHER_NAME = "được cấp cho một tên miền khác"
CERTIFICATE_OTHERWISE = "không kiểm tra được"
CERTIFICATE_OLD = "kết nối bảo mật theo chuẩn đã quá cũ"
