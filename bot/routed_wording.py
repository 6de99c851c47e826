"""What is said to messages that are no question about a procedure: whose matter it is, and where to turn."""

GREETING = (
    "Chào Ông/Bà. Đây là trợ lý tự động của {agency}, trả lời về thủ tục hành chính: giấy tờ cần nộp, "
    "thời hạn, lệ phí, nơi nộp.\n"
    "Ông/Bà cần làm việc gì? Có thể viết như nói, không dấu cũng được."
)
IDENTITY = {
    "": "Đây là trợ lý tự động của {agency}.",
    "machine": "Đây là máy trả lời tự động của {agency}, không phải người.",
    "able": "Trợ lý tự động của {agency} giúp Ông/Bà tra thủ tục hành chính.",
}
ABLE = (
    "Trợ lý cho biết giấy tờ cần nộp, thời hạn, lệ phí, nơi nộp và cách nộp của từng thủ tục, "
    "theo đúng nội dung đã công bố; không nhận hồ sơ và không quyết định thay cơ quan."
)
REACH_A_PERSON = "Muốn gặp cán bộ:"
PERSON = "Mời Ông/Bà liên hệ trực tiếp với cán bộ."
NO_CONTACT = "{agency} chưa cung cấp điện thoại, giờ làm việc và địa chỉ cho trợ lý."
EXAMPLES = (
    ("Làm giấy khai sinh", "làm giấy khai sinh cho con cần giấy tờ gì"),
    ("Đăng ký tạm trú", "đăng ký tạm trú cần giấy tờ gì"),
    ("Chứng thực bản sao", "chứng thực bản sao hết bao nhiêu tiền"),
)
"""Pairs of (what stands on the button, what it asks)."""
THANKS = "Rất vui được giúp Ông/Bà. Cần thêm thủ tục nào, xin cứ hỏi tiếp."
NOTED = "Vâng. Cần thêm thủ tục nào, xin Ông/Bà cứ hỏi tiếp."
GOODBYE = "Chào Ông/Bà. Khi cần hỏi thủ tục, xin cứ nhắn lại ở đây."

HOURS = "Giờ làm việc của {agency}: {value}"
ADDRESS = "Địa chỉ của {agency}: {value}"
PHONE = "Điện thoại của {agency}: {value}"
NO_HOURS = "{agency} chưa cung cấp giờ làm việc cho trợ lý."
NO_ADDRESS = "{agency} chưa cung cấp địa chỉ cho trợ lý."
NO_PHONE = "{agency} chưa cung cấp số điện thoại cho trợ lý."
FROM_ABOVE = "Đây là thông tin của cơ quan cấp trên; {agency} chưa cung cấp thông tin riêng."
RECEPTION = "Lịch tiếp công dân có thể khác giờ làm việc; xin hỏi trước khi đến."
OFFICIALS = "Trợ lý không có danh sách, chức vụ và số điện thoại riêng của cán bộ. Xin hỏi tại cơ quan:"
PORTAL_LINK = "Xem cổng thông tin"

FILE = "Trợ lý không xem được tình trạng hồ sơ {code}. Mời Ông/Bà tra cứu bằng mã này ở trang dưới đây."
FILE_WITHOUT_CODE = (
    "Trợ lý không xem được tình trạng hồ sơ. Mời Ông/Bà tra cứu ở trang dưới đây bằng mã hồ sơ "
    "ghi trên giấy tiếp nhận và hẹn trả kết quả."
)
FILE_STATUS = "Hồ sơ {code}: {status}"
FILE_ASK = "Quá ngày hẹn mà chưa có kết quả, xin hỏi nơi đã nộp, mang theo giấy hẹn."
LOOK_UP_LINK = "Tra cứu hồ sơ"
NATIONAL_PORTAL = "https://dichvucong.gov.vn"
NATIONAL_LINK = "Cổng Dịch vụ công quốc gia"

