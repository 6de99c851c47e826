"""Headlines as portals write them find their topics; citizens' words do, too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.topics import find, known, name_of, topics, topics_of
from knowledge.vietnamese.folding import fold

HEADLINES = """
land: Công bố công khai kế hoạch sử dụng đất năm 2026
land: Thông báo thu hồi đất để thực hiện dự án nâng cấp đường liên xã
land: Hướng dẫn người dân làm sổ đỏ lần đầu theo Luật Đất đai
land: Niêm yết phương án bồi thường, hỗ trợ, tái định cư
land: Lấy ý kiến về đồ án quy hoạch chung đô thị
land: Bảng giá đất mới áp dụng từ ngày 01 tháng 01
land: ĐẤU GIÁ QUYỀN SỬ DỤNG ĐẤT TẠI KHU DÂN CƯ MỚI
land: Xử lý vi phạm trật tự xây dựng trên địa bàn
health: Lịch tiêm chủng mở rộng tháng 5 tại trạm y tế
health: Tăng cường phòng, chống sốt xuất huyết mùa mưa
health: Khám sức khỏe miễn phí cho người dân từ 60 tuổi
health: Chiến dịch cho trẻ uống vitamin A đợt 1
health: Xuất hiện ca bệnh dại, khuyến cáo tiêm phòng
health: Ngày hội hiến máu tình nguyện
health: Kiểm tra an toàn thực phẩm dịp Tết Trung thu
health: Cảnh báo bệnh tay chân miệng ở trẻ nhỏ
education: Thông báo tuyển sinh lớp 1 năm học mới
education: Kế hoạch tổ chức kỳ thi tuyển sinh vào lớp 10
education: Lễ khai giảng tại Trường tiểu học số 2
education: Trao học bổng cho học sinh vượt khó
education: Mức thu học phí các trường công lập
education: Hội khuyến học phát động phong trào gia đình hiếu học
agriculture: Lịch xuống giống lúa vụ hè thu
agriculture: Phòng trừ rầy nâu và bệnh đạo ôn trên lúa
agriculture: Tiêm phòng cho gia súc, gia cầm đợt 2
agriculture: Xã đạt chuẩn nông thôn mới nâng cao
agriculture: Hai sản phẩm được công nhận OCOP bốn sao
agriculture: Tập huấn khuyến nông trồng sầu riêng
agriculture: Ngăn chặn dịch tả lợn châu Phi
agriculture: Thông báo lịch lấy nước đổ ải vụ đông xuân
security: Công an xã cảnh báo thủ đoạn lừa đảo qua điện thoại
security: Khám tuyển nghĩa vụ quân sự năm 2027
security: Bắt nhóm đối tượng trộm cắp tài sản
security: Tuyên truyền phòng cháy, chữa cháy ở khu dân cư
security: Lễ giao nhận quân, tiễn tân binh nhập ngũ
security: Triệt phá tụ điểm ma túy
security: Vận động giao nộp vũ khí, pháo nổ
disasters: Công điện khẩn ứng phó bão số 5
disasters: Cảnh báo lũ quét, sạt lở đất ở vùng núi
disasters: Mưa lớn kéo dài, nhiều tuyến phố ngập
disasters: Thông báo sơ tán người dân vùng trũng
disasters: Xâm nhập mặn vào sâu, khuyến cáo trữ nước ngọt
disasters: Nắng nóng gay gắt trong ba ngày tới
disasters: Hồ thủy điện thông báo xả lũ lúc 14 giờ
transport: Cấm đường để tổ chức lễ hội, phân luồng xe
transport: Sửa chữa đường Trần Phú trong hai tuần
transport: Xử lý nồng độ cồn ở người lái xe
transport: Mở thêm tuyến xe buýt nối hai huyện cũ
transport: Khánh thành cầu trên quốc lộ 50
transport: Ra quân bảo đảm an toàn giao thông
environment: Hướng dẫn phân loại rác tại nguồn
environment: Ra quân tổng vệ sinh môi trường
environment: Xử lý cơ sở gây ô nhiễm nguồn nước
environment: Phát động Tết trồng cây
culture: Khai mạc lễ hội truyền thống
culture: Giải bóng đá thanh niên xã năm 2026
culture: Đêm văn nghệ chào mừng ngày Quốc khánh
culture: Xếp hạng di tích cấp tỉnh cho đình làng
culture: Phát triển du lịch cộng đồng
welfare: Chi trả trợ cấp xã hội tháng 6
welfare: Tặng quà gia đình thương binh, liệt sĩ ngày 27/7
welfare: Rà soát hộ nghèo, hộ cận nghèo cuối năm
welfare: Bàn giao nhà đại đoàn kết
welfare: Hỗ trợ người khuyết tật hòa nhập
welfare: Bảo hiểm xã hội tự nguyện: những điều cần biết
jobs: Phiên giao dịch việc làm lưu động
jobs: Tuyển lao động đi làm việc tại Nhật Bản
jobs: Mở lớp đào tạo nghề cho thanh niên
jobs: Nhu cầu tuyển dụng của các công ty tháng 5
finance: Hướng dẫn hộ kinh doanh nộp thuế theo cách mới
finance: Công khai ngân sách xã quý II
finance: Dùng hóa đơn điện tử khi bán hàng
business: Hội chợ hàng Việt về nông thôn
business: Gặp mặt doanh nghiệp đầu xuân
business: Kiểm tra hàng giả, gian lận thương mại
utilities: Lịch cắt điện ngày mai
utilities: Thông báo tạm ngừng cấp nước để sửa ống
utilities: Công ty điện lực khuyên tiết kiệm điện
digital: Ra mắt tổ công nghệ số cộng đồng
digital: Đẩy mạnh chuyển đổi số ở cơ sở
digital: Cấp chữ ký số miễn phí cho người dân
procedures: Trả kết quả thủ tục hành chính tại nhà
procedures: Làm căn cước cho trẻ dưới 14 tuổi
procedures: Nộp hồ sơ trực tuyến trên Cổng dịch vụ công
procedures: Bộ phận một cửa làm việc cả sáng thứ Bảy
reception: Lịch tiếp công dân tháng 5 của Chủ tịch UBND xã
reception: Đại biểu tiếp xúc cử tri trước kỳ họp
consultation: Lấy ý kiến Nhân dân về dự thảo nghị quyết
organisation: Trao quyết định bổ nhiệm phó trưởng phòng
organisation: Đại hội Đảng bộ xã lần thứ I
organisation: Sắp xếp, sáp nhập thôn, tổ dân phố
investment: Thông báo mời thầu gói thầu xây trường
investment: Tiến độ giải ngân vốn đầu tư công
policies: Nghị định mới về xử phạt có hiệu lực
policies: Trợ giúp pháp lý lưu động cho đồng bào
statistics: Tình hình kinh tế xã hội sáu tháng đầu năm
directives: Chỉ thị của Chủ tịch tỉnh về công tác hè
documents: Ban hành quyết định về mức hỗ trợ
notices: Thông báo về việc nghỉ lễ
news: Sôi nổi ngày hội ở xóm nhỏ
"""
TABLE = [tuple(line.split(": ", 1)) for line in HEADLINES.strip().splitlines()]


@pytest.mark.parametrize(("code", "headline"), TABLE)
def test_a_headline_shows_its_topic(code: str, headline: str) -> None:
    assert code in topics_of([], headline, "", "")


@pytest.mark.parametrize(("code", "headline"), TABLE[::7])
def test_a_headline_without_marks_shows_it_too(code: str, headline: str) -> None:
    assert code in topics_of([], fold(headline), "", "")


def test_there_are_headlines_enough() -> None:
    assert len(TABLE) >= 80


def test_the_portals_own_category_comes_first() -> None:
    assert topics_of(["Giáo dục - Đào tạo"], "Khám sức khỏe cho học sinh", "", "")[0] == "education"
    assert topics_of(["Tin tức - Sự kiện"], "Khám sức khỏe cho học sinh", "", "")[0] == "health"
    assert topics_of(["Tin tức - Sự kiện"], "Gặp mặt đầu xuân", "", "") == ["news"]


def test_one_word_of_the_lead_is_no_topic_but_two_are() -> None:
    assert topics_of([], "Gặp mặt", "Có đại diện bệnh viện dự.", "") == ["news"]
    lead = "Trạm y tế mời bà con đến khám bệnh, tư vấn sức khỏe."
    assert topics_of([], "Gặp mặt", lead, "") == ["health"]


def test_a_commune_that_is_named_is_a_topic() -> None:
    found = topics_of([], "Cấm đường qua xã Tân Phú", "", "", home="UBND tỉnh Đồng Nai")
    assert found == ["transport", "place:xa-tan-phu.dong-nai"]
    assert name_of(found[1]) == "Tin về xã Tân Phú"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("đất đai", "land"),
        ("dat dai", "land"),
        ("sổ đỏ", "land"),
        ("tin giáo dục", "education"),
        ("y te", "health"),
        ("cúp điện", "utilities"),
        ("bão lũ", "disasters"),
        ("thông báo", "notices"),
        ("thông báo cúp nước", "utilities"),
        ("việc làm", "jobs"),
        ("xã tân phú", "place:xa-tan-phu.dong-nai"),
        ("xa tan phu", "place:xa-tan-phu.dong-nai"),
        ("abc", None),
        ("", None),
    ],
)
def test_a_citizens_words_find_a_topic(words: str, code: str | None) -> None:
    assert find(words, "tỉnh Đồng Nai") == code


def test_a_place_of_many_provinces_is_none_without_a_home() -> None:
    assert find("xã tân phú") is None


def test_every_topic_has_a_name_and_is_found_by_it() -> None:
    for topic in topics():
        assert known(topic.code)
        assert name_of(topic.code) == topic.name
        assert find(topic.name) is not None
    assert name_of("nowhere") == "nowhere"
    assert not known("place:nowhere")


@given(st.lists(st.text(max_size=40), max_size=3), st.text(max_size=200), st.text(max_size=600))
def test_whatever_the_text_there_are_a_few_known_topics(categories: list[str], title: str, lead: str) -> None:
    found = topics_of(categories, title, lead, lead)
    assert 1 <= len(found) <= 7
    assert all(known(code) for code in found)
    assert len(set(found)) == len(found)
