"""The labels of the national form of a procedure, in the spellings that portals and decisions use."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_LABEL = 110

_SECTIONS = {
    "code": "ma thu tuc|ma tthc|ma so|ma so thu tuc|ma so tthc|ma so ho so tthc|ma",
    "name": "ten thu tuc|ten tthc",
    "decision": "so quyet dinh|so quyet dinh cong bo|quyet dinh cong bo",
    "level": "cap thuc hien|cap giai quyet|cap do thuc hien",
    "field": "linh vuc|linh vuc thuc hien|ten linh vuc|thuoc linh vuc",
    "steps": "trinh tu thuc hien|quy trinh thuc hien|cac buoc thuc hien|trinh tu"
    "|trinh tu cac buoc thuc hien|trinh tu cach thuc thuc hien|quy trinh giai quyet",
    "how": "cach thuc thuc hien|cach thuc nop ho so|cach thuc|hinh thuc nop ho so|hinh thuc nop"
    "|cach thuc thuc hien thu tuc",
    "papers": "thanh phan ho so|thanh phan so luong ho so|thanh phan va so luong ho so|ho so"
    "|ho so can chuan bi|ho so can nop|giay to can nop|giay to can chuan bi|ho so gom"
    "|ho so bao gom|thanh phan ho so gom|thanh phan ho so bao gom|thanh phan ho so can nop",
    "copies": "so luong ho so|so bo ho so",
    "time": "thoi han giai quyet|thoi gian giai quyet|thoi han|thoi gian thuc hien"
    "|thoi han giai quyet ho so|thoi gian giai quyet ho so|thoi han thuc hien",
    "fee": "phi|le phi|phi le phi|phi va le phi|muc phi|le phi phi|chi tiet chi phi|muc thu phi le phi",
    "who": "doi tuong thuc hien|doi tuong|doi tuong ap dung",
    "agency": "co quan thuc hien|co quan truc tiep thuc hien|don vi thuc hien",
    "authority": "co quan co tham quyen|co quan co tham quyen quyet dinh|co quan co tham quyen giai quyet",
    "office": "co quan giai quyet|co quan xu ly",
    "address": "dia chi tiep nhan|dia chi tiep nhan ho so|noi nop ho so|noi tiep nhan ho so|noi tiep nhan"
    "|dia diem nop ho so|dia diem tiep nhan|dia diem tiep nhan ho so|dia diem thuc hien"
    "|co quan tiep nhan|co quan tiep nhan ho so",
    "delegate": "co quan duoc uy quyen|co quan nguoi co tham quyen duoc uy quyen"
    "|co quan duoc uy quyen thuc hien|co quan duoc uy quyen hoac phan cap thuc hien",
    "partner": "co quan phoi hop|co quan phoi hop neu co",
    "result": "ket qua thuc hien|ket qua|ket qua giai quyet|ket qua cua viec thuc hien",
    "legal_basis": "can cu phap ly|co so phap ly|can cu phap ly cua|van ban phap ly|can cu phap luat",
    "conditions": "yeu cau dieu kien thuc hien|yeu cau dieu kien|yeu cau hoac dieu kien|dieu kien thuc hien"
    "|yeu cau va dieu kien thuc hien|yeu cau hoac dieu kien thuc hien",
    "form": "mau don to khai|ten mau don to khai|ten mau don mau to khai|mau don mau to khai|mau don"
    "|mau to khai|bieu mau|bieu mau dinh kem|to khai|ten mau don|mau don to khai dinh kem"
    "|ten bieu mau",
    "kind": "loai thu tuc|loai tthc",
    "aside": "tu khoa|mo ta|ghi chu|tinh trang|ngay cap nhat|ngay ban hanh|ngay hieu luc|ngay co hieu luc"
    "|van ban lien quan|thu tuc lien quan|thu tuc hanh chinh lien quan|dich vu cong lien quan"
    "|tep dinh kem|tai lieu dinh kem|file dinh kem|danh gia|hoi dap|cau hoi thuong gap|luot xem"
    "|chia se|muc do|muc do dich vu cong|thong tin lien he|tin lien quan|tin khac|cac tin khac"
    "|pham vi|nganh|co quan ban hanh|noi dung khac",
}
FIELDS = {label: field for field, labels in _SECTIONS.items() for label in labels.split("|")}
_WEAK = {
    "ma", "phi", "le phi", "ho so", "ket qua", "doi tuong", "to khai", "bieu mau", "ghi chu", "mo ta",
    "trinh tu",
    "thoi han", "cach thuc", "nganh", "pham vi", "chia se", "danh gia", "mau don", "hoi dap", "ma so",
    "muc do",
    "thoi gian thuc hien", "hinh thuc nop", "tinh trang", "ho so gom", "ho so bao gom", "co quan giai quyet",
    "co quan tiep nhan", "co quan phoi hop", "dieu kien thuc hien",
}  # fmt: skip
"""Words that running text uses too: labels only where they stand as one."""

_COLUMNS = {
    "index": "stt|tt|so thu tu|so tt",
    "submit": "hinh thuc nop|hinh thuc|cach thuc|hinh thuc nop ho so|hinh thuc thuc hien"
    "|cach thuc thuc hien|cach thuc nop|kenh thuc hien",
    "time": "thoi han giai quyet|thoi gian giai quyet|thoi han|thoi gian",
    "fee": "phi le phi|phi|le phi|phi va le phi|muc phi|le phi phi",
    "note": "mo ta|ghi chu|dien giai",
    "paper": "ten giay to|loai giay to|giay to|ten ho so|ten thanh phan ho so|thanh phan ho so"
    "|ten loai giay to|ten giay to thanh phan ho so|giay to phai nop|ten tai lieu",
    "form": "mau don to khai|mau don|bieu mau|mau to khai|ten mau|mau don to khai dinh kem|tep dinh kem"
    "|ten mau don to khai|bieu mau dinh kem",
    "count": "so luong|so ban|so luong ho so|so bo",
    "original": "ban chinh|so ban chinh|ban goc",
    "copy": "ban sao|so ban sao|ban photo",
    "number": "so ky hieu|so hieu|ky hieu|so ky hieu van ban|so van ban|so",
    "gist": "trich yeu|ten van ban|trich yeu noi dung|noi dung|van ban",
    "issued": "ngay ban hanh|ngay ky",
    "issuer": "co quan ban hanh|noi ban hanh",
}
COLUMNS = {label: column for column, labels in _COLUMNS.items() for label in labels.split("|")}

_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXivx]{1,5}|[a-zA-ZđĐ])\s*[.):/-]+\s*|\d{1,2}\s+")
_BULLETS = re.compile(r"[^\w]+")
_TAILS = ("bao gom", "neu co", "tthc", "hanh chinh", "thu tuc", "cua", "co")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in front of a line. `said` is its text as published, `rest` what follows it on the line."""

    field: str
    said: str
    rest: str
    numbered: bool
    weak: bool


