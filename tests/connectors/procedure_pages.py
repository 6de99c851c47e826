"""The same procedure as portals of different making show it."""

import html
from collections.abc import Callable, Mapping

LABELS = {
    "steps": "Trình tự thực hiện",
    "how": "Cách thức thực hiện",
    "papers": "Thành phần hồ sơ",
    "time": "Thời hạn giải quyết",
    "fee": "Phí, lệ phí",
    "who": "Đối tượng thực hiện",
    "result": "Kết quả thực hiện",
    "conditions": "Yêu cầu, điều kiện thực hiện",
    "legal_basis": "Căn cứ pháp lý",
}
KITE = {
    "steps": "Bước 1: Người đề nghị nộp hồ sơ.\nBước 2: Cán bộ xem diều và cấp giấy.",
    "how": "Trực tiếp tại bộ phận một cửa, hoặc trực tuyến",
    "papers": "- Đơn đề nghị thả diều\n- Ảnh chụp chiếc diều",
    "time": "Trả ngay kết quả trong ngày; nộp sau 15 giờ thì trả vào ngày làm việc tiếp theo",
    "fee": "Miễn phí",
    "who": "Cá nhân, tổ chức",
    "result": "Giấy phép thả diều",
    "conditions": "Không",
    "legal_basis": "Quy chế hội diều số 01/2026/QC-HD",
}
CODE, NAME = "1.999001", "Cấp phép thả diều tại sân xã"
Pairs = list[tuple[str, str]]


def pairs(facets: Mapping[str, str], code: str = CODE, name: str = NAME) -> Pairs:
    named = [("Mã thủ tục", code), ("Tên thủ tục", name), ("Lĩnh vực", "Hội diều")]
    return named + [(LABELS[key], text) for key, text in facets.items() if key in LABELS]


def table(pairs: Pairs) -> str:
    rows = (f"<tr><td>{label}</td><td>{_breaks(text)}</td></tr>" for label, text in pairs)
    return f"<table>{''.join(rows)}</table>"


def shouted_table(pairs: Pairs) -> str:
    rows = (
        f"<tr><th>{number}.</th><th>{label.upper()}:</th><td>{_paragraphs(text)}</td></tr>"
        for number, (label, text) in enumerate(pairs, start=1)
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def rows_of_divisions(pairs: Pairs) -> str:
    return "".join(
        f'<div class="row"><div>{label}:</div><div>{_breaks(text)}</div></div>' for label, text in pairs
    )


def definitions(pairs: Pairs) -> str:
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{_paragraphs(text)}</dd>' for label, text in pairs)}</dl>"


def headings(pairs: Pairs) -> str:
    return "".join(
        f"<h3>{number}. {label}</h3>{_paragraphs(text)}"
        for number, (label, text) in enumerate(pairs, start=1)
    )


def bold_lines(pairs: Pairs) -> str:
    return "".join(f"<p><b>{label} :</b></p>{_paragraphs(text)}" for label, text in pairs)


def accordion(pairs: Pairs) -> str:
    return "".join(
        f"<div class='item'><button>▼ {label}</button><div class='panel'>{_paragraphs(text)}</div></div>"
        for label, text in pairs
    )


def numbered_lines(pairs: Pairs) -> str:
    return "".join(
        f"<p>{number}) {label}: {_breaks(text)}</p>" for number, (label, text) in enumerate(pairs, start=1)
    )


def bare_lines(pairs: Pairs) -> str:
    return "".join(f"<p>{label}: {_breaks(text)}</p>" for label, text in pairs)


SHAPES: tuple[Callable[[Pairs], str], ...] = (
    table, shouted_table, rows_of_divisions, definitions, headings, bold_lines, accordion, numbered_lines,
    bare_lines,
)  # fmt: skip


def page(body: str, title: str = "Cổng thông tin") -> str:
    """A body among what stands around it on every portal."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title><style>p{{}}</style></head><body>"
        f"<nav><a>Trang chủ</a><a>Thành phần hồ sơ</a></nav><div id='main'>{body}</div>"
        "<footer>Bản quyền</footer><script>var x = 'Lệ phí: 5'</script></body></html>"
    )


def _breaks(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
