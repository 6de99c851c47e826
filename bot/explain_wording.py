"""What `congdan explain` says."""

from collections.abc import Mapping
from types import MappingProxyType

from knowledge import recorded_wording
from knowledge.blocks import BlockKind
from knowledge.explaining import Cause
from knowledge.facets import Facet
from knowledge.matching.routes import Topic
from knowledge.vietnamese.reading import Reason

TYPED = "Đã gõ: {text}"
PLACE = "Địa danh: {told}"
MEANT = "Phần được tra cứu: {text}"
JOINED = "Đọc cùng câu hỏi trước: {text}"

CHANGES = "Chữ được đọc khác với chữ đã gõ"
CHANGE_COLUMNS = ("Đã gõ", "Đọc là", "Vì sao")
REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.SPELLING: "cùng một chữ, cách viết khác",
        Reason.TELEX: "gõ Telex khi bộ gõ đang tắt",
        Reason.VNI: "gõ VNI khi bộ gõ đang tắt",
        Reason.SHORTHAND: "viết tắt",
        Reason.RUN_TOGETHER: "viết dính liền",
        Reason.TYPO: "gõ nhầm phím",
        Reason.WRONG_MARKS: "nhầm dấu",
        Reason.MARKS: "thiếu dấu, đoán theo chữ bên cạnh",
    }
)

UNDERSTOOD = "Hiểu câu hỏi thế nào"
UNDERSTOOD_COLUMNS = ("Mục", "Đã nhận ra")
CALLED = "Cách nói hằng ngày"
CALLED_AS = "“{phrase}” → {official} (chắc {sureness}{region})"
OF_REGION = ", miền {region}"
EVERYWHERE = "chung"
CUES = "Dấu hiệu của trường hợp riêng"
ASKED = "Mục được hỏi"
TELLING = "Từ nói lên thủ tục (nặng nhất là 1)"
SLIGHT = "Từ ít được tính"
NOTHING = "(không có)"
IN_GENERAL = "(không nêu mục nào: hỏi chung)"
ROUTE = "Có thể không phải câu hỏi thủ tục"
ROUTE_AS = "{topic} (chắc {confidence})"
BLOCKABLE: Mapping[BlockKind, str] = MappingProxyType(
    {
        BlockKind.ANSWER: "câu trả lời {code}",
        BlockKind.PROCEDURE: "thủ tục {code}",
        BlockKind.FIELD: "lĩnh vực {code}",
        BlockKind.CHANNEL: "kênh {code}",
        BlockKind.AGENCY: "mọi câu trả lời của cơ quan",
        BlockKind.ALL: "mọi câu trả lời của hệ thống",
    }
)
FACETS: Mapping[Facet, str] = recorded_wording.FACETS
TOPICS: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.EMERGENCY: "việc khẩn cấp",
        Topic.FILE_STATUS: "tình trạng hồ sơ đã nộp",
        Topic.MANIPULATION: "mã lệnh hoặc yêu cầu trợ lý làm trái",
        Topic.DENUNCIATION: "tố cáo, tố giác",
        Topic.COMPLAINT: "khiếu nại",
        Topic.PETITION: "kiến nghị, phản ánh",
        Topic.PERSON: "muốn gặp người thật",
        Topic.PLACE: "hỏi về địa danh",
        Topic.OFFICIALS: "hỏi về cán bộ",
        Topic.OTHER_AUTHORITY: "việc của cơ quan khác",
        Topic.PENALTY: "mức phạt",
        Topic.LEGAL_DISPUTE: "tranh chấp pháp lý",
        Topic.HOURS: "giờ làm việc",
        Topic.PHONE: "số điện thoại",
        Topic.ADDRESS: "địa chỉ",
        Topic.NEWS: "tin tức, thông báo",
        Topic.POLITICS: "chính trị",
        Topic.SPAM: "quảng cáo",
        Topic.ABUSE: "lời lẽ xúc phạm",
        Topic.IDENTITY: "hỏi về trợ lý",
        Topic.SMALLTALK: "chuyện ngoài lề",
        Topic.GOODBYE: "lời tạm biệt",
        Topic.THANKS: "lời cảm ơn",
        Topic.GREETING: "lời chào",
    }
)

