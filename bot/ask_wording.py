"""What `congdan ask`, `evaluate` and `train` say."""

ASK = """Hỏi trợ lý một câu, như người dân hỏi.

Ví dụ: congdan ask "làm giấy khai sinh cho con cần gì" --agency xa-mau

Hỏi tiếp: congdan ask "còn lệ phí thì sao" --after "làm giấy khai sinh cho con cần gì"

Hỏi cả tệp: congdan ask --batch cau-hoi.jsonl (mỗi dòng một câu hỏi, in ra mỗi dòng một JSON)."""
EVALUATE = """Đo độ đúng trên một tệp câu hỏi đã có nhãn.

Cho biết R@1, R@3, R@10, MRR, từ chối và trả lời sai, mục được hỏi, câu hỏi tiếp; chung và theo từng nhãn.

Vẽ đường tỷ lệ trả lời và trả lời sai: congdan evaluate cau-hoi.jsonl --plot duong.svg

Dạng của tệp: docs/data-formats.md."""
TRAIN = """Học lại trọng số xếp hạng từ các tệp câu hỏi đã có nhãn.

Cùng tệp cho cùng kết quả. Kết quả được ghi vào --out; đặt CONGDAN_RANKER bằng tệp ấy để dùng."""
EXPLAIN = """Cho thấy vì sao trợ lý trả lời như vậy.

Câu hỏi được đọc thế nào, hiểu là gì, các thủ tục được cân nhắc với điều ủng hộ và phản đối, lý do quyết định.

Ví dụ: congdan explain "dk tam tru can j" --agency xa-mau"""
QUESTION = "Câu hỏi."
AGENCY = "Mã cơ quan được hỏi; bỏ trống khi chỉ có một cơ quan cao nhất."
AFTER = "Tin nhắn trước đó, lặp lại được; dòng bắt đầu bằng “A: ” là lời trợ lý."
JSON = "In một dòng JSON."
BATCH = "Trả lời mọi dòng của một tệp câu hỏi, theo thứ tự."
QUESTION_FILE = "Tệp câu hỏi .jsonl."
PLOT = "Vẽ tỷ lệ trả lời và tỷ lệ trả lời sai khi đổi ngưỡng tin cậy, ghi vào TỆP dạng SVG."
PLOTTED = "Đã vẽ vào {path}."
OUT = "Tệp ghi trọng số."
ONE_OF_BOTH = "cần một câu hỏi, hoặc --batch TỆP"
LOADING = "Đang nạp kiến thức"
ASKING = "Đang hỏi"
CONFIDENCE = "Độ chắc chắn: {confidence}"
CANDIDATES = "Các thủ tục gần nhất:"
TITLE = "Kết quả trên {count} câu hỏi"
COLUMNS = ("Chỉ số", "Giá trị", "Số câu", "Khoảng 95 %")
TAG_TITLE = "Theo nhãn (R@1 · R@3 · R@10)"
TAG_COLUMNS = ("Nhãn", "R@1", "R@3", "R@10", "Số câu")
TRAINED = "Đã học từ {count} câu hỏi, ghi vào {path}."
