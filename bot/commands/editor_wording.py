"""What `congdan editor …` and `congdan audit …` say."""

EDITOR = "Người dùng của bàn biên tập: thêm, cấp quyền, khóa."
ADD = """Thêm người dùng TÊN và in liên kết đặt mật khẩu (dùng một lần, trong 72 giờ).

Ví dụ: congdan editor add nguyen.lan --full-name 'Nguyễn Thị Lan' --role chief --agency tinh-a"""
LIST = "Liệt kê người dùng, vai trò và tình trạng."
GRANT = "Cấp thêm vai trò cho người dùng TÊN."
REVOKE = "Thu lại vai trò của người dùng TÊN."
DISABLE = "Khóa tài khoản TÊN và đăng xuất mọi thiết bị."
ENABLE = "Mở khóa tài khoản TÊN."
INVITE = "Tạo liên kết đặt mật khẩu mới cho TÊN (khi quên mật khẩu hoặc liên kết cũ hết hạn)."
SIGN_OUT = "Đăng xuất mọi thiết bị của TÊN."
RESET = "Đặt lại mã bảo vệ thứ hai của TÊN (khi mất điện thoại)."
NAME = "Tên đăng nhập: chữ thường không dấu, chữ số, dấu chấm, gạch nối."
FULL_NAME = "Họ và tên."
ROLE = "Vai trò: contributor, editor, chief, operator; nêu nhiều lần để cấp nhiều vai trò."
AGENCY = "Mã cơ quan; bỏ trống khi chỉ có một cơ quan cao nhất."
BY = "Ai làm việc này, để ghi vào nhật ký."
UNKNOWN = "Không có người dùng {name}. Xem danh sách: congdan editor list"
ADDED = "Đã thêm {name} ({full_name}): {roles} ở {agency}."
LINK = "Gửi riêng liên kết này cho {name} để đặt mật khẩu, trước {until}:\n  {url}"
EMPTY = "Chưa có người dùng nào. Thêm: congdan editor add TÊN --full-name HỌ-TÊN --role chief"
LINE = "{name} ({full_name}), {state}: {roles}"
ROLE_AT = "{role} ở {agency}"
GRANTED = "Đã cấp vai trò {role} ở {agency} cho {name}."
HAS = "{name} đã có vai trò {role} ở {agency}."
TAKEN = "Đã thu lại vai trò {role} ở {agency} của {name}."
HAS_NOT = "{name} không có vai trò {role} ở {agency}."
DISABLED = "Đã khóa {name}; mọi thiết bị bị đăng xuất."
ENABLED = "Đã mở khóa {name}."
SIGNED_OUT = "Đã đăng xuất mọi thiết bị của {name}."
RESET_DONE = "Đã đặt lại mã bảo vệ thứ hai của {name}; lần đăng nhập tới sẽ lập mã mới."
NEEDS_FACTOR = "Vai trò này cần mã 6 số trên điện thoại; trang đăng nhập sẽ hướng dẫn."

AUDIT = "Nhật ký thay đổi: kiểm tra không dòng nào bị sửa."
VERIFY = """Kiểm tra chuỗi của nhật ký thay đổi, từ dòng đầu đến dòng cuối.

Ghi lại số và mã băm cuối ở nơi khác (giấy, máy khác); lần sau nêu lại bằng --head để biết có ai cắt bớt."""
HEAD = "Số và mã băm đã ghi lại lần trước, dạng SỐ:MÃ."
BAD_HEAD = "--head có dạng SỐ:MÃ, ví dụ 1204:9f86d0… (64 ký tự), như lệnh này in ra."
VERIFYING = "Đang kiểm tra nhật ký"
WHOLE = "Nhật ký nguyên vẹn: {lines} dòng.\nĐầu chuỗi để ghi lại ở nơi khác: {head}"
BROKEN = (
    "Nhật ký đã bị sửa: dòng {number} không khớp với các dòng trước nó. {lines} dòng trước đó còn nguyên.\n"
    "Đầu chuỗi của phần còn nguyên: {head}"
)
FOUND = "Đầu chuỗi đã ghi lại có trong nhật ký."
NOT_FOUND = (
    "Đầu chuỗi đã ghi lại không có trong nhật ký: các dòng cuối bị cắt, hoặc cả nhật ký bị viết lại.\n"
    "Nhật ký hiện có {lines} dòng, tự khớp với nhau. Đầu chuỗi hiện nay: {head}"
)
NOT_GUARDED = (
    "{lines} dòng nhật ký còn khớp với nhau, nhưng cơ sở dữ liệu không còn chặn việc sửa, xóa dòng:"
    " có người đã gỡ khóa của bảng change. Tìm xem ai đã gỡ, đối chiếu với bản sao lưu.\n"
    "Đầu chuỗi hiện nay: {head}"
)
DEMO = "Mở bàn biên tập (tên đăng nhập {name}): {url}"
