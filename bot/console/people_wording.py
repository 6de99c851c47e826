"""What the pages about colleagues say, and what is written down of changed roles."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.console.rights import Role

TITLE = "Người dùng"
DEMO = "Người dùng thử"
ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.CONTRIBUTOR: "Cộng tác viên",
        Role.EDITOR: "Biên tập viên",
        Role.CHIEF: "Trưởng ban biên tập",
        Role.OPERATOR: "Quản trị kỹ thuật",
    }
)
ROLE_HELP: Mapping[Role, str] = MappingProxyType(
    {
        Role.CONTRIBUTOR: "Soạn nháp cho người khác duyệt.",
        Role.EDITOR: "Soạn câu trả lời, duyệt bài và nháp của người khác, trò chuyện với người dân.",
        Role.CHIEF: "Mọi việc trên; gửi đợt tin, đặt quy tắc, quản lý người dùng. Cần mã bảo vệ thứ hai.",
        Role.OPERATOR: "Kết nối kênh, nguồn tin; sửa thông tin cơ quan. Cần mã bảo vệ thứ hai.",
    }
)
ROLE_AT = "{role} · {agency}"
INVITE = "Mời đồng nghiệp"
EMPTY = "Chưa có ai khác. Mời đồng nghiệp để có người thứ hai cùng duyệt."
LIST = "Danh sách người dùng"
PERSON, ROLE, STATE = "Người dùng", "Vai trò", "Tình trạng"
LAST = "Đăng nhập lần cuối lúc {when}"
NEVER = "Chưa đăng nhập lần nào"
ACTIVE, INVITED, DISABLED, UNABLE = "đang dùng", "chờ đặt mật khẩu", "đã khóa", "chưa mời"
NO_ROLE = "Chưa có vai trò"

NAME = "Tên đăng nhập"
NAME_HELP = "Chữ thường không dấu, chữ số, dấu chấm, gạch nối. Ví dụ: nguyen.lan"
FULL_NAME = "Họ và tên"
AGENCY = "Cơ quan"
ROLE_CHOICE = "Vai trò (quyền có hiệu lực cho cơ quan này và các cơ quan trực thuộc)"
MAKE_LINK = "Tạo liên kết mời"
BAD_NAME = "Tên đăng nhập gồm 2 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối."
NO_FULL_NAME = "Cần họ và tên, không quá 100 chữ."
NAME_TAKEN = "Đã có người dùng tên {name}. Xin chọn tên khác, hoặc thêm vai trò cho người đó."
NO_ROLE_CHOSEN = "Cần chọn một vai trò."
NO_AGENCY_CHOSEN = "Cần chọn một cơ quan trong danh sách."
ABOVE = "Chỉ cấp được vai trò không vượt quá quyền của chính mình ở cơ quan đó."
HIGHER = "Người này có quyền mà Ông/Bà không có, nên cần người có quyền đó hoặc quản trị máy chủ làm."
LAST_CHIEF = "Đây là trưởng ban biên tập cuối cùng của {agency}. Cấp vai trò này cho người khác trước."
OWN_ACCOUNT = (
    "Mật khẩu và mã xác thực của mình đổi ở trang Tài khoản; mất điện thoại thì nhờ trưởng ban khác."
)
YOURSELF = "Không tự khóa tài khoản của mình được. Nhờ một trưởng ban khác."

LINK_TITLE = "Liên kết đặt mật khẩu"
LINK_HELP = (
    "Chép và gửi riêng cho {name}. Dùng một lần, hết hạn lúc {until}. Rời trang này thì không xem lại được."
)
LINK, COPY = "Liên kết", "Chép liên kết"
LINK_ONCE = "Liên kết chỉ hiện một lần. Nếu chưa chép, bấm Tạo liên kết đặt mật khẩu để có liên kết mới."
TO_PERSON = "Về trang của {name}"

ROLES_OF = "Vai trò"
TAKE = "Thu lại"
TAKE_LABEL = "Thu lại vai trò {role} ở {agency}"
ADD_ROLE = "Thêm vai trò"
SIGN_IN = "Đăng nhập"
NEW_LINK = "Tạo liên kết đặt mật khẩu"
NEW_LINK_HELP = (
    "Khi quên mật khẩu. Mật khẩu cũ vẫn dùng được tới khi đặt mật khẩu mới; mã bảo vệ thứ hai giữ nguyên."
)
RESET_FACTOR = "Đặt lại mã bảo vệ thứ hai"
RESET_FACTOR_HELP = "Khi mất điện thoại. Mọi thiết bị bị đăng xuất; lần đăng nhập tới sẽ lập mã mới."
SIGN_OUT = "Đăng xuất mọi thiết bị"
SIGN_OUT_HELP = "Khi nghi có người khác dùng tài khoản. Mọi thiết bị phải đăng nhập lại."
DISABLE = "Khóa tài khoản"
DISABLE_HELP = "Không đăng nhập được nữa và mọi thiết bị bị đăng xuất. Mở lại được bất cứ lúc nào."
ENABLE = "Mở khóa tài khoản"
WHAT_THEY_DID = "Xem việc đã làm"
GRANTED, TAKEN = "Đã cấp vai trò {role} ở {agency}.", "Đã thu lại vai trò {role} ở {agency}."
FACTOR_RESET, SIGNED_OUT = "Đã đặt lại mã bảo vệ thứ hai.", "Đã đăng xuất mọi thiết bị."
NOW_DISABLED, NOW_ENABLED = "Đã khóa tài khoản.", "Đã mở khóa tài khoản."

# The change log
WHO = "{full_name} ({name})"
DID_ADD = "Mời {name}"
DID_INVITE = "Tạo liên kết đặt mật khẩu cho {name}"
DID_GRANT = "Cấp vai trò {role} cho {name}"
DID_TAKE = "Thu lại vai trò {role} của {name}"
DID_RESET = "Đặt lại mã bảo vệ thứ hai của {name}"
DID_SIGN_OUT = "Đăng xuất mọi thiết bị của {name}"
DID_DISABLE = "Khóa tài khoản {name}"
DID_ENABLE = "Mở khóa tài khoản {name}"
