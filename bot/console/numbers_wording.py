"""What the pages of numbers say. Each figure has its definition."""

TITLE = "Số liệu"
PERIOD, SCOPE = "Khoảng thời gian", "Phạm vi"
PERIODS = {"7": "7 ngày", "30": "30 ngày", "quarter": "Quý này"}
RANGE, FROM, TO, SHOW = "Chọn ngày khác", "Từ ngày", "Đến ngày", "Xem"
ALL, OWN = "Kèm cấp dưới", "Riêng {name}"
BAD_RANGE = "Chưa hiểu khoảng ngày này, nên đang xem 7 ngày gần nhất."
SPAN = "{first} – {last}"
FRESH = "Số liệu hôm nay chậm nhất một phút; số người nhận tin được đếm mỗi giờ."
NOTHING = (
    "Chưa có câu hỏi nào trong khoảng này. Khi bà con hỏi trợ lý, số lượt hỏi, tỷ lệ được trả lời và "
    "thủ tục được hỏi nhiều sẽ hiện ở đây. Có thể chọn khoảng thời gian dài hơn."
)
LEAD = "{count} lượt hỏi; {share} được trả lời ngay."
TIMES, MORE, LESS, SAME = (
    "Gấp {times} lần {days} ngày trước đó.",
    "Nhiều hơn {change} so với {days} ngày trước đó.",
    "Ít hơn {change} so với {days} ngày trước đó.",
    "Bằng {days} ngày trước đó.",
)
NEW = "{days} ngày trước đó chưa có lượt hỏi nào."
FIGURES = "Kết quả trả lời"
BEFORE = "Trước đó: {value}"
HOW = "Cách tính"
TABLE = "Xem bảng số"

QUESTIONS, ANSWERED, ASKED_BACK, REFUSED, ROUTED, WRONG, UNSERVED, OUTSIDE, QUICK, KEPT = (
    "Lượt hỏi",
    "Trả lời ngay",
    "Hỏi lại cho rõ",
    "Chưa trả lời được",
    "Hướng dẫn việc khác",
    "Bị đánh dấu sai",
    "Chưa được đáp đúng",
    "Ngoài giờ làm việc",
    "Đáp trong 5 giây",
    "Cán bộ trực tiếp trả lời",
)
DEFINITIONS = {
    QUESTIONS: (
        "Số tin nhắn mà trợ lý coi là câu hỏi và tự đáp, tính theo giờ Việt Nam lúc người dân "
        "gửi. Mỗi tin tính "
        "một lần. Không gồm tin gửi khi cán bộ đang trực tiếp trả lời."
    ),
    ANSWERED: (
        "Lượt hỏi được đáp bằng một thủ tục hoặc một câu trả lời do biên tập viên soạn, chia cho lượt hỏi."
    ),
    ASKED_BACK: "Lượt hỏi mà trợ lý đưa ra vài thủ tục để người dân chọn, chia cho lượt hỏi.",
    REFUSED: "Lượt hỏi mà trợ lý nói chưa có câu trả lời, chia cho lượt hỏi.",
    ROUTED: (
        "Lượt hỏi không phải về thủ tục: chào hỏi, khẩn cấp, tra hồ sơ, việc của cơ quan khác; "
        "chia cho lượt hỏi."
    ),
    WRONG: (
        "Lượt hỏi đã được đáp mà biên tập viên đánh dấu là sai, chia cho lượt hỏi. Đánh dấu muộn "
        "vẫn tính vào "
        "ngày người dân hỏi. Không gồm câu chưa trả lời được."
    ),
    UNSERVED: "Chưa trả lời được cộng với bị đánh dấu sai, chia cho lượt hỏi.",
    OUTSIDE: (
        "Lượt hỏi gửi khi cơ quan đóng cửa, theo giờ làm việc cơ quan đã khai lúc đếm; chia cho "
        "lượt hỏi của "
        "những cơ quan có giờ làm việc đọc được. Ngày nghỉ theo âm lịch và nghỉ bù chưa trừ."
    ),
    QUICK: "Lượt hỏi được đáp trong 5 giây kể từ khi người dân gửi, chia cho lượt hỏi biết thời gian đáp.",
    KEPT: "Số tin người dân gửi khi cán bộ đang trực tiếp trả lời; không tính vào lượt hỏi.",
}

