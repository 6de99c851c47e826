"""Pages that answer as if all were well, and say that nothing is: errors, logins, nothing found."""

import re

from selectolax.lexbor import LexborHTMLParser

from connectors.portal import reading_wording as wording
from connectors.portal.markup import base_of, parsed
from connectors.portal.outline import Kind, Outline
from connectors.portal.outlining import outlined
from connectors.portal.page_meta import Meta, meta_of
from connectors.portal.pages import Missing, Unreadable

_MISSING = re.compile(
    r"(?:lỗi |error )?404\b.{0,60}|không tìm thấy.{0,80}|chưa có dữ liệu\W*"
    r"|(?:trang|bài viết|nội dung|tài nguyên|dữ liệu|tin|thông tin|địa chỉ|đường dẫn)\b.{0,60}"
    r"(?:không (?:tìm thấy|tồn tại|còn tồn tại)|đã (?:bị )?(?:xóa|xoá|gỡ)).{0,60}"
    r"|không có (?:dữ liệu|bài viết|nội dung)(?: nào)?\W*|(?:page|file|resource|article)? ?not found.{0,60}"
    r"|the (?:resource|page).{0,60}(?:not (?:be )?found|cannot be found).{0,80}",
    re.IGNORECASE,
)
_FAILING = re.compile(
    r"(?:rất tiếc, |xin lỗi, )?(?:đã )?(?:xảy ra|có|gặp|phát sinh) (?:một )?(?:lỗi|sự cố).{0,140}"
    r"|lỗi (?:hệ thống|máy chủ|server|xử lý).{0,80}"
    r"|(?:hệ thống|trang|website|cổng).{0,60}(?:đang )?(?:được )?bảo trì.{0,100}"
    r"|(?:internal )?server error.{0,80}|runtime error.{0,60}|service unavailable.{0,60}"
    r"|an error (?:has )?occurred.{0,100}|(?:error|lỗi) ?50\d.{0,60}|bad gateway.{0,40}"
    r"|database error.{0,60}|error establishing a database.{0,40}",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"đăng nhập(?: hệ thống)?.{0,60}|login.{0,30}|sign in.{0,30}|.{0,30}đăng nhập để (?:xem|tiếp tục).{0,40}",
    re.IGNORECASE,
)
_LONG = 120
_MOST_TEXT = 400
"""Whoever says so much besides is an article about errors."""
_MOST_LINES = 40


def check(tree: LexborHTMLParser, meta: Meta, outline: Outline) -> None:
    """Raises Missing or Unreadable for a page that says it holds nothing."""
    texts = [line.text for line in outline.lines if line.kind is Kind.TEXT and line.linked < 1 / 2]
    running = sum(len(text) for text in texts if len(text) >= _LONG and not _tells(text))
    if running > _MOST_TEXT:
        return
    for text in [*texts[:_MOST_LINES], meta.title]:
        if _MISSING.fullmatch(text):
            raise Missing(wording.NOT_FOUND.format(text=text[:_LONG]))
        if _FAILING.fullmatch(text):
            raise Unreadable(wording.FAILING.format(text=text[:_LONG]))
    if tree.css_first('input[type="password"]') is not None and any(
        map(_LOGIN.fullmatch, [*texts, meta.title])
    ):
        raise Unreadable(wording.LOGIN)


def _tells(text: str) -> bool:
    return bool(_MISSING.fullmatch(text) or _FAILING.fullmatch(text))


def refuse_failing(html: str, url: str) -> None:
    """Raises as `check` does, for a page that was not read yet; `html` is decoded."""
    tree = parsed(html)
    base = base_of(tree, url)
    check(tree, meta_of(tree, base), outlined(tree, base))
