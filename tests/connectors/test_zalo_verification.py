"""The proof that a domain is ours holds nothing but a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.zalo import verification

CODE = "SeEEB8ES51jdZCu-hOfK5MQ3rGwAyW9I_pW"


def test_the_file_stands_where_zalo_looks_and_bears_the_mark() -> None:
    assert verification.path(CODE) == f"/zalo_verifier{CODE}.html"
    tag = f'<meta name="zalo-platform-site-verification" content="{CODE}">'
    assert verification.meta_tag(CODE) == tag
    assert tag in verification.page(CODE)


@given(st.text())
def test_what_is_no_code_gets_into_no_page(text: str) -> None:
    if not verification.is_code(text):
        for build in (verification.path, verification.meta_tag, verification.page):
            with pytest.raises(ValueError, match="not a verification code"):
                build(text)


@pytest.mark.parametrize("text", ["", "short", CODE + "\n", "../" + CODE, CODE + '">', "đ" * 20, "a" * 129])
def test_only_letters_digits_and_dashes_make_a_code(text: str) -> None:
    assert not verification.is_code(text)
