"""The quarterly report, in the form that offices write to one another in (Nghị định 30/2020/NĐ-CP)."""

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số:        /BC-……"
PLACE_DATE = "…………, ngày …… tháng …… năm {year}"
KIND = "BÁO CÁO"
ABOUT = "Kết quả hoạt động của trợ lý thủ tục hành chính {quarter}"
ROMAN = ("I", "II", "III", "IV")
QUARTER = "quý {number} năm {year}"
OPENING = (
    "{agency} báo cáo kết quả hoạt động của trợ lý thủ tục hành chính trên cổng thông tin, Zalo "
    "và Messenger "
    "{quarter} như sau:"
)
RUNNING = "Quý chưa kết thúc; số liệu tính đến ngày {day}."

RESULTS, INTEREST, FAULTS, AHEAD = (
    "I. KẾT QUẢ HOẠT ĐỘNG",
    "II. NỘI DUNG NGƯỜI DÂN QUAN TÂM",
    "III. TỒN TẠI, HẠN CHẾ",
    "IV. PHƯƠNG HƯỚNG QUÝ TỚI",
)
NEWS_HEAD, REACH_HEAD, ASKED_HEAD, ANSWERED_HEAD, TABLE_HEAD = (
    "1. Tin, bài",
    "2. Lượt tiếp cận",
    "3. Lượt hỏi",
    "4. Tỷ lệ trả lời",
    "5. Bảng số liệu",
)
NEWS = (
    "Trợ lý nhận {articles} tin, bài từ cổng thông tin, {articles_before}; gửi {sent} đợt tin "
    "tới người theo dõi và "
    "đăng {posts} bài."
)
REACH = (
    "Các đợt tin có {reached} lượt tiếp cận, {reached_before}. Đến cuối kỳ có {followers} người nhận tin, "
    "{followers_before}."
)
REACH_UNKNOWN = "Các đợt tin có {reached} lượt tiếp cận, {reached_before}."
ASKED = "Người dân gửi {asked} lượt hỏi, {asked_before}."
OUTSIDE = "Ngoài giờ làm việc có {share} lượt hỏi."
ANSWERED = (
    "Trợ lý trả lời ngay {answered} lượt ({answered_share}), hỏi lại cho rõ {unsure} lượt "
    "({unsure_share}), hướng dẫn "
    "việc khác {routed} lượt ({routed_share}); chưa trả lời được {unknown} lượt "
    "({unknown_share}). Biên tập viên "
    "đánh dấu sai {wrong} lượt ({wrong_share})."
)
ANSWERED_BEFORE = "Quý trước tỷ lệ trả lời ngay là {share}."
QUICK = "Trong 5 giây đáp được {share} lượt hỏi."
NONE_ASKED = "Trong quý chưa có lượt hỏi nào."
TIMES, UP, DOWN, SAME, NO_BEFORE = (
    "gấp {times} lần quý trước ({before})",
    "tăng {change} so với quý trước ({before})",
    "giảm {change} so với quý trước ({before})",
    "bằng quý trước",
    "quý trước chưa có số liệu",
)
TOP = "Thủ tục và nội dung được hỏi nhiều nhất:"
TOP_COLUMNS = ("TT", "Thủ tục, nội dung", "Số lần", "Quý trước")
NO_TOP = "Chưa có thủ tục nào được hỏi trong quý."
RISING = "Được hỏi nhiều lên rõ rệt: {names}."

