"""How the change log calls what was changed, and the values of which the tables keep short names."""

from collections.abc import Mapping
from types import MappingProxyType

from bot import broadcast_wording, explain_wording
from bot.console import (
    answers_wording,
    articles_wording,
    groups_wording,
    questions_wording,
    setup_wording,
    sources_wording,
)
from knowledge import drafting_wording, recorded_wording

NAMES: Mapping[str, str] = MappingProxyType(
    {
        **{facet.value: label.capitalize() for facet, label in explain_wording.FACETS.items()},
        **setup_wording.FIELDS,
        **drafting_wording.FIELDS,
        "name": "Tên",
        "state": "Trạng thái",
        "kind": "Loại",
        "reason": "Lý do",
        "title": "Tiêu đề",
        "text": "Nội dung",
        "link": "Liên kết",
        "start_at": "Giờ gửi",
        "approved_by": "Người duyệt",
        "second_by": "Người thứ hai duyệt",
        "articles": "Các bài",
        "post": "Bài đăng số",
        "outcome": "Kết quả đăng",
        "subject": "Tạm ngừng gì",
        "note": "Cần sửa",
        "sensitive": "Nội dung nhạy cảm",
        "withdrawn": "Rút câu trả lời",
        "full_name": "Họ và tên",
        "hạn": "Liên kết dùng được đến",
        "invited_until": "Liên kết dùng được đến",
        "vai trò": "Vai trò",
        "roles": "Vai trò",
        "second_factor": "Mã bảo vệ thứ hai",
        "locked": "Khóa tài khoản",
        "claimed_by": "Người nhận",
        "wrong": "Đánh dấu sai",
        "why": "Sai ở chỗ",
        "decision": "Quyết định",
        "decided_by": "Người quyết định",
        "decided_at": "Quyết định lúc",
        "count": "Số lượt hỏi",
        "wordings": "Cách hỏi được tách",
        "group": "Nhóm số",
        "every": "Đọc lại sau (phút)",
        "insecure": "Nhận cả chứng thư không hợp lệ",
        "app": "Mã ứng dụng",
        "id": "Mã tài khoản",
        "options": "Lựa chọn",
        "renewed": "Khóa, mã được thay",
        "words": "Từ cần hai người xem",
        "told": "Số người được báo",
        "received": "Số thủ tục tiếp nhận",
        "codes": "Mã thủ tục bỏ ra, thêm vào",
        "procedure": "Số thủ tục",
        "phrasing": "Số cách hỏi",
        "answer": "Số câu trả lời",
        "level": "Cấp",
        "parent_id": "Cơ quan cấp trên",
        "field": "Lĩnh vực",
        "receiver": "Cơ quan thực hiện",
        "ministry": "Bộ, ngành",
        "as_of": "Nội dung tính đến",
        "source": "Nguồn",
        "code": "Mã",
    }
)
ARTICLE = "Bài {number}"
CHANNELS: Mapping[str, str] = recorded_wording.CHANNELS
SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "draft": "bản nháp số {which}",
        "block": "lần tạm ngừng số {which}",
        "procedure": "thủ tục {which}",
        "group": "nhóm câu hỏi số {which}",
        "question": "câu hỏi số {which}",
        "review-word": "từ cần hai người duyệt",
        "article": "bài số {which}",
        "articles": "quyết định về nhiều bài",
        "source": "nguồn tin số {which}",
        "host": "máy chủ {which}",
        "broadcast": "đợt gửi tin số {which}",
        "news rule": "quy tắc đưa tin",
        "testers": "nhóm nhận thử",
        "talk": "cuộc trò chuyện số {which}",
        "canned": "câu soạn sẵn số {which}",
        "editor": "tài khoản {which}",
        "agency": "{which}",
        "channel": "kết nối {which}",
    }
)
"""What a line is about, by the first word of what the log keeps of it."""
MOMENTS = frozenset({"start_at", "decided_at", "invited_until", "hạn"})
DAYS = frozenset({"valid_from", "valid_until", "review_by"})
SECONDS = frozenset({"every"})
COLLEAGUES = frozenset({"approved_by", "second_by", "decided_by", "claimed_by"})
WORDS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("broadcast", "state"): broadcast_wording.STATES,
        ("broadcast", "kind"): broadcast_wording.KINDS,
        ("broadcast", "outcome"): broadcast_wording.POST_STATES,
        ("article", "state"): articles_wording.STATES,
        ("draft", "state"): answers_wording.STATES,
        ("draft", "facet"): {facet.value: label for facet, label in explain_wording.FACETS.items()},
        ("group", "state"): {state.value: label for state, label in groups_wording.STATES.items()},
        ("source", "state"): sources_wording.STATES,
        ("question", "why"): questions_wording.REASONS,
        ("agency", "level"): setup_wording.LEVELS,
        ("talk", "state"): {"waiting": "chờ người nhận", "claimed": "có người nhận", "closed": "đã khép"},
        ("block", "kind"): {
            "answer": "một câu trả lời",
            "procedure": "một thủ tục",
            "field": "cả lĩnh vực",
            "channel": "cả kênh",
            "agency": "mọi câu trả lời của cơ quan",
            "all": "mọi câu trả lời của hệ thống",
        },
    }
)
"""By what the line is about and the value's name."""