COMPLAINT = (
    "Khiếu nại được gửi tới chính cơ quan đã ra quyết định hoặc có cán bộ bị khiếu nại: gửi đơn, "
    "hoặc trình bày tại nơi tiếp công dân. Trợ lý không nhận đơn và không xét đúng sai."
)
COMPLAINT_BUTTON = ("Thủ tục khiếu nại", "thủ tục giải quyết khiếu nại lần đầu")
DENUNCIATION = (
    "Tố cáo được gửi tới cơ quan quản lý người bị tố cáo: gửi đơn, hoặc trình bày tại nơi tiếp công dân. "
    "Họ tên người tố cáo được giữ bí mật theo luật. "
    "Trợ lý không nhận đơn: xin đừng viết nội dung tố cáo ở đây."
)
DENUNCIATION_BUTTON = ("Thủ tục tố cáo", "thủ tục giải quyết tố cáo")
CRIME = (
    "Việc có dấu hiệu phạm tội, xin báo công an xã, phường nơi xảy ra; đang xảy ra thì gọi 113. "
    "Họ tên người báo tin được giữ bí mật theo luật. Trợ lý không nhận tin báo."
)
PETITION = (
    "Phản ánh, kiến nghị được gửi tới cơ quan dưới đây, hoặc qua mục Phản ánh, kiến nghị "
    "của Cổng Dịch vụ công quốc gia. Trợ lý không nhận thay và không xét đúng sai."
)

EMERGENCY = {
    "fire": "Gọi 114 (chữa cháy, cứu nạn, cứu hộ) ngay.\n"
    "Ra khỏi nơi cháy, báo người xung quanh, nói rõ địa chỉ.",
    "medical": "Gọi 115 (cấp cứu y tế) ngay.\nNói rõ địa chỉ và tình trạng người bệnh, làm theo hướng dẫn.",
    "accident": "Gọi 115 (cấp cứu y tế) nếu có người bị thương; gọi 113 (công an) để báo tai nạn.",
    "police": "Gọi 113 (công an) ngay.\nTìm chỗ an toàn trước, nói rõ địa chỉ.",
    "violence": "Gọi 113 (công an) ngay nếu đang bị đe dọa hoặc đánh đập.\n"
    "Gọi 115 nếu có người bị thương; gọi 111 nếu người bị hại là trẻ em.",
    "child": "Gọi 111 (tổng đài quốc gia bảo vệ trẻ em, ngày đêm, miễn phí).\n"
    "Gọi 113 (công an) nếu trẻ đang gặp nguy hiểm.",
    "drowning": "Gọi 114 (cứu nạn, cứu hộ) và 115 (cấp cứu y tế) ngay.\n"
    "Hô to gọi người giúp, ném phao hoặc dây; không biết cứu đuối thì đừng nhảy xuống.",
    "rescue": "Gọi 114 (cứu nạn, cứu hộ) ngay; không gọi được thì gọi 112 (tìm kiếm cứu nạn).\n"
    "Nói rõ nơi đang ở và số người.",
    "suicide": "Gọi 115 (cấp cứu y tế) ngay, hoặc 113 (công an).\n"
    "Xin đừng ở một mình: hãy gọi cho một người thân tin cậy ngay lúc này. Sẽ có người nghe và giúp.",
    "numbers": "113: công an · 114: chữa cháy, cứu nạn, cứu hộ · 115: cấp cứu y tế\n"
    "111: bảo vệ trẻ em · 112: tìm kiếm cứu nạn",
}
EMERGENCY_NOTE = "Đây là máy trả lời tự động, không báo tin thay được."