FAULT_GROUPS = "Còn {count} nhóm câu hỏi chưa có câu trả lời. Nhiều lượt hỏi nhất:"
FAULT_GROUP = "{title} ({count} lượt)"
FAULT_EXPIRED = "{count} câu trả lời đã hết hạn hoặc quá ngày rà soát: {names}."
FAULT_REFUSED = "Chưa trả lời được {share} lượt hỏi."
FAULT_WRONG = "{count} câu trả lời bị biên tập viên đánh dấu sai."
FAULT_NO_NEWS = "Trong quý chưa gửi đợt tin nào tới người theo dõi."
NO_FAULTS = "Chưa ghi nhận tồn tại từ số liệu của trợ lý."
AHEAD_GROUPS = "Soạn câu trả lời cho {count} nhóm câu hỏi chưa có câu trả lời, trước hết: {first}."
AHEAD_EXPIRED = "Rà soát, cập nhật {count} câu trả lời đã hết hạn hoặc quá ngày rà soát."
AHEAD_WRONG = "Kiểm tra, sửa các câu trả lời bị đánh dấu sai."
AHEAD_OUTSIDE = "Duy trì trợ lý ngoài giờ làm việc, khi có {share} lượt hỏi được gửi tới."
AHEAD_NEWS = "Gửi tin của cổng thông tin tới người theo dõi đều đặn."
AHEAD_TOP = "Rà soát nội dung của các thủ tục được hỏi nhiều, trước hết: {first}."
AHEAD_ALWAYS = "Giới thiệu trợ lý tại bộ phận một cửa, trên cổng thông tin và tại các thôn, tổ dân phố."
CLOSING = "Trên đây là báo cáo kết quả hoạt động của trợ lý thủ tục hành chính {quarter} của {agency}./."
RECEIVERS = "Nơi nhận:"
RECEIVER_LINES = ("- {above};", "- ……………;", "- Lưu: VT.")
NO_ABOVE = "……………"
SIGNER = "CHỨC DANH NGƯỜI KÝ"
SIGNER_HINT = "(Chữ ký, dấu)"
SIGNER_NAME = "Họ và tên"

COLUMNS = ("Chỉ tiêu", "Quý này", "Quý trước")
ROW_ARTICLES, ROW_SENT, ROW_POSTS, ROW_REACHED, ROW_FOLLOWERS = (
    "Tin, bài nhận từ cổng thông tin",
    "Đợt tin đã gửi",
    "Bài đã đăng",
    "Lượt tiếp cận của các đợt tin",
    "Người nhận tin cuối kỳ",
)
ROW_ASKED, ROW_ANSWERED, ROW_UNSURE, ROW_ROUTED, ROW_UNKNOWN, ROW_WRONG, ROW_OUTSIDE = (
    "Lượt hỏi",
    "Trả lời ngay",
    "Hỏi lại cho rõ",
    "Hướng dẫn việc khác",
    "Chưa trả lời được",
    "Bị đánh dấu sai",
    "Gửi ngoài giờ làm việc",
)
SHEET_FIGURES, SHEET_TOP, SHEET_AGENCIES, SHEET_DAYS = (
    "Số liệu",
    "Được hỏi nhiều",
    "Từng cơ quan",
    "Từng ngày",
)
AGENCY_COLUMNS = ("Cơ quan", ROW_ASKED, ROW_ANSWERED, ROW_UNSURE, ROW_ROUTED, ROW_UNKNOWN, ROW_WRONG)
DAY_COLUMNS = ("Ngày", *AGENCY_COLUMNS[1:])
FILE = "bao-cao-{quarter}-{agency}.{kind}"
OPEN_FILE = "du-lieu-mo-{quarter}-{agency}.csv"

OPEN_COLUMNS = {
    "quy": "Quý, như 2026-4.",
    "thang": "Tháng, như 2026-10, theo giờ Việt Nam.",
    "ma_co_quan": "Mã cơ quan.",
    "ten_co_quan": "Tên cơ quan.",
    "bang": (
        "ket_qua: lượt hỏi theo kết quả; thu_tuc: số lần mỗi thủ tục là câu trả lời; kenh: "
        "lượt hỏi theo kênh."
    ),
    "muc": "Kết quả, mã thủ tục hoặc kênh; gop: các mục dưới 5 gộp lại.",
    "ten": "Tên của mục.",
    "so_luong": "Số lượng, từ 5 trở lên. Cơ quan, tháng có tổng dưới 5 thì không có dòng nào.",
}
MERGED, MERGED_NAME = "gop", "Các mục ít, gộp lại"
RESULT, PROCEDURE, CHANNEL = "ket_qua", "thu_tuc", "kenh"
RESULT_NAMES = {
    "answered": ROW_ANSWERED,
    "unsure": ROW_UNSURE,
    "routed": ROW_ROUTED,
    "unknown": ROW_UNKNOWN,
}
RESULT_CODES = {
    "answered": "tra_loi",
    "unsure": "hoi_lai",
    "routed": "viec_khac",
    "unknown": "chua_tra_loi",
}
