"""How stamps of secrecy and personal numbers are written, in `folded` letters: a place for a place."""

import re
import unicodedata

_LETTERS = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_FOLDED = {code: unicodedata.normalize("NFD", chr(code))[0].lower() for code in _LETTERS}
_FOLDED |= dict.fromkeys(map(ord, "đĐðÐ"), "d")


def folded(text: str) -> str:
    """Lower case without marks, as long as `text` in NFC is: scans and typists lose marks."""
    return text.translate(_FOLDED)


# A stamp, when a line holds nothing else but what is stamped beside it.
GRADE = r"(?:tuyet\s+mat|toi\s+mat|mat)"
_URGENCY = r"(?:hoa\s+toc(?:\s+hen\s+gio)?|thuong\s+khan|khan)"
_PAPER = r"(?:tai\s+lieu|van\s+ban|cong\s+van|ho\s+so|ban|du\s+thao)"
STAMP = re.compile(
    rf"(?:{_URGENCY}[\s/|,–-]+)?(?:{_PAPER}\s+)?(?:dong\s+dau\s+)?(?P<grade>{GRADE})(?:[\s/|,–-]+{_URGENCY})?"
)
SPACED = {"mat": "mật", "toimat": "tối mật", "tuyetmat": "tuyệt mật"}
"""A stamp whose letters stand apart, joined."""

LEVEL = re.compile(r"(?:muc\s+do|cap\s+do|do)\s+mat\s*[:.]\s*(?P<value>.{0,60})")
LEVEL_WORD = re.compile(r"do\s+mat\s+(?P<value>(?:tuyet\s+|toi\s+)?mat)\W*")
NO_LEVEL = re.compile(r"(?:khong(?:\s+mat)?|binh\s+thuong|thuong|khong\s+co|khong\s+xac\s+dinh|\W*)\W*")
IN_BRACKETS = re.compile(rf"[(\[<]\s*(?P<grade>{GRADE})\s*[)\]>]")
AT_FRONT = re.compile(rf"(?P<grade>{GRADE})\s*[:–|-]\s*\S")
IN_HEADER = re.compile(
    rf"(?:(?P<grade>{GRADE})\s+(?:cong\s+hoa\s+xa\s+hoi|dang\s+cong\s+san|doc\s+lap)"
    rf"|(?:uy\s+ban\s+nhan\s+dan|ubnd|so\s*:\s*\S+|hanh\s+phuc|viet\s+nam|bo\s+\w+(?:\s+\w+)?)\s.{{0,60}}?"
    rf"(?P<last>(?<!bi )(?<!bao )(?<!co ){GRADE}))"
)

_INTERNAL = (
    r"(?:(?:chi\s+)?luu\s+hanh\s+noi\s+bo|(?:khong|cam)\s+(?:duoc\s+)?(?:pho\s+bien|sao\s+chup|phat\s+tan)"
    r"|tai\s+lieu\s+noi\s+bo)"
)
_AROUND = (
    r"(?:tai\s+lieu|van\s+ban|cong\s+van|sach|an\s+pham|ban\s+tin|noi\s+dung|de\s+cuong|giao\s+trinh|so\s+tay"
    r"|mat|dung|chi|rong\s+rai|ra\s+ngoai|ra\s+ben\s+ngoai|duoi\s+moi\s+hinh\s+thuc|trong\s+\w+(?:\s+\w+)?"
    r"|tren\s+mang(?:\s+xa\s+hoi)?|va|hoac)"
)
INTERNAL = re.compile(
    rf"(?:{_AROUND}[\s,;:.–-]+){{0,3}}{_INTERNAL}(?:[\s,;:.–-]+(?:{_INTERNAL}|{_AROUND})){{0,4}}"
)
INTERNAL_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:{_AROUND}\s+){{0,2}}{_INTERNAL}[^()\[\]]{{0,30}}[)\]]")

# Numbers of persons.
_GAP = r"[ .\u00a0–-]?"
IDENTITY_TWELVE = re.compile(rf"(?<![\w./-])0\d{{2}}(?:{_GAP}\d){{9}}(?![\w/]|[.-]\d)")
IDENTITY_NINE = re.compile(rf"(?<![\w./-])\d{{3}}(?:{_GAP}\d{{3}}){{2}}(?![\w/]|[.,-]\d)")
IDENTITY_WORD = re.compile(r"cccd|cmnd|cmt|can cuoc|chung minh|dinh danh")
PASSPORT = re.compile(r"(?<!\w)[a-z]\s?\d{7,8}(?!\w)")
PASSPORT_WORD = re.compile(r"ho chieu|passport")
ACCOUNT = re.compile(
    r"(?<!\w)(?:so\s+(?:tai\s+khoan|tk)|stk|tai\s+khoan(?:\s+so)?|tk(?:\s+so)?)\W{0,4}(?:so\W{0,3}|la\W{0,3})?"
    r"(?P<number>\d(?:[ .-]?\d){5,18})(?![\w/])"
)
BANK = re.compile(
    r"ngan hang|nh tmcp|\w+bank\b|\bbidv\b|\bacb\b|\bmb\b|\bvcb\b|\bscb\b|\bshb\b|\bocb\b|\bvib\b|\bmsb\b"
)
PHONE = re.compile(r"(?<![\w./-])(?:\(?\+?84\)?[ .-]?|0)[35789](?:[ .-]?\d){8}(?![\w/]|[.-]\d)")
OFFICE = re.compile(
    r"duong day nong|hotline|tong dai|lien he|truc ban|van phong|\bubnd\b|uy ban|trung tam|cong an|mot cua"
    r"|bo phan|can bo|cong chuc|dong chi|truong phong|chu tich|bi thu|phong \w+|so \w+ \w+ tinh|co quan"
    r"|don vi|tram y te|benh vien|doi canh sat|zalo|fanpage|to cong nghe|ban chi huy|hoi dong|chi cuc"
    r"|phan anh"
)
PRIVATE = re.compile(
    r"nan nhan|chu ho|nguoi mat|gia dinh|cua (?:ong|ba|anh|chi|chau|em)\b|cong dan (?:ten|la)\b|nguoi bi nan"
    r"|nguoi nop don|so dien thoai ca nhan|vo chong|sinh nam"
)
