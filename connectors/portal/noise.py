"""What stands around an article on every portal and belongs to none: told by tags, names and words. Pure."""

import re

SKIPPED_TAGS = {
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "button",
    "textarea", "input", "canvas", "audio", "video", "head", "nav", "footer", "map", "option", "datalist",
    "dialog", "menu",
}  # fmt: skip
GUARDED_TAGS = {"aside", "form", "header"}
"""Left out, too, unless much of the page stands in them."""

_NAMES = re.compile(
    "related|lien-?_?quan|tin-?_?khac|tin-?khac|bai-?khac|other-?_?news|news-?_?other|cung-?chuyen-?muc"
    "|tin-?cu-?hon|tin-?moi-?hon|comment|binh-?luan|y-?kien-?ban-?doc|share|chia-?se|social|addthis|fb-|rating"
    "|danh-?gia|binh-?chon|bread-?crumb|duong-?dan|dd_chuyenmuc|paginat|phan-?trang|page-?iterator|toolbar"
    "|accessib|co-?chu|text-?size|luot-?xem|view-?count|counter|truy-?cap|thong-?ke|sidebar|noi-?bat"
    "|xem-?nhieu"
    "|doc-?nhieu|moi-?nhat|latest|popular|skip-link|advert|quang-?cao|captcha|weather|pagenav|drop-?down"
    "|asset-flag|asset-control|subscribe|copyright|chan-?trang|to-?khoa|tu-?khoa|lien-?ket|sr-only"
    "|visually-hidden|hide-accessible|screen-reader|news-?letter|feed-?back"
    "|(?<![a-z])(?:khac|nav|menu|menubar|navbar|pager|poll|print|icons?|hits|views|tags?|tts|clock|footer|banner"
    "|cookie|ads?|slogan|email|login)(?![a-z])|(?:^|\\s)view(?=\\s|$)"
)
_OTHERS_WORDS = re.compile(
    "comment|binh-?luan|y-?kien-?ban-?doc|related|lien-?_?quan|tin-?_?khac|bai-?khac|other-?_?news|news-?_?other"
)
_BAR = re.compile(
    r"xem với cỡ chữ|cỡ chữ|[a-]?[aA]\s?[-+]|[aA]|[-+]|tăng tương phản|tương phản|độ tương phản|x"
    r"|đọc bài(?: viết)?|nghe(?: bài viết| đọc bài)?|in(?: trang| bài(?: viết)?| ấn)?|bản in|print"
    r"|gửi (?:email|mail|cho bạn bè|bài viết)|send email|email|chia sẻ(?: bài viết)?|share|facebook|zalo"
    r"|twitter"
    r"|tweet|google\+?|linkedin|messenger|viber|facebook zalo|(?:sao chép|copy)(?: liên kết| link)?"
    r"|lưu(?: tin| bài)?|về (?:đầu )?trang(?: chủ)?|lên đầu trang|đầu trang|quay lại|trở (?:về|lại)|back"
    r"|thích|like|bình luận|góp ý|bình chọn|đánh giá(?: bài viết)?|xem thêm|xem tiếp"
    r"|theo dõi.{0,20}google news|(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập|like|thích|chia sẻ|bình luận)"
    r"|đã xem|lượt"
    r"|views?|tải bài viết"
    r"|\d[\d.,]*\s?(?:lượt|lần)(?: (?:xem|đọc|truy cập))?",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*(?:[|•·/:;,()\[\]»«–]|\s-\s|\s{2,})\s*")
_FIGURE = re.compile(r"[\d.,/\s]*")
_HEADING = re.compile(
    r"\W{0,3}(?:(?:các|những|một số)\s)?"
    r"(?:tin, bài|tin bài|tin tức|tin|bài viết|bài|văn bản|thông tin|nội dung)\s"
    r"(?:(?:tức|bài|viết|đã|cùng|có)\s)?"
    r"(?:liên quan|khác cùng chuyên mục|khác|mới hơn|cũ hơn|nổi bật|đã đưa|đưa|mới nhất|mới|cùng chuyên mục"
    r"|chuyên mục|cùng mục|mục|cùng loại|cùng thể loại|xem nhiều|đọc nhiều|trước đó)\W{0,3}"
    r"|\W{0,3}(?:xem thêm|đọc thêm|có thể bạn quan tâm|cùng chuyên mục|other news"
    r"|related (?:news|posts))\W{0,3}"
    r"|ý kiến bạn đọc\W{0,3}|bình luận(?:\s?\(\d+\))?\W{0,3}",
    re.IGNORECASE,
)
_MORE = re.compile(r"\W{0,3}(?:xem thêm|đọc thêm|xem chi tiết|đọc tiếp|>>+)\b", re.IGNORECASE)
_LONGEST_BAR = 120


def is_noise(names: str) -> bool:
    """Whether an element calls itself a menu, a counter, related items, a share bar or the like."""
    return bool(names) and bool(_NAMES.search(names))


def is_of_others(names: str) -> bool:
    """Whether it calls itself comments or other articles: however long they are, they are not the article."""
    return bool(_OTHERS_WORDS.search(names))


def is_bar(text: str) -> bool:
    """Whether a line is nothing but buttons and counters, e.g. "A- A A+ | Tăng tương phản"."""
    if len(text) > _LONGEST_BAR:
        return False
    pieces = [piece for piece in _PARTED.split(text) if piece and not _FIGURE.fullmatch(piece)]
    return bool(pieces) and all(_only_bars(piece) for piece in pieces)


def is_related_heading(text: str) -> bool:
    """Whether links to other articles follow, e.g. "Các tin khác:"."""
    return bool(_HEADING.fullmatch(text.strip()))


def leads_elsewhere(text: str) -> bool:
    """Whether a line of links only says where to read on."""
    return bool(_MORE.match(text))


def _only_bars(piece: str) -> bool:
    return bool(_BAR.fullmatch(piece)) or all(_BAR.fullmatch(word) for word in piece.split())