def folded(text: str) -> str:
    """Lower case, without marks and punctuation, words parted by a blank."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", plain)))


def label_of(line: str) -> Label | None:
    """The label that a line begins with, up to a colon or to its end; None where it has none."""
    bare, numbered = _unnumbered(line[: LONGEST_LABEL + 200])
    bare += line[LONGEST_LABEL + 200 :]
    head, colon, rest = bare.partition(":")
    if not colon and len(bare) > LONGEST_LABEL:
        return None
    key = _key(head) if len(head) <= LONGEST_LABEL else ""
    field = FIELDS.get(key)
    if field is None:
        return None
    return Label(field, head.strip(" .)"), rest.strip(), numbered, key in _WEAK)


def column_of(cell: str) -> str | None:
    """What a column holds, by its heading."""
    if len(cell) > LONGEST_LABEL:
        return None
    bare = folded(_unnumbered(cell)[0])
    return COLUMNS.get(bare) or COLUMNS.get(_key(bare))


def _key(head: str) -> str:
    key = folded(head)
    while key not in FIELDS:
        tail = next((tail for tail in _TAILS if key.endswith(" " + tail)), None)
        if tail is None:
            return key
        key = key[: -len(tail) - 1]
    return key


def _unnumbered(line: str) -> tuple[str, bool]:
    numbered = False
    for _ in range(3):
        if bullets := _BULLETS.match(line):
            line = line[bullets.end() :]
        number = _NUMBERED.match(line)
        if number is None:
            break
        line, numbered = line[number.end() :], True
    return line, numbered