CANDIDATES = "Các thủ tục được cân nhắc"
CANDIDATE_COLUMNS = ("", "Thủ tục", "Phần", "Điều ủng hộ nhất", "Điều phản đối nhất")
NOT_HELD = "{name} (cơ quan chưa có thủ tục này)"
VOICE = "{part} {feature}"
FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "name": "tên khớp từ (so với thủ tục khớp nhất)",
        "name_marked": "tên khớp từ, đúng cả dấu",
        "phrasing": "cách hỏi đã biết khớp từ (so với thủ tục khớp nhất)",
        "body": "nội dung hồ sơ khớp từ",
        "name_strength": "tên khớp từ (so với mức cao nhất có thể)",
        "phrasing_strength": "cách hỏi đã biết khớp từ (so với mức cao nhất có thể)",
        "phrasing_alike": "câu hỏi giống một cách hỏi đã biết",
        "name_alike": "câu hỏi giống tên thủ tục",
        "likeness": "câu hỏi gần như trùng một cách hỏi đã biết",
        "name_covered": "tên thủ tục được nhắc đủ",
        "question_explained": "từ trong câu hỏi có trong tên",
        "matched": "tên và câu hỏi nói cùng một việc",
        "question_explained_anywhere": "từ trong câu hỏi có trong tên, cách hỏi hoặc hồ sơ",
        "called_covered": "đúng tên chính thức của cách nói hằng ngày",
        "fuzzy": "chữ của câu hỏi và tên gần giống nhau",
        "cues_met": "cùng dấu hiệu trường hợp riêng",
        "cues_unasked": "tên có trường hợp riêng mà câu hỏi không nhắc",
        "cues_missing": "câu hỏi có trường hợp riêng mà tên không có",
        "commune": "cấp xã giải quyết",
        "ministry_only": "chỉ bộ giải quyết",
        "length": "độ dài của tên",
        "ways": "thủ tục có nhiều cách hỏi đã biết",
        "asked_often": "thủ tục thường được hỏi",
        "stale": "bản công bố cũ hơn",
    }
)
CANDIDATES_NOTE = (
    "Điểm cộng trừ được học từ các câu hỏi mẫu. Những điều gần nghĩa nhau chia nhau điểm,"
    " nên một điều tốt cũng có khi mang điểm trừ nhỏ."
)
NO_CANDIDATES = "Không thủ tục nào có từ của câu hỏi."

DECISION = "Vì sao: {why}"
WHY: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.SURE: "trả lời ngay “{name}”, vì chắc {confidence}"
        " (từ {found} trở lên thì trả lời ngay, dưới mức ấy thì hỏi lại).",
        Cause.DOUBTFUL: "hỏi lại để người hỏi chọn, vì chỉ chắc {confidence}"
        " (từ {found} trở lên thì trả lời ngay, dưới {unsure} thì nói là chưa biết).",
        Cause.TOO_DOUBTFUL: "nói là chưa biết, vì chỉ chắc {confidence} (dưới {unsure} thì không hỏi lại).",
        Cause.ROUTED: "không tra thủ tục, vì câu này thuộc loại: {topic}. Loại này chắc {routed},"
        " thủ tục gần nhất chắc {confidence}.",
        Cause.FOLLOWED: "trả lời “{name}”, vì câu này nói tiếp câu trước và không nêu thủ tục khác.",
        Cause.REFUSED_LAST: "đưa ra các thủ tục gần tiếp theo, vì câu này nói câu trả lời trước không đúng.",
        Cause.TWO: "trả lời hai thủ tục, vì câu này có hai việc và việc nào cũng đủ chắc"
        " (từ {found} trở lên).",
        Cause.LACKING: "nói là cơ quan chưa có thủ tục được hỏi: “{lacking}” đứng đầu, chắc {confidence}.",
        Cause.BLOCKED: "nói là nội dung đang được rà soát, vì đang tạm ngừng {blocked} (lý do: {reason}).",
        Cause.NO_TOPIC: "hỏi người dân muốn hỏi thủ tục nào, vì không từ nào trong câu nói lên thủ tục.",
        Cause.NO_CANDIDATE: "nói là chưa biết, vì không thủ tục nào của cơ quan có từ của câu hỏi.",
    }
)
