"""What an operator reads about sources, articles and plans that need somebody."""

SOURCES_FAIL = "{count} nguồn không đọc được lâu ngày, trước hết là số {number} ({url}): {error}"
PROCEDURES_GONE = (
    "{count} trang thủ tục không còn trên cổng, trợ lý thôi trả lời theo các trang đó;"
    " trước hết là nguồn số {number}: {url}"
)
ARTICLES_CHANGED = "{count} bài đã báo tin nay bị sửa hay gỡ trên cổng, trước hết là bài số {number}: {title}"
NOT_PLANNED = "không lập được đợt gửi tin vì một lỗi chưa lường trước; nhật ký của dịch vụ ghi rõ hơn"