DAY_TITLE = "Hỏi nhiều nhất ngày {day}: {count} lượt"
WEEK_TITLE = "Hỏi nhiều nhất tuần từ {day}: {count} lượt"
DAY_ABOUT, WEEK_ABOUT = "Số lượt hỏi mỗi ngày, {span}.", "Số lượt hỏi mỗi tuần, {span}."
DAY_HEAD, WEEK_HEAD = ("Ngày", "Lượt hỏi"), ("Tuần từ ngày", "Lượt hỏi")
TOP_TITLE = "Được hỏi nhiều nhất: {name}"
TOP_ABOUT = "Các thủ tục và câu trả lời được đưa ra nhiều nhất, {span}."
TOP_HEAD = ("Thủ tục, câu trả lời", "Số lần")
TOP_HOW = (
    "Số lần một thủ tục hoặc câu trả lời do biên tập viên soạn được dùng để đáp. Một tin hỏi hai "
    "thủ tục thì "
    "mỗi thủ tục tính một lần."
)
RISING = "Đang được hỏi nhiều lên"
RISING_HOW = (
    "Được đáp từ 10 lần trở lên, nhiều gấp rưỡi khoảng trước và chênh lệch đủ lớn để không phải "
    "ngẫu nhiên. "
    "Số nhỏ không nêu."
)
RISING_ROW = "{name}: {count} lần, trước đó {before}"
NO_RISING = "Chưa thủ tục nào được hỏi nhiều lên rõ rệt."
HOUR_TITLE = "Hỏi nhiều nhất lúc {hour} giờ"
HOUR_TITLE_OUT = "Hỏi nhiều nhất lúc {hour} giờ; {share} gửi ngoài giờ làm việc"
HOUR_ABOUT = "Số lượt hỏi theo giờ trong ngày, {span}."
HOUR_HEAD = ("Giờ", "Lượt hỏi")
HOUR, HOUR_SHORT = "{hour} giờ", "{hour}h"
HOUR_HOW = "Lượt hỏi cộng theo giờ Việt Nam lúc người dân gửi, của mọi ngày trong khoảng đang xem."
TIME_TITLE = "Trong 5 giây đáp được {share} lượt hỏi"
TIME_ABOUT = "Tỷ lệ lượt hỏi được đáp trong 1, 2, 5, 10 và 30 giây, {span}."
TIME_HEAD = ("Trong vòng", "Tỷ lệ")
SECONDS = "{count} giây"
TIME_HOW = (
    "Từ lúc người dân gửi tới lúc câu trả lời được chọn xong, chưa kể thời gian nền tảng chuyển "
    "tin. Mỗi mức "
    "gồm cả các mức nhanh hơn."
)
DAY_HOW = "Lượt hỏi cộng theo ngày Việt Nam lúc người dân gửi; khoảng dài hơn 45 ngày thì cộng theo tuần."
CHART_HOW = {"days": DAY_HOW, "top": TOP_HOW, "hours": HOUR_HOW, "times": TIME_HOW}

CHILDREN = "Từng cơ quan"
CHILDREN_HEAD = ("Cơ quan", QUESTIONS, ANSWERED, REFUSED, WRONG)
CHILDREN_HOW = (
    "Mỗi dòng là một cơ quan, gồm cả các đơn vị dưới cơ quan đó; dòng đầu là riêng cơ quan đang xem."
)
ONLY = "{name} (riêng)"
CHANNELS = "Từng kênh"
CHANNELS_HEAD = ("Kênh", QUESTIONS, ANSWERED, "Người nhận tin")
CHANNELS_HOW = (
    "Người nhận tin: người theo dõi tài khoản hoặc đã xin nhận tin, chưa tắt tin và chưa rời đi, "
    "theo lần đếm gần "
    "nhất trong khoảng đang xem."
)
TOPICS = "Chủ đề được theo dõi"
TOPICS_HEAD = ("Chủ đề", "Người nhận")
TOPICS_HOW = (
    "Mười chủ đề nhiều người nhận nhất. "
    "Người chưa chọn gì thì nhận mọi chủ đề; người đã chọn thì chỉ nhận chủ đề đã chọn, người đã "
    "bỏ chủ đề nào thì "
    "không nhận chủ đề ấy."
)
NEWS = "Các đợt tin"
NEWS_HEAD = ("Ngày", "Đợt tin", "Người được gửi", "Đã tới", "Bài đăng")
NEWS_HOW = (
    "Đã tới: nền tảng xác nhận đã nhận tin, đã giao hoặc đã xem. Người được gửi: mọi người trong "
    "danh sách của đợt, "
    "kể cả người bị bỏ qua vì đã tắt tin hay hết khung giờ. Chỉ nêu 20 đợt mới nhất."
)
NO_NEWS = "Chưa có đợt tin nào bắt đầu trong khoảng này."
NO_FOLLOWERS = "Chưa có ai nhận tin. Mỗi giờ số này được đếm lại một lần."
UNTITLED = "Đợt tin số {number}"
REPORT = "Làm báo cáo quý"
NEXT_UP = "Việc tiếp theo"
WEB_NAMES = {"webchat": "Trang trò chuyện", "zalo": "Zalo", "messenger": "Messenger"}

REPORT_TITLE = "Báo cáo quý và dữ liệu mở"
REPORT_LEAD = (
    "Báo cáo {quarter} của {name}, kèm cấp dưới. Tải về, điền số ký hiệu và người ký rồi sửa tiếp trong Word."
)
REPORT_RUNNING = "Quý này chưa kết thúc: số liệu tính đến {day}."
QUARTER = "Quý"
QUARTER_NAME = "quý {number}/{year}"
DOCX, XLSX = "Tải báo cáo (Word)", "Tải bảng số (Excel)"
CSV = "Tải dữ liệu mở (CSV)"
OPEN_TITLE = "Dữ liệu mở"
OPEN_LEAD = (
    "Bảng số có thể công khai: không có dữ liệu cá nhân, không có lời của người dân. Số "
    "dưới 5 được gộp vào dòng khác."
)
BAD_QUARTER = "Chưa có quý này. Xin chọn một quý đã bắt đầu."
COLUMNS = "Các cột"
