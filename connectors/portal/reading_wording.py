"""What editors read of pages, feeds and sitemaps."""

TANGLED = (
    "Trang lồng quá nhiều lớp hoặc viết sai chuẩn nên trợ lý không đọc. Đề nghị người quản trị cổng kiểm tra."
)
NO_PAGE = "Trang không có nội dung đọc được. Mở trang trong trình duyệt để kiểm tra."
NOT_FOUND = "Cổng trả về trang báo “{text}” thay cho nội dung."
FAILING = "Cổng trả về trang báo lỗi “{text}” thay cho nội dung. Trợ lý sẽ tự thử lại sau."
LOGIN = "Cổng đòi đăng nhập để xem trang này nên trợ lý không đọc."
NO_TITLE = "Không tìm thấy tiêu đề bài trên trang. Có thể chỉ ra chỗ của tiêu đề khi thêm nguồn."
NO_ARTICLE = "Không tìm thấy nội dung bài trên trang. Có thể chỉ ra chỗ của nội dung khi thêm nguồn."
BAD_SELECTOR = "Chỉ dẫn “{selector}” không đúng cú pháp CSS nên không dùng được."
NO_FEED = "Đây không phải nguồn tin RSS hoặc Atom đọc được."
NO_SITEMAP = "Đây không phải sơ đồ trang (sitemap) đọc được."
ENTITIES = "Tệp XML có khai báo thực thể, không an toàn nên trợ lý không đọc."
SITEMAP_TOO_LARGE = "Sơ đồ trang giải nén ra lớn hơn {megabytes} MB nên trợ lý không đọc."

DOUBT_GUESSED = "Không nhận ra khung bài của cổng này; nội dung lấy theo phỏng đoán, hãy đối chiếu với trang."
DOUBT_EMPTY = "Trang hầu như không có chữ; nội dung có thể nằm trong ảnh hoặc tệp đính kèm."
DOUBT_SHORT = "Nội dung lấy được rất ngắn, hãy đối chiếu với trang."
DOUBT_LONG = "Bài dài quá {limit} ký tự nên đã cắt bớt."
DOUBT_SELECTOR = "Chỉ dẫn “{selector}” không thấy gì trên trang; cổng có thể đã đổi giao diện."
