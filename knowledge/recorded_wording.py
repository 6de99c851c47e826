"""What the change log says of acts on this floor, by names that a colleague recognises."""

from collections.abc import Mapping
from types import MappingProxyType

from knowledge.blocks import BlockKind
from knowledge.facets import Facet

QUOTED = "“{name}”"
WITH_CODE = "“{name}” ({code})"

# Drafts and versions
DRAFTED = "soạn bản nháp {subject}"
REDRAFTED = "sửa bản nháp {subject}"
SENT = "gửi duyệt {subject}"
GIVEN_BACK = "trả lại {subject}"
DROPPED = "bỏ bản nháp {subject}"
PUBLISHED = "đăng {subject}"
PUBLISHED_ANYWAY = "đăng {subject} dù thay đổi câu trả lời của bộ kiểm tra: {forced}"
WITHDRAWN = "rút {subject}"
ANSWER = "câu trả lời {name}"
PHRASING = "cách hỏi của thủ tục {name}"
OVERRIDE = "mục {facet} của thủ tục {name}"
FACETS: Mapping[Facet, str] = MappingProxyType(
    {
        Facet.PAPERS: "thành phần hồ sơ",
        Facet.STEPS: "trình tự",
        Facet.TIME: "thời hạn",
        Facet.FEE: "phí, lệ phí",
        Facet.WHERE: "nơi tiếp nhận",
        Facet.HOW: "cách nộp",
        Facet.WHO: "đối tượng",
        Facet.CONDITIONS: "điều kiện",
        Facet.RESULT: "kết quả",
        Facet.LEGAL_BASIS: "căn cứ pháp lý",
        Facet.FORM: "mẫu đơn",
    }
)

# Blocks
BLOCKED = "tạm ngừng {subject}: {reason}"
UNBLOCKED = "dùng lại {subject}"
BLOCK_UNDONE = "hoàn tác việc tạm ngừng {subject}"
BLOCKABLE: Mapping[BlockKind, str] = MappingProxyType(
    {
        BlockKind.ANSWER: "câu trả lời {name}",
        BlockKind.PROCEDURE: "thủ tục {name}",
        BlockKind.FIELD: "lĩnh vực {name}",
        BlockKind.CHANNEL: "kênh {name}",
        BlockKind.AGENCY: "mọi câu trả lời của {agency}",
        BlockKind.ALL: "mọi câu trả lời của hệ thống",
    }
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {"zalo": "Zalo", "messenger": "Messenger", "webchat": "trang trò chuyện"}
)

# Procedures and sources
PROCEDURE_ADDED = "thêm thủ tục {name} từ trang nguồn"
PROCEDURE_CHANGED = "sửa thủ tục {name} theo trang nguồn"
PROCEDURE_GONE = "bỏ thủ tục {name}: trang nguồn không còn trên cổng"
SOURCE_ADDED = "thêm nguồn {source}"
SOURCE_REMOVED = "bỏ nguồn {source}"
SOURCE_STOPPED = "dừng đọc nguồn {source}"
SOURCE_RESUMED = "đọc tiếp nguồn {source}"
HOST_TRUSTED = "chấp nhận chứng chỉ không hợp lệ của {host}"
HOST_DISTRUSTED = "thôi chấp nhận chứng chỉ không hợp lệ của {host}"

# Articles
DECIDED: Mapping[str, str] = MappingProxyType(
    {
        "approved": "duyệt {articles}",
        "held": "giữ {articles} để xem lại",
        "never": "không báo tin {articles}",
    }
)
ONE_ARTICLE = "bài {title}"
ARTICLES = "{count} bài: {titles}"
AND_MORE = "{titles} và {count} bài nữa"
UNTITLED = "số {number}"

# Agencies
AGENCY_ADDED = "thêm cơ quan {agency}"
AGENCY_UPDATED = "sửa {agency}: {fields}"
AGENCY_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "tên",
        "level": "cấp",
        "parent_id": "cơ quan cấp trên",
        "address": "địa chỉ",
        "hours": "giờ làm việc",
        "phone": "điện thoại",
        "portal_url": "địa chỉ cổng thông tin",
        "online_url": "địa chỉ nộp trực tuyến",
        "disclaimer": "lời lưu ý",
    }
)
SCOPE_REPLACED = "thay danh sách thủ tục {agency} tiếp nhận: {count} thủ tục"
