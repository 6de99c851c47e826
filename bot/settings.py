"""Every setting, read once from the environment (`CONGDAN_…`) or a `.env` file beside the process."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_ADDRESS = r"^https?://[\w.-]+(:\d+)?$"


class Settings(BaseSettings):
    """`congdan settings` prints them with their meaning; each is overridden by `CONGDAN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="CONGDAN_", env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field(
        "sqlite:///var/congdan.db",
        description="sqlite:///đường/dẫn.db hoặc postgresql://người:mật-khẩu@máy/tên",
    )
    host: str = Field("127.0.0.1", description="địa chỉ mạng mà máy chủ lắng nghe")
    port: int = Field(8080, ge=0, le=65535, description="cổng mà máy chủ lắng nghe")
    var: Path = Field(Path("var"), description="thư mục giữ dữ liệu và khóa của máy này")
    secret_key: SecretStr | None = Field(
        None, description="khóa ký phiên trò chuyện; để trống thì tự tạo và giữ trong thư mục var"
    )
    proxy_header: str = Field(
        "", description="tên header mà proxy của cơ quan ghi địa chỉ người dùng; để trống nếu không có proxy"
    )
    context_minutes: int = Field(
        30, ge=1, description="sau bấy nhiêu phút, câu hỏi tiếp không còn thuộc thủ tục cũ"
    )
    stale_months: int = Field(
        18, ge=1, description="nội dung công bố trước bấy nhiêu tháng được báo là đã lâu chưa cập nhật"
    )
    ranker: Path | None = Field(
        None, description="tệp trọng số xếp hạng do `congdan train` tạo; để trống thì dùng tệp đi kèm"
    )
    lease_seconds: int = Field(
        30, ge=2, description="sau bấy nhiêu giây, tiến trình khác nhận tin nhắn của tiến trình đã chết"
    )
    inbox_days: int = Field(7, ge=1, description="giữ dấu vết tin nhắn đã trả lời bấy nhiêu ngày")
    failed_days: int = Field(30, ge=1, description="giữ tin nhắn không trả lời được bấy nhiêu ngày")
    question_days: int = Field(
        400, ge=1, description="giữ câu hỏi (đã che dữ liệu cá nhân) để sửa câu trả lời bấy nhiêu ngày"
    )
    chat_days: int = Field(30, ge=1, description="giữ lời trên trang trò chuyện bấy nhiêu ngày")
    chat_per_minute: int = Field(
        20,
        ge=0,
        description="mỗi người được nhắn bấy nhiêu tin một phút trên trang trò chuyện; 0: không giới hạn",
    )
    chat_burst: int = Field(10, ge=1, description="mỗi người được nhắn liền một lúc bấy nhiêu tin")
    chat_visitors_per_minute: int = Field(
        60, ge=0, description="mỗi địa chỉ mạng được mở bấy nhiêu cuộc trò chuyện một phút; 0: không giới hạn"
    )
    chat_embed_origins: str = Field(
        "*",
        pattern=r"^(\*|https?://[\w.:*-]+( https?://[\w.:*-]+)*)$",
        description="các cổng được nhúng trang trò chuyện, cách nhau bằng dấu cách; *: mọi cổng",
    )
    handover_minutes: int = Field(
        30, ge=1, description="cán bộ trả lời một người rồi thì trợ lý im với người đó bấy nhiêu phút"
    )
    talk_days: int = Field(
        30, ge=1, description="giữ lời trò chuyện với cán bộ bấy nhiêu ngày sau khi cuộc trò chuyện khép lại"
    )
    chat_officers: bool = Field(
        True,
        description="cán bộ trả lời ngay trên trang trò chuyện khi bàn biên tập có người được phân công",
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[\w.-]+(:\d+)?)?$",
        description="địa chỉ https của máy chủ này mà Zalo và Facebook gọi tới, ví dụ https://tro-ly.tinh-a.gov.vn",
    )
    zalo_api_url: str = Field(
        "https://openapi.zalo.me", pattern=_ADDRESS, description="máy chủ API của Zalo Official Account"
    )
    zalo_oauth_url: str = Field(
        "https://oauth.zaloapp.com", pattern=_ADDRESS, description="máy chủ cấp quyền của Zalo"
    )
    graph_url: str = Field(
        "https://graph.facebook.com", pattern=_ADDRESS, description="máy chủ Graph API của Facebook"
    )
    zalo_verification: str = Field(
        "",
        pattern=r"^([0-9A-Za-z_-]{8,128}( [0-9A-Za-z_-]{8,128})*)?$",
        description="mã xác thực tên miền của Zalo, lấy từ tên tệp zalo_verifier<mã>.html; "
        "nhiều mã cách nhau bằng dấu cách",
    )
    zalo_wrong_signature_status: int = Field(
        403, description="trả cho Zalo khi chữ ký sai: 403 để Zalo gọi lại sau khi sửa khóa, 200 để bỏ qua"
    )
    platform_seconds: float = Field(
        10, gt=0, le=60, description="chờ Zalo, Facebook trả lời một lần gọi tối đa bấy nhiêu giây"
    )
    broadcast_in_flight: int = Field(
        128, ge=1, le=128, description="gửi tin cho nhiều người thì mỗi tiến trình gửi cùng lúc bấy nhiêu tin"
    )
    ledger_days: int = Field(
        400, ge=1, description="giữ sổ gửi tin, ghi ai đã nhận đợt tin nào, bấy nhiêu ngày"
    )
    first_pause_seconds: float = Field(
        2, gt=0, description="tài khoản gửi lỗi liên tiếp thì nghỉ bấy nhiêu giây, rồi gấp đôi dần"
    )
    longest_pause_seconds: float = Field(
        300, gt=0, description="tài khoản gửi lỗi liên tiếp nghỉ lâu nhất bấy nhiêu giây một lần"
    )
    portal_private_hosts: str = Field(
        "",
        description="máy chủ hoặc dải mạng nội bộ mà nguồn tin được phép nằm ở đó, cách nhau bằng dấu cách, "
        "ví dụ cong.noibo 10.1.0.0/16; để trống: chỉ đọc cổng trên mạng công cộng",
    )
    portal_contact: str = Field(
        "", description="địa chỉ liên hệ ghi trong mỗi lần đọc cổng, để người quản trị cổng biết ai đọc"
    )
    portal_seconds: float = Field(
        20, gt=0, le=120, description="chờ một trang của cổng trả lời tối đa bấy nhiêu giây"
    )
    portal_pause_seconds: float = Field(
        1,
        ge=0,
        le=60,
        description="hai lần đọc liền nhau trên cùng một cổng cách nhau ít nhất bấy nhiêu giây",
    )
    desk_idle_minutes: int = Field(
        480, ge=1, description="bàn biên tập: để yên bấy nhiêu phút thì phải đăng nhập lại"
    )
    desk_second_factor: bool = Field(
        True, description="bàn biên tập: trưởng ban và quản trị kỹ thuật phải có mã thứ hai; chỉ tắt khi thử"
    )
    desk_hours: int = Field(
        168, ge=1, description="bàn biên tập: sau bấy nhiêu giờ phải đăng nhập lại dù đang dùng"
    )

    @property
    def zalo_codes(self) -> tuple[str, ...]:
        return tuple(self.zalo_verification.split())