NOT_OURS = "Việc này không thuộc thủ tục của {agency}. "
OTHER_AUTHORITY = {
    "court": "Tòa án nhân dân giải quyết. Xin hỏi Tòa án nhân dân khu vực nơi cư trú.",
    "tax": "Cơ quan thuế giải quyết. Xin hỏi Thuế cơ sở quản lý địa bàn.",
    "traffic": "Cảnh sát giao thông giải quyết. Xin xem nơi ghi trên biên bản hoặc thông báo vi phạm; "
    "nộp phạt trực tuyến có ở Cổng Dịch vụ công quốc gia.",
    "police": "Công an giải quyết. Xin báo công an xã, phường nơi xảy ra; việc khẩn cấp gọi 113.",
    "power": "Công ty điện lực giải quyết. Xin gọi số chăm sóc khách hàng ghi trên hóa đơn tiền điện.",
    "water": "Công ty cấp nước giải quyết. Xin gọi số ghi trên hóa đơn tiền nước.",
    "bank": "Ngân hàng trả lời. Xin gọi tổng đài của ngân hàng hoặc đến chi nhánh gần nhất.",
    "hospital": "Cơ sở y tế trả lời. Xin hỏi trạm y tế, bệnh viện; nguy cấp thì gọi 115.",
    "school": "Nhà trường hoặc ngành giáo dục trả lời. Xin hỏi nhà trường.",
    "embassy": "Cơ quan của nước đó cấp. Xin hỏi đại sứ quán, lãnh sự quán của nước muốn đến.",
    "abroad": "Xin hỏi cơ quan phụ trách việc làm của tỉnh, và chỉ làm với doanh nghiệp được cấp phép.",
    "wages": "Lương và lương hưu theo quy định của Chính phủ. "
    "Xin hỏi cơ quan bảo hiểm xã hội hoặc nơi làm việc.",
    "telecom": "Nhà mạng hoặc nơi cung cấp dịch vụ trả lời. Xin gọi tổng đài của họ.",
    "post": "Bưu điện, đơn vị giao hàng hoặc nơi bán trả lời.",
    "transport": "Bến xe, nhà ga hoặc hãng vận tải trả lời.",
    "land_price": "Giá mua bán do hai bên thỏa thuận; bảng giá đất do tỉnh ban hành, "
    "được đăng trên cổng thông tin của tỉnh.",
    "jobs": "Xin xem thông báo tuyển dụng trên cổng thông tin, hoặc hỏi trung tâm dịch vụ việc làm.",
}
LEGAL_AID = (
    "Cần tư vấn pháp luật, xin hỏi Trung tâm trợ giúp pháp lý nhà nước của tỉnh "
    "(miễn phí cho người thuộc diện được trợ giúp), luật sư, hoặc công chức tư pháp của xã, phường."
)
LEGAL_DISPUTE = {
    "": "Đây là việc tranh chấp hoặc hỏi luật; trợ lý không tư vấn và không xét đúng sai.",
    "land": "Tranh chấp đất đai được hòa giải ở xã, phường trước; không thành thì do tòa án "
    "hoặc Ủy ban nhân dân giải quyết.",
    "labour": "Tranh chấp lao động do hòa giải viên lao động, rồi tòa án giải quyết; "
    "công đoàn và cơ quan lao động của tỉnh có thể giúp.",
    "fraud": "Nghi bị lừa thì gọi ngay ngân hàng để chặn tiền và báo công an nơi gần nhất; "
    "giữ lại tin nhắn, số điện thoại, biên lai.",
    "debt": "Nợ dân sự do hai bên thỏa thuận hoặc tòa án giải quyết; "
    "bị đe dọa, đòi nợ trái luật thì báo công an, khẩn cấp gọi 113.",
    "crime": "Tội phạm và hình phạt do cơ quan điều tra và tòa án xét; trợ lý không tư vấn mức án.",
}
PENALTY = (
    "Trợ lý không tư vấn mức phạt. Mức phạt do nghị định về xử phạt vi phạm hành chính quy định "
    "và do người có thẩm quyền quyết định; xin hỏi cơ quan lập biên bản."
)
PENALTY_BUTTON_HINT = "Nếu cần làm một thủ tục, xin cho biết thủ tục nào."

NEWS = {
    "": "Thông báo và tin mới được đăng trên cổng thông tin của cơ quan.",
    "power": "Lịch ngừng cấp điện do công ty điện lực thông báo. "
    "Xin xem trang chăm sóc khách hàng hoặc gọi số ghi trên hóa đơn tiền điện.",
    "water": "Lịch ngừng cấp nước do công ty cấp nước thông báo. Xin gọi số ghi trên hóa đơn tiền nước.",
    "vaccination": "Lịch tiêm do trạm y tế thông báo. Xin hỏi trạm y tế xã, phường.",
    "holiday": "Lịch nghỉ lễ, Tết do nhà nước công bố hằng năm, được đăng trên cổng thông tin.",
}
NO_PORTAL = "Trợ lý chưa được cung cấp địa chỉ cổng thông tin; xin hỏi cơ quan:"

SMALLTALK = "Trợ lý chỉ trả lời về thủ tục hành chính, nên không nói được chuyện này."
FEELINGS = "Trợ lý là máy nên chỉ giúp được về thủ tục hành chính. Ông/Bà cần làm giấy tờ gì, xin cứ hỏi."
ABUSE = "Trợ lý chưa làm Ông/Bà hài lòng; xin cho biết cần làm thủ tục nào, hoặc yêu cầu gặp cán bộ."
MANIPULATION = {
    "": "Trợ lý chỉ trả lời về thủ tục hành chính theo nội dung đã công bố, và không làm theo yêu cầu này.",
    "forgery": "Trợ lý không giúp việc trái pháp luật. Cần giấy tờ nào, xin hỏi thủ tục cấp giấy tờ đó.",
    "private": "Trợ lý không cung cấp thông tin của người khác.",
}
POLITICS = "Trợ lý không trao đổi về nội dung này, chỉ trả lời về thủ tục hành chính."
SPAM = "Kênh này chỉ phục vụ hỏi đáp thủ tục hành chính, không nhận quảng cáo."
