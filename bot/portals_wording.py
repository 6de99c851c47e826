"""What an operator reads about sources and articles that need somebody."""

SOURCES_FAIL = "{count} nguồn không đọc được lâu ngày, trước hết là số {number} ({url}): {error}"
PROCEDURES_GONE = (
    "{count} trang thủ tục không còn trên cổng, trợ lý thôi trả lời theo các trang đó;"
    " trước hết là nguồn số {number}: {url}"
)
ARTICLES_CHANGED = "{count} bài đã báo tin nay bị sửa hay gỡ trên cổng, trước hết là bài số {number}: {title}"
